/** Whether a submit that started nothing is sent once more, and after what pause. */

import { type ModellixError, NotSubmittedError, RateLimitError } from "../errors.ts";
import {
  FIRST_LIMITED_PAUSE_MS,
  FIRST_PAUSE_MS,
  LONGEST_PAUSE_MS,
  MOST_BROKEN,
  WINDOW_MS,
} from "../limits.ts";

/** The attempts at one submit. Only what provably started no task is sent again. */
export interface Resending {
  /** How long the attempt that begins now may take; undefined for any time. */
  budgetMs(now: number): number | undefined;
  /** For how many milliseconds to wait before it is sent again; null: the verdict stands. */
  pauseMs(now: number, verdict: ModellixError): number | null;
}

/**
 * Begins the attempts at one submit.
 *
 * @param begun When, in milliseconds.
 * @param limitMs The caller's limit for the whole submit, if any.
 * @param retryLimited Whether a 429 is sent again as well.
 */
export function resending(
  begun: number,
  limitMs: number | undefined,
  retryLimited: boolean | undefined,
): Resending {
  let broken = 0;
  let limited = 0;
  return {
    budgetMs: (now) => limitMs && Math.max(begun + limitMs - now, 1),
    pauseMs: (now, verdict) => {
      let pause: number;
      if (verdict instanceof NotSubmittedError) {
        broken++;
        if (broken >= MOST_BROKEN) return null;
        pause = FIRST_PAUSE_MS * 2 ** (broken - 1);
      } else if (verdict instanceof RateLimitError && retryLimited) {
        const grown = Math.min(FIRST_LIMITED_PAUSE_MS * 2 ** limited, LONGEST_PAUSE_MS);
        limited++;
        pause = Math.max(grown, verdict.retryAfterMs ?? 0);
      } else {
        return null;
      }
      return now + pause < begun + (limitMs ?? WINDOW_MS) ? pause : null;
    },
  };
}
