/** What is wrong with a request: one entry for each broken rule. */

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

/** Collects what a check finds, in the contract's order. */
export class Found implements Findings {
  readonly violations: Violation[] = [];
  readonly warnings: Violation[] = [];
  readonly #model: string;

  constructor(model: string) {
    this.#model = model;
  }

  /** A broken rule; `below` is its id without the model's. */
  add(below: string, path: string, limit: Json, actual: Json, message: string): void {
    this.violations.push(this.#entry(below, path, limit, actual, message));
  }

  /** The same for a rule that never blocks. */
  warn(below: string, path: string, limit: Json, actual: Json, message: string): void {
    this.warnings.push(this.#entry(below, path, limit, actual, message));
  }

  #entry(below: string, path: string, limit: Json, actual: Json, message: string): Violation {
    const keyword = below.startsWith("rule/") ? "rule" : below.slice(below.lastIndexOf("/") + 1);
    return { rule: `${this.#model}/${below}`, path, keyword, limit, actual, message };
  }
}

const SPEAKABLE = ["type", "minLength", "maxLength", "minItems", "maxItems", "media"];
const LONGEST_PATH = 120;

/** A violation for a person: path, rule, what was found; never the value itself. */
export function describe(violation: Violation): string {
  const { path, keyword, limit, actual, message } = violation;
  const text = `${shortened(path) || "request"}: ${message}`;
  if (keyword === "additionalProperties" && limit !== null) {
    return `${text} (did you mean ${limit}?)`;
  }
  return SPEAKABLE.includes(keyword) && actual !== null ? `${text} (found ${actual})` : text;
}

/** A path that is fit for a line of text: a name of the caller's may be megabytes long. */
export function shortened(path: string): string {
  return path.length <= LONGEST_PATH ? path : `${path.slice(0, LONGEST_PATH)}…`.toWellFormed();
}
