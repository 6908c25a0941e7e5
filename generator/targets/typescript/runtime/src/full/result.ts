/** What a finished task brought: its files, and how to save them. */

import type { Resource, SucceededTask } from "../results.ts";
import type { Json, JsonObject } from "../violations.ts";
import type { SaveAllOptions, SaveOptions } from "./save.ts";

/** One file that came out. */
export class ResultResource implements Resource {
  readonly url: string;
  readonly type: Resource["type"];
  readonly width: number | null;
  readonly height: number | null;
  readonly format: string | null;
  readonly role: Resource["role"];
  readonly raw: JsonObject;
  readonly #save: (directory: string, options: SaveOptions) => Promise<string>;

  constructor(
    resource: Resource,
    save: (directory: string, options: SaveOptions) => Promise<string>,
  ) {
    this.url = resource.url;
    this.type = resource.type;
    this.width = resource.width;
    this.height = resource.height;
    this.format = resource.format;
    this.role = resource.role;
    this.raw = resource.raw;
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
  readonly durationMs: number | null;
  readonly amount: string | null;
  readonly expiresAt: Date | null;
  readonly #baseUrl: string;

  constructor(state: SucceededTask, baseUrl: string) {
    this.taskId = state.taskId;
    this.modelId = state.modelId;
    this.word = state.word;
    this.raw = state.raw;
    this.durationMs = state.durationMs;
    this.amount = state.amount;
    this.expiresAt = state.expiresAt;
    this.#baseUrl = baseUrl;
    this.resources = state.resources.map(
      (resource, index) =>
        new ResultResource(resource, async (directory, options) => {
          // Only who saves needs a file system, and what reads files.
          const { saveOne } = await import("./save.ts");
          return saveOne({ taskId: this.taskId, index, resource, baseUrl }, directory, options);
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
    }));
    return saveAll(this.taskId, sources, directory, options);
  }

  /** Without the addresses: whoever has one can fetch the file. */
  toJSON(): Json {
    return { status: this.status, task_id: this.taskId, files: this.resources.length };
  }
}
