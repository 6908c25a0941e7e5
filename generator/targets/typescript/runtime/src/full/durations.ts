/**
 * How long the tasks of a model take, learnt from those that ended, and when to read them best.
 *
 * A budget of reads is spent best when each task is read at a rate in proportion to the square root
 * of its hazard: of the chance that it ends just now, given that it has not ended before. That root
 * is the weight of an age; the urgency of a read is the sum of the weights since the last one.
 *
 * The algorithm, in whole numbers below 2^53, so that every language repeats it to the millisecond;
 * divisions round down, times are milliseconds:
 *
 * 1. Ages fall in 89 bins: [0, 1024), and eight of equal width in each octave [2^k, 2^(k+1)),
 *    k = 10 … 20. The last one has no end; its width counts as 2^17.
 * 2. A duration D, taken for at most 2^21 - 1, first judges the weights that there are, unless it is
 *    the first one. With w the weight of its bin and W the sum of the weights from 0 to D:
 *    `lived = lived - lived / 16 + D`, `weighed = weighed - weighed / 16 + W`,
 *    `par = min(1024 * weighed / lived / w, 8192)` and `cost = cost - cost / 16 + par / 16`: what the
 *    weights cost beside equal ones, in 1024ths.
 * 3. Then it is counted: every count, and `time`, loses a 32nd; D is added to `time`, and 114, 227,
 *    342, 227, 114 to the counts of its bin and of the two on either side; what falls off an end
 *    goes to the bin at that end.
 * 4. With `all` the sum of the counts, `mean = max(1024 * time / all, 1024)`. For each bin, with c its
 *    count and `after` the sum of those after it, `risk = after + c / 2` and the weight is the root
 *    of `2^36 * (4 + c) / (4 * mean + risk * width)`.
 * 5. The weights are used once eight durations are known and `cost` is below 870, and until it is 960
 *    or more. While they are not, every age weighs the root of `2^36 / mean`, and 1070 (a mean of a
 *    minute) before there are eight.
 */

/** The weight of an age while nothing is known. */
export const UNKNOWN = 1070;

const LONGEST = 2 ** 21 - 1;
const FIRST_WIDTH = 1024;
const OCTAVES = Array.from({ length: 11 }, (_, index) => FIRST_WIDTH * 2 ** index);
const EIGHTHS = [8, 9, 10, 11, 12, 13, 14, 15];
const EDGES = [0, ...OCTAVES.flatMap((octave) => EIGHTHS.map((step) => (step * octave) / 8))];
const WIDTHS = [FIRST_WIDTH, ...OCTAVES.flatMap((octave) => EIGHTHS.map(() => octave / 8))];
const LAST = EDGES.length - 1;

const SPREAD = [114, 227, 342, 227, 114];
const WHOLE = 1024;
const REACH = 2;
const NOTHING = 4; // what weighs as much as no knowledge at all, in the counts' unit
const SCALE = 2 ** 36;
const ENOUGH = 8;

const PAR = 1024;
const WORST = 8 * PAR;
const GOOD = 870;
const BAD = 960;

/** What is known of the durations of one model's tasks. */
export class Durations {
  /** What reading by them costs beside reading all tasks alike, in 1024ths. */
  cost: number = PAR;
  /** Whether there are enough to say anything. */
  known = false;
  /** No age weighs more. */
  highest: number = UNKNOWN;
  #sharp = false; // whether the weights are used
  #number = 0;
  #time = 0;
  #lived = 0;
  #weighed = 0;
  #counts: number[] = EDGES.map(() => 0);
  readonly #weights: number[] = EDGES.map(() => UNKNOWN);
  readonly #sums: number[] = EDGES.map(() => 0); // of the weights before each bin

  /** The weights between two ages in milliseconds: the larger, the sooner it is to be read. */
  urgency(since: number, age: number): number {
    return this.#sharp ? this.#sum(age) - this.#sum(since) : (age - since) * this.highest;
  }

