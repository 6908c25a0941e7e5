/** Names of members: their order, and the one that a mistyped name stands for. */

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
 */
export function nearest(name: string, known: readonly string[]): string | null {
  for (const edits of [1, 2]) {
    for (const candidate of known) {
      // An edit adds a code point at most, which takes two units at most.
      const near = Math.abs(name.length - candidate.length) <= 2 * edits;
      if (near && areWithin(edits, [...name], [...candidate])) return candidate;
    }
  }
  return null;
}

function areWithin(
  edits: number,
  left: readonly string[],
  right: readonly string[],
  at = 0,
  to = 0,
): boolean {
  if (at < left.length && left[at] === right[to]) {
    return areWithin(edits, left, right, at + 1, to + 1);
  }
  if (at >= left.length && to >= right.length) return true;
  return (
    edits > 0 &&
    (areWithin(edits - 1, left, right, at + 1, to + 1) ||
      areWithin(edits - 1, left, right, at + 1, to) ||
      areWithin(edits - 1, left, right, at, to + 1))
  );
}
