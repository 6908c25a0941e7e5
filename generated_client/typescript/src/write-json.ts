/** JSON as every client of this service writes it. */

import { InvalidRequestError } from "./errors.ts";
import { DEEPEST } from "./limits.ts";
import { MediaText } from "./media-text.ts";
import { compareUtf8, token } from "./names.ts";
import { isArray, isNumber, isObject, isText, own } from "./values.ts";
import { shortened } from "./violations.ts";

/** The order of an object's members: name to null, or to the order of what is inside. */
export interface Layout {
  readonly [name: string]: Layout | null;
}

/**
 * A value as JSON text: no spaces, only the mandatory escapes, numbers as ECMAScript prints them
 * (a bigint as exact digits), members in the layout's order and then by their UTF-8 bytes.
 *
 * @throws {InvalidRequestError} What JSON has no form for; the text names the place, not the value.
 */
export function toText(value: unknown, layout: Layout | null = null): string {
  return toParts(value, layout).join("");
}

/** The same in parts, images left in between as what stands for them. */
export function toParts(value: unknown, layout: Layout | null): (string | MediaText)[] {
  const out: (string | MediaText)[] = [];
  write(out, value, layout, []);
  return out;
}

function write(
  out: (string | MediaText)[],
  value: unknown,
  layout: Layout | null,
  at: readonly (string | number)[],
): void {
  if (isText(value)) {
    out.push(JSON.stringify(value));
  } else if (value === null || typeof value === "boolean" || isNumber(value)) {
    out.push(`${value}`); // 0 for -0 as well
  } else if (value instanceof MediaText) {
    out.push('"', value, '"');
  } else if (!isArray(value) && !isObject(value)) {
    refuse(at, `JSON has no form for such a ${typeof value}`);
  } else if (at.length >= DEEPEST) {
    refuse(at, `it is nested over ${DEEPEST} levels, or contains itself`);
  } else if (isArray(value)) {
    out.push("[");
    // A hole in the list is met as undefined, and refused.
    for (const [index, item] of value.entries()) {
      if (index > 0) out.push(",");
      write(out, item, layout, [...at, index]);
    }
    out.push("]");
  } else {
    out.push("{");
    for (const [index, name] of ordered(value, layout).entries()) {
      if (index > 0) out.push(",");
      write(out, name, null, at);
      out.push(":");
      const inner = layout && (own(layout, name) as Layout | null | undefined);
      write(out, own(value, name), inner ?? null, [...at, name]);
    }
    out.push("}");
  }
}

/** The names of the members that are not undefined. */
function ordered(value: object, layout: Layout | null): string[] {
  const names = Object.keys(value).filter((name) => own(value, name) !== undefined);
  const known = Object.keys(layout ?? {}).filter((name) => names.includes(name));
  return [...known, ...names.filter((name) => !known.includes(name)).sort(compareUtf8)];
}

function refuse(at: readonly (string | number)[], why: string): never {
  // A name with an unpaired surrogate can be shown as little as it can be sent.
  const path = at.map((step) => `/${token(`${step}`)}`).join("");
  throw new InvalidRequestError(
    `${shortened(path.toWellFormed()) || "request"}: ${why}; nothing was sent`,
  );
}
