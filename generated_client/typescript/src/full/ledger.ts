/**
 * What the lines of a journal tell: which submits are left to look after, and which keys are taken.
 *
 * The format is the one of every client, so that programs in several languages may share a file. A
 * line is a JSON object: `intent` before a submit is sent, `outcome` once it is known, `ended` when a
 * wait saw the end of the task. The order of the writing makes a death safe: without its intent a
 * submit was not sent, without its outcome it is unknown. No line holds an API key, a prompt, an
 * image or an address; the keys of requests stand in it as the caller gave them.
 */

import { asObject, readJson, textOf } from "../read-json.ts";
import type { JsonObject } from "../violations.ts";
import { type Layout, toText } from "../write-json.ts";

const FORMAT = 2; // what is written; 1 had no keys, and is read as well

const LAYOUT: Layout = {
  v: null,
  type: null,
  id: null,
  at_ms: null,
  model: null,
  key: null,
  outcome: null,
  task_id: null,
  status: null,
};

/** A submit that a journal knows of. */
export interface JournalEntry {
  /** Its name in the journal. */
  readonly id: string;
  /** The model's id; empty when its intent is missing. */
  readonly model: string;
  /** When it was about to be sent, in milliseconds since the epoch. */
  readonly atMs: number;
  /** What the caller of `map` calls the request; null for other submits. */
  readonly key: string | null;
  /** Whether somebody noted what came of it; if not, it is on its way, or its process died. */
  readonly concluded: boolean;
  /** The task that it started; null when nobody knows whether it did. */
  readonly taskId: string | null;
  /** The HTTP status of the answer, if one was noted. */
  readonly status: number | null;
}

/** What a journal says is left to look after. */
export interface Recovery {
  /** Submits that started a task whose end nobody saw, in the order of their sending. */
  readonly unfinished: readonly JournalEntry[];
  /**
   * Submits of which nobody knows whether they started a task: look at the tasks and charges in the
   * service's console. One that another process is sending right now stands here too.
   */
  readonly unknown: readonly JournalEntry[];
  /** Numbers, from 1, of lines that cannot be read: of the last one a process died writing it. */
  readonly unread: readonly number[];
}

/** The submits that the lines of a journal tell of, line after line. */
export class Ledger {
  readonly #entries = new Map<string, JournalEntry>();
  readonly #names = new Map<string, string[]>(); // of the submits under a key, in order
  readonly #ended = new Set<string>();
  readonly #unread: number[] = [];
  #number = 0;

  /** Takes the next line in, without its line feed. */
  take(line: Uint8Array): void {
    this.#number++;
    const text = decoded(line);
    if (text === null || (text.trim() && !this.#understood(text))) this.#unread.push(this.#number);
  }

  /**
   * The submit under this key that may have started a task; the first, if there are more.
   *
   * If that one turns out to have started nothing, the key goes to the next in the order of the
   * lines: whoever wrote that one may be about to send it, and nobody else may then.
   */
  keyed(key: string): JournalEntry | null {
    for (const name of this.#names.get(key) ?? []) {
      const entry = this.#entries.get(name);
      if (entry) return entry;
    }
    return null;
  }

  /** What is left to look after. */
  recovery(): Recovery {
    const left = [...this.#entries.values()];
    return {
      unfinished: left.filter(({ taskId }) => taskId !== null && !this.#ended.has(taskId)),
      unknown: left.filter(({ taskId }) => taskId === null),
      unread: [...this.#unread],
    };
  }

  #understood(text: string): boolean {
    const record = asObject(readJson(text));
    if (record?.["v"] !== FORMAT && record?.["v"] !== 1) return false;
    const { type, id, at_ms: atMs, task_id: taskId } = record;
    if (type === "ended" && typeof taskId === "string") {
      this.#ended.add(taskId);
      return true;
    }
    if (typeof id !== "string" || typeof atMs !== "number") return false;
    if (type === "intent") this.#intended(id, atMs, record);
    else if (type === "outcome") this.#concluded(id, atMs, record);
    return type === "intent" || type === "outcome";
  }

  #intended(id: string, atMs: number, { model, key }: JsonObject): void {
    if (!this.#entries.has(id)) {
      const open = { concluded: false, taskId: null, status: null };
      this.#entries.set(id, { id, model: textOf(model) ?? "", atMs, key: textOf(key), ...open });
    }
    if (typeof key !== "string") return;
    const names = this.#names.get(key);
    if (names) names.push(id);
    else this.#names.set(key, [id]);
  }

  #concluded(id: string, atMs: number, { outcome, task_id, status }: JsonObject): void {
    if (outcome === "refused" || outcome === "not_sent") {
      this.#entries.delete(id);
      return;
    }
    // Without its intent too: a task id that stands in the journal is not lost.
    const known = this.#entries.get(id) ?? { id, model: "", atMs, key: null, taskId: null };
    this.#entries.set(id, {
      ...known,
      concluded: true,
      taskId: textOf(task_id) ?? known.taskId,
      status: typeof status === "number" ? status : null,
    });
  }
}

/** One line of a journal, with its line feed. */
export function journalLine(record: Readonly<Record<string, unknown>>): Uint8Array {
  return new TextEncoder().encode(`${toText({ v: FORMAT, ...record }, LAYOUT)}\n`);
}

function decoded(line: Uint8Array): string | null {
  try {
    return new TextDecoder("utf-8", { fatal: true, ignoreBOM: true }).decode(line);
  } catch {
    return null;
  }
}
