/** Carries requests out with fetch; decides nothing. */

import type { Clock } from "./clock.ts";
import { Answer, Failure, type Request } from "./core/exchange.ts";
import { HeldBack } from "./held-back.ts";
import { VERSION } from "./spec.ts";

/** What requests go out by: the global `fetch`, or one with the same manners. */
export type Fetch = (url: string, init: RequestInit) => Promise<Response>;

/** How long a request may take, in milliseconds, and what stops it. */
export interface Limits {
  /** Without any progress; the client's own when it is not given. */
  readonly timeoutMs?: number | undefined;
  /** As a whole; any time when it is not given. */
  readonly budgetMs?: number | undefined;
  readonly signal?: AbortSignal | undefined;
}

const PROGRESS_MS = 60_000;
const LARGEST_ANSWER = 16 * 1024 * 1024;
const KEPT = 64 * 1024; // of an answer that is too large or broke off
const LONGEST_REASON = 200;

/** How requests of one client go out. */
export class Transport {
  readonly #baseUrl: string;
  readonly #apiKey: string;
  readonly #timeoutMs: number;
  readonly #fetch: Fetch;
  readonly #clock: Clock;

  /** @param apiKey Sent to `baseUrl` only, and taken out of everything that comes back. */
  constructor(
    baseUrl: string,
    apiKey: string,
    timeoutMs: number | undefined,
    fetch: Fetch,
    clock: Clock,
  ) {
    this.#baseUrl = baseUrl;
    this.#apiKey = apiKey;
    this.#timeoutMs = timeoutMs ?? PROGRESS_MS;
    this.#fetch = fetch;
    this.#clock = clock;
  }

  /**
   * Sends a request once and reads its answer.
   *
   * Rejects with `MediaError` when an image changed while it was sent, and with the signal's reason
   * when it aborts before the last byte of a body was handed over; later that is a failure.
   */
  async exchange(request: Request, limits: Limits = {}): Promise<Answer | Failure> {
    const { signal } = limits;
    signal?.throwIfAborted();
    const clock = this.#clock;
    let touched = clock.now();
    const touch = () => {
      touched = clock.now();
    };
    const held = request.body ? new HeldBack(request.body, touch) : null;
    const pieces: Uint8Array[] = [];
    // Ends the fetch, and the watch over it, whichever of the two is left.
    const over = new AbortController();
    const failure = (reason: string) =>
      new Failure(reason, held?.mayHaveArrived ?? true, this.#text(pieces).slice(0, KEPT));
    const work = this.#carry(request, held, pieces, touch, over.signal).catch((error: unknown) =>
      failure(this.#reason(error)),
    );
    const late = clock.now() + (limits.budgetMs ?? Number.POSITIVE_INFINITY);
    const watch = async (): Promise<Failure> => {
      for (;;) {
        const idle = touched + (limits.timeoutMs ?? this.#timeoutMs);
        const left = Math.min(idle, late) - clock.now();
        if (left <= 0) {
          return failure(
            idle < late ? "no progress for too long" : "it took longer than the time that was left",
          );
        }
        await clock.sleep(left, over.signal);
        // What comes at the very end of the time is not late.
        await clock.sleep(0, over.signal);
      }
    };
    const stop = () => over.abort(signal?.reason);
    signal?.addEventListener("abort", stop, { once: true });
    try {
      const event = await Promise.race([work, watch()]);
      if (held?.trouble) throw held.trouble;
      if (signal?.aborted && !held?.mayHaveArrived) throw signal.reason;
      return event;
    } catch (error) {
      if (signal?.aborted && held?.mayHaveArrived) {
        return failure("the caller's signal ended it");
      }
      throw error;
    } finally {
      signal?.removeEventListener("abort", stop);
      over.abort();
    }
  }

  async #carry(
    request: Request,
    held: HeldBack | null,
    pieces: Uint8Array[],
    touch: () => void,
    signal: AbortSignal,
  ): Promise<Answer> {
    const { method, path, body } = request;
    const response = await this.#fetch(this.#baseUrl + path, {
      method,
      headers: {
        "user-agent": `modellix-client-typescript/${VERSION}`,
        accept: "application/json",
        "accept-encoding": "identity",
        // A connection that was idle may be closed at the other end already, and a submit that
        // dies on it leaves its outcome unknown: each request has one of its own.
        connection: "close",
        ...(body && { "content-type": body.type, "content-length": String(body.length) }),
        ...request.headers,
        authorization: `Bearer ${this.#apiKey}`,
      },
      // With credentials of its own fetch wants to send a body again after a 401, and cannot.
      credentials: "omit",
      redirect: "manual",
      cache: "no-store",
      signal,
      ...(held && { body: held.stream, duplex: "half" }),
    });
    touch();
    let size = 0;
    let oversize = false;
    // Not `for await`: some engines have streams that are not iterable.
    const reader = response.body?.getReader();
    for (let read = await reader?.read(); read?.value; read = await reader?.read()) {
      touch();
      size += read.value.length;
      oversize = size > LARGEST_ANSWER;
      if (oversize) break;
      pieces.push(read.value);
    }
    const headers: Record<string, string> = {};
    response.headers.forEach((value, name) => {
      headers[name] = value;
    });
    const text = this.#text(pieces);
    // A browser does not tell what a redirect was.
    const status = response.type === "opaqueredirect" ? 307 : response.status;
    const kept = oversize ? text.slice(0, KEPT) : text;
    return new Answer(status, headers, kept, oversize, (shown) => this.#redacted(shown));
  }

  #text(pieces: readonly Uint8Array[]): string {
    const decoder = new TextDecoder();
    return (
      pieces.map((piece) => decoder.decode(piece, { stream: true })).join("") + decoder.decode()
    );
  }

  #reason(error: unknown): string {
    const { name, message, cause } = error as { name?: string; message?: string; cause?: unknown };
    const { code, message: inner } = (cause ?? {}) as { code?: string; message?: string };
    const text = [name, message, code ?? inner].filter(Boolean).join(", ");
    return this.#redacted(text.slice(0, LONGEST_REASON).replace(/\p{C}/gu, " "));
  }

  #redacted(text: string): string {
    return this.#apiKey ? text.replaceAll(this.#apiKey, "***") : text;
  }
}
