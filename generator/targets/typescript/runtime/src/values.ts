/** What JSON calls the values of a program, and how two of them compare. */

import { EXACT, LONGEST_SHOWN } from "./limits.ts";
import { MediaText } from "./media-text.ts";
import type { Json } from "./violations.ts";

/** A number, or an integer that may be past 2^53. */
export type Numeric = number | bigint;

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
  if (typeof value !== "object" || value === null || isArray(value)) return false;
  const prototype: unknown = Object.getPrototypeOf(value);
  return prototype === null || Object.getPrototypeOf(prototype) === null;
}

/** The JSON type of a value; `invalid` for what JSON has no form for. */
export function jsonType(value: unknown): string {
  if (value === null) return "null";
  if (isMedia(value)) return "string";
  if (isInteger(value)) return "integer";
  if (isNumber(value)) return "number";
  if (isArray(value)) return "array";
  if (isObject(value)) return "object";
  return typeof value === "boolean" ? "boolean" : "invalid";
}

/** Code points of a text, entries of a list. */
export function sizeOf(value: string | MediaText | readonly unknown[]): number {
  if (typeof value !== "string") return value.length;
  let size = 0;
  for (const _ of value) size++;
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
  let size = 0;
  for (const part of parts) size += part >= 0 && isInteger(part) ? Number(part) : Number.NaN;
  // Of what only grows, no step was beyond what a double holds exactly.
  if (size <= EXACT) return size;
  const exact = parts.every((part) => isInteger(part));
  return exact
    ? parts.reduce<bigint>((total, part) => total + BigInt(part), 0n)
    : parts.reduce<number>((total, part) => total + Number(part), 0);
}

/** Whether the pattern is found somewhere in the text. */
export function matches(searched: RegExp, text: string | MediaText): boolean {
  return searched.test(typeof text === "string" ? text : "");
}

/** A value as a violation may show it: a string over 32 code points becomes its length. */
export function shown(value: unknown): Json {
  if (typeof value !== "string") return value as Json;
  const size = sizeOf(value);
  return size > LONGEST_SHOWN ? size : value;
}

/** The largest N in `<<<image_N>>>`, or 0; more than nine digits count as 999999999. */
export function maxImageRef(text: string): number {
  let largest = 0;
  if (!text.includes(MARK)) return largest;
  for (const part of text.split(MARK).slice(1)) {
    const digits = /^0*([0-9]*)>>>/.exec(part);
    if (digits === null || part.startsWith(">")) continue;
    const number = digits[1] ?? "";
    largest = Math.max(largest, number.length > 9 ? HUGE : Number(number));
  }
  return largest;
}
