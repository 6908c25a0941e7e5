/** What a finished task brought: its files, and how to save them. */

import { asObject, textOf } from "../read-json.ts";
import type { Resource, SucceededTask } from "../results.ts";
import type { Json, JsonObject } from "../violations.ts";
import type { OnRequest } from "./request-event.ts";
import type { SaveAllOptions, SaveOptions } from "./save.ts";

/** One file that came out. */
export class ResultResource implements Resource {
  readonly url: string;
  readonly type: Resource["type"];
  /** Pixels. */
  readonly width: number | null;
  /** Pixels. */
  readonly height: number | null;
  /** The file's format, such as `png`. */
  readonly format: string | null;
  readonly role: NonNullable<Resource["role"]> | null;
  /** What the service says of it. */
  readonly raw: JsonObject;
  readonly #save: (directory: string, options: SaveOptions) => Promise<string>;

  constructor(
    resource: Resource,
    save: (directory: string, options: SaveOptions) => Promise<string>,
  ) {
    this.url = resource.url;
    this.type = resource.type;
    this.width = numberOf(resource.width);
    this.height = numberOf(resource.height);
    this.format = textOf(resource.format);
    this.role = textOf(resource.role);
    this.raw = resource as unknown as JsonObject;
    this.#save = save;
  }

  /**
   * Downloads the file into a folder, which is made if it is not there; needs a file system.
   *
   * @returns Its path; the file is complete, or not there.
   * @throws {DownloadError} It could not be fetched or written.
   */
  save(directory: string, options: SaveOptions = {}): Promise<string> {
    return this.#save(directory, options);
  }
}

/** What a finished task brought. */
export class Result implements SucceededTask {
  readonly status = "success";
  readonly taskId: string;
  readonly modelId: string | null;
  readonly word: string;
  readonly raw: JsonObject;
  readonly resources: readonly ResultResource[];
  /** From submit to end, as the service counts; not the length of a clip. */
  readonly durationMs: number | null;
  /** What the task cost, as a decimal. */
  readonly amount: string | null;
  /** When the files go away. */
  readonly expiresAt: Date | null;
  readonly #baseUrl: string;
  readonly #listener: OnRequest | undefined;

  constructor(state: SucceededTask, baseUrl: string, onRequest?: OnRequest) {
    this.taskId = state.taskId;
    this.modelId = state.modelId;
    this.word = state.word;
    this.raw = state.raw;
    const { duration, billing, result_expires_at } = state.raw;
    const expires = numberOf(result_expires_at);
    this.durationMs = numberOf(duration);
    this.amount = textOf(asObject(billing)?.["amount"]);
    this.expiresAt = expires === null ? null : new Date(expires);
    this.#baseUrl = baseUrl;
    this.#listener = onRequest;
    this.resources = state.resources.map(
      (resource, index) =>
        new ResultResource(resource, async (directory, options) => {
          // Only who saves needs a file system, and what reads files.
          const { saveOne } = await import("./save.ts");
          const source = { taskId: this.taskId, index, resource, baseUrl, onRequest };
          return saveOne(source, directory, options);
        }),
    );
  }

  /**
   * Downloads every file, in order.
   *
   * @returns Their paths.
   * @throws {DownloadError} One of them was not saved; `saved` holds the paths of those before it.
   */
  async save(directory: string, options: SaveAllOptions = {}): Promise<string[]> {
    const { saveAll } = await import("./save.ts");
    const sources = this.resources.map((resource, index) => ({
      taskId: this.taskId,
      index,
      resource,
      baseUrl: this.#baseUrl,
      onRequest: this.#listener,
    }));
    return saveAll(this.taskId, sources, directory, options);
  }

  /** Without the addresses: whoever has one can fetch the file. */
  toJSON(): Json {
    return { status: this.status, task_id: this.taskId, files: this.resources.length };
  }
}

function numberOf(value: Json | undefined): number | null {
  return typeof value === "number" ? value : null;
}
