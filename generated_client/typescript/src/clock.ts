/** The time that deadlines and pauses are measured by; never the time of day. */

/** A clock, in whole milliseconds, that never goes back. */
export interface Clock {
  now(): number;
  /** Resolves after that much time; rejects with the signal's reason as soon as it aborts. */
  sleep(ms: number, signal?: AbortSignal): Promise<void>;
}

const LONGEST_TIMER = 2 ** 31 - 1;

/** The clock of this computer. */
export const systemClock: Clock = {
  now: () => Math.floor(performance.now()),
  sleep: (ms, signal) =>
    new Promise((resolve, reject) => {
      signal?.throwIfAborted();
      const stop = () => {
        clearTimeout(timer);
        reject(signal?.reason);
      };
      const timer = setTimeout(
        () => {
          signal?.removeEventListener("abort", stop);
          resolve();
        },
        Math.min(ms, LONGEST_TIMER),
      );
      signal?.addEventListener("abort", stop);
    }),
};
