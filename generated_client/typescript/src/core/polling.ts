/** Following a task to its end: when to look, what an answer means, when to give up. */

import { ModellixError, TaskCanceledError, TaskFailedError, TaskTimeoutError } from "../errors.ts";
import { LONGEST_WORD } from "../limits.ts";
import { oneLine } from "../read-json.ts";
import {
  FIRST_DELAY_MS,
  GROWTH_PERCENT,
  MAX_DELAY_MS,
  MIN_DELAY_MS,
  SUCCESS,
  TERMINAL,
} from "../spec.ts";
import type { JsonObject } from "../violations.ts";
import { connectionError } from "./answers.ts";
import { passes } from "./status.ts";
import { type Answer, type Failure, failed, type Request } from "./exchange.ts";
import { taskData, taskRequest } from "./task.ts";

/** What to do next: let time pass, carry a request out, or end. */
export interface Action {
  /** The error to throw, or `true` when the task brought a result. */
  readonly done?: ModellixError | true;
  /** What to carry out, in at most `ms`; without it and without an end, let `ms` pass. */
  readonly look?: Request;
  readonly ms: number;
}

/** How a wait is begun; times are milliseconds of the client's clock. */
export interface Wait {
  readonly now: number;
  readonly timeoutMs: number;
  /** The time of the first look; `now` when not given. */
  readonly firstLook?: number | undefined;
  /** Whether to look as often as allowed instead of ever more seldom: for one task of many. */
  readonly steady?: boolean | undefined;
}

/** The wait for one task. */
export interface Polling {
  /** What to do at this time. */
  next(now: number): Action;
  /** Takes in what came of a look that ended at `now`; what the service says of the task, if so. */
  receive(now: number, event: Answer | Failure): JsonObject | null;
  /** Whether the service said that the task has ended, one way or another. */
  finished(): boolean;
  /** The wait is over. */
  leave?(): void;
}

/** Begins the wait for a task. */
export function polling(taskId: string, wait: Wait): Polling {
  const { now: begun, timeoutMs, firstLook = begun, steady } = wait;
  const what = `task ${taskId}`;
  const deadline = begun + timeoutMs;
  let status = "";
  let pause = steady ? MIN_DELAY_MS : Math.max(FIRST_DELAY_MS, MIN_DELAY_MS);
  let troubles = 0;
  let trouble: ModellixError | null = null;
  let done: ModellixError | true | undefined;
  let due = begun;

  /** The next look after a pause, or a last one shortly before the deadline. */
  const schedule = (now: number, ms: number, holdMs = 0) => {
    due = now + Math.max(ms, MIN_DELAY_MS);
    if (due >= deadline) {
      // Better early than never: but never closer than allowed, nor while asked to hold.
      due = Math.max(now + Math.max(MIN_DELAY_MS, holdMs), deadline - MIN_DELAY_MS);
    }
  };
  const waitOut = (now: number, error: ModellixError, holdMs: number) => {
    trouble = error;
    troubles++;
    schedule(now, Math.max(Math.min(pause * 2 ** troubles, MAX_DELAY_MS), holdMs), holdMs);
  };
  const finished = () => TERMINAL.includes(status);
  /** The status, fit for a line of text. */
  const word = () => oneLine(status.slice(0, LONGEST_WORD));
  const timedOut = () =>
    new TaskTimeoutError(
      `${what} is not finished after ${timeoutMs / 1000} s, ` +
        (status ? `last seen ${word()}` : "its status was not seen") +
        (trouble ? `; the last look failed: ${trouble.message}` : "") +
        ". It goes on at the service and can be waited for again",
      { taskId, cause: trouble },
    );
  if (firstLook > begun) schedule(begun, firstLook - begun);

  return {
    finished,
    next(now) {
      if (now >= deadline) done ??= timedOut();
      if (done) return { done, ms: 0 };
      return now < due
        ? { ms: Math.min(due, deadline) - now }
        : { look: taskRequest(taskId), ms: deadline - now };
    },
    receive(now, event) {
      if (failed(event)) {
        waitOut(now, connectionError(event, what, { taskId }), 0);
        return null;
      }
      const data = taskData(event, taskId);
      if (data instanceof ModellixError) {
        if (passes(event.status)) waitOut(now, data, event.retryAfterMs ?? 0);
        else done = data;
        return null;
      }
      status = `${data["status"]}`;
      troubles = 0;
      trouble = null;
      if (SUCCESS.includes(status)) {
        done = true;
      } else if (finished()) {
        const error = new (status === "canceled" ? TaskCanceledError : TaskFailedError)(
          `${what} ended without a result: the service says ${word()}`,
          { ...event, taskId },
        );
        error.taskStatus = status;
        done = error;
      } else {
        // Also a status that nobody knows: it is neither an end nor a success.
        schedule(now, pause);
        if (!steady) pause = Math.min(Math.floor((pause * GROWTH_PERCENT) / 100), MAX_DELAY_MS);
      }
      return data;
    },
  };
}
