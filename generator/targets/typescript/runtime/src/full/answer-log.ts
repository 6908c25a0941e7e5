/** A log of what the service said to submits, to hold the spec against; off by default. */

import { ConfigurationError } from "../errors.ts";

/** The path of a file that lines are added to, or a function that takes each line. */
export type AnswerSink = string | ((line: string) => unknown);

/** Where the lines go; one that fails is told once, the task is not lost by it. */
export class AnswerLog {
  readonly #sink: AnswerSink;
  readonly #warn: (text: string) => void;
  #warned = false;

  /** @throws {ConfigurationError} Neither a path nor a function. */
  constructor(sink: AnswerSink, warn: (text: string) => void) {
    if (typeof sink !== "function" && (typeof sink !== "string" || !sink)) {
      throw new ConfigurationError("answerLog must be the path of a file, or a function");
    }
    this.#sink = sink;
    this.#warn = warn;
  }

  /**
   * Adds a line; does not throw. Resolves when a file has it, so that it outlives a program that ends
   * with the answer; a function may take its time, and the task does not wait for it.
   */
  async note(line: () => string): Promise<void> {
    try {
      if (typeof this.#sink === "string") await append(this.#sink, line());
      else Promise.resolve(this.#sink(line())).catch((error) => this.#failed(error));
    } catch (error) {
      this.#failed(error);
    }
  }

  #failed(error: unknown): void {
    if (this.#warned) return;
    this.#warned = true;
    const { code, name } = Object(error) as { code?: string; name?: string };
    const reason = code ?? name ?? "no reason told";
    this.#warn(`the answer log cannot be written (${reason}); it will lack lines`);
  }
}

/** One write a line, so that processes may share a file. */
async function append(path: string, line: string): Promise<void> {
  const { appendFile } = await import("node:fs/promises");
  await appendFile(path, line, { mode: 0o600 });
}
