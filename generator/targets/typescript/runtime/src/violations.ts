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

  /**
   * A broken rule.
   *
   * @param below Its id without the model's.
   * @param path Where; as the id says when it is not given.
   */
  add(below: string, limit: Json, actual: Json, message: string, path?: string): void {
    const cut = below.lastIndexOf("/");
    this.violations.push({
      rule: `${this.#model}/${below}`,
      path: path ?? (cut < 0 ? "" : `/${below.slice(0, cut)}`),
      keyword: below.slice(cut + 1),
      limit,
      actual,
      message,
    });
  }

  /** A broken rule over several members. */
  rule(id: string, message: string): void {
    this.violations.push(this.#over(id, message));
  }

  /** The same for one that never blocks. */
  warn(id: string, message: string): void {
    this.warnings.push(this.#over(id, message));
  }

  #over(id: string, message: string): Violation {
    const rule = `${this.#model}/rule/${id}`;
    return { rule, path: "", keyword: "rule", limit: null, actual: null, message };
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
