/** Reading a task once: the request, and what its answer says. */

import { type ModellixError, UnexpectedResponseError } from "../errors.ts";
import { TASK_PATH } from "../spec.ts";
import type { JsonObject } from "../violations.ts";
import { dataOf, errorOf } from "./answers.ts";
import type { Answer, Request } from "./exchange.ts";
import { isOk } from "./status.ts";

/** The request that reads a task. */
export function taskRequest(taskId: string): Request {
  return { method: "GET", path: TASK_PATH.replace("{task_id}", () => segment(taskId)) };
}

/** An id as one segment of a path: everything but unreserved characters (RFC 3986) is escaped. */
export function segment(id: string): string {
  const escaped = encodeURIComponent(id.replace(/\p{Surrogate}/gu, "?")).replace(
    /[!'()*]/g,
    (letter) => `%${letter.charCodeAt(0).toString(16).toUpperCase()}`,
  );
  // These would name another path.
  return /^\.\.?$/.test(escaped) ? escaped.replaceAll(".", "%2E") : escaped;
}

/**
 * What an answer says about the task, or the error it is.
 *
 * An answer that names no task is taken for the one that was asked for; one that names another is
 * an error, whatever else it says.
 */
export function taskData(answer: Answer, taskId: string): JsonObject | ModellixError {
  const data = isOk(answer.status) ? dataOf(answer) : null;
  if (typeof data?.["status"] !== "string") {
    return errorOf(answer, `task ${taskId}`, { taskId });
  }
  const named = data["task_id"] ?? null;
  if (named !== null && named !== taskId) {
    return new UnexpectedResponseError(`task ${taskId}: the answer is about another task`, {
      ...answer,
      taskId,
    });
  }
  return data;
}
