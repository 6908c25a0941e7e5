/**
 * Whose turn it is: every wait and every submit of a client, under one budget.
 *
 * Tasks are read in turn: the one that was read longest ago goes first, so that nobody starves and
 * all are read equally often. Once enough tasks have ended to know how long they take, the one whose
 * read is most urgent goes first (`durations.ts`); but one that has waited for eight rounds, each of
 * as many turns as tasks wait, goes before all others. A submit goes before the reads, but not twice
 * in a row before them.
 */

import { Budget, type Sent } from "./budget.ts";
import { type Lifetime, UNKNOWN } from "./durations.ts";

const MOST_OFTEN_MS = 250; // no task is read more often, whatever its specification says
const ROUNDS = 8; // nobody waits for more of them
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
  /** What is known of the task, if it is known when it began. */
  readonly lifetime: Lifetime | null;
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
  #learnt = false; // whether anything is known of how long tasks take

  constructor(budget: Budget = new Budget()) {
    this.budget = budget;
  }

  /** Ask for a turn at `due` or soon after. */
  enter(caller: Caller, due: number, paid: boolean, lifetime: Lifetime | null = null): Entry {
    const entry: Entry = {
      caller,
      paid,
      order: this.#order++,
      lifetime,
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

  /** The last read of a task found it finished, or not; one that told nothing is no news. */
  seen({ lifetime, started }: Entry, finished: boolean): void {
    if (lifetime === null || started === null) return;
    lifetime.seen(started, finished);
    this.#learnt ||= lifetime.known;
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
    let chosen = this.#first(now);
    if (chosen === null) {
      let next = now + LONGEST_NAP_MS;
      for (const { queued, due } of this.#reads) {
        if (queued && due > now) next = Math.min(next, due);
      }
      return nap(now, next);
    }
    const ready = this.budget.readyAt(now, chosen.paid);
    if (ready > now) return nap(now, ready);
    if (this.#learnt && !chosen.paid) chosen = this.#likeliest(chosen, now);
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

  /** The task whose read is most urgent; of two, the one that was read longest ago. */
  #likeliest(oldest: Entry, now: number): Entry {
    const waiting = [...this.#reads].filter((entry) => entry.queued && entry.due <= now);
    // In microseconds: a round is as many turns as tasks wait.
    const rounds = ROUNDS * waiting.length * this.budget.intervalUs(now);
    if ((now - lastOf(oldest)) * 1_000 > rounds) return oldest;
    let best = oldest;
    let most = -1;
    for (const entry of waiting) {
      if (!entry.caller.asleep) continue;
      const last = lastOf(entry);
      const urgency = entry.lifetime?.urgency(last, now, most) ?? (now - last) * UNKNOWN;
      if (urgency > most || (urgency === most && earlier(entry, best))) {
        best = entry;
        most = urgency;
      }
    }
    return best;
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

/** When its task was read last, or could have been read first. */
function lastOf(entry: Entry): number {
  return entry.started ?? entry.due;
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
