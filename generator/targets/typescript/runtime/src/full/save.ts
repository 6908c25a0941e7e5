/** Saves files of a result: complete or not there, from hosts that may be reached. */

import { basename } from "node:path";
import { stat } from "node:fs/promises";
import { systemClock } from "../clock.ts";
import { fetchFile, reasonOf } from "../download/fetch-file.ts";
import { clashKey, fileName, type Names } from "../download/file-name.ts";
import type { Reach } from "../download/networks.ts";
import { StagedFile } from "../download/staged-file.ts";
import { type Head, Transfer } from "../download/transfer.ts";
import { ConfigurationError, DownloadError } from "../errors.ts";
import { textOf } from "../read-json.ts";
import type { Resource } from "../results.ts";
import { type OnRequest, tell as tellOf } from "./request-event.ts";

/** How far a file of a result is. */
export interface DownloadProgress {
  readonly taskId: string;
  /** Which file of it, from 0. */
  readonly index: number;
  /** Bytes that are there; falls back to 0 when the file has to begin again. */
  readonly received: number;
  /** Bytes there will be, if the file's host says so. */
  readonly total: number | null;
}

/** How one file is saved. */
export interface SaveOptions {
  /** `task` (the default): the task's id and the file's number; `url`: the address's last part. */
  readonly names?: Names | undefined;
  /** Replace a file of the same name, instead of adding `-1`, `-2` … to the name. */
  readonly overwrite?: boolean | undefined;
  /** How large a file may get: 2 GiB. */
  readonly maxBytes?: number | undefined;
  /** For a file as a whole, its pauses and further attempts included: 3,600,000 ms. */
  readonly timeoutMs?: number | undefined;
  /** Without progress for so long an attempt is given up: 60,000 ms. */
  readonly idleMs?: number | undefined;
  /** Fetch from this computer and from private networks as well. */
  readonly allowPrivate?: boolean | undefined;
  /** Called at the beginning and after each piece; what it throws ends the download. */
  readonly onProgress?: ((progress: DownloadProgress) => unknown) | undefined;
  readonly signal?: AbortSignal | undefined;
}

/** How all files of a result are saved. */
export interface SaveAllOptions extends SaveOptions {
  /** How many files a result may have: 100. */
  readonly maxFiles?: number | undefined;
  /** How large they may get together: 8 GiB. */
  readonly maxTotalBytes?: number | undefined;
}

/** The file to fetch, as the service tells of it. */
export interface Source {
  readonly taskId: string;
  readonly index: number;
  readonly resource: Resource;
  /** The client's; a service on this computer has its files there as well. */
  readonly baseUrl: string;
  readonly onRequest?: OnRequest | undefined;
}

const GIB = 1024 ** 3;
const MEDIA = ["image", "video", "audio"];
const LOCAL = /^https?:\/\/(?:localhost|[^/:]+\.localhost|127(?:\.[0-9]+){3}|\[::1\])(?:[:/]|$)/;

/** Saves one file; resolves to its path. */
export function saveOne(source: Source, directory: string, options: SaveOptions): Promise<string> {
  return save(source, directory, options, new Set());
}

/** Saves the files of one result, one after the other; resolves to their paths. */
export async function saveAll(
  taskId: string,
  sources: readonly Source[],
  directory: string,
  options: SaveAllOptions,
): Promise<string[]> {
  const most = limit("maxFiles", options.maxFiles, 100);
  let left = limit("maxTotalBytes", options.maxTotalBytes, 8 * GIB);
  const one = limit("maxBytes", options.maxBytes, 2 * GIB);
  if (sources.length > most) {
    throw new DownloadError(
      `task ${taskId} has ${sources.length} files, and maxFiles is ${most}; none was saved`,
      { taskId },
    );
  }
  const saved: string[] = [];
  const taken = new Set<string>();
  for (const source of sources) {
    try {
      const maxBytes = Math.max(Math.min(one, left), 0);
      const path = await save(source, directory, { ...options, maxBytes }, taken);
      saved.push(path);
      taken.add(clashKey(basename(path)));
      left -= (await stat(path)).size;
    } catch (error) {
      if (error instanceof DownloadError) error.saved = saved;
      throw error;
    }
  }
  return saved;
}

