/**
 * The keywords of JSON Schema, and those of ours, one function each: what generated rules call.
 *
 * `below` is the place as the rule's id has it. The caller has looked at the type of the value.
 */

import { checkMedia, type Image } from "./media-form.ts";
import type { MediaText } from "./media-text.ts";
import { compareUtf8, nearest, token } from "./names.ts";
import { isArray, jsonType, matches, type Numeric, own, shown, sizeOf } from "./values.ts";
import type { Found, Json } from "./violations.ts";

export * from "./values.ts";
export { Found } from "./violations.ts";

type Text = string | MediaText;
type List = readonly unknown[];
type Names = readonly string[];

/** The value is not of the type that is expected. */
export function type(found: Found, below: string, value: unknown, expected: string): void {
  const article = /^[aio]/.test(expected) ? "an" : "a";
  found.add(below, "type", expected, jsonType(value), `must be ${article} `);
}

/** The member is not there. */
export function required(found: Found, below: string): void {
  found.add(below, "required", null, null, "is required");
}

/** `enum`, which is a word of the language. */
export function oneOf(found: Found, below: string, value: unknown, values: readonly Json[]): void {
  // biome-ignore lint/suspicious/noDoubleEquals: they are of one type, of which 5 and 5n are one value
  if (values.some((one) => one == value)) return;
  found.add(below, "enum", values, shown(value), "must be one of ");
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
    found.add(below, "pattern", source, null, "must match the pattern ");
  }
}

/** At least. */
export function minimum(found: Found, below: string, value: Numeric, limit: Numeric): void {
  if (value < limit) found.add(below, "minimum", limit, value, "must be at least ");
}

/** Greater than. */
export function exclusiveMinimum(
  found: Found,
  below: string,
  value: Numeric,
  limit: Numeric,
): void {
  if (value <= limit) {
    found.add(below, "exclusiveMinimum", limit, value, "must be greater than ");
  }
}

/** At most. */
export function maximum(found: Found, below: string, value: Numeric, limit: Numeric): void {
  if (value > limit) found.add(below, "maximum", limit, value, "must be at most ");
}

/** Less than. */
export function exclusiveMaximum(
  found: Found,
  below: string,
  value: Numeric,
  limit: Numeric,
): void {
  if (value >= limit) {
    found.add(below, "exclusiveMaximum", limit, value, "must be less than ");
  }
}

/** Of integers. */
export function multipleOf(found: Found, below: string, value: Numeric, limit: Numeric): void {
  if (BigInt(value) % BigInt(limit) !== 0n) {
    found.add(below, "multipleOf", limit, value, "must be a multiple of ");
  }
}

/** An image as URL, data URL or Base64. */
export function media(found: Found, below: string, text: Text, image: Image): void {
  const wrong = checkMedia(text, image);
  if (wrong === null) return;
  const demand = "must be an http(s) URL, a data URL or Base64 of ";
  found.add(below, "media", ...wrong, demand, image.kind);
}

/**
 * Members that are not known; those that are undefined count as absent. First, by a keyword of their
 * own, those that the service's documentation says the model does not take.
 *
 * @param known The names that are.
 * @param refused What the model does not take.
 * @param why Ends the sentence about one of these.
 */
export function additionalProperties(
  found: Found,
  below: string,
  table: object,
  known: Names,
  refused: Names = [],
  why = "",
): void {
  const strange: string[] = [];
  for (const name in table) {
    if (!known.includes(name) && own(table, name) !== undefined) strange.push(name);
  }
  for (const name of refused) {
    if (strange.includes(name)) found.add(name, "unsupported", null, null, why);
  }
  const demand = "takes no such member: it takes ";
  const all = known.length ? known : "nothing";
  for (const name of strange.sort(compareUtf8)) {
    if (!refused.includes(name)) {
      const step = `/${token(name)}`;
      found.add(below, "additionalProperties", nearest(name, known), null, demand, all, step);
    }
  }
}

/** Code points of a text, or entries of a list; whether there are neither too few nor too many. */
export function sized(
  found: Found,
  below: string,
  value: Text | List,
  limit: number,
  keyword: "minLength" | "maxLength" | "minItems" | "maxItems",
): boolean {
  const { length } = value;
  const most = keyword === "maxLength" || keyword === "maxItems";
  // A code point takes one unit or two: most texts need not be counted.
  const size = (most ? length <= limit : length >= 2 * limit) ? length : sizeOf(value);
  const fits = most ? size <= limit : size >= limit;
  if (!fits) {
    const one = limit === 1;
    const entries = one ? "entry" : "entries";
    const told = `${limit} ${isArray(value) ? entries : one ? "character" : "characters"}`;
    found.add(below, keyword, limit, size, `must have at ${most ? "most" : "least"} `, told);
  }
  return fits;
}
