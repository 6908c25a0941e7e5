/** Reading answers: the envelope, and the error that a status stands for. */

import {
  APIConnectionError,
  APIStatusError,
  AuthenticationError,
  BadRequestError,
  type ModellixError,
  NotFoundError,
  PaymentRequiredError,
  PermissionDeniedError,
  RateLimitError,
  ServerError,
  UnexpectedResponseError,
} from "../errors.ts";
import { LONGEST_MESSAGE } from "../limits.ts";
import { asObject, oneLine } from "../read-json.ts";
import type { JsonObject } from "../violations.ts";
import type { Answer, Failure } from "./exchange.ts";
import { FIRST_ERROR, FIRST_SERVER_ERROR, passes, TOO_MANY } from "./status.ts";

const CLASSES: Readonly<Record<number, typeof APIStatusError>> = {
  400: BadRequestError,
  401: AuthenticationError,
  402: PaymentRequiredError,
  403: PermissionDeniedError,
  404: NotFoundError,
  429: RateLimitError,
};

/** The `data` of the envelope, or null when there is no such object. */
export function dataOf(answer: Answer): JsonObject | null {
  return asObject(answer.content?.["data"]);
}

/** What the error of a request says besides the answer itself. */
export interface Asked {
  /** The task that it is about. */
  readonly taskId?: string;
  /** Whether repeating the request could start a second task. */
  readonly paid?: boolean;
  /** What an error may show of the service's message. */
  readonly shown?: ((message: string) => string) | undefined;
}

/** The error for an answer that did not bring what was asked for; `what` begins its text. */
export function errorOf(answer: Answer, what: string, asked: Asked = {}): ModellixError {
  const { status } = answer;
  const { taskId, paid, shown = String } = asked;
  if (status < FIRST_ERROR) {
    return new UnexpectedResponseError(`${what}: HTTP ${status} ${oddity(answer)}`, {
      ...answer,
      taskId,
    });
  }
  const message = messageOf(answer, shown);
  const kind = status >= FIRST_SERVER_ERROR ? ServerError : (CLASSES[status] ?? APIStatusError);
  const error = new kind(`${what}: HTTP ${status}${message && `, ${message}`}`, {
    ...answer,
    taskId,
    safeToRetry: status === TOO_MANY || (!paid && passes(status)),
  });
  error.retryAfterMs = answer.retryAfterMs;
  if (error instanceof RateLimitError) error.kind = limitKind(message);
  return error;
}

/** The error for a request that got no complete answer. */
export function connectionError(
  failure: Failure,
  what: string,
  { taskId, paid }: Asked = {},
): APIConnectionError {
  return new APIConnectionError(`${what}: ${failure.reason}`, {
    taskId,
    safeToRetry: !(paid && failure.mayHaveArrived),
  });
}

function oddity({ status, oversize, content }: Answer): string {
  if (status >= 300) return "points elsewhere, where the API key must not go; check baseUrl";
  if (oversize) return "with an answer over 16 MiB";
  return `with an answer that ${content ? "lacks what was asked for" : "is no JSON object"}`;
}

/** What the service says, on one line and of bounded length. */
function messageOf(answer: Answer, shown: (message: string) => string): string {
  const message = shown(answer.message);
  const line = oneLine(message.slice(0, LONGEST_MESSAGE)).trim();
  return message.length > LONGEST_MESSAGE ? `${line}…` : line;
}

function limitKind(message: string): "rate" | "concurrency" | null {
  if (/concurren/i.test(message)) return "concurrency";
  return /rate/i.test(message) ? "rate" : null;
}
