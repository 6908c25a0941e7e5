/**
 * The writer: shows the exact body that this client would send, one a line.
 *
 * `node wire.js` reads NDJSON on standard input, `{"id", "model", "body"}` a line, and answers each
 * line, in the same order, with `{"id", "wire": string}`, whether the body keeps the rules or not,
 * or with `{"id", "error": {"code", "message"}}`; the codes are those of the checker. Nothing is
 * sent anywhere.
 *
 * Exit code 0 when every line was answered, 1 when the reader of the answers went away.
 */

import process from "node:process";
import { toText } from "../write-json.ts";
import { type Line, serve } from "./ndjson.ts";
import { answerWith } from "./request-line.ts";

/** The answer to one line, with its line feed. */
export function answer(raw: Line): string {
  return answerWith(raw, (model, body) => ({ wire: toText(body, model.layout) }));
}

if (import.meta.main) process.exitCode = await serve(answer);
