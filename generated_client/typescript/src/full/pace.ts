/** When the next request may go, where many share what a key may do. */

import type { Clock } from "../clock.ts";
import type { Answer, Exchange, Failure } from "../core/exchange.ts";
import type { Polling } from "../core/polling.ts";

/** A place in the queue, for one wait or one submit. */
export interface Place {
  /** 0: send now; else ask again after so many milliseconds. */
  turn(now: number): number;
  /** What came of the request that the last turn was for. */
  heard(now: number, event: Answer | Failure): void;
  /** What that request told of the task. */
  seen(finished: boolean): void;
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

/** The wait for a task whose looks wait for their turn. */
export function paced(wait: Polling, place: Place): Polling {
  return {
    ...wait,
    next: (now) => {
      const action = wait.next(now);
      const pause = action.look ? place.turn(now) : 0;
      return pause > 0 ? { ms: Math.min(pause, action.ms) } : action;
    },
    receive: (now, event) => {
      place.heard(now, event);
      const data = wait.receive(now, event);
      if (data) place.seen(wait.finished());
      return data;
    },
    leave: () => place.leave(),
  };
}

/** Submits that wait for their turn, each within its own time. */
export function inTurn(exchange: Exchange, clock: Clock, pace: Pace): Exchange {
  return async (request, limits = {}) => {
    const { budgetMs = Number.POSITIVE_INFINITY, signal } = limits;
    const late = clock.now() + budgetMs;
    const place = pace.place(true);
    try {
      for (let pause = place.turn(clock.now()); pause > 0; pause = place.turn(clock.now())) {
        if (pause >= late - clock.now()) {
          const reason = "the rate limit lets it go only after submitTimeoutMs";
          return { reason, mayHaveArrived: false, partial: "" };
        }
        await clock.sleep(pause, signal);
      }
      const left = Math.max(late - clock.now(), 1);
      const event = await exchange(request, { ...limits, budgetMs: left });
      place.heard(clock.now(), event);
      return event;
    } finally {
      place.leave();
    }
  };
}

/** Requests that go at once, and are counted. */
export function counted(exchange: Exchange, clock: Clock, pace: Pace): Exchange {
  return async (request, limits) => {
    const heard = pace.count(clock.now());
    const event = await exchange(request, limits);
    heard(clock.now(), event);
    return event;
  };
}
