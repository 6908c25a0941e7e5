/** How strictly requests are checked: for a client, for a call, for a single rule. */

import { ConfigurationError, InvalidRequestError } from "../errors.ts";
import { describe, type Findings, type Violation } from "../violations.ts";

/** Refuse, tell, or say nothing. */
export type Mode = "strict" | "warn" | "off";

/** A mode for every rule, or a mode for each rule id, `*` standing for the others. */
export type Validation = Mode | Readonly<Record<string, Mode>>;

const MODES = ["strict", "warn", "off"];

/** The mode of each rule, by settings of which the first that speaks wins. */
export class Modes {
  readonly #settings: readonly Readonly<Record<string, Mode>>[];

  constructor(...settings: readonly (Validation | undefined)[]) {
    this.#settings = settings.flatMap((setting) => {
      if (setting === undefined) return [];
      const table = typeof setting === "string" ? { "*": setting } : setting;
      for (const [rule, mode] of Object.entries(table)) {
        if (!MODES.includes(mode) || (rule !== "*" && !rule.includes("/"))) {
          throw new ConfigurationError(
            `validation must be one of ${MODES.join(", ")}, or map rule ids such as ` +
              "kling-v2-mi2i/prompt/maxLength, or *, to these",
          );
        }
      }
      return [table];
    });
  }

  of(rule: string): Mode {
    for (const table of this.#settings) {
      const mode = Object.hasOwn(table, rule) ? table[rule] : table["*"];
      if (mode) return mode;
    }
    return "strict";
  }
}

/** Refuses or warns, as the modes say; throws `InvalidRequestError` for what is strict. */
export function enforce(
  { violations, warnings }: Findings,
  modes: Modes,
  model: string,
  warn: (text: string, finding: Violation) => void,
): void {
  const refused = violations.filter(({ rule }) => modes.of(rule) === "strict");
  if (refused.length > 0) {
    const count = refused.length === 1 ? "1 rule is" : `${refused.length} rules are`;
    const lines = refused.map((violation) => `  ${describe(violation)} [${violation.rule}]`);
    throw new InvalidRequestError(
      [`${model}: ${count} broken, nothing was sent`, ...lines].join("\n"),
      refused,
    );
  }
  for (const finding of [...violations, ...warnings]) {
    if (modes.of(finding.rule) !== "off") {
      warn(`${model}: ${describe(finding)} [${finding.rule}]`, finding);
    }
  }
}
