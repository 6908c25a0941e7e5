/** Tasks, found by their ids; many of them are waited for under one request budget. */

import type { Task, Updates, WaitOptions } from "../core.ts";
import type { OtherTask, TaskState } from "../results.ts";
import type { BaseClient } from "./client.ts";
import type { Recovery } from "./ledger.ts";
import type { Result } from "./result.ts";

/** What became of one task: its result, or the error that ended the wait for it. */
export type Outcome =
  | { readonly taskId: string; readonly result: Result; readonly error?: undefined }
  | { readonly taskId: string; readonly error: unknown; readonly result?: undefined };

/** How many tasks are waited for. */
export interface WaitAllOptions extends Omit<WaitOptions, "onUpdate"> {
  readonly onUpdate?: ((state: TaskState) => unknown) | undefined;
}

/** `client.tasks`. */
export class Tasks {
  readonly #client: BaseClient;
  readonly #follow: (taskId: string, options: WaitOptions) => Updates<Result>;
  readonly #recover: () => Promise<Recovery>;

  /** `follow` reads a task as often as the shared budget allows; `recover` reads the journal. */
  constructor(
    client: BaseClient,
    follow: (taskId: string, options: WaitOptions) => Updates<Result>,
    recover: () => Promise<Recovery>,
  ) {
    this.#client = client;
    this.#follow = follow;
    this.#recover = recover;
  }

  /**
   * What the client's journal says is left to look after; nothing is asked of the service. Accepted
   * submits stay in it until a wait with the same journal saw their end.
   *
   * @throws {ConfigurationError} The client keeps no journal, or it cannot be read.
   */
  recover(): Promise<Recovery> {
    return this.#recover();
  }

  /** Reads a task once. */
  get(taskId: string, options: Pick<WaitOptions, "signal"> = {}): Promise<Result | OtherTask> {
    return this.#client.get(taskId, options);
  }

  /** Waits for a task, by whatever program it was submitted; looks at once. */
  wait(taskId: string, options: WaitOptions = {}): Promise<Result> {
    return this.#client.wait(taskId, options);
  }

  /** The states of a task at every reading; the last one is a success, other ends throw. */
  updates(taskId: string, options: WaitOptions = {}): Updates<Result> {
    return this.#client.updates(taskId, options);
  }

  /**
   * Waits for many tasks, or ids of tasks; outcomes in their order, and no task's error is thrown.
   * Of a task that this client submitted it is known when it began, which sharpens the reading.
   */
  async waitAll(
    tasks: readonly (string | Task<Result>)[],
    options: WaitAllOptions = {},
  ): Promise<Outcome[]> {
    return Promise.all(tasks.map((task) => this.#outcome(task, options)));
  }

  /** The same, one outcome after the other as they come. */
  async *asCompleted(
    tasks: readonly (string | Task<Result>)[],
    options: WaitAllOptions = {},
  ): AsyncGenerator<Outcome, void, void> {
    const left = new AbortController();
    const signals = [left.signal, ...(options.signal ? [options.signal] : [])];
    const signal = AbortSignal.any(signals);
    const waiting = new Map(
      tasks.map((task, index) => [
        index,
        this.#outcome(task, { ...options, signal }).then((outcome) => ({ index, outcome })),
      ]),
    );
    try {
      while (waiting.size > 0) {
        const { index, outcome } = await Promise.race(waiting.values());
        waiting.delete(index);
        yield outcome;
      }
    } finally {
      // Whoever stops reading leaves nothing running.
      left.abort();
    }
  }

  async #outcome(task: string | Task<Result>, options: WaitAllOptions): Promise<Outcome> {
    const taskId = typeof task === "string" ? task : task.id;
    try {
      const updates =
        typeof task === "string" ? this.#follow(task, options) : task.updates(options, true);
      for await (const state of updates) {
        await options.onUpdate?.(state);
        if (state.status === "success") return { taskId, result: state };
      }
      throw new TypeError("a wait ends with a success or an error");
    } catch (error) {
      return { taskId, error };
    }
  }
}
