/** What is sent and what comes of it, in plain values that no HTTP library knows. */

import type { Body } from "../body.ts";
import type { JsonObject } from "../violations.ts";

/** One HTTP request to the service. */
export interface Request {
  readonly method: "GET" | "POST" | "DELETE";
  /** The path under the base URL, percent-encoded. */
  readonly path: string;
  /** Headers of this request alone; the shell adds the key and its own. */
  readonly headers?: Readonly<Record<string, string>> | undefined;
  /** What to send, if anything. */
  readonly body?: Body;
}

/** Headers of an answer, by lower-case names. */
export type AnswerHeaders = Readonly<Record<string, string>>;

/** A complete answer. */
export interface Answer {
  readonly status: number;
  readonly headers: AnswerHeaders;
  /** The content as text; only its beginning when it was too large. */
  readonly body: string;
  /** Whether the content was over the limit and was not read to its end. */
  readonly oversize: boolean;
  /** The id that the service gave this request, if it is fit to be shown. */
  readonly requestId: string | null;
  /** For how long the service asks to be left alone, in milliseconds; null if it does not. */
  readonly retryAfterMs: number | null;
  /** What it holds, if that is a JSON object. */
  readonly content: JsonObject | null;
  /** What the service says of it, as far as it may be shown. */
  readonly message: string;
}

/** How much of an answer is understood, and shown. */
export interface Reading {
  /** What `Retry-After` asks for, in milliseconds. */
  retryAfterMs(headers: AnswerHeaders): number | null;
  /** The service's words, without what they must not tell. */
  quoted(words: string): string;
}

/** No complete answer came. */
export interface Failure {
  /** What happened, for a person; never the key or content. */
  readonly reason: string;
  /**
   * Whether the service may hold the whole request: false only where that is impossible, because
   * the last byte was never handed over.
   */
  readonly mayHaveArrived: boolean;
  /** The beginning of an answer that broke off; it may name a task. */
  readonly partial: string;
}

/** How long a request may take, in milliseconds, and what stops it. */
export interface Limits {
  /** Without any progress; the client's own when it is not given. */
  readonly timeoutMs?: number | undefined;
  /** As a whole; any time when it is not given. */
  readonly budgetMs?: number | undefined;
  readonly signal?: AbortSignal | undefined;
}

/**
 * Sends a request once and reads its answer.
 *
 * Rejects with `MediaError` when an image changed while it was sent, and with the signal's reason
 * when it aborts before the last byte of a body was handed over; later that is a failure.
 */
export type Exchange = (request: Request, limits?: Limits) => Promise<Answer | Failure>;

/** Whether no complete answer came. */
export function failed(event: Answer | Failure): event is Failure {
  return "reason" in event;
}
