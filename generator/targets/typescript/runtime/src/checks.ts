/** The small functions that generated rules are made of. */

import { MediaText } from "./media-text.ts";
import type { Json } from "./violations.ts";

export { checkMedia } from "./media-form.ts";
export { Found } from "./violations.ts";

type Numeric = number | bigint;

/** No names. */
export const NONE: readonly string[] = [];

const EXACT = 2 ** 53;
const LONGEST_SHOWN = 32;
const FARTHEST = 2;
const MARK = "<<<image_";
const HUGE = 999_999_999;

/** An object's own member; undefined when it is not there, whatever the prototype holds. */
export function own(table: object, name: string): unknown {
  return Object.hasOwn(table, name) ? (table as Record<string, unknown>)[name] : undefined;
}

/** Whether JSON calls the value a string: one with half a surrogate pair has no form in UTF-8. */
export function isText(value: unknown): value is string {
  return typeof value === "string" && value.isWellFormed();
}

/** Whether it is the text of an image, or stands for one. */
export function isMedia(value: unknown): value is string | MediaText {
  return isText(value) || value instanceof MediaText;
}

/** Whether the contract calls the value an integer: `5`, `5.0` and `5n` are, `true` is not. */
export function isInteger(value: unknown): value is Numeric {
  if (typeof value === "number") return Number.isInteger(value) && Math.abs(value) <= EXACT;
  return typeof value === "bigint";
}

/** Whether JSON calls the value a number: `true` and NaN are none. */
export function isNumber(value: unknown): value is Numeric {
  return typeof value === "number" ? Number.isFinite(value) : typeof value === "bigint";
}

/** Whether it is true or false. */
export function isBoolean(value: unknown): value is boolean {
  return typeof value === "boolean";
}

/** Whether it is a list. */
export function isArray(value: unknown): value is readonly unknown[] {
  return Array.isArray(value);
}

/** Whether it is a plain object, of this realm or another; a Map or a Date is none. */
export function isObject(value: unknown): value is object {
  if (typeof value !== "object" || value === null || Array.isArray(value)) return false;
  const prototype: unknown = Object.getPrototypeOf(value);
  return prototype === null || Object.getPrototypeOf(prototype) === null;
}

/** The JSON type of a value; `invalid` for what JSON has no form for. */
export function jsonType(value: unknown): string {
  if (value === null) return "null";
  if (isMedia(value)) return "string";
  if (isInteger(value)) return "integer";
  if (isNumber(value)) return "number";
  if (isBoolean(value)) return "boolean";
  if (isArray(value)) return "array";
  return isObject(value) ? "object" : "invalid";
}

/** Code points of a text, entries of a list. */
export function sizeOf(value: string | MediaText | readonly unknown[]): number {
  let size = value.length;
  if (typeof value === "string") {
    for (let at = 0; at < value.length; at++) {
      // Well-formed text has one of these in each pair.
      if ((value.charCodeAt(at) & 0xfc00) === 0xd800) size--;
    }
  }
  return size;
}

/** Whether two values are equal; `5` equals `5n`. */
export function same(left: unknown, right: unknown): boolean {
  if (left === right) return true;
  // Neither below nor above: exact also where one of them is a bigint.
  return isNumber(left) && isNumber(right) && !(left < right) && !(left > right);
}

/** Whether a list holds a value. */
export function among(value: unknown, list: readonly unknown[]): boolean {
  return list.some((item) => same(item, value));
}

/** The sum of numbers; of integers it is exact. */
export function sum(...parts: readonly Numeric[]): Numeric {
  const exact = parts.every((part) => isInteger(part));
  return exact
    ? parts.reduce<bigint>((total, part) => total + BigInt(part), 0n)
    : parts.reduce<number>((total, part) => total + Number(part), 0);
}

/** Whether an integer is a multiple of another. */
export function isMultiple(value: Numeric, of: Numeric): boolean {
  return BigInt(value) % BigInt(of) === 0n;
}

/** A pattern of the spec; all of them mean the same with this flag. */
export function pattern(source: string): RegExp {
  return new RegExp(source, "u");
}

/** Whether the pattern is found somewhere in the text. */
export function matches(searched: RegExp, text: string | MediaText): boolean {
  return searched.test(typeof text === "string" ? text : "");
}

/** The names that an object does not take, by their UTF-8 bytes; undefined members count as absent. */
export function strangers(
  table: object,
  known: readonly string[],
  unsupported: readonly string[],
): string[] {
  const names = Object.keys(table).filter(
    (name) =>
      !known.includes(name) && !unsupported.includes(name) && own(table, name) !== undefined,
  );
  return names.sort(compareUtf8);
}

/** The order of two texts by their UTF-8 bytes, which is that of their code points. */
export function compareUtf8(left: string, right: string): number {
  const length = Math.min(left.length, right.length);
  for (let at = 0; at < length; at++) {
    const a = left.charCodeAt(at);
    const b = right.charCodeAt(at);
    // Surrogates stand for what comes after all other units.
    if (a !== b) return lifted(a) - lifted(b);
  }
  return left.length - right.length;
}

function lifted(unit: number): number {
  return (unit & 0xf800) === 0xd800 ? unit + 0x10000 : unit;
}

/** A member's name as one token of an RFC 6901 pointer, without the slash. */
export function token(name: string): string {
  return name.replaceAll("~", "~0").replaceAll("/", "~1");
}

/** A value as a violation may show it: a string over 32 code points becomes its length. */
export function shown(value: unknown): Json {
  if (typeof value !== "string") return value as Json;
  const size = sizeOf(value);
  return size > LONGEST_SHOWN ? size : value;
}

/**
 * The known name that a mistyped one most likely stands for: the closest at most two edits
 * (Levenshtein, code points) away, the first of equals.
 */
export function nearest(name: string, known: Iterable<string>): string | null {
  let best: string | null = null;
  let bound = FARTHEST;
  for (const candidate of known) {
    // The lengths rule out any name that is megabytes long; a code point takes at most two units.
    if (name.length > 2 * (candidate.length + FARTHEST)) continue;
    const distance = distanceBetween([...name], [...candidate]);
    if (distance <= bound) {
      best = candidate;
      bound = distance - 1;
    }
  }
  return best;
}

function distanceBetween(left: readonly string[], right: readonly string[]): number {
  let row = Array.from({ length: right.length + 1 }, (_, index) => index);
  for (const [i, a] of left.entries()) {
    const next = [i + 1];
    for (const [j, b] of right.entries()) {
      const replaced = (row[j] ?? 0) + (a === b ? 0 : 1);
      next.push(Math.min((row[j + 1] ?? 0) + 1, (next[j] ?? 0) + 1, replaced));
    }
    row = next;
  }
  return row[right.length] ?? 0;
}

/** The largest N in `<<<image_N>>>`, or 0; more than nine digits count as 999999999. */
export function maxImageRef(text: string): number {
  let largest = 0;
  for (const part of text.split(MARK).slice(1)) {
    const digits = /^0*([0-9]*)>>>/.exec(part);
    if (digits === null || part.startsWith(">")) continue;
    const number = digits[1] ?? "";
    largest = Math.max(largest, number.length > 9 ? HUGE : Number(number));
  }
  return largest;
}
