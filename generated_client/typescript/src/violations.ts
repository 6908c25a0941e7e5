/** What is wrong with a request: one entry for each broken rule. */

import { LONGEST_PATH } from "./limits.ts";

/** A JSON value; an integer that a double cannot hold is a bigint. */
export type Json = null | boolean | number | bigint | string | readonly Json[] | JsonObject;

/** A JSON object. */
export interface JsonObject {
  readonly [name: string]: Json;
}

/** One broken rule of a request. */
export interface Violation {
  /** The rule's stable id, such as `kling-v2-mi2i/prompt/maxLength`. */
  readonly rule: string;
  /** Where, as an RFC 6901 pointer; empty for the whole body. */
  readonly path: string;
  /** The JSON Schema keyword, or `unsupported`, `media`, `rule`. */
  readonly keyword: string;
  /** What the rule allows; null where there is nothing to name. */
  readonly limit: Json;
  /** What was found instead: a count, a type, a short value of an enumeration. */
  readonly actual: Json;
  /** The rule as a sentence; constant, so it never holds what the caller wrote. */
  readonly message: string;
}

/** Violations, which the service would refuse or may bill for nothing, and warnings. */
export interface Findings {
  readonly violations: readonly Violation[];
  readonly warnings: readonly Violation[];
}

const ENTRY = /\/items(?![^/])/g;

/** What is the same whenever a rule is broken. */
interface Texts {
  readonly rule: string;
  /** The path, without the index of each entry. */
  readonly steps: readonly string[];
  readonly message: string;
}

/** By keyword and place: put together when a rule is broken for the first time. */
interface Known {
  [keyword: string]: { [below: string]: Texts };
}

/** Collects what a check finds, in the contract's order. */
export class Found implements Findings {
  readonly violations: Violation[] = [];
  readonly warnings: Violation[] = [];
  /** Which entry of a list is looked at, of the outermost list first. */
  readonly at: number[] = [];
  readonly #model: string;
  readonly #known: Known;

  /** @param known Of this model alone, and kept from one check to the next. */
  constructor(model: string, known: Known) {
    this.#model = model;
    this.#known = known;
  }

  /**
   * A broken rule of one value.
   *
   * @param below Where, as in the rule's id: names, and `items` for an entry; none for the body.
   * @param demand The rule as a sentence that begins with the value's name and ends with `told`.
   * @param name A member that is not in the id, as a step of a path.
   */
  add(
    below: string,
    keyword: string,
    limit: Json,
    actual: Json,
    demand: string,
    told: Json = limit,
    name = "",
  ): void {
    const at = below && `/${below}`;
    // A member may be called `constructor`.
    this.#known[keyword] ??= Object.create(null) as Known[string];
    const places = this.#known[keyword];
    places[below] ??= {
      rule: `${this.#model}${at}/${keyword}`,
      steps: at.split(ENTRY),
      message: `${
        at.replace(ENTRY, "[]").replaceAll("/", ".").slice(1) || "the request"
      } ${demand}${[told].flat().join(", ")}`,
    };
    const { rule, steps, message } = places[below];
    const path = steps.reduce((to, step, depth) => `${to}/${this.at[depth - 1]}${step}`) + name;
    this.violations.push({ rule, path, keyword, limit, actual, message });
  }

  /** Whether a rule over these members may look at them: each is absent or of its type. */
  typed(...names: readonly string[]): boolean {
    return this.violations.every(
      ({ path, keyword }) => keyword !== "type" || !names.includes(path.slice(1)),
    );
  }

  /** A broken rule over several members; one that never blocks is listed apart. */
  rule(id: string, message: string, list: Violation[] = this.violations): void {
    const rule = `${this.#model}/rule/${id}`;
    list.push({ rule, path: "", keyword: "rule", limit: null, actual: null, message });
  }
}

const SPEAKABLE = /^type$|Length$|Items$|^media$/;

/** A violation for a person: path, rule, what was found; never the value itself. */
export function describe({ path, keyword, limit, actual, message }: Violation): string {
  const near = keyword === "additionalProperties" && limit !== null;
  const found = actual !== null && SPEAKABLE.test(keyword);
  return (
    `${shortened(path) || "request"}: ${message}` +
    (near ? ` (did you mean ${limit}?)` : found ? ` (found ${actual})` : "")
  );
}

/** A path that is fit for a line of text: a name of the caller's may be megabytes long. */
export function shortened(path: string): string {
  return path.length <= LONGEST_PATH ? path : `${path.slice(0, LONGEST_PATH)}…`.toWellFormed();
}
