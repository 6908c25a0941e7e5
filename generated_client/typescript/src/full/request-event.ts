/** One event a request, for a logger of the caller's. */

import type { Clock } from "../clock.ts";
import {
  type Answer,
  type Exchange,
  type Failure,
  failed,
  type Request,
} from "../core/exchange.ts";

/** What became of one request; never the key, a header, a body, or an answer's content. */
export interface RequestEvent {
  readonly method: string;
  /** The path under `baseUrl`; null for a file. */
  readonly path: string | null;
  /** Scheme and host of a file, for its address may be signed; null for all else. */
  readonly origin: string | null;
  /** The HTTP status; null when no answer came. */
  readonly status: number | null;
  /** What went wrong, if no answer came, or it broke off. */
  readonly trouble: string | null;
  /** Whether the service may have the whole request; null when it answered. */
  readonly mayHaveArrived: boolean | null;
  /** From its beginning to its end. */
  readonly elapsedMs: number;
  readonly sentBytes: number;
  readonly receivedBytes: number | null;
  /** The id that the client gave a submit. */
  readonly requestId: string | null;
  /** The id that the service gave the request. */
  readonly answerId: string | null;
}

/** Told of each request as it ends; what it throws is dropped. */
export type OnRequest = (event: RequestEvent) => unknown;

/** Tells of a request; whatever the listener does, the answer is not lost by it. */
export function tell(listener: OnRequest | undefined, event: RequestEvent): void {
  try {
    const told = listener?.(event);
    if (told instanceof Promise) told.catch(() => undefined);
  } catch {
    // The request has ended by now: what it brought comes first.
  }
}

/** Requests of which a listener is told. */
export function listened(exchange: Exchange, clock: Clock, listener: OnRequest): Exchange {
  return async (request, limits) => {
    const begun = clock.now();
    let event: Answer | Failure | null = null;
    try {
      event = await exchange(request, limits);
      return event;
    } finally {
      tell(listener, eventOf(request, event, clock.now() - begun));
    }
  };
}

function eventOf(
  request: Request,
  event: Answer | Failure | null,
  elapsedMs: number,
): RequestEvent {
  const { method, path, body, headers } = request;
  const answer = event === null || failed(event) ? null : event;
  const failure = event !== null && failed(event) ? event : null;
  return {
    method,
    path,
    origin: null,
    status: answer?.status ?? null,
    trouble: answer ? null : (failure?.reason ?? "interrupted"),
    mayHaveArrived: failure?.mayHaveArrived ?? null,
    elapsedMs,
    sentBytes: body?.length ?? 0,
    receivedBytes: answer && new TextEncoder().encode(answer.body).length,
    requestId: headers?.["x-request-id"] ?? null,
    answerId: answer?.requestId ?? null,
  };
}
