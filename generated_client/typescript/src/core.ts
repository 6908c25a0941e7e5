/**
 * The small client: submit and wait for the models that are imported, and nothing else.
 *
 * ```ts
 * import { Client } from "modellix-client/core";
 * import { v2Mi2i } from "modellix-client/kling/v2-mi2i";
 *
 * const client = new Client({ apiKey: "mdlx-your-key" });
 * const task = await client.submit(v2Mi2i, { prompt: "Two friends in a cafe" });
 * const result = await task.wait();
 * ```
 */

import { type Body, textBody } from "./body.ts";
import { type Clock, systemClock } from "./clock.ts";
import type { Exchange, Reading } from "./core/exchange.ts";
import { type Polling, polling, type Wait } from "./core/polling.ts";
import { resending } from "./core/resending.ts";
import { type Accepted, documented, type Submission } from "./core/submission.ts";
import { ConfigurationError, InvalidRequestError, ModellixError } from "./errors.ts";
import { PROGRESS_MS } from "./limits.ts";
import type { Model } from "./model.ts";
import { type OtherTask, type SucceededTask, type TaskState, taskState } from "./results.ts";
import { FIRST_DELAY_MS, SERVER, WAIT_TIMEOUT_MS } from "./spec.ts";
import { exchangeBy, type Fetch, plainFetch } from "./transport.ts";
import { type JsonObject, shortened } from "./violations.ts";
import { toText } from "./write-json.ts";

export type { Clock } from "./clock.ts";
export type { ImageInput } from "./media-input.ts";
export type { Model } from "./model.ts";
export type { OtherTask, OtherWord, Resource, SucceededTask, TaskState } from "./results.ts";
export type { Fetch } from "./transport.ts";
export type { Findings, Json, JsonObject, Violation } from "./violations.ts";

/** The settings of a client; durations are milliseconds. */
export interface CoreOptions {
  readonly apiKey?: string | undefined;
  /** The service's origin, with nothing behind it. */
  readonly baseUrl?: string | undefined;
  /** Without progress for so long a request is given up: 60,000. */
  readonly timeoutMs?: number | undefined;
  /** Instead of the global one, for tests and special networks. */
  readonly fetch?: Fetch | undefined;
  /** The time that waits and limits are measured by. */
  readonly clock?: Clock | undefined;
  /** In a browser everybody who opens the page can read the key. */
  readonly dangerouslyAllowBrowser?: boolean | undefined;
}

/** How one submit is sent; durations are milliseconds. */
export interface SendOptions {
  /** Headers to send besides the client's. */
  readonly headers?: Readonly<Record<string, string>> | undefined;
  /** Without progress for so long an attempt is given up. */
  readonly timeoutMs?: number | undefined;
  /** For the submit as a whole, its attempts and pauses included. */
  readonly submitTimeoutMs?: number | undefined;
  /** Whether to send again after a 429, which started nothing. */
  readonly retryLimited?: boolean | undefined;
  /** Ends the submit; one whose last byte was handed over has an unknown outcome then. */
  readonly signal?: AbortSignal | undefined;
}

/** How a task is waited for; durations are milliseconds. */
export interface WaitOptions {
  /** For how long to wait: 1,800,000. */
  readonly timeoutMs?: number | undefined;
  /** Called with the task at every reading. */
  readonly onUpdate?: ((state: TaskState) => unknown) | undefined;
  /** Ends the wait, also while it sleeps; the task goes on at the service. */
  readonly signal?: AbortSignal | undefined;
}

/** What is known of a task that was submitted here. */
export interface Origin {
  readonly modelId: string;
  /** When it was accepted. */
  readonly begun: number;
}

const LOOPBACK = /^http:\/\/(localhost|127(\.\d+){3}|\[::1\])(:|\/|$)/;

