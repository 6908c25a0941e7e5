/** Whether a submit that started nothing is sent once more, and after what pause. */

import { type ModellixError, NotSubmittedError, RateLimitError } from "../errors.ts";

// Attempts at one submit that break before the last byte; pauses of 500, 1000 and 2000 ms between.
const MOST_BROKEN = 4;
const FIRST_PAUSE_MS = 500;
// After a 429 the pause grows up to this, or is what the service asks for.
const FIRST_LIMITED_PAUSE_MS = 1_000;
const LONGEST_PAUSE_MS = 30_000;
// Without a limit of the caller's, nothing is sent again later than this after the beginning.
const WINDOW_MS = 120_000;

/** The attempts at one submit. Only what provably started no task is sent again. */
export class Resending {
  readonly #deadline: number | undefined;
  readonly #windowEnds: number;
  readonly #retryLimited: boolean;
  #broken = 0;
  #limited = 0;

  /**
   * @param now When the submit begins, in milliseconds.
   * @param limitMs The caller's limit for the whole submit, if any.
   * @param retryLimited Whether a 429 is sent again as well.
   */
  constructor(now: number, limitMs: number | undefined, retryLimited: boolean) {
    this.#deadline = limitMs && now + limitMs;
    this.#windowEnds = now + (limitMs ?? WINDOW_MS);
    this.#retryLimited = retryLimited;
  }

  /** How long the attempt that begins now may take; undefined for any time. */
  budgetMs(now: number): number | undefined {
    return this.#deadline && Math.max(this.#deadline - now, 1);
  }

  /** For how many milliseconds to wait before it is sent again; null: the verdict stands. */
  pauseMs(now: number, verdict: ModellixError): number | null {
    let pause: number;
    if (verdict instanceof NotSubmittedError) {
      this.#broken++;
      if (this.#broken >= MOST_BROKEN) return null;
      pause = FIRST_PAUSE_MS * 2 ** (this.#broken - 1);
    } else if (verdict instanceof RateLimitError && this.#retryLimited) {
      const grown = Math.min(FIRST_LIMITED_PAUSE_MS * 2 ** this.#limited, LONGEST_PAUSE_MS);
      this.#limited++;
      pause = Math.max(grown, verdict.retryAfterMs ?? 0);
    } else {
      return null;
    }
    return now + pause < this.#windowEnds ? pause : null;
  }
}
