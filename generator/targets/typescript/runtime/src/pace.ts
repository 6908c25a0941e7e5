/** When the next request may go. */

import { type Answer, Failure } from "./core/exchange.ts";
import { retryAfterMs } from "./core/retry-after.ts";

/** A place in the queue, for one wait or one submit. */
export interface Place {
  /** 0: send now; else ask again after so many milliseconds. */
  turn(now: number): number;
  /** What came of the request that the last turn was for. */
  heard(now: number, event: Answer | Failure): void;
  /** What that request told of the task. */
  seen?(finished: boolean): void;
  /** Nobody waits for one who left. */
  leave(): void;
}

/** A task that is waited for since it was accepted, or from some later time on. */
export interface Followed {
  readonly modelId: string;
  readonly begun: number;
  readonly watched: boolean;
}

/** How fast the requests of one client follow each other. */
export interface Pace {
  place(paid: boolean, task?: Followed): Place;
  /** A request goes now without a turn; the function is to be told what came of it. */
  count(now: number): (now: number, event: Answer | Failure) => void;
}

const MOST_OFTEN_MS = 625; // 96 of the 100 requests a minute of the smallest account

/**
 * The pace of the small client: reads evenly, below the limit of the smallest account, none while
 * the service asks for patience. It does not learn the limit, nor see who else uses the key.
 */
export class EvenPace implements Pace {
  #due = 0;
  #held = 0;

  place(paid: boolean): Place {
    return {
      turn: (now) => {
        const ready = Math.max(this.#held, paid ? 0 : this.#due);
        if (ready > now) return ready - now;
        this.#due = Math.max(this.#due, now) + MOST_OFTEN_MS;
        return 0;
      },
      heard: (now, event) => this.#heard(now, event),
      leave: () => undefined,
    };
  }

  count(now: number): (now: number, event: Answer | Failure) => void {
    this.#due = Math.max(this.#due, now) + MOST_OFTEN_MS;
    return (then, event) => this.#heard(then, event);
  }

  #heard(now: number, event: Answer | Failure): void {
    if (!(event instanceof Failure)) {
      this.#held = Math.max(this.#held, now + (retryAfterMs(event.headers) ?? 0));
    }
  }
}
