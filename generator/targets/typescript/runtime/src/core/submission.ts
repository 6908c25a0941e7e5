/**
 * What an answer to a submit proves: a task was started, none was, or nobody knows.
 *
 * A submit costs money and the service has no idempotency keys, so nothing is sent a second time
 * unless the answer proves that the first one started nothing.
 */

import { type ModellixError, NotSubmittedError, SubmissionOutcomeUnknownError } from "../errors.ts";
import type { Model } from "../model.ts";
import { textOf } from "../read-json.ts";
import type { JsonObject } from "../violations.ts";
import { connectionError, dataOf, errorOf } from "./answers.ts";
import { type Answer, type Failure, failed } from "./exchange.ts";
import { isOk } from "./status.ts";
import { salvagedTaskId } from "./salvage.ts";

// Answers after which it is certain that nothing was started.
const REFUSALS = [400, 401, 402, 403, 404, 405, 413, 415, 422, 429];

/** A task was started. */
export interface Accepted {
  readonly taskId: string;
  /** What the service said of it. */
  readonly data: JsonObject;
}

/** One submit: send to `path`, tell what came of it, and once more while told so. */
export interface Submission {
  readonly modelId: string;
  /** Where to send it. */
  readonly path: string;
  /**
   * Judges what came of sending it to `path`.
   *
   * @returns The task, the error to throw, or null: nothing was started, and it is to be sent to the
   *   `path` that now stands.
   */
  receive(event: Answer | Failure): Accepted | ModellixError | null;
}

/** A submit to the path that the model's page documents, and to no other. */
export function documented({ id, routes, documented: vintage }: Model): Submission {
  return { modelId: id, path: routes[vintage], receive: (event) => judge(event, id) };
}

/**
 * What one answer to a submit, or the lack of one, proves.
 *
 * @param shown What an error may show of the service's message.
 */
export function judge(
  event: Answer | Failure,
  modelId: string,
  shown?: (message: string) => string,
): Accepted | ModellixError {
  const what = `submit of ${modelId}`;
  const asked = { paid: true, shown };
  if (failed(event)) {
    const cause = connectionError(event, what, asked);
    if (event.mayHaveArrived) return unknown(cause, event.partial);
    return new NotSubmittedError(
      `${what} did not reach the service as a whole, no task was started: ${event.reason}`,
      { safeToRetry: true, cause },
    );
  }
  const { status } = event;
  if (isOk(status)) {
    const data = dataOf(event) ?? {};
    const taskId = textOf(data["task_id"]);
    if (taskId) return { taskId, data };
  }
  const error = errorOf(event, what, asked);
  return REFUSALS.includes(status) ? error : unknown(error, event.body);
}

function unknown(cause: ModellixError, answer: string): SubmissionOutcomeUnknownError {
  const taskId = salvagedTaskId(answer);
  const { status, requestId } = cause;
  return new SubmissionOutcomeUnknownError(
    `${cause.message}; it was sent, and nothing proves whether a task was started. ` +
      (taskId ? `The answer names task ${taskId}: read it. ` : "") +
      "It may be running and billed: look at the tasks, charges or balance of the account before " +
      "you decide",
    { taskId, status, requestId, cause },
  );
}
