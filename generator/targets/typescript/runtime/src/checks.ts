/**
 * The keywords of JSON Schema, and those of ours, one function each: what generated rules call.
 *
 * `below` is the place as the rule's id has it. The caller has looked at the type of the value.
 */

import { checkMedia, type Image } from "./media-form.ts";
import type { MediaText } from "./media-text.ts";
import { compareUtf8, nearest, token } from "./names.ts";
import { among, jsonType, matches, type Numeric, own, shown, sizeOf } from "./values.ts";
import type { Found, Json } from "./violations.ts";

export * from "./values.ts";
export { Found } from "./violations.ts";

type Text = string | MediaText;
type List = readonly unknown[];
type Names = readonly string[];

/** The value is not of the type that is expected. */
export function type(found: Found, below: string, value: unknown, expected: string): void {
  const article = /^[aio]/.test(expected) ? "an" : "a";
  found.add(below, "type", expected, jsonType(value), `must be ${article} ${expected}`);
}

/** The member is not there. */
export function required(found: Found, below: string): void {
  found.add(below, "required", null, null, "is required");
}

/** `enum`, which is a word of the language. */
export function oneOf(found: Found, below: string, value: unknown, values: readonly Json[]): void {
  if (!among(value, values)) {
    found.add(below, "enum", values, shown(value), `must be one of ${values.join(", ")}`);
  }
}

/** Code points; whether the text has so many. */
export function minLength(found: Found, below: string, text: Text, limit: number): boolean {
  return sized(found, below, text, limit, "minLength", "character", "least");
}

/** Code points; whether the text has no more. */
export function maxLength(found: Found, below: string, text: Text, limit: number): boolean {
  return sized(found, below, text, limit, "maxLength", "character");
}

/** A pattern, and the same compiled with the flag `u`, under which all of a spec mean the same. */
export function pattern(
  found: Found,
  below: string,
  text: Text,
  source: string,
  searched: RegExp,
): void {
  if (!matches(searched, text)) {
    found.add(below, "pattern", source, null, `must match the pattern ${source}`);
  }
}

/** At least. */
export function minimum(found: Found, below: string, value: Numeric, limit: Numeric): void {
  if (value < limit) found.add(below, "minimum", limit, value, `must be at least ${limit}`);
}

/** Greater than. */
export function exclusiveMinimum(
  found: Found,
  below: string,
  value: Numeric,
  limit: Numeric,
): void {
  if (value <= limit) {
    found.add(below, "exclusiveMinimum", limit, value, `must be greater than ${limit}`);
  }
}

/** At most. */
export function maximum(found: Found, below: string, value: Numeric, limit: Numeric): void {
  if (value > limit) found.add(below, "maximum", limit, value, `must be at most ${limit}`);
}

/** Less than. */
export function exclusiveMaximum(
  found: Found,
  below: string,
  value: Numeric,
  limit: Numeric,
): void {
  if (value >= limit) {
    found.add(below, "exclusiveMaximum", limit, value, `must be less than ${limit}`);
  }
}

/** Of integers. */
export function multipleOf(found: Found, below: string, value: Numeric, limit: Numeric): void {
  if (BigInt(value) % BigInt(limit) !== 0n) {
    found.add(below, "multipleOf", limit, value, `must be a multiple of ${limit}`);
  }
}

/** Entries. */
export function minItems(found: Found, below: string, list: List, limit: number): void {
  sized(found, below, list, limit, "minItems", "entry", "least");
}

/** Entries. */
export function maxItems(found: Found, below: string, list: List, limit: number): void {
  sized(found, below, list, limit, "maxItems", "entry");
}

/** An image as URL, data URL or Base64. */
export function media(found: Found, below: string, text: Text, image: Image): void {
  const wrong = checkMedia(text, image);
  if (wrong === null) return;
  const demand = `must be an http(s) URL, a data URL or Base64 of ${image.kind}`;
  found.add(below, "media", wrong[0], wrong[1], demand);
}

/** Members that the service's documentation says the model does not take; `why` ends the sentence. */
export function unsupported(found: Found, table: object, names: Names, why: string): void {
  for (const name of names) {
    if (own(table, name) !== undefined) found.add(name, "unsupported", null, null, why);
  }
}

/**
 * Members that are not known, by their UTF-8 bytes; those that are undefined count as absent.
 *
 * @param known Has a member for each name that is known.
 */
export function additionalProperties(
  found: Found,
  below: string,
  table: object,
  known: object,
  refused: Names,
): void {
  const unknown = Object.keys(table).filter(
    (name) =>
      !Object.hasOwn(known, name) && !refused.includes(name) && own(table, name) !== undefined,
  );
  for (const name of unknown.sort(compareUtf8)) {
    const names = Object.keys(known);
    const demand = `takes no such member: it takes ${names.join(", ") || "nothing"}`;
    const limit = nearest(name, names);
    found.add(below, "additionalProperties", limit, null, demand, `/${token(name)}`);
  }
}

function sized(
  found: Found,
  below: string,
  value: Text | List,
  limit: number,
  keyword: string,
  noun: string,
  side = "most",
): boolean {
  const { length } = value;
  const most = side === "most";
  // A code point takes one unit or two: most texts need not be counted.
  const size = (most ? length <= limit : length >= 2 * limit) ? length : sizeOf(value);
  const fits = most ? size <= limit : size >= limit;
  if (!fits) found.add(below, keyword, limit, size, `must have at ${side} ${counted(limit, noun)}`);
  return fits;
}

function counted(number: number, noun: string): string {
  return `${number} ${number === 1 ? noun : `${noun.replace(/y$/, "ie")}s`}`;
}
