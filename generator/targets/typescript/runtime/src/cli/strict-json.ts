/**
 * Reading a line of the checker: strict JSON, integers exact, and a code for what is wrong with it.
 *
 * Several things may be wrong with one line. The first of these codes that applies is the answer:
 * `invalid_json` for bytes that are no UTF-8, `too_deep`, `invalid_json`, `duplicate_key`,
 * `unpaired_surrogate`, `number_out_of_range`.
 */

import type { Json, JsonObject } from "../violations.ts";
import { notUtf8At } from "./utf8.ts";

const DEEPEST = 64;
const LOWEST = -(2n ** 63n);
const HIGHEST = 2n ** 63n - 1n;
const INT64_DIGITS = 19;
const SAFE_DIGITS = 15;
const QUOTE = 0x22;
const BACKSLASH = 0x5c;
const FIRST_PLAIN = 0x20;
const OPENERS = [0x5b, 0x7b];
const CLOSERS = [0x5d, 0x7d];
const SPACE = /[ \t\n\r]*/y;
const NUMBER = /-?(?:0|[1-9][0-9]*)(\.[0-9]+)?([eE][-+]?[0-9]+)?/y;
const ESCAPES: Readonly<Record<string, string>> = {
  '"': '"',
  "\\": "\\",
  "/": "/",
  b: "\b",
  f: "\f",
  n: "\n",
  r: "\r",
  t: "\t",
};
const HEX = /[0-9a-fA-F]{4}/y;
const WORDS: readonly (readonly [string, Json])[] = [
  ["null", null],
  ["true", true],
  ["false", false],
];

/** A line that cannot be judged. */
export class LineError extends Error {
  /** One of the codes of the published format. */
  readonly code: string;
  /**
   * What the line says all the same, undefined when it could not be read. Where `id` is given twice
   * it has none: nothing says which of the two was meant. Of a line that is too deep only its own
   * object is there, its members' content left out.
   */
  readonly value: Json | undefined;

  constructor(code: string, message: string, value?: Json) {
    super(message);
    this.code = code;
    this.value = value;
  }
}

/** The JSON value of a line; throws `LineError` with the code that comes first in the order above. */
export function readLine(raw: Uint8Array): Json {
  let text: string;
  try {
    text = new TextDecoder("utf-8", { fatal: true, ignoreBOM: true }).decode(raw);
  } catch {
    throw new LineError("invalid_json", `the line is no UTF-8 at byte ${notUtf8At(raw)}`);
  }
  refuseDeep(text);
  const reader = new Reader(text);
  const value = reader.read();
  if (reader.duplicate) {
    throw new LineError(
      "duplicate_key",
      "an object holds the same name twice",
      reader.idTwice ? withoutId(value) : value,
    );
  }
  if (reader.surrogate) {
    throw new LineError("unpaired_surrogate", "a string holds half of a surrogate pair", value);
  }
  if (reader.outOfRange) {
    throw new LineError(
      "number_out_of_range",
      "an integer is past 64 bits, or a number past the range of a double",
      value,
    );
  }
  return value;
}

/** Whether a value is an integer within 64 bits. */
export function isInt64(value: unknown): boolean {
  if (typeof value === "bigint") return value >= LOWEST && value <= HIGHEST;
  return typeof value === "number" && Number.isInteger(value) && Math.abs(value) <= 2 ** 53;
}

class Reader {
  duplicate = false;
  idTwice = false;
  surrogate = false;
  outOfRange = false;
  readonly #text: string;
  #at = 0;

  constructor(text: string) {
    this.#text = text;
  }

  /** The one value that the text holds. Its depth was looked at before, so that it can recurse. */
  read(): Json {
    const value = this.#value();
    this.#skip(SPACE);
    if (this.#at < this.#text.length) throw noJson();
    return value;
  }

  #value(): Json {
    this.#skip(SPACE);
    const first = this.#text[this.#at];
    if (first === "{") return this.#object();
    if (first === "[") return this.#array();
    if (first === '"') return this.#string();
    for (const [word, value] of WORDS) {
      if (this.#text.startsWith(word, this.#at)) {
        this.#at += word.length;
        return value;
      }
    }
    return this.#number();
  }

