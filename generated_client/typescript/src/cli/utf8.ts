/** Where bytes stop being UTF-8. */

/** The first byte of the first sequence that is no UTF-8; the length when there is none. */
export function notUtf8At(raw: Uint8Array): number {
  let at = 0;
  while (at < raw.length) {
    const size = sequenceAt(raw, at);
    if (size === 0) return at;
    at += size;
  }
  return at;
}

/** The bytes of the sequence that begins here, 0 when it is none (RFC 3629, section 4). */
function sequenceAt(raw: Uint8Array, at: number): number {
  const first = raw[at] ?? 0;
  const second = raw[at + 1] ?? 0;
  if (first < 0x80) return 1;
  if (first >= 0xc2 && first <= 0xdf) return follows(raw, at, 1) ? 2 : 0;
  if (first >= 0xe0 && first <= 0xef) {
    const tooLong = first === 0xe0 && second < 0xa0;
    const surrogate = first === 0xed && second > 0x9f;
    return !tooLong && !surrogate && follows(raw, at, 2) ? 3 : 0;
  }
  if (first >= 0xf0 && first <= 0xf4) {
    const tooLong = first === 0xf0 && second < 0x90;
    const tooLarge = first === 0xf4 && second > 0x8f;
    return !tooLong && !tooLarge && follows(raw, at, 3) ? 4 : 0;
  }
  return 0;
}

function follows(raw: Uint8Array, at: number, count: number): boolean {
  for (let next = at + 1; next <= at + count; next++) {
    if (((raw[next] ?? 0) & 0xc0) !== 0x80) return false;
  }
  return true;
}
