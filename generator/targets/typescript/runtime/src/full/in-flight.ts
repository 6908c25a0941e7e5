/**
 * How many tasks one call may have running at once: learnt from what the service refuses.
 *
 * The account's limit is not told by any answer; a 429 says that it was passed. The number grows by
 * one with each task that is accepted until the first refusal, falls to what was running then, and
 * from there tries one more from time to time, ever more seldom while that fails.
 */

const MOST = 100; // tasks at once of the largest account
const AT_FIRST = 2; // of the smallest
const FIRST_PAUSE_MS = 2_000;
const LONGEST_PAUSE_MS = 60_000;

/** Tasks in flight: submits on their way, and tasks that somebody waits for. */
export class InFlight {
  /** How many there may be at any time. */
  readonly most: number;
  /** How many the account seems to allow. */
  limit: number;
  /** How many there are. */
  count = 0;
  #pause: number = FIRST_PAUSE_MS;
  #heldUntil = 0;
  #probeAt: number | null = null; // none until something was refused

  constructor(most: number = MOST) {
    this.most = most;
    this.limit = Math.min(AT_FIRST, most);
  }

  /** When one more may be submitted; null: not before one of these has ended. */
  readyAt(now: number): number | null {
    if (this.count >= this.most || this.count > this.limit) return null;
    if (this.count < this.limit) return Math.max(now, this.#heldUntil);
    return this.#probeAt === null ? null : Math.max(now, this.#probeAt);
  }

  /** One is submitted. */
  take(): void {
    this.count++;
  }

  /** One that was submitted was accepted. */
  accepted(now: number): void {
    this.#heldUntil = now;
    if (this.#probeAt === null) {
      this.limit = Math.min(Math.max(this.limit, this.count + 1), this.most);
    } else if (this.count > this.limit) {
      this.limit = this.count;
      this.#pause = FIRST_PAUSE_MS;
      this.#probeAt = now + this.#pause;
    }
  }

  /** One was refused because too many run; `askedMs` is for how long to leave the service alone. */
  refused(now: number, askedMs: number | null): void {
    this.count--;
    this.limit = Math.max(Math.min(this.limit, this.count), 1);
    if (now < this.#heldUntil) return; // one of several that were on their way together
    this.#heldUntil = now + (askedMs ?? this.#pause);
    this.#probeAt = this.#heldUntil;
    this.#pause = Math.min(2 * this.#pause, LONGEST_PAUSE_MS);
  }

  /** One is over: there is room for another. */
  ended(): void {
    this.count--;
    this.#heldUntil = 0;
  }

  /** One that was to be submitted was not, or started nothing. */
  gaveUp(): void {
    this.count--;
  }
}
