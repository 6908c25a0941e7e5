/** How long the service asks to be left alone. */

import type { AnswerHeaders } from "../core/exchange.ts";
import { dateMs } from "./http-date.ts";

/** The service counts by the minute: a longer wait could only be a slip, and would hang a program. */
export const LONGEST_MS = 60_000;

/**
 * `Retry-After` in milliseconds from the arrival of the answer, at most a minute; null when nothing
 * usable is there. A date is read against the answer's own `Date`, so that this computer's time of
 * day does not matter.
 */
export function retryAfterMs(headers: AnswerHeaders): number | null {
  const text = headers["retry-after"]?.trim() ?? "";
  if (/^[0-9]+$/.test(text)) return Math.min(Number(text) * 1000, LONGEST_MS);
  const until = dateMs(text);
  const sent = dateMs(headers["date"] ?? "");
  return until === null || sent === null ? null : Math.min(Math.max(until - sent, 0), LONGEST_MS);
}
