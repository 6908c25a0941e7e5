/** Names of members: their order, and the one that a mistyped name stands for. */

import { LONGEST_NAME } from "./limits.ts";

/** The order of two texts by their UTF-8 bytes, which is that of their code points. */
export function compareUtf8(left: string, right: string): number {
  for (let at = 0; at < left.length; at++) {
    // In the middle of a pair both have its second half, as the first halves were equal.
    const order = (left.codePointAt(at) ?? 0) - (right.codePointAt(at) ?? -1);
    if (order !== 0) return order;
  }
  return left.length - right.length;
}

/** A member's name as one token of an RFC 6901 pointer, without the slash. */
export function token(name: string): string {
  return name.replaceAll("~", "~0").replaceAll("/", "~1");
}

/**
 * The known name that a mistyped one most likely stands for: the closest at most two edits
 * (Levenshtein, code points) away, the first of equals.
 *
 * @param known In ASCII, as all names of a spec are.
 */
export function nearest(name: string, known: readonly string[]): string | null {
  // A name of the caller's may be megabytes long.
  const sought = [...name.slice(0, LONGEST_NAME)];
  const within = (edits: number) => (one: string) => areWithin(edits, sought, one);
  const near = known.filter(within(2));
  return near.find(within(1)) ?? near[0] ?? null;
}

function areWithin(edits: number, left: readonly string[], right: string, at = 0, to = 0): boolean {
  if (Math.abs(left.length - at - right.length + to) > edits) return false;
  while (at < left.length && left[at] === right[to]) {
    at++;
    to++;
  }
  // What is left of the other one is no longer than so many edits.
  if (at === left.length) return true;
  return (
    edits > 0 &&
    (areWithin(edits - 1, left, right, at + 1, to + 1) ||
      areWithin(edits - 1, left, right, at + 1, to) ||
      areWithin(edits - 1, left, right, at, to + 1))
  );
}
