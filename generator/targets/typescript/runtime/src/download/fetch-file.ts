/**
 * One request for a file. The connection is made to an address that was checked: a name is resolved
 * once, here, and the request goes to one of the addresses found, so that nothing can change between
 * the check and the connection. No key, no cookie, no redirect followed, no shared connection.
 */

import { lookup } from "node:dns";
import { type IncomingMessage, request as overHttp } from "node:http";
import { request as overHttps } from "node:https";
import type { LookupFunction } from "node:net";
import type { DownloadError } from "../errors.ts";
import { VERSION } from "../spec.ts";
import type { Reach } from "./networks.ts";
import { checkResolved, type Target } from "./web-address.ts";

/** Sends it; rejects with what broke, or with `DownloadError` for a host that may not be reached. */
export function fetchFile(
  target: Target,
  headers: Readonly<Record<string, string>>,
  allowed: ReadonlySet<Reach>,
  idleMs: number,
  signal: AbortSignal,
): Promise<IncomingMessage> {
  const send = target.scheme === "https" ? overHttps : overHttp;
  return new Promise((resolve, reject) => {
    const sent = send(
      {
        host: target.host,
        port: target.port,
        path: target.path,
        headers: {
          accept: "*/*",
          "accept-encoding": "identity",
          "user-agent": `modellix-client-typescript/${VERSION}`,
          ...headers,
        },
        agent: false,
        lookup: checkedLookup(allowed),
        signal,
        timeout: idleMs,
      },
      resolve,
    );
    sent.on("timeout", () => sent.destroy(new Error("no progress for too long")));
    sent.on("error", reject);
    sent.end();
  });
}

/** Resolves a name, and hands out nothing when one of its addresses may not be reached. */
function checkedLookup(allowed: ReadonlySet<Reach>): LookupFunction {
  return (hostname, options, callback) => {
    lookup(hostname, { ...options, all: true }, (error, addresses) => {
      let trouble: Error | null = error;
      if (!trouble) {
        try {
          checkResolved(
            addresses.map(({ address }) => address),
            allowed,
          );
        } catch (refusal) {
          trouble = refusal as DownloadError;
        }
      }
      if (trouble) callback(trouble, "", 0);
      else if (options.all) callback(null, addresses);
      else callback(null, addresses[0]?.address ?? "", addresses[0]?.family ?? 0);
    });
  };
}

/** What broke, for a person: never the text of the error, which may hold an address. */
export function reasonOf(error: unknown): string {
  const { code = "" } = error as { code?: string };
  if (code === "ENOTFOUND" || code === "EAI_AGAIN") {
    return "the name of its host cannot be resolved";
  }
  if (/CERT|SELF_SIGNED|VERIFY/.test(code)) return "the certificate of its host is not valid";
  return code === "ECONNREFUSED"
    ? "its host cannot be reached"
    : `the connection to its host broke${code && ` (${code})`}`;
}
