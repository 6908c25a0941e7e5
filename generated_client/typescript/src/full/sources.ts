/** Where the text of an image comes from while it is sent. */

import { MediaError } from "../errors.ts";
import { shortened } from "../violations.ts";
import { MediaText } from "../media-text.ts";

/** What is smaller is encoded at once. */
export const SMALL: number = 24 * 1024;
// Divisible by 3, so that no padding falls into the middle.
const PIECE = 96 * 1024;
// What a message of the service may quote.
const KEPT = 8192;
const LETTERS = new TextEncoder().encode(
  "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/",
);
const PADDING = 0x3d;

/** Bytes as Base64, RFC 4648 section 4, in ASCII. */
export function encode(bytes: Uint8Array): Uint8Array<ArrayBuffer> {
  const out = new Uint8Array(Math.ceil(bytes.length / 3) * 4);
  let to = 0;
  for (let from = 0; from < bytes.length; from += 3) {
    const group =
      ((bytes[from] ?? 0) << 16) | ((bytes[from + 1] ?? 0) << 8) | (bytes[from + 2] ?? 0);
    for (const shift of [18, 12, 6, 0]) out[to++] = LETTERS[(group >> shift) & 63] ?? 0;
  }
  const over = bytes.length % 3;
  if (over > 0) out.fill(PADDING, out.length - 3 + over);
  return out;
}

abstract class Source extends MediaText {
  readonly size: number;
  readonly head: string;
  /** The parameter, as an RFC 6901 pointer, for errors. */
  protected readonly path: string;
  #sent = "";

  constructor(path: string, size: number, head: Uint8Array) {
    super();
    this.path = path;
    this.size = size;
    this.head = String.fromCharCode(...head);
  }

  get length(): number {
    return Math.ceil(this.size / 3) * 4;
  }

  get sent(): string {
    return this.#sent;
  }

  /** The Base64 of the bytes from there on. */
  protected encoded(bytes: Uint8Array, at: number): Uint8Array<ArrayBuffer> {
    const piece = encode(bytes);
    if (at === 0) this.#sent = new TextDecoder().decode(piece.subarray(0, KEPT));
    return piece;
  }
}

/** Bytes in memory. */
export class MediaBytes extends Source {
  readonly #bytes: Uint8Array;

  constructor(path: string, bytes: Uint8Array, head: Uint8Array) {
    super(path, bytes.length, head);
    this.#bytes = bytes;
  }

  override async *pieces(): AsyncGenerator<Uint8Array<ArrayBuffer>> {
    for (let at = 0; at < this.size; at += PIECE) {
      // A buffer that was given away meanwhile is empty.
      if (this.#bytes.length !== this.size) throw changed(this.path);
      yield this.encoded(this.#bytes.subarray(at, at + PIECE), at);
    }
  }
}

/** A Blob, which may stand for a file: it is read piece by piece. */
export class MediaBlob extends Source {
  readonly #blob: Blob;

  constructor(path: string, blob: Blob, head: Uint8Array) {
    super(path, blob.size, head);
    this.#blob = blob;
  }

  override async *pieces(): AsyncGenerator<Uint8Array<ArrayBuffer>> {
    for (let at = 0; at < this.size; at += PIECE) {
      const end = Math.min(at + PIECE, this.size);
      const bytes = await MediaBlob.read(this.#blob.slice(at, end), this.path);
      if (bytes.byteLength !== end - at) throw changed(this.path);
      const piece = this.encoded(new Uint8Array(bytes), at);
      // Collectors are in no hurry with what lies outside of their heap.
      bytes.transfer(0);
      yield piece;
    }
    // A file that was touched since it was opened cannot be read any more.
    await MediaBlob.read(this.#blob.slice(0, 1), this.path);
  }

  /** The content of a Blob; rejects with `MediaError` when its file is not any more what it was. */
  static async read(blob: Blob, path: string): Promise<ArrayBuffer> {
    try {
      return await blob.arrayBuffer();
    } catch {
      throw changed(path);
    }
  }
}

function changed(path: string): MediaError {
  return new MediaError(
    `${shortened(path)}: the image cannot be read, or changed since it was given; no task was started`,
    path,
  );
}
