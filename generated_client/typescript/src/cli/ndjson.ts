/** The frame of a program that answers NDJSON line by line: reading lines, ids, the loop. */

import { once } from "node:events";
import process from "node:process";
import { isInteger, own } from "../values.ts";
import type { Json, JsonObject } from "../violations.ts";
import { isInt64, LineError, readLine } from "./strict-json.ts";

const LONGEST_LINE = 64 * 1024 * 1024;
const LINE_FEED = 0x0a;
const BLANK = [0x20, 0x09, 0x0d];

/** A line's bytes; null for one that was too large to read. */
export type Line = Uint8Array | null;

/**
 * The object that a line holds, with an `id` that can be given back.
 *
 * @param wanted The members that a line of this program needs, in words.
 * @throws {LineError} `too_large`, `bad_line`, or what `readLine` throws.
 */
export function readObject(raw: Line, wanted: string): JsonObject {
  if (raw === null) {
    throw new LineError("too_large", `the line is over ${LONGEST_LINE} bytes; send it as several`);
  }
  const line = readLine(raw);
  if (typeof line !== "object" || line === null || Array.isArray(line)) {
    throw new LineError("bad_line", `a line must be an object with ${wanted}`);
  }
  const object = line as JsonObject;
  const id = own(object, "id");
  if (typeof id !== "string" && !isInteger(id)) {
    throw new LineError("bad_line", "id must be there, and be a string or an integer", object);
  }
  return object;
}

/** The answer to a line that cannot be judged; `known` is its id when it was read that far. */
export function problem(error: LineError, known: Json): JsonObject {
  const id = known ?? readableId(error);
  return { id, error: { code: error.code, message: error.message } };
}

/** The id of a line that was read but not accepted, if it can be told and written again. */
function readableId(error: LineError): Json {
  const { value } = error;
  if (typeof value !== "object" || value === null || Array.isArray(value)) return null;
  const id = (value as JsonObject)["id"];
  if (typeof id === "string") return id.isWellFormed() ? id : null;
  return id !== undefined && isInt64(id) ? id : null;
}

/**
 * Cuts a stream of bytes into lines.
 *
 * Lines of white space at the end are left out; memory stays bounded by the longest line.
 */
export class LineCutter {
  readonly #longest: number;
  #pieces: Uint8Array[] = [];
  #size = 0;
  #blank = 0;

  constructor(longest: number = LONGEST_LINE) {
    this.#longest = longest;
  }

  /** The lines that end in this piece. */
  *push(piece: Uint8Array): Generator<Line> {
    let start = 0;
    for (let end = piece.indexOf(LINE_FEED); end >= 0; end = piece.indexOf(LINE_FEED, start)) {
      this.#keep(piece.subarray(start, end));
      start = end + 1;
      yield* this.#line();
    }
    this.#keep(piece.subarray(start));
  }

  /** What stands behind the last line feed. */
  *end(): Generator<Line> {
    if (this.#size > 0) yield* this.#line();
  }

  #keep(piece: Uint8Array): void {
    this.#size += piece.length;
    if (this.#size > this.#longest) this.#pieces = [];
    else if (piece.length > 0) this.#pieces.push(piece);
  }

  *#line(): Generator<Line> {
    const line = this.#size > this.#longest ? null : Buffer.concat(this.#pieces);
    this.#pieces = [];
    this.#size = 0;
    if (line?.every((byte) => BLANK.includes(byte))) {
      this.#blank++;
      return;
    }
    for (; this.#blank > 0; this.#blank--) yield new Uint8Array();
    yield line;
  }
}

/**
 * Answer standard input on standard output, all complete lines of a piece before the next is read.
 *
 * @returns The exit code: 0 when every line was answered, 1 when the reader of the answers left.
 */
export async function serve(answer: (raw: Line) => string | Promise<string>): Promise<number> {
  let gone = false;
  process.stdout.on("error", () => {
    gone = true;
  });
  const cutter = new LineCutter();
  const tell = async (lines: Iterable<Line>): Promise<void> => {
    let answers = "";
    for (const line of lines) answers += await answer(line);
    if (answers !== "" && !gone && !process.stdout.write(answers)) {
      // The one that did not come has to stop listening, or a long run gathers listeners.
      const over = new AbortController();
      const coming = ["drain", "close"].map((name) =>
        once(process.stdout, name, { signal: over.signal }),
      );
      await Promise.race(coming).catch(() => undefined);
      over.abort();
    }
  };
  for await (const piece of process.stdin) {
    await tell(cutter.push(piece));
    if (gone) return 1;
  }
  await tell(cutter.end());
  await new Promise((done) => process.stdout.write("", done));
  return gone ? 1 : 0;
}
