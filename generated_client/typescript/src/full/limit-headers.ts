/** What the service says of the key's limit: `X-RateLimit-Limit`, `-Remaining`, `-Reset`. */

import type { AnswerHeaders } from "../core/exchange.ts";
import { dateMs } from "./http-date.ts";
import { LONGEST_MS } from "./retry-after.ts";

const LARGEST_LIMIT = 10_000_000;
// A reset is told by its magnitude: the service counts by the minute, so that no span of time
// reaches the first bound as seconds, or the second one as milliseconds.
const MILLISECONDS = 1_000;
const EPOCH_SECONDS = 1_000_000_000;
const EPOCH_MILLISECONDS = 100_000_000_000;

/** Requests a minute, if a number that can be one is stated. */
export function statedLimit(headers: AnswerHeaders): number | null {
  const limit = whole(headers, "limit");
  return limit ? Math.min(limit, LARGEST_LIMIT) : null;
}

/** How many requests are left, if that is stated. */
export function statedRemaining(headers: AnswerHeaders): number | null {
  return whole(headers, "remaining");
}

/**
 * In how many milliseconds from the arrival of the answer the count begins anew, at most a minute;
 * null when nothing usable is there. The header may hold seconds or milliseconds from now, or a
 * moment in either; a moment is read against the answer's own `Date`.
 */
export function resetMs(headers: AnswerHeaders): number | null {
  const value = whole(headers, "reset");
  if (value === null) return null;
  if (value < MILLISECONDS) return Math.min(value * 1000, LONGEST_MS);
  if (value < EPOCH_SECONDS) return Math.min(value, LONGEST_MS);
  const sent = dateMs(headers["date"] ?? "");
  if (sent === null) return null;
  const moment = value >= EPOCH_MILLISECONDS ? value : value * 1000;
  return Math.min(Math.max(moment - sent, 0), LONGEST_MS);
}

function whole(headers: AnswerHeaders, name: string): number | null {
  const text = headers[`x-ratelimit-${name}`]?.trim() ?? "";
  return /^[0-9]{1,15}$/.test(text) ? Number(text) : null;
}
