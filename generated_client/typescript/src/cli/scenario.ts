/** Reading a line of `trace`: one call, and how the service answers it. */

import { isInteger, own } from "../values.ts";
import type { Model } from "../model.ts";
import type { Json, JsonObject } from "../violations.ts";
import { toText } from "../write-json.ts";
import { type Line, readObject } from "./ndjson.ts";
import { modelNamed } from "./request-line.ts";
import { LineError } from "./strict-json.ts";

const CALLS = ["wait", "submit", "run"] as const;
const FAULTS = ["refused", "reset_in_body", "reset_after_body", "timeout", "truncated"] as const;
// As long as the service keeps results: a longer wait has nothing to find.
const LONGEST_MS = 7 * 24 * 3600 * 1000;
const TOKEN = /^[!#$%&'*+\-.^_`|~0-9A-Za-z]+$/;
const PRINTABLE = /^[ -~]*$/;

/** What happens to one request, `latencyMs` after it begins: an answer, or a fault. */
export interface Reply {
  readonly latencyMs: number;
  readonly fault: (typeof FAULTS)[number] | null;
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
}

/** One line; the last reply repeats. */
export interface Scenario {
  readonly id: Json;
  readonly call: (typeof CALLS)[number];
  /** Null for a wait. */
  readonly model: Model | null;
  readonly body: Json;
  readonly taskId: string;
  /** Undefined for the client's own. */
  readonly timeoutMs: number | undefined;
  readonly replies: readonly Reply[];
}

/** The scenario of a line; throws `LineError`, whose text names the member and what it must be. */
export function readScenario(raw: Line): Scenario {
  const line = readObject(raw, "id, call and answers");
  const wrong = (text: string) => new LineError("bad_line", text, line);
  const call = CALLS.find((name) => name === own(line, "call"));
  if (!call) throw wrong(`call must be one of ${CALLS.join(", ")}`);
  const model = call === "wait" ? null : modelOf(line, wrong);
  const taskId = model === null ? own(line, "task_id") : "";
  if (typeof taskId !== "string" || (model === null && taskId === "")) {
    throw wrong("task_id must be a string that is not empty");
  }
  const body = own(line, "body") as Json | undefined;
  if (model !== null && body === undefined) throw wrong("body must be there");
  const limit = own(line, "timeout_ms") ?? null;
  const timeoutMs = limit === null ? undefined : milliseconds(limit, "timeout_ms", wrong);
  const answers = own(line, "answers");
  if (!Array.isArray(answers) || answers.length === 0) {
    throw wrong("answers must be a list that is not empty");
  }
  const replies = answers.map((item, at) => replyOf(item, `answers[${at}]`, wrong));
  const id = own(line, "id") as Json;
  return { id, call, model, body: body ?? null, taskId, timeoutMs, replies };
}

type Wrong = (text: string) => LineError;

function modelOf(line: JsonObject, wrong: Wrong): Model {
  const name = own(line, "model");
  if (typeof name !== "string") throw wrong("model must be there, and be a string");
  return modelNamed(name, line);
}

function replyOf(item: unknown, name: string, wrong: Wrong): Reply {
  if (typeof item !== "object" || item === null || Array.isArray(item)) {
    throw wrong(`${name} must be an object with status or fault`);
  }
  const latencyMs = milliseconds(
    own(item, "latency_ms") ?? absent(item),
    `${name}.latency_ms`,
    wrong,
  );
  const given = own(item, "fault") ?? null;
  if (given !== null) {
    const fault = FAULTS.find((known) => known === given);
    if (!fault) throw wrong(`${name}.fault must be one of ${FAULTS.join(", ")}`);
    return { latencyMs, fault, status: 0, headers: {}, body: "" };
  }
  const status = whole(own(item, "status"));
  if (status < 200 || status > 599) {
    throw wrong(`${name} needs a status from 200 to 599, or a fault`);
  }
  const headers = {
    "content-type": "application/json",
    ...headersOf(own(item, "headers") ?? {}, name, wrong),
  };
  return { latencyMs, fault: null, status, headers, body: textOf(own(item, "body") as Json) };
}

/** 0 for a member that is missing; one that is null is there, and wrong. */
function absent(item: object): 0 | null {
  return "latency_ms" in item ? null : 0;
}

/** A string as it is, so that an answer may be anything; all else as JSON. */
function textOf(body: Json | undefined): string {
  if (body === undefined || body === null) return "";
  return typeof body === "string" ? body : toText(body);
}

function headersOf(value: unknown, name: string, wrong: Wrong): Record<string, string> {
  const found: Record<string, string> = {};
  if (typeof value !== "object" || value === null || Array.isArray(value)) {
    throw wrong(`${name}.headers must be an object of strings`);
  }
  for (const [key, text] of Object.entries(value)) {
    if (!TOKEN.test(key)) throw wrong(`${name}.headers: a name must be an HTTP token`);
    if (typeof text !== "string" || !PRINTABLE.test(text)) {
      throw wrong(`${name}.headers: the value of ${key} must be printable ASCII`);
    }
    found[key.toLowerCase()] = text;
  }
  return found;
}

function milliseconds(value: unknown, name: string, wrong: Wrong): number {
  const ms = whole(value);
  if (ms >= 0 && ms <= LONGEST_MS) return ms;
  throw wrong(`${name} must be an integer from 0 to ${LONGEST_MS}`);
}

/** An integer, also one written as `5.0`; -1 for anything else. */
function whole(value: unknown): number {
  return isInteger(value) ? Number(value) : -1;
}
