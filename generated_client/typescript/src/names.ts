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
      // No name that is megabytes long is looked at; a code point takes at most two units.
      const long = name.length > 2 * (candidate.length + edits);
      if (!long && areWithin(edits, [...name], [...candidate])) return candidate;
    }
  }
  return null;
}

function areWithin(edits: number, left: readonly string[], right: readonly string[]): boolean {
  const [first, ...others] = left;
  const [second, ...rest] = right;
  if (first === second) return first === undefined || areWithin(edits, others, rest);
  if (edits === 0) return false;
  return [
    [others, right],
    [left, rest],
    [others, rest],
  ].some(([a = [], b = []]) => areWithin(edits - 1, a, b));
}
