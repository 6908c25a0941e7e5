/** Where the text of an image comes from while it is sent. */

import { MediaError } from "../errors.ts";
import { shortened } from "../violations.ts";
import { MediaText } from "../media-text.ts";
import { Buffers } from "./buffers.ts";

/** What is smaller is encoded at once. */
export const SMALL: number = 24 * 1024;
// Bytes that are read and sent at a time. Divisible by 3, so that no padding falls into the middle;
// with smaller ones the way to a file and to the network costs more than what goes over it.
const PIECE = 384 * 1024;
// Bytes that are turned into text at a time: a larger text is none of an engine's small objects, and
// takes ten times as long for being made and thrown away.
const BLOCK = 12 * 1024;
// What a message of the service may quote.
const KEPT = 8192;

/** Bytes as Base64, RFC 4648 section 4, in ASCII. */
export function encode(
  bytes: Uint8Array,
  out: Uint8Array<ArrayBuffer> = new Uint8Array(letters(bytes.length)),
): Uint8Array<ArrayBuffer> {
  const ascii = new TextEncoder();
  for (let at = 0; at < bytes.length; at += BLOCK) {
    ascii.encodeInto(base64(bytes.subarray(at, at + BLOCK)), out.subarray(letters(at)));
  }
  return out;
}

/** How many letters stand for so many bytes. */
function letters(bytes: number): number {
  return Math.ceil(bytes / 3) * 4;
}

type Binary = Uint8Array & { toBase64?(): string };
type Encoder = {
  from(buffer: ArrayBufferLike, at: number, size: number): { toString(form: "base64"): string };
};

/** By what the engine has of its own: written in its language it would take ten times as long. */
function base64(bytes: Binary): string {
  if (bytes.toBase64) return bytes.toBase64();
  const { Buffer } = globalThis as { Buffer?: Encoder };
  return Buffer
    ? Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length).toString("base64")
    : btoa(String.fromCharCode(...bytes));
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
    return letters(this.size);
  }

  get sent(): string {
    return this.#sent;
  }

  /** Memory for its pieces. */
  protected buffers(): Buffers {
    return new Buffers(letters(Math.min(this.size, PIECE)));
  }

  /** The Base64 of the bytes from there on. */
  protected encoded(bytes: Uint8Array, at: number, buffers: Buffers): Uint8Array<ArrayBuffer> {
    const piece = encode(bytes, buffers.take(letters(bytes.length)));
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
    const buffers = this.buffers();
    for (let at = 0; at < this.size; at += PIECE) {
      // A buffer that was given away meanwhile is empty.
      if (this.#bytes.length !== this.size) throw changed(this.path);
      yield this.encoded(this.#bytes.subarray(at, at + PIECE), at, buffers);
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
    const buffers = this.buffers();
    let next = this.#read(0);
    for (let at = 0; at < this.size; at += PIECE) {
      const bytes = await next;
      if (at + PIECE < this.size) {
        // It is read while this one goes out. Whoever breaks off leaves it unread.
        next = this.#read(at + PIECE);
        next.catch(() => undefined);
      }
      const piece = this.encoded(new Uint8Array(bytes), at, buffers);
      // Collectors are in no hurry with what lies outside of their heap.
      bytes.transfer(0);
      yield piece;
    }
    // A file that was touched since it was opened cannot be read any more.
    await MediaBlob.read(this.#blob.slice(0, 1), this.path);
  }

  async #read(at: number): Promise<ArrayBuffer> {
    const end = Math.min(at + PIECE, this.size);
    const bytes = await MediaBlob.read(this.#blob.slice(at, end), this.path);
    if (bytes.byteLength !== end - at) throw changed(this.path);
    return bytes;
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
