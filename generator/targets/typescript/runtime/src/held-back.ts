/** What fetch reads a body from: once, piece by piece, and with the last byte on its own. */

import type { Body } from "./body.ts";
import { MediaError } from "./errors.ts";

/**
 * A body on its way, in one attempt.
 *
 * The last byte is a piece of its own, handed over when it is asked for. Until then what was sent is
 * shorter than announced and no JSON: nothing was submitted, whatever goes wrong.
 */
export class HeldBack {
  /** Set just before the last byte is handed over; never taken back. */
  mayHaveArrived = false;
  /** Why the body itself broke off, if it did. */
  trouble: MediaError | null = null;
  readonly stream: ReadableStream<Uint8Array<ArrayBuffer>>;

  /** @param touch Called whenever the next piece is asked for. */
  constructor(body: Body, touch: () => void) {
    const pieces = body.pieces();
    this.stream = new ReadableStream<Uint8Array<ArrayBuffer>>(
      {
        pull: async (controller) => {
          touch();
          try {
            const { value } = await pieces.next();
            if (value) {
              controller.enqueue(value);
              return;
            }
          } catch (error) {
            if (error instanceof MediaError) this.trouble = error;
            controller.error(error);
            return;
          }
          this.mayHaveArrived = true;
          controller.enqueue(body.last);
          controller.close();
        },
        cancel: async () => {
          await pieces.return(undefined);
        },
      },
      // Nothing is produced before it is asked for: a queue would hand the last byte over early.
      { highWaterMark: 0 },
    );
  }
}
