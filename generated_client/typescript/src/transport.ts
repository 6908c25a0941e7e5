/** Carries requests out with fetch; decides nothing. */

import type { Clock } from "./clock.ts";
import type { Answer, Exchange, Failure, Reading } from "./core/exchange.ts";
import { KEPT, LARGEST_ANSWER, LONGEST_ID, LONGEST_REASON } from "./limits.ts";
import { asObject, oneLine, readJson, textOf } from "./read-json.ts";
import { VERSION } from "./spec.ts";

/** What requests go out by: the global `fetch`, or one with the same manners. */
export type Fetch = (url: string, init: RequestInit) => Promise<Response>;

/** The global fetch; it would take `%2E%2E` for a step up, and read something else. */
export const plainFetch: Fetch = async (url, init) => {
  if (url.endsWith("%2E")) throw new TypeError("fetch cannot ask for this id");
  return fetch(url, init);
};

/**
 * How requests of one client go out.
 *
 * @param apiKey Sent to `baseUrl` only, and taken out of everything that comes back.
 * @param idleMs Without progress for so long a request is given up.
 * @param reading How much of an answer is understood, and shown.
 */
export function exchangeBy(
  fetch: Fetch,
  baseUrl: string,
  apiKey: string,
  clock: Clock,
  idleMs: number,
  reading: Reading,
): Exchange {
  const redacted = (text: string) => (apiKey ? text.replaceAll(apiKey, "***") : text);
  return async (request, { timeoutMs = idleMs, budgetMs = 1 / 0, signal } = {}) => {
    signal?.throwIfAborted();
    const late = clock.now() + budgetMs;
    let touched: number;
    const touch = () => {
      touched = clock.now();
    };
    touch();
    const { method, path, body } = request;
    // Set just before the last byte of a body is handed over; never taken back.
    let mayHaveArrived = !body;
    // Why the body itself broke off, if it did.
    let trouble: unknown;
    const pieces = body?.pieces();
    // The last byte is a piece of its own, handed over when it is asked for. Until then what was
    // sent is shorter than announced and no JSON: nothing was submitted, whatever goes wrong.
    const pull = async (controller: ReadableStreamDefaultController) => {
      touch();
      try {
        const piece = await pieces?.next();
        if (piece?.value) return controller.enqueue(piece.value);
      } catch (error) {
        trouble = error;
        throw error;
      }
      mayHaveArrived = true;
      controller.enqueue(body?.last);
      controller.close();
    };
    let text = "";
    // Ends the fetch, and the watch over it, whichever of the two is left.
    const over = new AbortController();
    const failure = (reason: string): Failure => ({
      reason,
      mayHaveArrived,
      partial: text.slice(0, KEPT),
    });
    const carry = async (): Promise<Answer> => {
      const response = await fetch(baseUrl + path, {
        method,
        headers: {
          "user-agent": `modellix-client-typescript/${VERSION}`,
          accept: "application/json",
          "accept-encoding": "identity",
          // A connection that was idle may be closed at the other end already, and a submit that
          // dies on it leaves its outcome unknown: each request has one of its own.
          connection: "close",
          ...(body && { "content-type": body.type, "content-length": `${body.length}` }),
          ...request.headers,
          authorization: `Bearer ${apiKey}`,
        },
        // With credentials of its own fetch wants to send a body again after a 401, and cannot.
        credentials: "omit",
        redirect: "manual",
        cache: "no-store",
        signal: over.signal,
        // Nothing is produced before it is asked for: a queue would hand the last byte over early.
        ...(body && { body: new ReadableStream({ pull }, { highWaterMark: 0 }), duplex: "half" }),
      });
      let size = 0;
      const decoder = new TextDecoder();
      // Not `for await`: some engines have streams that are not iterable.
      const reader = response.body?.getReader();
      do {
        touch();
        const piece = (await reader?.read())?.value;
        if (!piece) break;
        size += piece.length;
        text += decoder.decode(piece, { stream: true });
      } while (size <= LARGEST_ANSWER);
      text += decoder.decode();
      const oversize = size > LARGEST_ANSWER;
      const headers = Object.fromEntries(response.headers);
      const id = headers["x-request-id"] ?? "";
      const content = oversize ? null : asObject(readJson(text));
      return {
        // A browser does not tell what a redirect was.
        status: response.type === "opaqueredirect" ? 307 : response.status,
        headers,
        body: oversize ? text.slice(0, KEPT) : text,
        oversize,
        retryAfterMs: reading.retryAfterMs(headers),
        requestId: /^[ -~]+$/.test(id) ? redacted(id).slice(0, LONGEST_ID) : null,
        content,
        message: reading.quoted(redacted(textOf(content?.["message"]) ?? "")),
      };
    };
    const watch = async (): Promise<Failure> => {
      for (;;) {
        const idle = touched + timeoutMs;
        const left = Math.min(idle, late) - clock.now();
        if (left <= 0) {
          return failure(idle < late ? "no progress for too long" : "no time was left");
        }
        await clock.sleep(left, over.signal);
        // What comes at the very end of the time is not late.
        await clock.sleep(0, over.signal);
      }
    };
    const stop = () => over.abort(signal?.reason);
    signal?.addEventListener("abort", stop);
    try {
      const event = await Promise.race([
        carry().catch((error) => failure(redacted(reasonOf(error)))),
        watch().catch(() => failure("the caller's signal ended it")),
      ]);
      if (trouble) throw trouble;
      if (signal?.aborted && !(body && mayHaveArrived)) throw signal.reason;
      return event;
    } finally {
      signal?.removeEventListener("abort", stop);
      over.abort();
    }
  };
}

/** What an engine says of a connection that failed, on one line. */
function reasonOf({ name, message, cause }: Error): string {
  const inner = cause as { code?: string; message?: string } | undefined;
  const text = [name, message, inner?.code ?? inner?.message].filter(Boolean).join(", ");
  return oneLine(text.slice(0, LONGEST_REASON));
}
