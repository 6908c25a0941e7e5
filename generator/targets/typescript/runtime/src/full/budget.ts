/**
 * One request budget for one key: how fast requests may follow each other, and when none may.
 *
 * The limit is learnt from the answers. Requests are spread evenly and stay a little below it, so
 * that a fixed window, a sliding window and a token bucket are all content; what others use of the
 * same key is left to them, down to half of the limit for this client.
 */

import { RateLimitError } from "../errors.ts";
import { errorOf } from "../core/answers.ts";
import { TOO_MANY } from "../core/status.ts";
import { type Answer, type Failure, failed } from "../core/exchange.ts";
import { resetMs, statedLimit, statedRemaining } from "./limit-headers.ts";
import { MINUTE_MS, Neighbours } from "./neighbours.ts";
import { LONGEST_MS } from "./retry-after.ts";

const DEFAULT_LIMIT = 100; // requests a minute of the smallest account (docs page on limits)

// Shares of the limit, in thousandths.
const USED = 960;
const AT_FIRST = 600; // until the kind of limiter can be told, and others can be seen
const LEAST = 480;
const LEAST_PENALTY = 100;
const RELIEF = 20;
const WHOLE = 1_000;

const AT_FIRST_MS = 15_000;
const SHORTEST_HOLD_MS = 1_000;
const LONGEST_DOUBT_MS = 5_000;
const MOST_DOUBLINGS = 6;
const MICROSECONDS = 1_000;

/** A request that was counted: when it was sent, and its number. */
export interface Sent {
  readonly at: number;
  readonly number: number;
}

/** When the next request may go. Times are milliseconds of one clock that never goes back. */
export class Budget {
  /** Requests a minute that the key may make, as far as it is known. */
  limit: number;
  /** Whether the service said so, or refused a request for its rate. */
  stated = false;
  #begun: number | null = null;
  #heard = false;
  #dueUs = 0; // microseconds: at 1,000 a minute half a millisecond is one in a hundred
  #heldUntil = 0;
  readonly #neighbours: Neighbours;
  #number = 0;
  #penalizedAt: number | null = null;
  #penalty = WHOLE;
  #refusals = 0;

  constructor(limit: number = DEFAULT_LIMIT) {
    this.limit = limit;
    this.#neighbours = new Neighbours(limit);
  }

  /**
   * The first moment from `now` on at which a request may go.
   *
   * @param paid Whether it is a submit: one that waits holds up a person, so that while the service
   *   states no limit only a hold stops it.
   */
  readyAt(now: number, paid: boolean): number {
    if (this.#heldUntil > now) return this.#heldUntil;
    if (paid && this.#heard && !this.stated) return now;
    return Math.max(now, Math.ceil(this.#dueUs / MICROSECONDS));
  }

  /** A request goes now; also one that did not ask, so that those who do know of it. */
  take(now: number): Sent {
    this.#begun ??= now;
    const interval = this.intervalUs(now);
    // A quarter of lateness is made up for, no more: there are no bursts.
    const earliest = now * MICROSECONDS - Math.floor(interval / 4);
    this.#dueUs = Math.max(this.#dueUs, earliest) + interval;
    this.#number++;
    this.#neighbours.sent(now);
    return { at: now, number: this.#number };
  }

  /** Learns from what came of a request. */
  receive(now: number, sent: Sent, event: Answer | Failure): void {
    this.#heard = true;
    if (failed(event)) return;
    const limit = statedLimit(event.headers);
    if (limit !== null) {
      this.limit = limit;
      this.stated = true;
      this.#neighbours.limited(limit);
    }
    const remaining = statedRemaining(event.headers);
    if (remaining !== null && event.status !== TOO_MANY) {
      this.#neighbours.heard(sent.at, sent.number, remaining);
      this.#spare(now, event, remaining);
    }
    if (event.status === TOO_MANY) {
      const error = errorOf(event, "");
      // Too many tasks at once say nothing about the rate, and only reads see one end.
      if (!(error instanceof RateLimitError && error.kind === "concurrency")) {
        this.#refused(now, sent, event);
      }
    } else {
      this.#refusals = 0;
      const asked = event.retryAfterMs;
      if (asked !== null) this.#hold(now + asked);
    }
  }

  /** Microseconds from one request to the next. */
  intervalUs(now: number): number {
    const others = Math.floor((this.#neighbours.others(now) * WHOLE) / this.limit);
    let share = Math.max(USED - others, LEAST);
    if (this.#begun !== null && now < this.#begun + AT_FIRST_MS) share = Math.min(share, AT_FIRST);
    share = Math.floor((share * this.#relieved(now)) / WHOLE);
    return Math.floor((MINUTE_MS * MICROSECONDS * WHOLE) / (this.limit * share));
  }

  /** Too fast, whatever the counts said: hold, and go on slower. */
  #refused(now: number, sent: Sent, answer: Answer): void {
    this.stated = true;
    if (this.#penalizedAt === null || sent.at > this.#penalizedAt) {
      // One step for all that were on their way together.
      this.#penalty = Math.max(Math.floor((this.#relieved(now) * 3) / 4), LEAST_PENALTY);
      this.#penalizedAt = now;
      this.#refusals = Math.min(this.#refusals + 1, MOST_DOUBLINGS);
    }
    const asked =
      answer.retryAfterMs ??
      resetMs(answer.headers) ??
      Math.min((SHORTEST_HOLD_MS / 2) * 2 ** this.#refusals, LONGEST_MS);
    this.#hold(now + Math.max(asked, SHORTEST_HOLD_MS));
  }

  /** The penalty of the last refusal, which wears off by a fiftieth of the whole a minute. */
  #relieved(now: number): number {
    if (this.#penalizedAt === null) return WHOLE;
    const minutes = Math.floor((now - this.#penalizedAt) / MINUTE_MS);
    return Math.min(this.#penalty + minutes * RELIEF, WHOLE);
  }

  /** Where the last requests of a window are left, the others may want them too. */
  #spare(now: number, answer: Answer, remaining: number): void {
    const { kind, window } = this.#neighbours;
    const kept = this.#neighbours.others(now) > 0 ? 2 + Math.floor(this.limit / 100) : 0;
    if (remaining > kept || kind === "tokens") return;
    const fixed = kind === "fixed";
    const until = resetMs(answer.headers) ?? (fixed ? window + MINUTE_MS - now : null);
    // Only of a fixed window is it known that nothing comes back before the reset.
    if (until !== null) this.#hold(now + Math.min(until, fixed ? LONGEST_MS : LONGEST_DOUBT_MS));
  }

  #hold(until: number): void {
    this.#heldUntil = Math.max(this.#heldUntil, until);
  }
}
