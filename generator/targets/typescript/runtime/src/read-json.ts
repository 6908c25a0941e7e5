/**
 * An answer's text as a value: integers exact, duplicate names and odd escapes let pass; U+FFFD stands
 * for halves of surrogate pairs, which no path and no log could write.
 */

import type { Json, JsonObject } from "./violations.ts";

const LONG_INTEGER = /^-?\d{16,20}$/;

/** The value, or undefined when it is no JSON. */
export function readJson(text: string): Json | undefined {
  try {
    return JSON.parse(text, exact);
  } catch {
    return undefined;
  }
}

// The third argument is the number as it is written (ECMA-262, "JSON.parse source text access");
// where an engine does not have it yet, large integers are rounded.
function exact(_: string, value: Json, context?: { readonly source?: string }): Json {
  if (typeof value === "string") return value.toWellFormed();
  const source = context?.source ?? "";
  return LONG_INTEGER.test(source) && !Number.isSafeInteger(value) ? BigInt(source) : value;
}

/** The value if it is an object, else null. */
export function asObject(value: Json | undefined): JsonObject | null {
  return typeof value === "object" && !Array.isArray(value) ? (value as JsonObject | null) : null;
}

/** The value if it is a text, else null. */
export function textOf(value: Json | undefined): string | null {
  return typeof value === "string" ? value : null;
}

/** What others say, fit for a line of text. */
export function oneLine(text: string): string {
  return text.replace(/[\p{C}\p{Zl}\p{Zp}]/gu, " ");
}
