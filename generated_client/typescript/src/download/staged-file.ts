/** A file that is complete or not there: written beside its place, then put there in one step. */

import { randomUUID } from "node:crypto";
import { type FileHandle, link, mkdir, open, readdir, rename, rm } from "node:fs/promises";
import { join } from "node:path";
import { DownloadError } from "../errors.ts";
import { clashKey } from "./file-name.ts";

/** A file on its way to its folder. */
export class StagedFile {
  readonly #directory: string;
  readonly #path: string;
  readonly #file: FileHandle;

  private constructor(directory: string, path: string, file: FileHandle) {
    this.#directory = directory;
    this.#path = path;
    this.#file = file;
  }

  /** Begins one in the folder, which is made if it is not there. */
  static async open(directory: string): Promise<StagedFile> {
    return written(async () => {
      await mkdir(directory, { recursive: true });
      const path = join(directory, `.modellix-${randomUUID()}.part`);
      return new StagedFile(directory, path, await open(path, "wx", 0o666));
    });
  }

  /** What follows is written from this byte on; what was behind it is gone. */
  beginAt(offset: number): Promise<void> {
    return written(() => this.#file.truncate(offset));
  }

  /** Writes a piece at its place. */
  async write(piece: Uint8Array, at: number): Promise<void> {
    await written(async () => {
      for (let done = 0; done < piece.length; ) {
        const { bytesWritten } = await this.#file.write(piece, done, undefined, at + done);
        done += bytesWritten;
      }
    });
  }

  /**
   * Puts the file in its place.
   *
   * @param name Gives a name, when told which are taken.
   * @returns Its path.
   */
  async finish(
    name: (taken: ReadonlySet<string>) => string,
    taken: ReadonlySet<string>,
    overwrite: boolean,
  ): Promise<string> {
    return written(async () => {
      await this.#file.sync();
      await this.#file.close();
      const used = new Set(taken);
      if (!overwrite) {
        for (const there of await readdir(this.#directory)) used.add(clashKey(there));
      }
      for (;;) {
        const found = name(used);
        const path = join(this.#directory, found);
        if (overwrite) {
          await rename(this.#path, path);
          return path;
        }
        try {
          // Never over a file that came meanwhile.
          await link(this.#path, path);
          await rm(this.#path, { force: true });
          return path;
        } catch (error) {
          if ((error as { code?: string }).code !== "EEXIST") throw error;
          used.add(clashKey(found));
        }
      }
    });
  }

  /** Leaves nothing half behind. */
  async discard(): Promise<void> {
    await this.#file.close().catch(() => undefined);
    await rm(this.#path, { force: true }).catch(() => undefined);
  }
}

async function written<T>(work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (error) {
    const { code = "an error" } = error as { code?: string };
    throw new DownloadError(`it cannot be written (${code})`);
  }
}
