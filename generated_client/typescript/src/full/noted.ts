/** What goes into a journal, when: around a submit, and at the end of a wait; nothing without one. */

import type { Clock } from "../clock.ts";
import type { Updates } from "../core.ts";
import {
  ConfigurationError,
  ModellixError,
  NotSubmittedError,
  SubmissionOutcomeUnknownError,
  TaskFailedError,
} from "../errors.ts";
import type { Conclusion, Journal } from "./journal.ts";
import { unknownBefore } from "./keys.ts";
import type { JournalEntry, Recovery } from "./ledger.ts";
import type { Result } from "./result.ts";

// So long an intent without an outcome is taken for a submit that is on its way.
const OPEN_MS = 120_000;
const LOOK_AGAIN_MS = 500;

/** Another submit has the key: nothing was sent. */
export class Taken {
  readonly entry: JournalEntry;

  constructor(entry: JournalEntry) {
    this.entry = entry;
  }
}

/** A submit that can be told from its outcome. */
interface Sent {
  readonly modelId: string;
  /** The HTTP status of the last answer, if there was one. */
  readonly status: number | null;
}

/** The journal of a client, if it keeps one; the file is opened with the first submit. */
export class Noted {
  readonly #path: string | undefined;
  readonly #warn: (text: string) => void;
  #journal: Promise<Journal> | undefined;

  /** @throws {ConfigurationError} The path is none. */
  constructor(path: string | undefined, warn: (text: string) => void) {
    if (path !== undefined && (typeof path !== "string" || !path)) {
      throw new ConfigurationError("journal must be the path of a file");
    }
    this.#path = path;
    this.#warn = warn;
  }

  /** Whether there is one. */
  get kept(): boolean {
    return this.#path !== undefined;
  }

  /** What is left to look after. */
  async recover(): Promise<Recovery> {
    return (await this.#opened()).recover();
  }

  /** Sends a submit, noted before and after; with a key only if no other submit has it. */
  async submit<T extends { readonly id: string }>(
    submission: Sent,
    key: string | null,
    send: () => Promise<T>,
  ): Promise<T | Taken> {
    if (!this.kept) return send();
    const journal = await this.#opened();
    const intent = await journal.intend(submission.modelId, key);
    if (typeof intent !== "string") return new Taken(intent);
    let conclusion: Conclusion | undefined;
    try {
      const task = await send();
      const { status } = submission;
      conclusion = { outcome: "accepted", taskId: task.id, status };
      return task;
    } catch (error) {
      conclusion = conclusionOf(error);
      throw error;
    } finally {
      if (conclusion) await journal.conclude(intent, conclusion);
    }
  }

  /**
   * Submits what no other submit has the key of; goes on with the task that another one started.
   *
   * @throws {SubmissionOutcomeUnknownError} Another one was sent, nobody knows with what success.
   */
  async keyed<T>(
    key: string,
    clock: Clock,
    signal: AbortSignal,
    send: () => Promise<T | Taken>,
    resume: (taskId: string, modelId: string) => T,
  ): Promise<T> {
    const journal = await this.#opened();
    for (let openUntil: number | undefined; ; ) {
      let entry = await journal.look(key);
      if (entry === null) {
        const sent = await send();
        if (!(sent instanceof Taken)) return sent;
        entry = sent.entry;
      }
      if (entry.taskId !== null) return resume(entry.taskId, entry.model);
      const age = Date.now() - entry.atMs;
      openUntil ??= clock.now() + Math.max(OPEN_MS - age, 0);
      if (entry.concluded || clock.now() >= openUntil) throw unknownBefore(entry);
      await clock.sleep(LOOK_AGAIN_MS, signal);
    }
  }

  /** The states of a task; its end is noted before it is told. */
  async *updates(taskId: string, updates: Updates<Result>): Updates<Result> {
    if (!this.kept) return yield* updates;
    try {
      for await (const state of updates) {
        if (state.status === "success") await (await this.#opened()).end(taskId);
        yield state;
      }
    } catch (error) {
      // Other errors leave it to be waited for.
      if (error instanceof TaskFailedError) await (await this.#opened()).end(taskId);
      throw error;
    }
  }

  #opened(): Promise<Journal> {
    const path = this.#path;
    if (path === undefined) {
      throw new ConfigurationError("no journal is kept; give journal to the client");
    }
    // Only who keeps one needs a file system.
    this.#journal ??= import("./journal.ts").then(({ Journal }) => new Journal(path, this.#warn));
    return this.#journal;
  }
}

function conclusionOf(error: unknown): Conclusion {
  if (!(error instanceof ModellixError) || error instanceof NotSubmittedError) {
    // A signal's reason is thrown only while the last byte was not handed over.
    return { outcome: "not_sent", taskId: null, status: null };
  }
  const { taskId, status } = error;
  const unknown = error instanceof SubmissionOutcomeUnknownError;
  return { outcome: unknown ? "unknown" : "refused", taskId, status };
}
