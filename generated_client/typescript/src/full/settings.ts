/** The client's settings: an argument, else the environment, else the default. */

import type { Routes } from "./routed.ts";
import { ConfigurationError } from "../errors.ts";
import { SERVER } from "../spec.ts";

const ROUTES: readonly Routes[] = ["documented", "a", "b", "c", "auto"];
const PREFIX = "/api/v1";
const LOOPBACK = /^(?:localhost|.+\.localhost|127(?:\.[0-9]+){3}|\[::1\])$/;
const PRINTABLE = /^[!-~]*$/;

/** The API key, or an empty text when there is none: checking requests needs no key. */
export function resolveApiKey(argument: string | undefined): string {
  const [source, key] = chosen("apiKey", argument, "MODELLIX_API_KEY");
  if (key === undefined) return "";
  if (!key) {
    throw new ConfigurationError(`${source} is empty; give the key that the console shows`);
  }
  if (!PRINTABLE.test(key)) {
    throw new ConfigurationError(
      `${source} holds white space or characters that are not printable ASCII; give the key alone, ` +
        "without line break and without 'Bearer '",
    );
  }
  return key;
}

/** The origin of the service and an optional path before `/api/v1`, no slash at the end. */
export function resolveBaseUrl(argument: string | undefined): string {
  const [source, text] = chosen("baseUrl", argument, "MODELLIX_BASE_URL");
  if (text === undefined) return SERVER;
  const wrong = (why: string) => new ConfigurationError(`${source} ${why}`);
  const example = `give the service's origin, such as ${SERVER}`;
  const url = PRINTABLE.test(text) ? parsed(text) : null;
  if (!url || !/^https?:\/\//i.test(text)) {
    throw wrong(`must begin with https:// and a host; ${example}`);
  }
  if (url.username || url.password) throw wrong(`must not hold a user or a password; ${example}`);
  if (/[?#]/.test(text)) throw wrong(`must not hold a query or a fragment; ${example}`);
  if (url.protocol === "http:" && !LOOPBACK.test(url.hostname)) {
    throw wrong(
      "must begin with https://, because the API key goes there; plain http is for this computer " +
        "only (127.0.0.1, localhost)",
    );
  }
  const path = url.pathname.replace(/\/+$/, "");
  if (path.endsWith(PREFIX) || path === "/api") {
    throw wrong(`must not end in ${PREFIX}: the client adds it; drop it`);
  }
  return url.origin + path;
}

/** Which vintage of the API's paths to use. */
export function resolveRoutes(argument: Routes | undefined): Routes {
  const [source, routes] = chosen("routes", argument, "MODELLIX_ROUTES");
  const known = ROUTES.find((name) => name === (routes ?? "documented"));
  if (!known) throw new ConfigurationError(`${source} must be one of ${ROUTES.join(", ")}`);
  return known;
}

/** Where the setting comes from, in words, and what it is. */
function chosen(
  name: string,
  argument: string | undefined,
  variable: string,
): [source: string, value: string | undefined] {
  if (argument !== undefined) {
    if (typeof argument === "string") return [name, argument];
    throw new ConfigurationError(`${name} must be a string`);
  }
  const { process } = globalThis as { process?: { env?: Record<string, string | undefined> } };
  // A variable that is set to nothing is how shells and CI systems say "not set".
  return [`the environment variable ${variable}`, process?.env?.[variable] || undefined];
}

function parsed(text: string): URL | null {
  try {
    return new URL(text);
  } catch {
    return null;
  }
}
