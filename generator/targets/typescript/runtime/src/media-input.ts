/**
 * What a parameter that takes an image may be given: a URL, data URL or Base64 as a string; bytes;
 * a Blob. `openAsBlob` of `node:fs` makes one of a file that is read only while it is sent. The
 * small client of `modellix-client/core` takes texts alone.
 */
export type ImageInput = string | Blob | ArrayBuffer | ArrayBufferView;