  #object(): Json {
    // Without a prototype, so that any name is a member like all others.
    const members: { [name: string]: Json } = Object.create(null);
    let ids = 0;
    this.#at++;
    this.#skip(SPACE);
    if (!this.#take("}")) {
      do {
        this.#skip(SPACE);
        const name = this.#string();
        this.#skip(SPACE);
        if (!this.#take(":")) throw noJson();
        if (name in members) this.duplicate = true;
        if (name === "id") ids++;
        members[name] = this.#value();
        this.#skip(SPACE);
      } while (this.#take(","));
      if (!this.#take("}")) throw noJson();
    }
    // The line's own object is the last to be complete, so what holds of it stays.
    this.idTwice = ids > 1;
    return members;
  }

  #array(): Json {
    const items: Json[] = [];
    this.#at++;
    this.#skip(SPACE);
    if (this.#take("]")) return items;
    do {
      items.push(this.#value());
      this.#skip(SPACE);
    } while (this.#take(","));
    if (!this.#take("]")) throw noJson();
    return items;
  }

  #string(): string {
    if (!this.#take('"')) throw noJson();
    let value = this.#plain();
    while (!this.#take('"')) {
      if (!this.#take("\\")) throw noJson();
      value += this.#escape() + this.#plain();
    }
    if (!value.isWellFormed()) this.surrogate = true;
    return value;
  }

  /** Up to the quote, an escape, or what a string may not hold. */
  #plain(): string {
    const start = this.#at;
    for (; this.#at < this.#text.length; this.#at++) {
      const unit = this.#text.charCodeAt(this.#at);
      if (unit === QUOTE || unit === BACKSLASH || unit < FIRST_PLAIN) break;
    }
    return this.#text.slice(start, this.#at);
  }

  #escape(): string {
    const letter = this.#text[this.#at++] ?? "";
    if (letter !== "u") {
      const character = ESCAPES[letter];
      if (character === undefined) throw noJson();
      return character;
    }
    const digits = this.#skip(HEX);
    if (digits === "") throw noJson();
    return String.fromCharCode(Number.parseInt(digits, 16));
  }

  #number(): Json {
    const text = this.#skip(NUMBER);
    if (text === "") throw noJson();
    const value = Number(text);
    if (/[.eE]/.test(text)) {
      if (!Number.isFinite(value)) this.outOfRange = true;
      return value;
    }
    if (text.length <= SAFE_DIGITS) return value;
    // The length alone tells most, and a bigint of a long text is slow.
    const exact = text.length > INT64_DIGITS + 1 ? HIGHEST + 1n : BigInt(text);
    if (!isInt64(exact)) this.outOfRange = true;
    return Number.isSafeInteger(value) ? value : exact;
  }

  /** Goes past what the pattern finds here, and returns it. */
  #skip(pattern: RegExp): string {
    pattern.lastIndex = this.#at;
    const found = pattern.exec(this.#text)?.[0] ?? "";
    this.#at += found.length;
    return found;
  }

  #take(character: string): boolean {
    if (this.#text[this.#at] !== character) return false;
    this.#at++;
    return true;
  }
}

function noJson(): LineError {
  return new LineError("invalid_json", "the line is no JSON");
}

/**
 * How deep a text goes is what is left of it without its strings (the last may lack its end):
 * openers minus closers, whether they match or not.
 */
function refuseDeep(text: string): void {
  let deepest = 0;
  brackets(text, (depth) => {
    deepest = Math.max(deepest, depth);
  });
  if (deepest > DEEPEST) {
    throw new LineError("too_deep", `more than ${DEEPEST} levels of nesting`, outermost(text));
  }
}

/** Calls back at each bracket outside of strings, with the depth behind it, its place and step. */
function brackets(text: string, seen: (depth: number, at: number, step: number) => void): void {
  let depth = 0;
  for (let at = 0; at < text.length; at++) {
    let unit = text.charCodeAt(at);
    if (unit === QUOTE) {
      do {
        at += unit === BACKSLASH ? 2 : 1;
        unit = text.charCodeAt(at);
      } while (at < text.length && unit !== QUOTE);
      continue;
    }
    const step = OPENERS.includes(unit) ? 1 : CLOSERS.includes(unit) ? -1 : 0;
    if (step === 0) continue;
    depth += step;
    seen(depth, at, step);
  }
}

/** The line's own object, an empty list for each object and list in it; undefined if no JSON. */
function outermost(text: string): Json | undefined {
  let outer = "";
  let kept = 0;
  let ends = 0;
  brackets(text, (depth, at, step) => {
    if (depth === 2 && step > 0) outer += `${text.slice(kept, at)}[]`;
    if (depth === 1 && step < 0) kept = at + 1;
    ends = depth;
  });
  const reader = new Reader(ends <= 1 ? outer + text.slice(kept) : outer);
  try {
    const value = reader.read();
    return reader.idTwice ? withoutId(value) : value;
  } catch {
    return undefined;
  }
}

function withoutId(value: Json): Json {
  if (typeof value !== "object" || value === null || Array.isArray(value)) return value;
  const { id: _, ...others } = value as JsonObject;
  return others;
}
