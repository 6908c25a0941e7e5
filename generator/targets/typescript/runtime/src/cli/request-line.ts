/** A line that holds a request for a model, and its answer as JSON. */

import { nearest } from "../names.ts";
import type { Model } from "../model.ts";
import { MODELS } from "../models.ts";
import type { Json, JsonObject } from "../violations.ts";
import { type Layout, toText } from "../write-json.ts";
import { type Line, problem, readObject } from "./ndjson.ts";
import { LineError } from "./strict-json.ts";

const VIOLATION: Layout = {
  rule: null,
  path: null,
  keyword: null,
  limit: null,
  actual: null,
  message: null,
};
const ANSWER: Layout = {
  id: null,
  valid: null,
  wire: null,
  violations: VIOLATION,
  warnings: VIOLATION,
  error: { code: null, message: null },
};

/** The answer to a line, with its line feed: what `told` says of the request, or what is wrong. */
export function answerWith(raw: Line, told: (model: Model, body: Json) => object): string {
  return `${toText(answered(raw, told), ANSWER)}\n`;
}

function answered(raw: Line, told: (model: Model, body: Json) => object): object {
  let id: Json = null;
  try {
    const line = readObject(raw, "id, model and body");
    const { model: name, body } = line;
    if (typeof name !== "string") {
      throw new LineError("bad_line", "model must be there, and be a string", line);
    }
    if (body === undefined) throw new LineError("bad_line", "body must be there", line);
    id = line["id"] ?? null;
    return { id, ...told(modelNamed(name), body) };
  } catch (error) {
    if (error instanceof LineError) return problem(error, id);
    throw error;
  }
}

/** The model with this id; throws `LineError` with the nearest when there is none. */
export function modelNamed(name: string, line?: JsonObject): Model {
  const model = MODELS.get(name);
  if (model !== undefined) return model;
  const near = nearest(name, [...MODELS.keys()]);
  const hint = near ? `did you mean ${near}?` : `there are: ${[...MODELS.keys()].join(", ")}`;
  throw new LineError("unknown_model", `there is no such model; ${hint}`, line);
}
