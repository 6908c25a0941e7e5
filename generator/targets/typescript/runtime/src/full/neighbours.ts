/**
 * Who else uses the key: what the remaining counts tell beyond this client's own requests.
 *
 * Three kinds of limiter count differently, and none says which it is:
 *
 * - a fixed window gives everything back at once: the count jumps up;
 * - a sliding window gives a request back a minute after it was made;
 * - a token bucket gives back all the time: more is left than this client's own use would explain.
 *
 * Times are those at which requests were sent, so that latency does not blur the counts.
 */

export const MINUTE_MS = 60_000;
const SHORTEST_LOOK_MS = 6_000;
const LONGEST_LOOK_MS = 12_000;
const LONGEST_MEMORY_MS = 60 * MINUTE_MS;

interface Look {
  readonly at: number;
  readonly number: number;
  readonly remaining: number;
  /** This client's own requests of the minute before it. */
  readonly own: number;
}

/** Estimates how many requests a minute others make with the same key. */
export class Neighbours {
  /**
   * Which limiter the counts look like. Unknown ones are read as those of a sliding window, which
   * never sees others where there are none.
   */
  kind: "unknown" | "fixed" | "tokens" = "unknown";
  /** When the present fixed window was first seen; 0 before. */
  window = 0;
  #limit: number;
  #own: number[] = []; // when this client's own requests of a minute were sent
  #base = 0; // how many of its requests are older
  #last: Look | null = null;
  #looks: Look[] = [];
  #peaks: { readonly at: number; readonly others: number }[] = []; // falling
  #most = 0; // the largest remaining count ever seen

  constructor(limit: number) {
    this.#limit = limit;
  }

  /** The key may make that many requests a minute; what was seen under another limit goes. */
  limited(limit: number): void {
    if (limit === this.#limit) return;
    this.#limit = limit;
    this.#most = 0;
    this.#last = null;
    this.#looks = [];
    this.#peaks = [];
    this.kind = "unknown";
  }

  /** This client sends a request. */
  sent(now: number): void {
    this.#own.push(now);
    // A service that states no counts never asks for these: an hour of them is plenty.
    this.#forget(now - LONGEST_MEMORY_MS);
  }

  /** The request with this number, counted from 1, was sent at `at` and was told this. */
  heard(at: number, number: number, remaining: number): void {
    if (this.#last !== null && number <= this.#last.number) return; // overtaken by a later one
    this.#forget(at - MINUTE_MS);
    const look = { at, number, remaining, own: number - this.#base };
    this.#classify(look);
    this.#most = Math.max(this.#most, remaining);
    const others = this.#estimate(look);
    this.#last = look;
    this.#looks.push(look);
    while ((this.#looks[0] ?? look).at < at - LONGEST_LOOK_MS) this.#looks.shift();
    // Less than two in a hundred is what rounding makes.
    if (others * 50 > this.#limit) {
      this.#peaks = this.#peaks.filter((peak) => peak.others > others);
      this.#peaks.push({ at, others });
    }
  }

  /** Requests a minute that others made, at the most of the last minute. */
  others(now: number): number {
    while ((this.#peaks[0]?.at ?? Number.POSITIVE_INFINITY) <= now - MINUTE_MS) this.#peaks.shift();
    return this.#peaks[0]?.others ?? 0;
  }

  #forget(until: number): void {
    while ((this.#own[0] ?? Number.POSITIVE_INFINITY) <= until) {
      this.#own.shift();
      this.#base++;
    }
  }

  #classify({ at, number, remaining, own }: Look): void {
    const limit = this.#limit;
    if (this.#last !== null) {
      const back = remaining - this.#last.remaining + number - this.#last.number;
      const refilled = Math.floor((limit * (at - this.#last.at)) / MINUTE_MS);
      if (back > Math.max(4, Math.floor(limit / 10)) + 2 * refilled) {
        if (this.kind !== "fixed") this.#peaks = []; // they were read by the wrong rule
        this.kind = "fixed";
        this.window = at;
        this.#looks = [];
        return;
      }
    }
    const explained = limit - remaining;
    if (this.kind === "unknown" && own - explained > Math.max(4, Math.floor(limit / 20))) {
      this.kind = "tokens";
      this.#peaks = [];
    }
  }

  #estimate({ at, number, remaining, own }: Look): number {
    const limit = this.#limit;
    const unknown = this.kind === "unknown";
    const level = unknown ? limit - own - remaining : 0;
    const first = this.#looks[0];
    if (first === undefined || at - first.at < SHORTEST_LOOK_MS) return Math.max(level, 0);
    const span = at - first.at;
    let used = first.remaining - remaining - (number - first.number);
    if (unknown) {
      used += number - first.number - (own - first.own);
    } else if (this.kind === "tokens") {
      // A full bucket loses what would flow in: then nobody takes too much.
      const full = this.#most - Math.max(3, Math.floor(limit / 50));
      if (remaining >= full || first.remaining >= full) return 0;
      used += Math.floor((limit * span) / MINUTE_MS);
    }
    return Math.max(level, Math.floor(((used - 1) * MINUTE_MS) / span), 0);
  }
}