/** A client for one key; `T` is what a finished task is told as. */
export class Client<T extends SucceededTask = SucceededTask> {
  declare protected readonly clock: Clock;
  /** Carries a request out at once. */
  declare protected exchange: Exchange;
  /** Carries a submit out, when it is its turn. */
  declare protected paid: Exchange;
  readonly #apiKey: string;

  /**
   * @param reading How much of an answer is understood, and shown.
   * @throws {ConfigurationError} A setting that cannot be used.
   */
  constructor(options: CoreOptions, reading: Reading = BRIEF) {
    const { apiKey = "", baseUrl = SERVER, clock = systemClock, fetch = plainFetch } = options;
    if (!/^[!-~]*$/.test(apiKey)) throw new ConfigurationError("apiKey must be printable ASCII");
    if (!/^https:\/\/./.test(baseUrl) && !LOOPBACK.test(baseUrl)) {
      throw new ConfigurationError("baseUrl must begin with https://, as the API key goes there");
    }
    if (apiKey && "document" in globalThis && !options.dangerouslyAllowBrowser) {
      throw new ConfigurationError(
        "everybody can read the API key in a browser; dangerouslyAllowBrowser: true allows it",
      );
    }
    this.#apiKey = apiKey;
    this.clock = clock;
    const idleMs = options.timeoutMs ?? PROGRESS_MS;
    this.exchange = this.paid = exchangeBy(fetch, baseUrl, apiKey, clock, idleMs, reading);
  }

  /**
   * Submits a request; it is billed once the service accepts it.
   *
   * @throws {InvalidRequestError} It breaks a rule; nothing was sent.
   * @throws {APIStatusError} The service turned it down; nothing was started.
   * @throws {NotSubmittedError} It provably did not arrive.
   * @throws {SubmissionOutcomeUnknownError} The service may or may not have started a task.
   */
  async submit<R extends object>(
    model: Model<R>,
    request: R,
    options: SendOptions = {},
  ): Promise<Task<T>> {
    const { violations } = model.check(request);
    if (violations.length > 0) {
      const lines = violations.map(
        (one) => `\n  ${shortened(one.path) || "request"}: ${one.message} [${one.rule}]`,
      );
      throw new InvalidRequestError(`${model.id}: nothing was sent${lines.join("")}`, violations);
    }
    return this.send(documented(model as Model), textBody(toText(request, model.layout)), options);
  }

  /**
   * Waits for a task that was submitted some time, by whatever program, and looks at once.
   *
   * An error of the wait, the signal's reason too, carries the task's id as `taskId`.
   *
   * @throws {TaskFailedError} The task ended without a result.
   * @throws {TaskTimeoutError} The time is over; the task goes on.
   */
  wait(taskId: string, options: WaitOptions = {}): Promise<T> {
    return lastOf(this.updates(taskId, options), options);
  }

  /** The states of a task at every reading; the last one is a success, other ends throw. */
  updates(taskId: string, options: WaitOptions = {}): Updates<T> {
    return this.follow(taskId, options);
  }

  /** What callers see of a state. */
  protected told(state: TaskState): T | OtherTask {
    return state as T | OtherTask;
  }

  /** Sends a submit, and once more only what provably started nothing. */
  protected async send(
    submission: Submission,
    body: Body,
    { headers, timeoutMs, submitTimeoutMs, retryLimited, signal }: SendOptions,
  ): Promise<Task<T>> {
    const { clock } = this;
    checkedMs("timeoutMs", timeoutMs, 1);
    checkedMs("submitTimeoutMs", submitTimeoutMs, 1);
    this.needKey();
    const again = resending(clock.now(), submitTimeoutMs, retryLimited);
    for (;;) {
      const event = await this.paid(
        { method: "POST", path: submission.path, headers, body },
        { timeoutMs, budgetMs: again.budgetMs(clock.now()), signal },
      );
      const verdict = submission.receive(event);
      if (verdict instanceof ModellixError) {
        const pause = again.pauseMs(clock.now(), verdict);
        if (pause === null) throw verdict;
        await clock.sleep(pause, signal);
      } else if (verdict) {
        return this.#task(verdict, submission.modelId);
      }
    }
  }

