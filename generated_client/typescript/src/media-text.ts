/** An image that goes out as Base64 and is not in memory as text. */
export abstract class MediaText {
  /** The parameter, as an RFC 6901 pointer, for errors. */
  readonly path: string;
  /** The bytes of the image. */
  readonly size: number;
  /** Its first bytes; enough for any signature. */
  readonly head: Uint8Array;

  constructor(path: string, size: number, head: Uint8Array) {
    this.path = path;
    this.size = size;
    this.head = head;
  }

  /** The length of the Base64 text. */
  get length(): number {
    return Math.ceil(this.size / 3) * 4;
  }

  /** The Base64 text in pieces, from the start; rejects with `MediaError` when it has changed. */
  abstract pieces(): AsyncIterable<Uint8Array<ArrayBuffer>>;
}
