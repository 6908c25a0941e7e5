/** What the service says of a task, as types that tell success from all else. */

import { asObject, textOf } from "./read-json.ts";
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
  readonly width?: number | null;
  /** Pixels. */
  readonly height?: number | null;
  /** The file's format, such as `png`. */
  readonly format?: string | null;
  readonly role?: "primary" | "cover" | "thumbnail" | "alternative" | OtherWord | null;
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
}

/** A task that goes on, or ended without a result. */
export interface OtherTask extends TaskFields {
  readonly status: (typeof KNOWN)[number] | "other";
}

/** The state of a task; `status: "success"` has resources. */
export type TaskState = SucceededTask | OtherTask;

/** What the service says of a task, read. */
export function taskState(raw: JsonObject, taskId: string): TaskState {
  const word = textOf(raw["status"]) ?? "";
  const fields = { taskId, modelId: textOf(raw["model_id"]), word, raw };
  if (word !== "success") {
    return { status: KNOWN.find((known) => known === word) ?? "other", ...fields };
  }
  const listed = asObject(raw["result"])?.["resources"];
  const resources = Array.isArray(listed) ? (listed as readonly Json[]) : [];
  return {
    status: word,
    ...fields,
    // As the service describes them; one that has no address is none.
    resources: resources.filter((item) => textOf(asObject(item)?.["url"])) as unknown as Resource[],
  };
}