  /** The states of a task; `from` is what is known of one that was submitted here. */
  protected async *follow(
    taskId: string,
    { timeoutMs, signal }: WaitOptions,
    from?: Origin,
    steady?: boolean,
  ): Updates<T> {
    this.needKey();
    const { clock } = this;
    const wait = this.polling(
      checkedId(taskId),
      {
        now: clock.now(),
        timeoutMs: checkedMs("timeoutMs", timeoutMs, 0) ?? WAIT_TIMEOUT_MS,
        firstLook: from && from.begun + FIRST_DELAY_MS,
        steady,
      },
      from,
    );
    try {
      for (;;) {
        signal?.throwIfAborted();
        const { done, look, ms } = wait.next(clock.now());
        if (done === true) return;
        if (done) throw done;
        if (!look) {
          await clock.sleep(ms, signal);
          continue;
        }
        const event = await this.exchange(look, { budgetMs: ms, signal });
        const data = wait.receive(clock.now(), event);
        if (data) yield this.told(taskState(data, taskId));
      }
    } catch (error) {
      // Whoever sees this end knows which task goes on: it is paid, and can be found.
      if (Object.isExtensible(error)) (error as { taskId?: string | null }).taskId ??= taskId;
      throw error;
    } finally {
      wait.leave?.();
    }
  }

  /** When to look at a task, and what an answer means. */
  protected polling(taskId: string, wait: Wait, _from?: Origin): Polling {
    return polling(taskId, wait);
  }

  protected needKey(): void {
    if (!this.#apiKey) throw new ConfigurationError("there is no API key, nothing was sent");
  }

  #task({ taskId, data }: Accepted, modelId: string): Task<T> {
    const from = { modelId, begun: this.clock.now() };
    const updates: Task<T>["updates"] = (options = {}, steady) =>
      this.follow(taskId, options, from, steady);
    const wait = (options: WaitOptions = {}) => lastOf(updates(options), options);
    return { id: taskId, modelId, raw: data, updates, wait };
  }
}

/** The states of a task, one after the other. */
export type Updates<T extends SucceededTask> = AsyncGenerator<T | OtherTask, void, void>;

/** A submitted task. */
export interface Task<T extends SucceededTask = SucceededTask> {
  readonly id: string;
  readonly modelId: string;
  /** What the service said when it accepted the request. */
  readonly raw: JsonObject;
  /** Its states at every reading; the last one is a success, other ends throw. */
  updates(options?: WaitOptions, steady?: boolean): Updates<T>;
  /** Waits for its result; throws what `Client.wait` throws. */
  wait(options?: WaitOptions): Promise<T>;
}

async function lastOf<T extends SucceededTask>(
  updates: Updates<T>,
  { onUpdate }: WaitOptions,
): Promise<T> {
  let last: T | OtherTask | undefined;
  for await (last of updates) await onUpdate?.(last);
  return last as T; // all else would have thrown
}

const BRIEF: Reading = {
  retryAfterMs: ({ "retry-after": seconds = "" }) =>
    /^\d+$/.test(seconds) ? Math.min(Number(seconds) * 1000, 60_000) : null,
  // Of words that may quote the request, only what they begin with.
  quoted: (words) => words.split(":", 1)[0] ?? "",
};

/** A task id that a path can carry. */
export function checkedId(taskId: unknown): string {
  if (typeof taskId === "string" && taskId) return taskId;
  throw new ConfigurationError("a task id must be a string that is not empty");
}

/** A duration of the caller's, if there is one: in whole milliseconds, at most ten years. */
export function checkedMs(name: string, ms: number | undefined, least: number): number | undefined {
  if (ms === undefined || (ms >= least && ms <= 3.2e11)) return ms && Math.round(ms);
  throw new ConfigurationError(`${name} must be a number of milliseconds from ${least} on`);
}
