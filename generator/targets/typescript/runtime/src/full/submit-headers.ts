/** Headers that a caller adds to a submit. */

import { ConfigurationError } from "../errors.ts";

// The client's own: another value would send the key elsewhere, or break the message's framing.
const OWN =
  /^(?:accept-encoding|authorization|connection|content-(?:encoding|length|type)|expect|host|transfer-encoding|upgrade)$/;
const NAME = /^[!#$%&'*+\-.^_`|~0-9A-Za-z]+$/;
const VALUE = /^[\t -~]*$/;
const ID = /^[!-~]{1,128}$/;

/** What a caller may add. */
export interface HeaderOptions {
  /** Headers to send besides the client's. */
  readonly extraHeaders?: Readonly<Record<string, string>> | undefined;
  /** Where the service reports the end of the task: public, HTTPS. */
  readonly webhookUrl?: string | undefined;
  /** Names the submit in logs; made up when it is not given. */
  readonly requestId?: string | undefined;
}

/** All headers that belong to one submit; throws `ConfigurationError`, whose text shows no value. */
export function submitHeaders(options: HeaderOptions): Record<string, string> {
  const headers: Record<string, string> = {};
  const set = (name: string, value: unknown, form: RegExp, source: string) => {
    const lower = name.toLowerCase();
    if (!NAME.test(name) || OWN.test(lower) || typeof value !== "string" || !form.test(value)) {
      throw new ConfigurationError(
        `${source}: ${NAME.test(name) ? name : "a header"} cannot be set, or not to this value; ` +
          "nothing was sent",
      );
    }
    if (Object.hasOwn(headers, lower)) {
      throw new ConfigurationError(`${source}: ${name} is set twice; drop one`);
    }
    headers[lower] = value;
  };
  for (const [name, value] of Object.entries(options.extraHeaders ?? {})) {
    set(name, value, VALUE, "extraHeaders");
  }
  if (options.webhookUrl !== undefined) {
    set("X-Webhook-URL", options.webhookUrl, /^https:\/\/[^\s/#@:][!-"$-~]*$/, "webhookUrl");
  }
  if (options.requestId !== undefined || headers["x-request-id"] === undefined) {
    set("X-Request-ID", options.requestId ?? crypto.randomUUID(), ID, "requestId");
  }
  return headers;
}
