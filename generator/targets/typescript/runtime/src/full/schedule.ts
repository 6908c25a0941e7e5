/**
 * Whose turn it is: every wait and every submit of a client, under one budget.
 *
 * Tasks are read in turn: the one that was read longest ago goes first, so that nobody starves and
 * all are read equally often. A submit goes before the reads, but not twice in a row before them.
 */

import { Budget, type Sent } from "./budget.ts";

const MOST_OFTEN_MS = 250; // no task is read more often, whatever its specification says
const LONGEST_NAP_MS = 1_000;

/** Somebody who asks for turns, such as one wait; it may have many entries. */
export class Caller {
  asleep = false;
}

/** One task that is to be read, or one submit. */
export interface Entry {
  readonly caller: Caller;
  readonly paid: boolean;
  readonly order: number;
  /** The earliest time of its turn. */
  due: number;
  /** When its last turn was, if it had one. */
  started: number | null;
  /** Whether it waits for a turn. */
  queued: boolean;
}

/** Go now: the entry, and the request as the budget counted it. */
export interface Turn {
  readonly entry: Entry;
  readonly sent: Sent;
}

/** Gives turns. */
export class Schedule {
  readonly budget: Budget;
  readonly #reads = new Set<Entry>();
  readonly #submits = new Set<Entry>();
  #submitted = false;
  #order = 0;

  constructor(budget: Budget = new Budget()) {
    this.budget = budget;
  }

  /** Ask for a turn at `due` or soon after. */
  enter(caller: Caller, due: number, paid: boolean = false): Entry {
    const entry: Entry = {
      caller,
      paid,
      order: this.#order++,
      due,
      started: null,
      queued: true,
    };
    (paid ? this.#submits : this.#reads).add(entry);
    return entry;
  }

  /** Ask for the next turn of a task, or move the one that was asked for. */
  again(entry: Entry, due: number): void {
    entry.due = entry.started === null ? due : Math.max(due, entry.started + MOST_OFTEN_MS);
    entry.queued = true;
    this.#reads.add(entry);
  }

  /** No turn any more. */
  leave(entry: Entry): void {
    this.#reads.delete(entry);
    this.#submits.delete(entry);
  }

  /**
   * The turn of one of the caller's entries, or after how many milliseconds to ask again.
   *
   * After a turn the caller is busy until it asks again: nobody waits for it meanwhile.
   */
  turn(caller: Caller, now: number): Turn | number {
    caller.asleep = true;
    const chosen = this.#first(now);
    if (chosen === null) {
      let next = now + LONGEST_NAP_MS;
      for (const { queued, due } of this.#reads) {
        if (queued && due > now) next = Math.min(next, due);
      }
      return nap(now, next);
    }
    const ready = this.budget.readyAt(now, chosen.paid);
    if (ready > now) return nap(now, ready);
    if (chosen.caller !== caller) {
      return nap(now, now + Math.floor(this.budget.intervalUs(now) / 2_000));
    }
    return this.#go(chosen, now);
  }

  #go(entry: Entry, now: number): Turn {
    entry.started = now;
    entry.queued = false;
    entry.caller.asleep = false;
    this.#submitted = entry.paid;
    this.#submits.delete(entry);
    return { entry, sent: this.budget.take(now) };
  }

  /** The entry whose turn it is, of the callers that are there. */
  #first(now: number): Entry | null {
    let read: Entry | null = null;
    for (const entry of this.#reads) {
      if (!entry.queued || entry.due > now || !entry.caller.asleep) continue;
      if (read === null || earlier(entry, read)) read = entry;
    }
    if (read !== null && this.#submitted) return read;
    for (const submit of this.#submits) if (submit.caller.asleep) return submit;
    return read;
  }
}

/** Of two with the same time, the one that was never read goes first. */
function earlier(one: Entry, other: Entry): boolean {
  const [left, right] = [one, other].map((entry) =>
    entry.started === null ? 2 * entry.due : 2 * entry.started + 1,
  );
  return left === right ? one.order < other.order : (left ?? 0) < (right ?? 0);
}

function nap(now: number, until: number): number {
  return Math.min(Math.max(until - now, 1), LONGEST_NAP_MS);
}
