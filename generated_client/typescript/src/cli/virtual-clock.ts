/** A clock that stands still until everybody waits on it. */

import { setImmediate } from "node:timers/promises";
import type { Clock } from "../clock.ts";

interface Sleeper {
  readonly at: number;
  readonly wake: () => void;
}

/** Time that passes at once, whenever nothing else is left to do. */
export class VirtualClock implements Clock {
  #now = 0;
  readonly #sleepers = new Set<Sleeper>();

  now(): number {
    return this.#now;
  }

  sleep(ms: number, signal?: AbortSignal): Promise<void> {
    return new Promise((resolve, reject) => {
      const stop = () => {
        this.#sleepers.delete(sleeper);
        reject(signal?.reason);
      };
      const wake = () => {
        signal?.removeEventListener("abort", stop);
        resolve();
      };
      const sleeper = { at: this.#now + ms, wake };
      if (signal?.aborted) {
        stop();
      } else {
        this.#sleepers.add(sleeper);
        signal?.addEventListener("abort", stop, { once: true });
      }
    });
  }

  /** Lets time pass until the work is done; of sleepers with the same time the first goes first. */
  async drive<T>(work: Promise<T>): Promise<T> {
    let done = false;
    const over = () => {
      done = true;
    };
    work.then(over, over);
    while (!done) {
      // Behind this, every promise that could go on has gone on.
      await setImmediate();
      if (done) break;
      let next: Sleeper | undefined;
      for (const sleeper of this.#sleepers) if (!next || sleeper.at < next.at) next = sleeper;
      if (next) {
        this.#sleepers.delete(next);
        this.#now = next.at;
        next.wake();
      }
    }
    return work;
  }
}
