/** Memory for the pieces of a body, in which each one is made where an earlier one has gone out. */

/** The buffers of one body: collectors are in no hurry with what lies outside of their heap. */
export class Buffers {
  static readonly #homes = new WeakMap<ArrayBufferLike, Buffers>();
  readonly #size: number;
  readonly #spare: ArrayBuffer[] = [];

  /** @param size Bytes of the largest piece. */
  constructor(size: number) {
    this.#size = size;
  }

  /** So many bytes, whatever is in them. */
  take(size: number): Uint8Array<ArrayBuffer> {
    const buffer = this.#spare.pop() ?? new ArrayBuffer(this.#size);
    Buffers.#homes.set(buffer, this);
    return new Uint8Array(buffer, 0, size);
  }

  /** Told by who sends: nobody reads this piece any more. A piece of other memory is left alone. */
  static giveBack({ buffer }: Uint8Array<ArrayBuffer>): void {
    const home = Buffers.#homes.get(buffer);
    // Twice given back, one buffer would be two pieces.
    if (home && Buffers.#homes.delete(buffer)) home.#spare.push(buffer);
  }
}
