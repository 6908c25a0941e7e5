/**
 * What an answer to a submit proves: a task was started, none was, or nobody knows.
 *
 * A submit costs money and the service has no idempotency keys, so nothing is sent a second time
 * unless the answer proves that the first one started nothing.
 */

import { ModellixError, NotSubmittedError, SubmissionOutcomeUnknownError } from "../errors.ts";
import type { Model, Vintage } from "../model.ts";
import type { JsonObject } from "../violations.ts";
import { connectionError, dataOf, errorOf, isOk, NOT_FOUND, textOf } from "./answers.ts";
import { Answer, Failure } from "./exchange.ts";
import { salvagedTaskId } from "./salvage.ts";
import type { PathForms } from "./vintage.ts";

// Answers after which it is certain that nothing was started.
const REFUSALS = [400, 401, 402, 403, 404, 405, 413, 415, 422, 429];

/** A task was started. */
export interface Accepted {
  readonly taskId: string;
  /** The HTTP status of the answer. */
  readonly status: number;
  /** What the service said of it. */
  readonly data: JsonObject;
}

/** One submit: send to `path`, tell what came of it, and once more while told so. */
export class Submission {
  readonly #model: Model;
  readonly #vintages: PathForms;
  readonly #shown: (message: string) => string;
  #tried = "";
  #vintage: Vintage;

  /** @param shown What an error may show of the service's message. */
  constructor(model: Model, vintages: PathForms, shown: (message: string) => string) {
    this.#model = model;
    this.#shown = shown;
    this.#vintages = vintages;
    this.#vintage = vintages.first(model);
  }

  /** Where to send it. */
  get path(): string {
    return this.#model.routes[this.#vintage];
  }

  /**
   * Judges what came of sending it to `path`.
   *
   * @returns The task, the error to throw, or null: nothing was started, and it is to be sent to the
   *   `path` that now stands.
   */
  receive(event: Answer | Failure): Accepted | ModellixError | null {
    const missing = event instanceof Answer && event.status === NOT_FOUND;
    if (missing && !this.#tried) {
      const other = this.#vintages.afterNotFound(this.#model, this.#vintage);
      if (other !== undefined) {
        this.#tried = `${this.path}, `;
        this.#vintage = other;
        return null;
      }
    } else if (this.#tried && event instanceof Answer && !missing) {
      this.#vintages.learn(this.#model, this.#vintage);
    }
    const verdict = judge(event, this.#model.id, this.#shown);
    if (missing && verdict instanceof ModellixError) {
      verdict.message += `; sent to ${this.#tried}${this.path}; ${
        this.#vintages.choice === "auto"
          ? "is the model still offered, and baseUrl right?"
          : 'if its path has moved, routes: "auto" finds it'
      }`;
    }
    return verdict;
  }
}

/** What one answer to a submit, or the lack of one, proves. */
export function judge(
  event: Answer | Failure,
  modelId: string,
  shown?: (message: string) => string,
): Accepted | ModellixError {
  const what = `submit of ${modelId}`;
  if (event instanceof Failure) {
    const cause = connectionError(event, what, { paid: true });
    if (event.mayHaveArrived) return unknown(cause, event.partial);
    return new NotSubmittedError(
      `${what} did not reach the service as a whole, no task was started: ${event.reason}`,
      { safeToRetry: true, cause },
    );
  }
  if (isOk(event.status)) {
    const data = dataOf(event) ?? {};
    const taskId = textOf(data["task_id"]);
    if (taskId) return { taskId, status: event.status, data };
  }
  const error = errorOf(event, what, { paid: true, shown });
  return REFUSALS.includes(event.status) ? error : unknown(error, event.body);
}

function unknown(cause: ModellixError, answer: string): SubmissionOutcomeUnknownError {
  const taskId = salvagedTaskId(answer);
  const { status, requestId } = cause;
  return new SubmissionOutcomeUnknownError(
    `${cause.message}; the submit was sent and nothing proves whether a task was started. ` +
      (taskId ? `The answer names task ${taskId}: read it. ` : "") +
      "It may be running and billed: look at the tasks, charges or balance of the account before " +
      "you decide",
    { taskId, status, requestId, cause },
  );
}
