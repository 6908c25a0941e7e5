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
import { asObject, readJson } from "../read-json.ts";
import type { Json, JsonObject } from "../violations.ts";
import type { Answer, Failure } from "./exchange.ts";
import { retryAfterMs } from "./retry-after.ts";

export const TOO_MANY = 429;
export const NOT_FOUND = 404;
export const FIRST_ERROR = 400;
const FIRST_SERVER_ERROR = 500;
const REQUEST_TIMEOUT = 408;
const LONGEST_MESSAGE = 300;
// Behind these stands what gives access to a file.
const SIGNED = /(https?:\/\/[^\s?#'"<>]+)[?#][^\s'"<>]*/gi;
const UNPRINTABLE = /[\p{C}\p{Zl}\p{Zp}]/gu;

const CLASSES: Readonly<Record<number, typeof APIStatusError>> = {
  400: BadRequestError,
  401: AuthenticationError,
  402: PaymentRequiredError,
  403: PermissionDeniedError,
  404: NotFoundError,
  429: RateLimitError,
};
const ADVICE: Readonly<Record<number, string>> = {
  401: "check the API key",
  402: "the account needs balance",
  403: "the API key may not do this",
};

/** Whether it is a 2xx. */
export function isOk(status: number): boolean {
  return status >= 200 && status < 300;
}

/** Whether a read that was answered with this status is worth repeating. */
export function passes(status: number): boolean {
  return status === REQUEST_TIMEOUT || status === TOO_MANY || status >= FIRST_SERVER_ERROR;
}

/** The JSON object that the answer holds, or null. */
export function content(answer: Answer): JsonObject | null {
  return answer.oversize ? null : asObject(readJson(answer.body));
}

/** The `data` of the envelope, or null when there is no such object. */
export function dataOf(answer: Answer): JsonObject | null {
  return asObject(content(answer)?.["data"]);
}

/** The text of a member, or null. */
export function textOf(value: Json | undefined): string | null {
  return typeof value === "string" ? value : null;
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
  const { status, requestId } = answer;
  const { taskId, paid, shown = String } = asked;
  if (status < FIRST_ERROR) {
    return new UnexpectedResponseError(`${what}: ${oddity(answer)}`, { taskId, status, requestId });
  }
  const message = messageOf(answer, shown);
  const advice = ADVICE[status];
  const kind = status >= FIRST_SERVER_ERROR ? ServerError : (CLASSES[status] ?? APIStatusError);
  const error = new kind(
    `${what}: HTTP ${status}${message && `, ${message}`}${advice ? ` (${advice})` : ""}`,
    {
      taskId,
      status,
      requestId,
      safeToRetry: status === TOO_MANY || (!paid && passes(status)),
    },
  );
  error.retryAfterMs = retryAfterMs(answer.headers);
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

function oddity(answer: Answer): string {
  const status = `HTTP ${answer.status}`;
  if (answer.status >= 300) {
    return `${status} points elsewhere, where the API key must not go; check baseUrl`;
  }
  if (answer.oversize) return `${status} with an answer over 16 MiB`;
  return `${status} with an answer that ${content(answer) ? "lacks what was asked for" : "is no JSON object"}`;
}

/** What the service says, on one line, of bounded length, addresses without their queries. */
function messageOf(answer: Answer, shown: (message: string) => string): string {
  const told = textOf(content(answer)?.["message"]) ?? "";
  // Its words may hold the key, the request, or an address that gives access to a file.
  const message = shown(answer.redacted(told).replace(SIGNED, "$1?…"));
  const line = [...message].slice(0, LONGEST_MESSAGE).join("").replace(UNPRINTABLE, " ").trim();
  return message.length > LONGEST_MESSAGE ? `${line}…` : line;
}

function limitKind(message: string): "rate" | "concurrency" | null {
  if (/concurren/i.test(message)) return "concurrency";
  return /rate/i.test(message) ? "rate" : null;
}
