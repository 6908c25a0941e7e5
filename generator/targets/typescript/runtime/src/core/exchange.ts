/** What is sent and what comes of it, in plain values that no HTTP library knows. */

import type { Body } from "../body.ts";

/** The header of the id that a service gives a request. */
export const REQUEST_ID = "x-request-id";
const LONGEST_ID = 128;
const SHOWN_ID = /^[ -~]+$/;

/** One HTTP request to the service. */
export interface Request {
  readonly method: "GET" | "POST" | "DELETE";
  /** The path under the base URL, percent-encoded. */
  readonly path: string;
  /** Headers of this request alone; the shell adds the key and its own. */
  readonly headers?: Readonly<Record<string, string>>;
  /** What to send, if anything. */
  readonly body?: Body;
}

/** Headers of an answer, by lower-case names. */
export type AnswerHeaders = Readonly<Record<string, string>>;

/** A complete answer. */
export class Answer {
  readonly status: number;
  readonly headers: AnswerHeaders;
  /** The content as text; only its beginning when it was too large. */
  readonly body: string;
  /** Whether the content was over the limit and was not read to its end. */
  readonly oversize: boolean;

  /** Takes the key out of what the service says: it may repeat it. */
  readonly redacted: (shown: string) => string;

  constructor(
    status: number,
    headers: AnswerHeaders,
    body: string,
    oversize: boolean = false,
    redacted: (shown: string) => string = String,
  ) {
    this.status = status;
    this.headers = headers;
    this.body = body;
    this.oversize = oversize;
    this.redacted = redacted;
  }

  /** The id that the service gave this request, if it is fit to be shown. */
  get requestId(): string | null {
    const value = this.headers[REQUEST_ID] ?? "";
    return SHOWN_ID.test(value) ? this.redacted(value).slice(0, LONGEST_ID) : null;
  }
}

/** No complete answer came. */
export class Failure {
  /** What happened, for a person; never the key or content. */
  readonly reason: string;
  /**
   * Whether the service may hold the whole request: false only where that is impossible, because
   * the last byte was never handed over.
   */
  readonly mayHaveArrived: boolean;
  /** The beginning of an answer that broke off; it may name a task. */
  readonly partial: string;

  constructor(reason: string, mayHaveArrived: boolean, partial: string = "") {
    this.reason = reason;
    this.mayHaveArrived = mayHaveArrived;
    this.partial = partial;
  }
}
