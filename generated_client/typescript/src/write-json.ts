/** JSON as every client of this service writes it. */

import { compareUtf8, isObject, own, token } from "./checks.ts";
import { InvalidRequestError } from "./errors.ts";
import { MediaText } from "./media-text.ts";
import { shortened } from "./violations.ts";

/** The order of an object's members: name to null, or to the order of what is inside. */
export interface Layout {
  readonly [name: string]: Layout | null;
}

const DEEPEST = 64;

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
  at: readonly string[],
): void {
  if (typeof value === "string") {
    out.push(quoted(value, at));
  } else if (value === null || typeof value === "boolean" || typeof value === "bigint") {
    out.push(String(value));
  } else if (typeof value === "number") {
    if (!Number.isFinite(value)) refuse(at, "not a finite number has no form in JSON");
    out.push(String(value)); // 0 for -0 as well
  } else if (value instanceof MediaText) {
    out.push('"', value, '"');
  } else if (Array.isArray(value)) {
    refuseDeep(at);
    out.push("[");
    // A hole in the list is met as undefined, and refused.
    for (const [index, item] of value.entries()) {
      if (index > 0) out.push(",");
      write(out, item, layout, [...at, String(index)]);
    }
    out.push("]");
  } else if (isObject(value)) {
    refuseDeep(at);
    let separator = "{";
    for (const name of ordered(value, layout)) {
      out.push(`${separator}${quoted(name, at)}:`);
      separator = ",";
      const inner = layout === null ? undefined : (own(layout, name) as Layout | null | undefined);
      write(out, own(value, name), inner ?? null, [...at, name]);
    }
    out.push(separator === "{" ? "{}" : "}");
  } else {
    refuse(at, `a value of type ${typeof value} has no form in JSON`);
  }
}

/** The names of the members that are not undefined. */
function ordered(value: object, layout: Layout | null): string[] {
  const names = Object.keys(value).filter((name) => own(value, name) !== undefined);
  const known = Object.keys(layout ?? {}).filter((name) => names.includes(name));
  return [...known, ...names.filter((name) => !known.includes(name)).sort(compareUtf8)];
}

function quoted(text: string, at: readonly string[]): string {
  if (!text.isWellFormed()) refuse(at, "an unpaired surrogate has no form in UTF-8");
  return JSON.stringify(text);
}

function refuseDeep(at: readonly string[]): void {
  if (at.length >= DEEPEST) {
    refuse(at, `more than ${DEEPEST} levels of nesting, or a value that contains itself`);
  }
}

function refuse(at: readonly string[], why: string): never {
  // A name with an unpaired surrogate can be shown as little as it can be sent.
  const path = at.map((step) => `/${token(step)}`).join("");
  throw new InvalidRequestError(
    `the request cannot be written as JSON, nothing was sent: at ` +
      `${shortened(path.toWellFormed()) || "the top"}: ${why}`,
  );
}
