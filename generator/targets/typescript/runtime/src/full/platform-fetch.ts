/** What requests go out by when the caller gives no `fetch`. */

import { type Fetch, plainFetch } from "../transport.ts";

/** Bytes of a body that is worth a way of its own. */
export const LARGE: number = 1024 * 1024;

interface Dispatcher {
  dispatch(options: object, handler: null): unknown;
}

/**
 * The platform's own fetch, or `node:http` where that is better for a paid request.
 *
 * Node's fetch keeps every piece of a body until its collector comes by, which took two thirds of the
 * time of a large submit and tens of megabytes. With a fetch or a dispatcher that somebody has put in
 * the place of Node's own, for tests or for a proxy, all goes there.
 */
export const platformFetch: Fetch = async (url, init) => {
  const elsewhere = "Deno" in globalThis || "Bun" in globalThis;
  const size = Number(new Headers(init.headers).get("content-length"));
  if (!elsewhere && !(size >= LARGE && isNodes())) return plainFetch(url, init);
  return (await import("./http-fetch.ts")).httpFetch(url, init);
};

/** Whether a request by the global fetch would go out over connections that Node makes by itself. */
function isNodes(): boolean {
  return (
    /\binternal\/deps\/undici\b/.test(String(globalThis.fetch)) &&
    Object.getOwnPropertySymbols(globalThis)
      .filter((symbol) => symbol.description?.startsWith("undici.globalDispatcher"))
      .every((symbol) => isNodesAgent((globalThis as never)[symbol]))
  );
}

/** Whether what carries out Node's fetch is what Node makes for it, and knows no proxy. */
function isNodesAgent(dispatcher: Dispatcher): boolean {
  // Interceptors that were composed to it stand before its own method.
  if (dispatcher.dispatch !== dispatcher.constructor.prototype.dispatch) return false;
  try {
    dispatcher.dispatch({}, null);
  } catch (error) {
    // It refuses to do nothing, and so tells whose code it is; an EnvHttpProxyAgent has that name.
    return / at Agent\.dispatch \(node:internal\//.test(String((error as Error).stack));
  }
  return false;
}
