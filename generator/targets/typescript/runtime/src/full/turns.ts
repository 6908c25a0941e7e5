/** Turns for everything that a client asks of the service, under one budget. */

import type { Answer, Failure } from "../core/exchange.ts";
import type { Followed, Pace, Place } from "./pace.ts";
import type { Sent } from "./budget.ts";
import { Durations, Lifetime } from "./durations.ts";
import { Caller, type Entry, Schedule } from "./schedule.ts";

/** One request budget for all that a client does, shared fairly. */
export class SharedPace implements Pace {
  readonly #schedule = new Schedule();
  readonly #durations = new Map<string, Durations>(); // by model

  place(paid: boolean, task?: Followed): Place {
    return new Queued(this.#schedule, paid, task ? this.#lifetime(task) : null);
  }

  count(now: number): (now: number, event: Answer | Failure) => void {
    const { budget } = this.#schedule;
    const sent = budget.take(now);
    return (then, event) => budget.receive(then, sent, event);
  }

  #lifetime({ modelId, begun, watched }: Followed): Lifetime {
    const durations = this.#durations.get(modelId) ?? new Durations();
    this.#durations.set(modelId, durations);
    return new Lifetime(durations, begun, watched);
  }
}

/** A place in the queue, for one wait or one submit. */
class Queued implements Place {
  readonly #schedule: Schedule;
  readonly #paid: boolean;
  readonly #lifetime: Lifetime | null;
  readonly #caller = new Caller();
  #entry: Entry | null = null;
  #queued = false;
  #sent: Sent | null = null;

  constructor(schedule: Schedule, paid: boolean, lifetime: Lifetime | null) {
    this.#lifetime = lifetime;
    this.#schedule = schedule;
    this.#paid = paid;
  }

  turn(now: number): number {
    if (!this.#queued) {
      if (this.#entry === null || this.#paid) {
        this.#entry = this.#schedule.enter(this.#caller, now, this.#paid, this.#lifetime);
      } else {
        this.#schedule.again(this.#entry, now);
      }
      this.#queued = true;
    }
    const turn = this.#schedule.turn(this.#caller, now);
    if (typeof turn === "number") return turn;
    this.#queued = false;
    this.#sent = turn.sent;
    return 0;
  }

  heard(now: number, event: Answer | Failure): void {
    if (this.#sent !== null) this.#schedule.budget.receive(now, this.#sent, event);
  }

  seen(finished: boolean): void {
    if (this.#entry !== null) this.#schedule.seen(this.#entry, finished);
  }

  leave(): void {
    this.#caller.asleep = false;
    if (this.#entry !== null) this.#schedule.leave(this.#entry);
  }
}
