/**
 * The checker: judges requests, one a line, as this client would before sending them.
 *
 * `node check.js` reads NDJSON on standard input, `{"id": string or integer, "model": string,
 * "body": any}` a line, and answers each line, in the same order, with `{"id", "valid",
 * "violations", "warnings"}` or with `{"id", "error": {"code", "message"}}`. Nothing is sent
 * anywhere.
 *
 * Codes, the first that applies: `too_large` (over 64 MiB), `invalid_json` (no UTF-8, a byte order
 * mark), `too_deep` (over 64 levels, the line's own object being the first), `invalid_json`,
 * `duplicate_key`, `unpaired_surrogate`, `number_out_of_range`, `bad_line`, `unknown_model`. `id` is
 * repeated whenever the line's own object can be read and names exactly one that is fit to be one.
 *
 * Exit code 0 when every line was answered, 1 when the reader of the answers went away.
 */

import process from "node:process";
import { answerWith } from "./request-line.ts";
import { type Line, serve } from "./ndjson.ts";

/** The answer to one line, with its line feed. */
export function answer(raw: Line): string {
  return answerWith(raw, (model, body) => {
    const { violations, warnings } = model.check(body);
    return { valid: violations.length === 0, violations, warnings };
  });
}

if (import.meta.main) process.exitCode = await serve(answer);
