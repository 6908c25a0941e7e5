/** Images from bytes and Blobs, for the small client; `Modellix` takes them as they are. */

import { mediaText } from "./full/input.ts";
import type { MediaText } from "./media-text.ts";

/**
 * An image made ready to be sent; a Blob is read while it is sent.
 *
 * @throws {MediaError} It cannot be read, is empty or over 64 MiB.
 */
export function image(content: Blob | ArrayBuffer | ArrayBufferView): Promise<MediaText | string> {
  return mediaText(content, "image");
}
