/**
 * A fetch by `node:http`, for runtimes whose own one is not fit for a paid request.
 *
 * Deno's sends a stream without its length, and takes all of a short one before it is connected: a
 * service that nobody can reach would leave the outcome of a submit unknown. Bun's loses an answer
 * that is cut short, and the task's id with it. Node's does not tell when a piece has gone out, so
 * that no memory can be used again.
 */

import type { ClientRequest, IncomingMessage, RequestOptions } from "node:http";
import { Readable } from "node:stream";
import type { ReadableStream as NodeStream } from "node:stream/web";
import type { Fetch } from "../transport.ts";
import { Buffers } from "./buffers.ts";

const BODILESS = [204, 205, 304];
const CONNECT_MS = 10_000; // as Node's fetch

type Pieces = ReadableStream<Uint8Array<ArrayBuffer>> | null | undefined;

/** Sends to the address as it is written, over a connection of its own; follows no redirect. */
export const httpFetch: Fetch = (url, init) => connectedFetch(url, init, CONNECT_MS);

/** The same; `connectMs` is how long nothing may happen before there is a connection. */
export async function connectedFetch(
  url: string,
  { method = "GET", headers, body, signal }: RequestInit,
  connectMs: number,
): Promise<Response> {
  const { protocol, hostname, port } = new URL(url);
  const secure = protocol === "https:";
  const { request } = secure ? await import("node:https") : await import("node:http");
  const options: RequestOptions = {
    protocol,
    hostname: hostname.replace(/^\[|\]$/g, ""),
    port,
    path: url.slice(url.indexOf("/", protocol.length + 2)),
    method,
    headers: Object.fromEntries(new Headers(headers)),
    agent: false,
    ...(signal && { signal }),
  };
  return new Promise((resolve, reject) => {
    const sent = request(options);
    sent.on("error", reject);
    sent.once("response", (answer: IncomingMessage) => resolve(response(answer)));
    sent.once("socket", (socket) => {
      socket.setTimeout(connectMs, () => sent.destroy(new Error("no connection in time")));
      // Not before there is a connection: whatever fails until then has sent nothing.
      socket.once(secure ? "secureConnect" : "connect", () => {
        socket.setTimeout(0);
        send(sent, body as Pieces).catch(reject);
      });
    });
  });
}

/** Hands a body over piece by piece; the next one is asked for when the last one is gone. */
async function send(sent: ClientRequest, body: Pieces): Promise<void> {
  const reader = body?.getReader();
  const closed = new Promise<never>((_, reject) => {
    sent.once("close", () => reject(new TypeError("the connection was closed")));
  });
  closed.catch(() => undefined);
  try {
    for (let read = await reader?.read(); read?.value; read = await reader?.read()) {
      const { value } = read;
      const written = new Promise<void>((resolve, reject) => {
        sent.write(value, (error) => (error ? reject(error) : resolve()));
      });
      await Promise.race([written, closed]);
      Buffers.giveBack(value);
    }
    sent.end();
  } catch (error) {
    // What breaks off has no end: the service sees a body that is shorter than announced.
    sent.destroy();
    throw error;
  } finally {
    await reader?.cancel().catch(() => undefined);
  }
}

function response(answer: IncomingMessage): Response {
  const { statusCode = 0, rawHeaders } = answer;
  const headers = new Headers();
  for (let at = 0; at + 1 < rawHeaders.length; at += 2) {
    headers.append(rawHeaders[at] ?? "", rawHeaders[at + 1] ?? "");
  }
  const stream = Readable.toWeb(answer) as NodeStream as ReadableStream;
  const body = BODILESS.includes(statusCode) ? null : stream;
  return new Response(body, { status: statusCode, headers });
}
