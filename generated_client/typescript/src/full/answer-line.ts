/**
 * One line of the answer log: what the service said to a submit, and what the spec says of it.
 *
 * The log is a witness beside the docs pages: a 400 to a request that breaks no rule, or a 200 to one
 * that does, shows that the spec and the service differ. It has the form of the Python client's, and
 * holds no key, no address and nobody's words: of a request it keeps numbers, lengths, names of
 * parameters and words of the model's enums.
 */

import type { Answer } from "../core/exchange.ts";
import { MediaText } from "../media-text.ts";
import type { Places } from "../model.ts";
import { textOf } from "../read-json.ts";
import { compareUtf8 } from "../names.ts";
import { isArray, isObject, own, sizeOf } from "../values.ts";
import type { Findings } from "../violations.ts";
import { type Layout, toText } from "../write-json.ts";
import { CATEGORY } from "./discretion.ts";

const FORMAT = 1;
const NAME = /^[A-Za-z_][A-Za-z0-9_.-]{0,63}$/;
// Only where the docs have it: further on, a message may quote what a prompt says.
const PARAMETER = /^: parameter '([A-Za-z_][A-Za-z0-9_.-]{0,63})'/;

const LAYOUT: Layout = {
  v: null,
  at_ms: null,
  model: null,
  path: null,
  status: null,
  code: null,
  category: null,
  parameter: null,
  violations: null,
  warnings: null,
  body: null,
};

/** What a submit said. */
export interface Submitted {
  readonly modelId: string;
  /** The request as JSON values; images as what stands for them. */
  readonly value: unknown;
  readonly findings: Findings;
  /** Which members take images. */
  readonly places: Places;
  /** The strings that may be shown. */
  readonly words: readonly string[];
}

/** The line for an answer, with its line feed. */
export function answerLine(
  submitted: Submitted,
  path: string,
  answer: Answer,
  atMs: number,
): string {
  const { modelId, value, findings, places, words } = submitted;
  const code = answer.content?.["code"];
  const message = textOf(answer.content?.["message"]) ?? "";
  const category = CATEGORY.exec(message)?.[0] || null;
  const parameter = category && PARAMETER.exec(message.slice(category.length))?.[1];
  const record = {
    v: FORMAT,
    at_ms: atMs,
    model: modelId,
    path,
    status: answer.status,
    code: Number.isSafeInteger(code) || isLarge(code) ? code : null,
    category,
    parameter: parameter ?? null,
    violations: findings.violations.map(({ rule }) => rule),
    warnings: findings.warnings.map(({ rule }) => rule),
    body: formOf(value, words, places),
  };
  return `${toText(record, LAYOUT)}\n`;
}

/** A value with its content taken out. */
function formOf(
  value: unknown,
  words: readonly string[],
  places: Places | true | undefined,
): unknown {
  if (value instanceof MediaText) return { string: value.length, form: "image" };
  if (typeof value === "string") {
    if (words.includes(value)) return value;
    return { string: sizeOf(value), form: kindOf(value, places === true) };
  }
  if (isArray(value)) return { array: value.map((item) => formOf(item, words, places)) };
  if (!isObject(value)) return value;
  const object: Record<string, unknown> = {};
  // Of several members whose names are not kept, the last in the order of code points stands there.
  for (const name of Object.keys(value).sort(compareUtf8)) {
    const member = own(value, name);
    if (member === undefined) continue;
    const below = typeof places === "object" ? own(places, name) : undefined;
    object[NAME.test(name) ? name : "?"] = formOf(
      member,
      words,
      below as Places | true | undefined,
    );
  }
  return { object };
}

/** Whether it is an integer past the exact doubles that 64 bits hold. */
function isLarge(value: unknown): boolean {
  return typeof value === "bigint" && BigInt.asIntN(64, value) === value;
}

function kindOf(text: string, isMedia: boolean): string {
  if (/^https?:\/\//i.test(text)) return "url";
  if (/^data:/i.test(text)) return "data";
  return isMedia ? "image" : "text";
}
