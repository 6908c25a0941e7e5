/** Images as a program has them, turned into what goes over the wire. */

import { token } from "../names.ts";
import { InvalidRequestError, MediaError } from "../errors.ts";
import type { Places } from "../model.ts";
import { shortened } from "../violations.ts";
import { encode, MediaBlob, MediaBytes, SMALL } from "./sources.ts";
import { MediaText } from "../media-text.ts";

const MIB = 1024 * 1024;
const LARGEST = 64 * MIB; // no request of the service may be larger as a whole
const DEEPEST = 64;
const HEAD = 32;

/**
 * The value as rules and writer take it: images as text or as what stands for it, undefined members
 * dropped. What is no JSON is left for rules and writer to refuse.
 *
 * @param places Which members of it take images; true if the value itself does.
 * @param path Where it stands, as an RFC 6901 pointer.
 */
export async function plain(
  value: unknown,
  places: Places | true | undefined,
  path = "",
  depth = 0,
): Promise<unknown> {
  if (typeof value !== "object" || value === null) return value;
  if (depth > DEEPEST) {
    throw new InvalidRequestError(
      `${shortened(path)}: more than ${DEEPEST} levels of nesting, or a value that contains itself; nothing was sent`,
    );
  }
  if (Array.isArray(value)) {
    return Promise.all(
      value.map((item, index) => plain(item, places, `${path}/${index}`, depth + 1)),
    );
  }
  if (value instanceof MediaText) return value;
  if (places === true) return mediaText(value, path);
  if (Object.prototype.toString.call(value) !== "[object Object]") return value;
  const prototype: unknown = Object.getPrototypeOf(value);
  if (prototype !== null && Object.getPrototypeOf(prototype) !== null) return value;
  const members: { [name: string]: unknown } = Object.create(null);
  for (const [name, member] of Object.entries(value)) {
    if (member === undefined) continue;
    const inner = places && Object.hasOwn(places, name) ? places[name] : undefined;
    members[name] = await plain(member, inner, `${path}/${token(name)}`, depth + 1);
  }
  return members;
}

/** An image as the text that goes over the wire, or as what stands for it. */
export async function mediaText(value: object, path: string): Promise<MediaText | string> {
  const size = sizeOfBinary(value);
  if (size === null) {
    throw unusable(path, "this is no image; give a URL, Base64 text, bytes or a Blob");
  }
  if (size === 0) throw unusable(path, "it is empty");
  if (size > LARGEST) {
    throw unusable(
      path,
      `${LARGEST / MIB} MiB is more than any request may have; give a smaller image, or a URL`,
    );
  }
  if (value instanceof Blob) {
    const head = new Uint8Array(await MediaBlob.read(value.slice(0, HEAD), path));
    return new MediaBlob(path, value, head);
  }
  const bytes = ArrayBuffer.isView(value)
    ? new Uint8Array(value.buffer, value.byteOffset, value.byteLength)
    : new Uint8Array(value as ArrayBuffer);
  if (size < SMALL) return new TextDecoder().decode(encode(bytes));
  return new MediaBytes(path, bytes, bytes.slice(0, HEAD));
}

function sizeOfBinary(value: object): number | null {
  if (value instanceof Blob) return value.size;
  return ArrayBuffer.isView(value) || value instanceof ArrayBuffer ? value.byteLength : null;
}

/** The error of an image that cannot be sent. */
export function unusable(path: string, why: string): MediaError {
  return new MediaError(`${shortened(path)}: ${why}; nothing was sent`, path);
}
