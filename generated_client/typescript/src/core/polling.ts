/** Following a task to its end: when to look, what an answer means, when to give up. */

import { ModellixError, TaskCanceledError, TaskFailedError, TaskTimeoutError } from "../errors.ts";
import type { JsonObject } from "../violations.ts";
import { connectionError, errorOf, isOk, passes } from "./answers.ts";
import { type Answer, Failure, type Request } from "./exchange.ts";
import { retryAfterMs } from "./retry-after.ts";
import { taskData, taskRequest } from "./task.ts";
import type { TaskSpec } from "./task-spec.ts";

const CANCELED = "canceled";
const MOST_DOUBLINGS = 16;
const LONGEST_WORD = 40;

/** What to do next: let time pass, carry a request out, or end. */
export interface Action {
  /** The result, or the error to throw. */
  readonly done?: JsonObject | ModellixError;
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
export class Polling {
  readonly taskId: string;
  /** When the wait ends. */
  readonly deadline: number;
  readonly #spec: TaskSpec;
  readonly #timeoutMs: number;
  readonly #steady: boolean;
  #status = "";
  #pause: number;
  #troubles = 0;
  #trouble: ModellixError | null = null;
  #outcome: JsonObject | ModellixError | null = null;
  #due: number;

  constructor(spec: TaskSpec, taskId: string, wait: Wait) {
    const { now, timeoutMs, firstLook = now, steady = false } = wait;
    this.taskId = taskId;
    this.deadline = now + timeoutMs;
    this.#spec = spec;
    this.#timeoutMs = timeoutMs;
    this.#steady = steady;
    this.#pause = steady ? spec.minDelayMs : Math.max(spec.firstDelayMs, spec.minDelayMs);
    this.#due = Math.max(now, firstLook);
    if (this.#due > now) this.#schedule(now, this.#due - now, 0);
  }

  /** Whether the service said that the task has ended, one way or another. */
  get finished(): boolean {
    return this.#spec.terminal.includes(this.#status);
  }

  /** What to do at this time. */
  next(now: number): Action {
    if (this.#outcome === null && now >= this.deadline) this.#outcome = this.#timedOut();
    if (this.#outcome !== null) return { done: this.#outcome, ms: 0 };
    if (now < this.#due) return { ms: Math.min(this.#due, this.deadline) - now };
    return { look: taskRequest(this.#spec, this.taskId), ms: this.deadline - now };
  }

  /** Takes in what came of a look that ended at `now`; what the service says of the task, if so. */
  receive(now: number, event: Answer | Failure): JsonObject | null {
    const { taskId } = this;
    const what = `task ${taskId}`;
    if (event instanceof Failure) {
      this.#waitOut(now, connectionError(event, what, { taskId }), 0);
    } else if (passes(event.status)) {
      const hold = retryAfterMs(event.headers) ?? 0;
      this.#waitOut(now, errorOf(event, what, { taskId }), hold);
    } else if (isOk(event.status)) {
      const data = taskData(event, taskId);
      if (!(data instanceof ModellixError)) {
        this.#state(now, data, event);
        return data;
      }
      this.#outcome = data;
    } else {
      this.#outcome = errorOf(event, what, { taskId });
    }
    return null;
  }

  #state(now: number, data: JsonObject, answer: Answer): void {
    this.#status = String(data["status"]);
    this.#troubles = 0;
    this.#trouble = null;
    if (this.#spec.success.includes(this.#status)) {
      this.#outcome = data;
    } else if (this.finished) {
      this.#outcome = ended(this.taskId, this.#status, answer);
    } else {
      // Also a status that nobody knows: it is neither an end nor a success.
      this.#schedule(now, this.#pause, 0);
      if (!this.#steady) {
        const grown = Math.floor((this.#pause * this.#spec.growthPercent) / 100);
        this.#pause = Math.min(grown, this.#spec.maxDelayMs);
      }
    }
  }

  #waitOut(now: number, error: ModellixError, holdMs: number): void {
    this.#trouble = error;
    this.#troubles = Math.min(this.#troubles + 1, MOST_DOUBLINGS);
    const pause = Math.min(this.#pause * 2 ** this.#troubles, this.#spec.maxDelayMs);
    this.#schedule(now, Math.max(pause, holdMs), holdMs);
  }

  /** The next look after a pause, or a last one shortly before the deadline. */
  #schedule(now: number, pause: number, holdMs: number): void {
    const { minDelayMs } = this.#spec;
    this.#due = now + Math.max(pause, minDelayMs);
    if (this.#due >= this.deadline) {
      // Better early than never: but never closer than allowed, nor while asked to hold.
      this.#due = Math.max(now + Math.max(minDelayMs, holdMs), this.deadline - minDelayMs);
    }
  }

  #timedOut(): TaskTimeoutError {
    const { taskId } = this;
    const seen = this.#status ? `last seen ${word(this.#status)}` : "its status was not seen";
    const trouble = this.#trouble ? `; the last look failed: ${this.#trouble.message}` : "";
    return new TaskTimeoutError(
      `task ${taskId} is not finished after ${this.#timeoutMs / 1000} s, ${seen}${trouble}. ` +
        "It goes on at the service and can be waited for again",
      { taskId, cause: this.#trouble },
    );
  }
}

function ended(taskId: string, status: string, answer: Answer): TaskFailedError {
  const kind = status === CANCELED ? TaskCanceledError : TaskFailedError;
  const error = new kind(
    `task ${taskId} ended without a result: the service says ${word(status)}`,
    { taskId, status: answer.status, requestId: answer.requestId },
  );
  error.taskStatus = status;
  return error;
}

/** A status from the service, fit for a line of text. */
function word(status: string): string {
  return status.slice(0, LONGEST_WORD).replace(/[\p{C}\p{Z}]/gu, "");
}
