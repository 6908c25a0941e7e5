/** An image that goes out as Base64 and is not in memory as text. */
export abstract class MediaText {
  /** The bytes of the image. */
  abstract readonly size: number;
  /** Its first bytes, one a character; enough for any signature. */
  abstract readonly head: string;
  /** The length of the Base64 text. */
  abstract readonly length: number;
  /** The beginning of the Base64 text, as far as it was sent. */
  abstract readonly sent: string;

  /** The Base64 text in pieces, from the start; rejects with `MediaError` when it has changed. */
  abstract pieces(): AsyncIterable<Uint8Array<ArrayBuffer>>;
}
