/**
 * Webhook deliveries: hints that a task has ended, each to be confirmed by reading the task.
 *
 * The service signs nothing, so whoever knows the address can post anything there. `parse` reads what
 * came; `client.tasks.get(delivery.taskId)` asks the service itself, and only its answer counts.
 * Answer the delivery with any 2xx, soon; it is sent again otherwise. The same one may come twice:
 * `deliveryId` tells.
 */

import { UnexpectedResponseError } from "./errors.ts";
import { asObject, readJson } from "./read-json.ts";
import { type TaskState, taskState } from "./results.ts";

/** What a delivery claims; nothing of it is proven until the task was read. */
export interface Delivery {
  /** `prediction.task.succeeded`, `.failed` or `.canceled`, another word, or null. */
  readonly event: string | null;
  readonly taskId: string;
  /** The same for each time it is sent. */
  readonly deliveryId: string | null;
  /** How often it was sent before. */
  readonly retryCount: number | null;
  /** The task as the delivery shows it. */
  readonly state: TaskState;
}

const LARGEST = 16 * 1024 * 1024;
const WORD = /^[^\p{C}\p{Zl}\p{Zp}]{1,512}$/u;

/**
 * Reads a delivery.
 *
 * @param headers The headers of the request.
 * @param body Its body, as it came.
 * @throws {UnexpectedResponseError} It is no delivery: no JSON object with a task in it, no task id,
 *   or header and body name different ones. Answer with 400.
 */
export function parse(headers: Headers | Readonly<Record<string, string>>, body: string): Delivery {
  if (body.length > LARGEST) throw none("the body is over 16 MiB");
  const named = headers instanceof Headers ? headers : new Headers(headers);
  const data = asObject(asObject(readJson(body))?.["data"]);
  if (!data) throw none("the body is no JSON object that holds an object called data");
  const told = word(named.get("x-modellix-task-id"));
  const inside = word(data["task_id"]);
  if (told && inside && told !== inside) throw none("header and body name different tasks");
  const taskId = told ?? inside;
  if (!taskId) throw none("neither header nor body names a task");
  const retries = named.get("x-modellix-retry-count")?.trim() ?? "";
  return {
    event: word(named.get("x-modellix-event")),
    taskId,
    deliveryId: word(named.get("x-modellix-delivery-id")),
    retryCount: /^[0-9]{1,9}$/.test(retries) ? Number(retries) : null,
    state: taskState(data, taskId),
  };
}

/** A text fit to be kept and shown. */
function word(value: unknown): string | null {
  const text = typeof value === "string" ? value.trim() : "";
  return WORD.test(text) ? text : null;
}

function none(why: string): UnexpectedResponseError {
  return new UnexpectedResponseError(`this is no webhook delivery of the service: ${why}`);
}
