/** What the service says of a task, as types that tell success from all else. */

import { asObject } from "./read-json.ts";
import type { Json, JsonObject } from "./violations.ts";

/** A word that is not known yet, beside those that are. */
export type OtherWord = string & Record<never, never>;

const KNOWN = ["pending", "processing", "failed", "canceled"] as const;

/** One file that came out. */
export interface Resource {
  /** Where it can be downloaded; expires. */
  readonly url: string;
  readonly type: "image" | "video" | "audio" | "document" | OtherWord;
  /** Pixels. */
  readonly width: number | null;
  /** Pixels. */
  readonly height: number | null;
  /** The file's format, such as `png`. */
  readonly format: string | null;
  readonly role: "primary" | "cover" | "thumbnail" | "alternative" | OtherWord | null;
  /** What the service says of it. */
  readonly raw: JsonObject;
}

/** What every state of a task has. */
export interface TaskFields {
  readonly taskId: string;
  readonly modelId: string | null;
  /** The status as the service wrote it; also one that is not known yet. */
  readonly word: string;
  /** All that the service says of the task. */
  readonly raw: JsonObject;
}

/** A task that has a result. */
export interface SucceededTask extends TaskFields {
  readonly status: "success";
  /** The files; may be empty. */
  readonly resources: readonly Resource[];
  /** From submit to end, as the service counts; not the length of a clip. */
  readonly durationMs: number | null;
  /** What the task cost, as a decimal. */
  readonly amount: string | null;
  /** When the files go away. */
  readonly expiresAt: Date | null;
}

/** A task that goes on, or ended without a result. */
export interface OtherTask extends TaskFields {
  readonly status: (typeof KNOWN)[number] | "other";
}

/** The state of a task; `status: "success"` has resources. */
export type TaskState = SucceededTask | OtherTask;

/** What the service says of a task, read. */
export function taskState(raw: JsonObject, taskId: string): TaskState {
  const word = text(raw["status"]) ?? "";
  const fields = { taskId, modelId: text(raw["model_id"]), word, raw };
  if (word !== "success") {
    return { status: KNOWN.find((known) => known === word) ?? "other", ...fields };
  }
  const expires = number(raw["result_expires_at"]);
  const listed = asObject(raw["result"])?.["resources"];
  const resources: Resource[] = [];
  for (const item of Array.isArray(listed) ? (listed as readonly Json[]) : []) {
    const resource = asObject(item);
    if (resource) resources.push(resourceOf(resource));
  }
  return {
    status: word,
    ...fields,
    resources,
    durationMs: number(raw["duration"]),
    amount: text(asObject(raw["billing"])?.["amount"]),
    expiresAt: expires === null ? null : new Date(expires),
  };
}

function resourceOf(raw: JsonObject): Resource {
  return {
    url: text(raw["url"]) ?? "",
    type: (text(raw["type"]) ?? "") as Resource["type"],
    width: number(raw["width"]),
    height: number(raw["height"]),
    format: text(raw["format"]),
    role: text(raw["role"]) as Resource["role"],
    raw,
  };
}

function text(value: Json | undefined): string | null {
  return typeof value === "string" ? value : null;
}

function number(value: Json | undefined): number | null {
  return typeof value === "number" ? value : null;
}