  /** A task ended after so many milliseconds. */
  learn(duration: number): void {
    const lasted = Math.min(Math.max(duration, 0), LONGEST);
    if (this.#number > 0) this.#judge(lasted);
    this.#number++;
    this.#count(lasted);
    const mean = this.#weigh();
    this.known = this.#number >= ENOUGH;
    this.#sharp = this.known && this.cost < (this.#sharp ? BAD : GOOD);
    if (this.#sharp) this.highest = Math.max(...this.#weights);
    else if (this.known) this.highest = root(div(SCALE, mean));
  }

  #sum(age: number): number {
    const at = bin(age);
    return (this.#sums[at] ?? 0) + (this.#weights[at] ?? 0) * (age - (EDGES[at] ?? 0));
  }

  /** How well the weights foretold this one. */
  #judge(duration: number): void {
    this.#lived += duration - div(this.#lived, 16);
    this.#weighed += this.#sum(duration) - div(this.#weighed, 16);
    const lived = Math.max(this.#lived, 1);
    const par = div(div(PAR * this.#weighed, lived), this.#weights[bin(duration)] ?? 1);
    this.cost += div(Math.min(par, WORST), 16) - div(this.cost, 16);
  }

  #count(duration: number): void {
    this.#time += duration - div(this.#time, 32);
    const counts = this.#counts.map((count) => count - div(count, 32));
    const first = bin(duration) - REACH;
    for (const [step, share] of SPREAD.entries()) {
      const at = Math.min(Math.max(first + step, 0), LAST);
      counts[at] = (counts[at] ?? 0) + share;
    }
    this.#counts = counts;
  }

  /** Makes the weights anew; returns the mean. */
  #weigh(): number {
    let after = this.#counts.reduce((all, count) => all + count, 0);
    const mean = Math.max(div(WHOLE * this.#time, after), WHOLE);
    let total = 0;
    for (const [at, count] of this.#counts.entries()) {
      const width = WIDTHS[at] ?? 0;
      after -= count;
      const risk = after + div(count, 2);
      const weight = root(div((NOTHING + count) * SCALE, NOTHING * mean + risk * width));
      this.#weights[at] = weight;
      this.#sums[at] = total;
      total += weight * width;
    }
    return mean;
  }
}

/** One task, and what its model's durations say of it; times are those of the client's clock. */
export class Lifetime {
  readonly #durations: Durations;
  readonly #begun: number;
  #unfinished: number | null;

  /**
   * @param begun When it was accepted.
   * @param watched Whether it has been waited for since then: of another one it is not known how long
   *   it had been finished before somebody looked.
   */
  constructor(durations: Durations, begun: number, watched: boolean) {
    this.#durations = durations;
    this.#begun = begun;
    this.#unfinished = watched ? begun : null;
  }

  /** Whether its urgency says more than how long ago it was read. */
  get known(): boolean {
    return this.#durations.known;
  }

  /** How urgent a read is when the last one was at `since`; -1 if surely below `least`. */
  urgency(since: number, now: number, least: number): number {
    if ((now - since) * this.#durations.highest < least) return -1;
    return this.#durations.urgency(since - this.#begun, now - this.#begun);
  }

  /** A read that was sent at this time found the task finished, or not. */
  seen(at: number, finished: boolean): void {
    if (!finished) {
      this.#unfinished = at;
    } else if (this.#unfinished !== null) {
      this.#durations.learn(div(this.#unfinished + at, 2) - this.#begun);
      this.#unfinished = null;
    }
  }
}

function bin(age: number): number {
  const known = Math.min(age, LONGEST);
  if (known < FIRST_WIDTH) return 0;
  const octave = 31 - Math.clz32(known);
  return Math.min(8 * (octave - 10) + (known >> (octave - 3)) - 7, LAST);
}

function div(value: number, by: number): number {
  return Math.floor(value / by);
}

/** The largest integer whose square is not above the value. */
function root(value: number): number {
  const near = Math.floor(Math.sqrt(value));
  return near * near > value ? near - 1 : near;
}
