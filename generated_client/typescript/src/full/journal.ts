/**
 * A journal of submits on disk, so that a task is not lost with the process that started it.
 *
 * Several processes may share one file: each line is one write, and on the disk when it is done. Node
 * has no locks between processes, so the order of the lines decides who of several has a key.
 */

import { randomBytes } from "node:crypto";
import { type FileHandle, open, readFile } from "node:fs/promises";
import { dirname } from "node:path";
import { ConfigurationError } from "../errors.ts";
import { type JournalEntry, journalLine, Ledger, type Recovery } from "./ledger.ts";

const LINE_FEED = 10;
const OWNER_ONLY = 0o600;

/** What came of a submit. */
export interface Conclusion {
  readonly outcome: "accepted" | "refused" | "not_sent" | "unknown";
  readonly taskId: string | null;
  /** The HTTP status of the answer, if there was one. */
  readonly status: number | null;
}

const NOT_SENT: Conclusion = { outcome: "not_sent", taskId: null, status: null };

/** An append-only file of NDJSON; made with the first submit, readable to its owner. */
export class Journal {
  readonly #path: string;
  readonly #warn: (text: string) => void;
  #ledger = new Ledger();
  #file = "";
  #read = 0;
  #last: Promise<unknown> = Promise.resolve();

  /** @param warn Told when it fails after a submit: the task is not to be lost by that. */
  constructor(path: string, warn: (text: string) => void) {
    this.#path = path;
    this.#warn = warn;
  }

  /**
   * Notes that a submit is about to be sent, under a key unless another one has it already.
   *
   * @returns The name to note its outcome under; or the submit that has the key.
   * @throws {ConfigurationError} It cannot be written, so nothing must be sent.
   */
  async intend(model: string, key: string | null): Promise<string | JournalEntry> {
    const id = randomBytes(8).toString("hex");
    const intent = { type: "intent", id, at_ms: Date.now(), model, ...(key !== null && { key }) };
    const taken = await this.#opened(async (file) => {
      const earlier = await this.#holder(file, key);
      if (earlier) return earlier;
      await write(file, this.#path, journalLine(intent));
      const first = await this.#holder(file, key);
      if (!first || first.id === id) return null;
      // Another process wrote at the same time, and its line is the first.
      await write(file, this.#path, journalLine(outcomeOf(id, NOT_SENT)));
      return first;
    });
    return taken ?? id;
  }

  /** The submit under a key that may have started a task; null when the key is free. */
  look(key: string): Promise<JournalEntry | null> {
    return this.#opened((file) => this.#holder(file, key));
  }

  /** Notes what came of a submit. */
  conclude(id: string, conclusion: Conclusion): Promise<void> {
    return this.#note(outcomeOf(id, conclusion));
  }

  /** Notes that the end of a task was seen. */
  end(taskId: string): Promise<void> {
    return this.#note({ type: "ended", at_ms: Date.now(), task_id: taskId.toWellFormed() });
  }

  /** What is left to look after; nothing, when there is no such file yet. */
  async recover(): Promise<Recovery> {
    const ledger = new Ledger();
    try {
      takeLines(ledger, await readFile(this.#path), true);
    } catch (error) {
      const { code } = error as NodeJS.ErrnoException;
      if (code !== "ENOENT") throw new ConfigurationError(`the journal cannot be read (${code})`);
    }
    return ledger.recovery();
  }

  async #note(record: Readonly<Record<string, unknown>>): Promise<void> {
    try {
      await this.#opened((file) => write(file, this.#path, journalLine(record)));
    } catch (error) {
      const { message } = error as Error;
      this.#warn(`${message}: it will list a submit as unknown or unfinished that is not`);
    }
  }

  /** The open file, which nobody else of this process writes meanwhile. */
  async #opened<T>(work: (file: FileHandle) => Promise<T>): Promise<T> {
    const before = this.#last;
    const { promise, resolve } = Promise.withResolvers<void>();
    this.#last = promise;
    await before;
    let file: FileHandle | undefined;
    try {
      file = await open(this.#path, "a+", OWNER_ONLY);
      return await work(file);
    } catch (error) {
      const { code, name } = error as NodeJS.ErrnoException;
      throw new ConfigurationError(
        `the journal cannot be written (${code ?? name}), nothing was sent; check its path and the ` +
          "room on the disk",
      );
    } finally {
      await file?.close().catch(() => undefined);
      resolve();
    }
  }

  async #holder(file: FileHandle, key: string | null): Promise<JournalEntry | null> {
    return key === null ? null : (await this.#caughtUp(file)).keyed(key);
  }

  /** What stands in the file now; only what was added since the last time is read. */
  async #caughtUp(file: FileHandle): Promise<Ledger> {
    const { dev, ino, size } = await file.stat();
    if (this.#file !== `${dev} ${ino}` || size < this.#read) {
      this.#file = `${dev} ${ino}`;
      this.#read = 0;
      this.#ledger = new Ledger();
    }
    const added = Buffer.alloc(size - this.#read);
    const { bytesRead } = await file.read(added, 0, added.length, this.#read);
    this.#read += takeLines(this.#ledger, added.subarray(0, bytesRead), false);
    return this.#ledger;
  }
}

function outcomeOf(id: string, { outcome, taskId, status }: Conclusion): Record<string, unknown> {
  const task_id = taskId?.toWellFormed() ?? null;
  return { type: "outcome", id, at_ms: Date.now(), outcome, task_id, status };
}

/** Adds a line in one piece, and waits until it is on the disk. */
async function write(file: FileHandle, path: string, line: Uint8Array): Promise<void> {
  const { size } = await file.stat();
  const last = Buffer.alloc(1, LINE_FEED);
  if (size > 0) await file.read(last, 0, 1, size - 1);
  // Without its end, the last line is one that a process died over.
  const whole = last[0] === LINE_FEED ? line : Buffer.concat([Buffer.of(LINE_FEED), line]);
  const { bytesWritten } = await file.write(whole);
  if (bytesWritten !== whole.length) throw new Error("the disk is full");
  await file.sync();
  if (size === 0) await keepName(path);
}

/** A new file is on the disk only with its name in the folder; not every system lets one be synced. */
async function keepName(path: string): Promise<void> {
  try {
    const folder = await open(dirname(path), "r");
    await folder.sync().finally(() => folder.close());
  } catch {
    // The line itself is on the disk.
  }
}

/** Hands lines on; returns how many bytes they were. A last one without its end is taken if `torn`. */
function takeLines(ledger: Ledger, bytes: Uint8Array, torn: boolean): number {
  let from = 0;
  for (let at = bytes.indexOf(LINE_FEED); at >= 0; at = bytes.indexOf(LINE_FEED, from)) {
    ledger.take(bytes.subarray(from, at));
    from = at + 1;
  }
  if (torn && from < bytes.length) ledger.take(bytes.subarray(from));
  return from;
}