async function save(
  source: Source,
  directory: string,
  options: SaveOptions,
  taken: ReadonlySet<string>,
): Promise<string> {
  const { taskId, index, resource } = source;
  const { names = "task", overwrite = false, signal } = options;
  if (typeof directory !== "string" || !["task", "url"].includes(names)) {
    throw new ConfigurationError("save takes the path of a folder, and names: task or url");
  }
  const allowed = new Set<Reach>(["public"]);
  if (options.allowPrivate || LOCAL.test(source.baseUrl)) allowed.add("loopback");
  if (options.allowPrivate) allowed.add("private");
  let staged: StagedFile | null = null;
  try {
    const transfer = new Transfer({
      url: resource.url,
      taskId,
      allowed,
      maxBytes: limit("maxBytes", options.maxBytes, 2 * GIB),
      lateAt: systemClock.now() + limit("timeoutMs", options.timeoutMs, 3_600_000),
      isMedia: MEDIA.includes(resource.type),
    });
    staged = await StagedFile.open(directory);
    while (!transfer.complete) {
      await systemClock.sleep(transfer.pauseMs, signal);
      await attempt(transfer, staged, source, allowed, options);
    }
    const name = (used: ReadonlySet<string>) =>
      fileName(
        {
          names,
          taskId,
          index,
          url: resource.url,
          format: textOf(resource.format),
          contentType: transfer.contentType,
        },
        used,
      );
    return await staged.finish(name, taken, overwrite);
  } catch (error) {
    if (!(error instanceof DownloadError)) throw error;
    const { status, safeToRetry } = error;
    // Addresses may be signed, so none is ever shown.
    throw new DownloadError(
      `file ${index + 1} of task ${taskId} was not saved: ${error.message}; nothing half is left behind`,
      { taskId, status, safeToRetry },
    );
  } finally {
    await staged?.discard();
  }
}

/** One request, and as much of the file as it brings. */
async function attempt(
  transfer: Transfer,
  staged: StagedFile,
  source: Source,
  allowed: ReadonlySet<Reach>,
  options: SaveOptions,
): Promise<void> {
  const now = () => systemClock.now();
  const tell = () => {
    const { taskId, index } = source;
    const { received, total } = transfer;
    return options.onProgress?.({ taskId, index, received, total });
  };
  const over = new AbortController();
  const signals = options.signal ? [over.signal, options.signal] : [over.signal];
  const begun = now();
  // Of the address no more than that: whoever has the rest of a signed one has the file.
  const origin = `${transfer.target.scheme}://${transfer.target.host}`;
  let status: number | null = null;
  let trouble: string | null = "interrupted";
  let receivedBytes = 0;
  const broke = (error: unknown) => {
    options.signal?.throwIfAborted();
    trouble = reasonOf(error);
    if (error instanceof DownloadError) throw error;
    transfer.broke(reasonOf(error), now());
  };
  try {
    const headers = transfer.request();
    const idleMs = limit("idleMs", options.idleMs, 60_000);
    const response = await fetchFile(
      transfer.target,
      headers,
      allowed,
      idleMs,
      AbortSignal.any(signals),
    ).catch(broke);
    if (!response) return;
    status = response.statusCode ?? 0;
    let at = transfer.receive(headOf(response), now());
    if (at === null) {
      trouble = null;
      return;
    }
    await staged.beginAt(at);
    await tell();
    const pieces = response[Symbol.asyncIterator]();
    for (;;) {
      // Only the reading can be tried again: not the disk, and not what the caller does.
      const read = await pieces.next().catch(broke);
      if (!read) return;
      if (read.done) break;
      const piece: Uint8Array = read.value;
      receivedBytes += piece.length;
      transfer.take(piece.length, now());
      await staged.write(piece, at);
      at += piece.length;
      await tell();
    }
    trouble = null;
    transfer.end(now());
  } finally {
    over.abort();
    tellOf(source.onRequest, {
      method: "GET",
      path: null,
      origin,
      status,
      trouble,
      mayHaveArrived: null,
      elapsedMs: now() - begun,
      sentBytes: 0,
      receivedBytes,
      requestId: null,
      answerId: null,
    });
  }
}

/** What the decisions have to know of an answer. */
function headOf(response: {
  readonly statusCode?: number | undefined;
  readonly headers: NodeJS.Dict<string | string[]>;
}): Head {
  const headers: Record<string, string> = {};
  for (const [name, value] of Object.entries(response.headers)) {
    headers[name] = Array.isArray(value) ? value.join(", ") : (value ?? "");
  }
  const chunked = headers["transfer-encoding"]?.toLowerCase().includes("chunked") ?? false;
  const isFramed = chunked || "content-length" in headers;
  return { status: response.statusCode ?? 0, headers, isFramed };
}

function limit(name: string, value: number | undefined, otherwise: number): number {
  if (value === undefined) return otherwise;
  if (Number.isSafeInteger(value) && value >= 0) return value;
  throw new ConfigurationError(`${name} must be a whole number that is not negative`);
}
