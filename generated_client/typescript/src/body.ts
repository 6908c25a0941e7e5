/** A request's body: text and images in turn, of a known length, produced a piece at a time. */

import { MediaText } from "./media-text.ts";
import { type Layout, toParts } from "./write-json.ts";

type Part = string | MediaText | Uint8Array<ArrayBuffer>;
type Piece = Uint8Array<ArrayBuffer>;

const PIECE = 65_536; // units of text that are encoded in well under a millisecond

/** A body that is ready to be sent. */
export interface Body {
  readonly type: string;
  /** The exact number of bytes. */
  readonly length: number;
  /** The last byte, which stands apart. */
  readonly last: Piece;
  /** All but the last byte, from the start. */
  pieces(): AsyncGenerator<Piece>;
}

/** A text of JSON. */
export function textBody(text: string): Body {
  const bytes = new TextEncoder().encode(text);
  return {
    type: "application/json",
    length: bytes.length,
    last: bytes.slice(-1),
    async *pieces() {
      yield bytes.slice(0, -1);
    },
  };
}

/**
 * A body that is produced while it is sent; its bytes are those of plain JSON.
 *
 * The last byte stands apart: a body without it is no JSON and shorter than announced, so whatever
 * breaks before that byte was handed over has started nothing.
 */
export class StreamedBody implements Body {
  readonly type: string;
  /** The exact number of bytes. */
  readonly length: number;
  readonly #parts: readonly Part[];

  /** @param parts In the order they are sent; the last one is bytes, or text that ends in ASCII. */
  constructor(parts: readonly Part[], type: string) {
    this.#parts = parts;
    this.type = type;
    this.length = parts.reduce((total, part) => total + bytesOf(part), 0);
  }

  /** The last byte. */
  get last(): Piece {
    const end = this.#parts.at(-1) ?? "";
    return end instanceof Uint8Array ? end.slice(-1) : new TextEncoder().encode(String(end).at(-1));
  }

  /** All but the last byte, from the start. */
  async *pieces(): AsyncGenerator<Piece> {
    const final = this.#parts.length - 1;
    for (const [index, part] of this.#parts.entries()) {
      if (part instanceof MediaText) yield* part.pieces();
      else yield* piecesOf(index === final ? part.slice(0, -1) : part);
    }
  }
}

/** A value as JSON, in which images stay where they are. */
export function jsonBody(value: unknown, layout: Layout): Body {
  const parts: (string | MediaText)[] = [];
  for (const part of toParts(value, layout)) {
    const before = parts.at(-1);
    if (typeof part === "string" && typeof before === "string") parts[parts.length - 1] += part;
    else parts.push(part);
  }
  return new StreamedBody(parts, "application/json");
}

function* piecesOf(part: string | Piece): Generator<Piece> {
  for (let at = 0; at < part.length; ) {
    let end = at + PIECE;
    if (typeof part === "string") {
      // Both halves of a surrogate pair go into one piece.
      if ((part.charCodeAt(end - 1) & 0xfc00) === 0xd800) end++;
      yield new TextEncoder().encode(part.slice(at, end));
    } else {
      yield part.subarray(at, end);
    }
    at = end;
  }
}

/** The length in UTF-8, without a copy of the text. */
function bytesOf(part: Part): number {
  let size = part.length;
  if (typeof part === "string") {
    for (let at = 0; at < part.length; at++) {
      const unit = part.charCodeAt(at);
      // Three bytes, or two for each half of a pair.
      if (unit > 0x7f) size += unit > 0x7ff && (unit & 0xf800) !== 0xd800 ? 2 : 1;
    }
  }
  return size;
}
