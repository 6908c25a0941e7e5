/**
 * The names of files: what each file of a result would be saved as.
 *
 * `node names.js` reads NDJSON on standard input, `{"id", "names": "task"|"url", "task_id", "index",
 * "url", "format", "content_type", "taken"}` a line, and answers each line, in the same order, with
 * `{"id", "name"}` or with `{"id", "error": {"code", "message"}}`; the codes are those of the checker.
 * The last three may be missing or null; `taken` are names that are in the folder already. Nothing is
 * fetched and nothing is written.
 *
 * Exit code 0 when every line was answered, 1 when the reader of the answers went away.
 */

import process from "node:process";
import { isInteger, own } from "../values.ts";
import { clashKey, fileName } from "../download/file-name.ts";
import type { JsonObject } from "../violations.ts";
import { type Layout, toText } from "../write-json.ts";
import { type Line, problem, readObject, serve } from "./ndjson.ts";
import { LineError } from "./strict-json.ts";

const NAMES = ["task", "url"] as const;
const LARGEST_INDEX = 999_999;
const ANSWER: Layout = { id: null, name: null, error: { code: null, message: null } };

/** The answer to one line, with its line feed. */
export function answer(raw: Line): string {
  return `${toText(answered(raw), ANSWER)}\n`;
}

function answered(raw: Line): object {
  try {
    const line = readObject(raw, "id, names, task_id, index and url");
    return { id: own(line, "id"), name: nameOf(line) };
  } catch (error) {
    if (error instanceof LineError) return problem(error, null);
    throw error;
  }
}

function nameOf(line: JsonObject): string {
  const wrong = (text: string) => new LineError("bad_line", text, line);
  const names = NAMES.find((each) => each === own(line, "names"));
  if (names === undefined) throw wrong(`names must be one of ${NAMES.join(", ")}`);
  const index = own(line, "index");
  if (!isInteger(index) || Number(index) < 0 || Number(index) > LARGEST_INDEX) {
    throw wrong(`index must be an integer between 0 and ${LARGEST_INDEX}`);
  }
  const text = (name: string): string => {
    const value = own(line, name);
    if (typeof value !== "string") throw wrong(`${name} must be a string`);
    return value;
  };
  const optional = (name: string): string | null => {
    const value = own(line, name) ?? null;
    if (value !== null && typeof value !== "string") {
      throw wrong(`${name} must be a string or null`);
    }
    return value;
  };
  const named = {
    names,
    taskId: text("task_id"),
    index: Number(index),
    url: text("url"),
    format: optional("format"),
    contentType: optional("content_type"),
  };
  const taken = own(line, "taken") ?? [];
  if (!Array.isArray(taken) || !taken.every((name) => typeof name === "string")) {
    throw wrong("taken must be a list of strings");
  }
  return fileName(named, new Set(taken.map(clashKey)));
}

if (import.meta.main) process.exitCode = await serve(answer);
