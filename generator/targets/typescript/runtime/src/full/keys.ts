/** The keys of one `map`: what its caller calls each request, so that it is submitted once. */

import { ConfigurationError, SubmissionOutcomeUnknownError } from "../errors.ts";
import type { JournalEntry } from "./ledger.ts";

const LONGEST = 512;

/** A function from a request and its place to its key, or the keys in the requests' order. */
export type Keys<R> = readonly string[] | ((request: R, index: number) => string);

/** Gives each request of a call its key. */
export class KeyedRequests<R> {
  readonly #keys: Keys<R>;
  readonly #places = new Map<string, number>();

  /** @throws {ConfigurationError} Not as many keys as requests; nothing was sent. */
  constructor(keys: Keys<R>, requests: Iterable<R> | AsyncIterable<R>) {
    const counts = Array.isArray(requests) && typeof keys !== "function";
    if (counts && requests.length !== keys.length) {
      throw new ConfigurationError(
        `there are ${requests.length} requests and ${keys.length} keys; nothing was sent`,
      );
    }
    this.#keys = keys;
  }

  /** The key of a request; throws `ConfigurationError` for one that is none, or another's. */
  of(request: R, index: number): string {
    const key: unknown =
      typeof this.#keys === "function" ? this.#keys(request, index) : this.#keys[index];
    if (typeof key !== "string" || !key || key.length > LONGEST || !key.isWellFormed()) {
      throw new ConfigurationError(
        `the key of request ${index} must be a string of 1 to ${LONGEST} characters; it was not sent`,
      );
    }
    const other = this.#places.get(key) ?? index;
    if (other !== index) {
      throw new ConfigurationError(
        `the key of request ${index} was given to request ${other} of this call before; it was not sent`,
      );
    }
    this.#places.set(key, index);
    return key;
  }
}

/** The outcome of a request that was sent before, nobody knows with what success. */
export function unknownBefore({ model, status }: JournalEntry): SubmissionOutcomeUnknownError {
  return new SubmissionOutcomeUnknownError(
    `the journal has an earlier submit of ${model} under this key, and nothing tells whether it ` +
      "started a task; it was not sent again. Look at the tasks and charges in the service's " +
      "console: a task that is there can be waited for by its id, and a request that was not " +
      "started can be sent under another key",
    { status },
  );
}
