/** Turns for everything that a client asks of the service, under one budget. */

import type { Clock } from "./clock.ts";
import type { Sent } from "./core/budget.ts";
import type { Answer, Failure } from "./core/exchange.ts";
import { Caller, type Entry, type Schedule } from "./core/schedule.ts";

/** A place in the queue, for one wait or one submit. */
export class Place {
  readonly #schedule: Schedule;
  readonly #paid: boolean;
  readonly #caller = new Caller();
  #entry: Entry | null = null;
  #queued = false;
  #sent: Sent | null = null;

  constructor(schedule: Schedule, paid: boolean) {
    this.#schedule = schedule;
    this.#paid = paid;
  }

  /** 0: send now; else ask again after so many milliseconds. */
  turn(now: number): number {
    if (!this.#queued) {
      if (this.#entry === null || this.#paid) {
        this.#entry = this.#schedule.enter(this.#caller, now, this.#paid);
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

  /** What came of the request that the last turn was for. */
  heard(now: number, event: Answer | Failure): void {
    if (this.#sent !== null) this.#schedule.budget.receive(now, this.#sent, event);
  }

  /** Nobody waits for one who left. */
  leave(): void {
    this.#caller.asleep = false;
    if (this.#entry !== null) this.#schedule.leave(this.#entry);
  }
}

/** Carries out a read that somebody asks for now: it waits for no turn, and counts all the same. */
export async function counted(
  { budget }: Schedule,
  clock: Clock,
  exchange: () => Promise<Answer | Failure>,
): Promise<Answer | Failure> {
  const sent = budget.take(clock.now());
  const event = await exchange();
  budget.receive(clock.now(), sent, event);
  return event;
}
