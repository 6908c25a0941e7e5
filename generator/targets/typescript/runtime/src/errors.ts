/**
 * Every error that this package throws.
 *
 * Each carries what it knows. None of them holds the API key, a prompt or an image, so they are fit
 * for logs, unless the service itself quotes a prompt: the first 300 characters of its message are
 * passed on.
 */

import type { Violation } from "./violations.ts";

/** What an error knows besides its text. */
export interface Known {
  readonly taskId?: string | null | undefined;
  readonly status?: number | null | undefined;
  readonly requestId?: string | null | undefined;
  readonly safeToRetry?: boolean;
  readonly cause?: ModellixError | null | undefined;
}

/** The base of every error of this package. */
export class ModellixError extends Error {
  override name = "ModellixError"; // a minifier changes the names of classes
  /** The task it is about, if there is one by now. */
  declare taskId: string | null;
  /** The HTTP status of the answer behind it, if there was one. */
  declare readonly status: number | null;
  /** The id that the service gave the request, to quote to its support. */
  declare requestId: string | null;
  /** Whether the same call may be made again as it is: it started no task, and may succeed. */
  declare readonly safeToRetry: boolean;
  /** The error of this package behind this one, if there is one. */
  declare readonly cause: ModellixError | undefined;

  constructor(message?: string, known: Known = {}) {
    const { taskId = null, status = null, requestId = null, safeToRetry = false, cause } = known;
    super(message, cause ? { cause } : undefined);
    this.taskId = taskId;
    this.status = status;
    this.requestId = requestId;
    this.safeToRetry = safeToRetry;
  }
}

/** A setting of the client or of a call cannot be used; nothing was sent. */
export class ConfigurationError extends ModellixError {
  override name = "ConfigurationError";
}

/** The request breaks the model's rules; nothing was sent. */
export class InvalidRequestError extends ModellixError {
  override name = "InvalidRequestError";
  /** Every broken rule, in the contract's order; empty when it could not be written as JSON. */
  declare readonly violations: readonly Violation[];

  constructor(message?: string, violations: readonly Violation[] = []) {
    super(message);
    this.violations = violations;
  }
}

/** An image that was given as bytes or as a file cannot be read. */
export class MediaError extends ModellixError {
  override name = "MediaError";
  /** The parameter, as an RFC 6901 pointer. */
  declare readonly path: string;

  constructor(message?: string, path = "") {
    super(message);
    this.path = path;
  }
}

/** No complete answer came: the connection failed, broke or stood still for too long. */
export class APIConnectionError extends ModellixError {
  override name = "APIConnectionError";
}

/** An answer that makes no sense: not JSON, about another task, too large, a redirect. */
export class UnexpectedResponseError extends ModellixError {
  override name = "UnexpectedResponseError";
}

/** The service answered with an HTTP error status that has no class of its own. */
export class APIStatusError extends ModellixError {
  override name = "APIStatusError";
  /** For how many milliseconds the service asked to be left alone, if it did. */
  retryAfterMs: number | null = null;
}

/** 400: a parameter is missing, malformed or out of range. */
export class BadRequestError extends APIStatusError {
  override name = "BadRequestError";
}

/** 401: the API key is missing, invalid or expired. */
export class AuthenticationError extends APIStatusError {
  override name = "AuthenticationError";
}

/** 402: the balance does not suffice, or the account is in arrears. */
export class PaymentRequiredError extends APIStatusError {
  override name = "PaymentRequiredError";
}

/** 403: the key may not do this. */
export class PermissionDeniedError extends APIStatusError {
  override name = "PermissionDeniedError";
}

/** 404: the task, the model or the path is unknown, or the task has expired. */
export class NotFoundError extends APIStatusError {
  override name = "NotFoundError";
}

/** 429: too many requests a minute, or too many tasks at once. */
export class RateLimitError extends APIStatusError {
  override name = "RateLimitError";
  /** As the message says; null if it does not. */
  kind: "rate" | "concurrency" | null = null;
}

/** 500 and above: the service failed or is not available. */
export class ServerError extends APIStatusError {
  override name = "ServerError";
}

/** The request never reached the service: no task was started, nothing is billed. */
export class NotSubmittedError extends ModellixError {
  override name = "NotSubmittedError";
}

/**
 * A submit was sent and nothing proves whether a task was started: it may be billed. `cause` is the
 * answer or the failure that left the question open.
 */
export class SubmissionOutcomeUnknownError extends ModellixError {
  override name = "SubmissionOutcomeUnknownError";
}

/** The task ended without a result. */
export class TaskFailedError extends ModellixError {
  override name = "TaskFailedError";
  /** The task's last status, as the service wrote it. */
  taskStatus: string | null = null;
}

/** The task was canceled at the service. */
export class TaskCanceledError extends TaskFailedError {
  override name = "TaskCanceledError";
}

/** The wait is over and the task is not; it goes on at the service, and can be waited for. */
export class TaskTimeoutError extends ModellixError {
  override name = "TaskTimeoutError";
}

/** A file of a result could not be saved; the task and its result are not touched by that. */
export class DownloadError extends ModellixError {
  override name = "DownloadError";
  /** The paths of the files of the same `Result.save` that were saved before, complete. */
  saved: readonly string[] = [];
}
