/** Media files on the service: uploaded once, then named by their URL in requests. */

import { type Body, StreamedBody } from "../body.ts";
import { connectionError, errorOf } from "../core/answers.ts";
import { isOk } from "../core/status.ts";
import { type Exchange, failed } from "../core/exchange.ts";
import { segment } from "../core/task.ts";
import { ConfigurationError, MediaError, UnexpectedResponseError } from "../errors.ts";
import { asObject } from "../read-json.ts";
import { FILES } from "../spec.ts";
import type { Json, JsonObject } from "../violations.ts";
import { answered } from "./account.ts";

/** A file on the service. */
export interface MediaFile {
  readonly fileId: string;
  /** What requests take as an image. */
  readonly url: string;
  readonly filename: string | null;
  /** What the service says of it. */
  readonly raw: JsonObject;
}

const LARGEST = 16 * 1024 * 1024;
const LONGEST_NAME = 200;
// Where a list may stand: `data` itself, or one of these members of it; the docs do not say.
const LISTS = ["files", "items", "list"];

/**
 * `client.files`: the account keeps at most 10 files of 16 MB, for about 7 days. Nothing here costs
 * money. Every method throws `APIStatusError`, `APIConnectionError` or `UnexpectedResponseError` when
 * the service does not do what it is asked for.
 */
export class Files {
  readonly #exchange: Exchange;

  constructor(exchange: Exchange) {
    this.#exchange = exchange;
  }

  /**
   * Uploads a file. It is sent once; again only when it provably did not arrive.
   *
   * @param file Its content; `openAsBlob` of `node:fs` makes one of a file on disk.
   * @param filename What to call it; the Blob's own name, if it is a File.
   * @throws {MediaError} It cannot be read, is empty or over 16 MiB; nothing was sent.
   */
  async upload(file: Blob | Uint8Array<ArrayBuffer>, filename?: string): Promise<MediaFile> {
    const blob = file instanceof Blob ? file : new Blob([file]);
    if (blob.size === 0 || blob.size > LARGEST) {
      throw new MediaError("the file is empty or over 16 MiB; nothing was sent");
    }
    const content = new Uint8Array(
      await blob.arrayBuffer().catch(() => {
        throw new MediaError("the file cannot be read; nothing was sent");
      }),
    );
    const name = safeName(filename ?? (blob instanceof File ? blob.name : ""));
    const body = multipart(name, blob.type || "application/octet-stream", content);
    const path = FILES.collection;
    const what = `upload to ${path}`;
    let event = await this.#exchange({ method: "POST", path, body });
    if (failed(event) && !event.mayHaveArrived) {
      event = await this.#exchange({ method: "POST", path, body });
    }
    const found = mediaFile(answered(event, what, true)["data"]);
    if (found) return found;
    throw new UnexpectedResponseError(`${what}: the answer does not hold data.file_id`);
  }

  /** The files that the account has on the service. */
  async list(): Promise<MediaFile[]> {
    const what = `GET ${FILES.collection}`;
    const found = answered(await this.#exchange({ method: "GET", path: FILES.collection }), what);
    const { data } = found;
    const lists = [data, ...LISTS.map((name) => asObject(data)?.[name])];
    const list = lists.find((item) => Array.isArray(item)) as readonly Json[] | undefined;
    if (!list)
      throw new UnexpectedResponseError(`${what}: the answer does not hold a list of files`);
    return list.flatMap((item) => mediaFile(item) ?? []);
  }

  /** Deletes a file, which frees its place; `NotFoundError` when there is none. */
  async delete(fileId: string): Promise<void> {
    if (typeof fileId !== "string" || !fileId) {
      throw new ConfigurationError("a file id must be a string that is not empty");
    }
    const path = FILES.item.replace("{file_id}", () => segment(fileId));
    const event = await this.#exchange({ method: "DELETE", path });
    if (failed(event)) throw connectionError(event, `DELETE ${path}`);
    if (!isOk(event.status)) throw errorOf(event, `DELETE ${path}`);
  }
}

function mediaFile(value: Json | undefined): MediaFile | null {
  const raw = asObject(value);
  const fileId = raw?.["file_id"];
  if (!raw || typeof fileId !== "string" || !fileId) return null;
  const { url, filename } = raw;
  return {
    fileId,
    url: typeof url === "string" ? url : "",
    filename: typeof filename === "string" ? filename : null,
    raw,
  };
}

/** A `multipart/form-data` body with one file in it (RFC 7578), as browsers write it. */
function multipart(name: string, type: string, content: Uint8Array<ArrayBuffer>): Body {
  // 122 random bits: no content holds them by chance, and nobody can know them before.
  const boundary = crypto.randomUUID();
  const head =
    `--${boundary}\r\nContent-Disposition: form-data; name="file"; filename="${name}"\r\n` +
    `Content-Type: ${type}\r\n\r\n`;
  const parts = [head, content, `\r\n--${boundary}--\r\n`];
  return new StreamedBody(parts, `multipart/form-data; boundary=${boundary}`);
}

/** A file name that ends no header and leads to no other folder. */
function safeName(name: string): string {
  const last = name.split(/[/\\]/).findLast((part) => part !== "") ?? "";
  const plain = [...last.replace(/[\p{C}\p{Zl}\p{Zp}]/gu, "").trim()].slice(-LONGEST_NAME).join("");
  return /[^. ]/.test(plain) ? plain.replaceAll('"', "%22") : "file";
}
