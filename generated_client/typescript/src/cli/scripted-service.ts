/**
 * A service that answers by script on a virtual clock: the other side of `trace`.
 *
 * It takes a request's body piece by piece as a connection would, so that where a scripted fault
 * strikes is where the client would have met it.
 */

import type { Clock } from "../clock.ts";
import type { Fetch } from "../transport.ts";
import type { Reply } from "./scenario.ts";

// The platform's own limit for a connection; the client sets the others.
const CONNECT_MS = 10_000;

/** Gives each request the next reply of the script, the last one again and again. */
export class ScriptedService {
  /** Every request, also one that broke before its last byte. */
  readonly requests: { readonly t_ms: number; readonly method: string; readonly path: string }[] =
    [];
  /** The HTTP status of the last answer, null before the first. */
  lastStatus: number | null = null;
  readonly #replies: readonly Reply[];
  readonly #clock: Clock;

  constructor(replies: readonly Reply[], clock: Clock) {
    this.#replies = replies;
    this.#clock = clock;
  }

  /** In the place of the global one. */
  readonly fetch: Fetch = async (url, init) => {
    const reply = this.#replies[Math.min(this.requests.length, this.#replies.length - 1)];
    if (!reply) throw new TypeError("a script without replies");
    this.requests.push({
      t_ms: this.#clock.now(),
      method: init.method ?? "GET",
      path: url.replace(/^https?:\/\/[^/]*/, ""),
    });
    if (reply.fault !== "refused") await take(init, reply.fault === "reset_in_body");
    const { signal } = init;
    if (reply.fault === "refused" && reply.latencyMs > CONNECT_MS) {
      await this.#clock.sleep(CONNECT_MS, signal ?? undefined);
      throw new TypeError("scripted: no connection in time");
    }
    await this.#clock.sleep(reply.latencyMs, signal ?? undefined);
    if (reply.fault === "truncated") return new Response(cutShort(), { status: 200 });
    if (reply.fault !== null) throw new TypeError(`scripted: ${reply.fault}`);
    this.lastStatus = reply.status;
    const bodiless = [204, 205, 304].includes(reply.status);
    const body = bodiless ? null : reply.body;
    return new Response(body, { status: reply.status, headers: reply.headers });
  };
}

/** Takes the body, or all of it but the last byte. */
async function take(init: RequestInit, breaks: boolean): Promise<void> {
  if (!(init.body instanceof ReadableStream)) return;
  let left = Number(new Headers(init.headers).get("content-length"));
  const reader: ReadableStreamDefaultReader<Uint8Array> = init.body.getReader();
  while (left > (breaks ? 1 : 0)) left -= (await reader.read()).value?.length ?? left;
}

/** The beginning of an answer, and then a connection that breaks. */
function cutShort(): ReadableStream<Uint8Array> {
  const pieces = [new TextEncoder().encode('{"code":0,')];
  return new ReadableStream({
    pull(controller) {
      const piece = pieces.pop();
      if (piece) controller.enqueue(piece);
      else controller.error(new TypeError("scripted: truncated"));
    },
  });
}
