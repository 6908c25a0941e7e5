/** Whether a string is an image in a form that the service takes, judged without decoding it. */

import { HEAD_LETTERS } from "./limits.ts";
import type { Json } from "./violations.ts";
import { MediaText } from "./media-text.ts";

// Questions about single characters: a pattern that spans the text would backtrack through it.
const URL_HEAD = /^https?:\/\/\S/i;
const DATA_URL = /^data:image\/[A-Za-z0-9.+-]+;base64,/;
const NO_BASE64 = /[^A-Za-z0-9+/]/;
const SIGNATURES: readonly (readonly [format: string, head: RegExp])[] = [
  ["jpeg", /^\xff\xd8\xff/],
  // biome-ignore lint/suspicious/noControlCharactersInRegex: it is one of the signature's bytes
  ["png", /^\x89PNG\r\n\x1a\n/],
  ["gif", /^GIF8[79]a/],
  ["bmp", /^BM/],
  ["tiff", /^II\*\0|^MM\0\*/],
  ["webp", /^RIFF.{4}WEBP/s],
];

/** What an image may be; a URL may be of any. */
export interface Image {
  /** The formats that Base64 content may have; null for any. */
  readonly formats: readonly string[] | null;
  /** The largest decoded size of Base64 content; null for any. */
  readonly maxBytes: number | null;
  /** The same in words. */
  readonly kind: string;
}

/**
 * Judge an image given as URL, data URL or Base64.
 *
 * @param text The string as it goes over the wire, or what stands for it.
 * @returns null when nothing is wrong, else limit and actual of the violation: the formats and the
 *   one found (or null), or the bytes allowed and found.
 */
export function checkMedia(
  text: string | MediaText,
  { formats, maxBytes }: Image,
): readonly [limit: Json, actual: Json] | null {
  const binary = text instanceof MediaText;
  if (!binary && URL_HEAD.test(text) && !/\s/.test(text)) return null;
  const start = binary ? 0 : base64Start(text);
  const size = binary ? text.size : decodedSize(text, start);
  if (size === null) return [formats, null];
  if (formats) {
    const head = binary ? text.head : atob(text.slice(start, start + HEAD_LETTERS));
    const format = SIGNATURES.find(([, signature]) => signature.test(head))?.[0] ?? null;
    if (format === null || !formats.includes(format)) return [formats, format];
  }
  return maxBytes !== null && size > maxBytes ? [maxBytes, size] : null;
}

/** Where the Base64 of a data URL begins, 0 without such a prefix; past the end for another one. */
function base64Start(text: string): number {
  if (!text.startsWith("data:")) return 0;
  return DATA_URL.exec(text)?.[0].length ?? text.length;
}

/** Bytes that the Base64 after `start` decodes to; null if it is no Base64. */
function decodedSize(text: string, start: number): number | null {
  const length = text.length - start;
  const padding = text.endsWith("==") ? 2 : text.endsWith("=") ? 1 : 0;
  if (length === 0 || length % 4 !== 0) return null;
  return NO_BASE64.test(text.slice(start, text.length - padding))
    ? null
    : (length / 4) * 3 - padding;
}
