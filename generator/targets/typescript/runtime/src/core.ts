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
import { type Answer, Failure } from "./core/exchange.ts";
import { Polling } from "./core/polling.ts";
import { Resending } from "./core/resending.ts";
import { type Accepted, Submission } from "./core/submission.ts";
import { documented, type PathForms } from "./core/vintage.ts";
import { ConfigurationError, InvalidRequestError, ModellixError } from "./errors.ts";
import type { Model } from "./model.ts";
import { EvenPace, type Pace } from "./pace.ts";
import { type OtherTask, type SucceededTask, type TaskState, taskState } from "./results.ts";
import { SERVER, TASK } from "./spec.ts";
import { type Fetch, Transport } from "./transport.ts";
import { describe, type JsonObject } from "./violations.ts";
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

/** A request that was checked and laid out. */
export interface Draft {
  readonly body: Body;
  /** What an error may show of the service's message: it may quote the request. */
  readonly shown: (message: string) => string;
}

const LOOPBACK = /^http:\/\/(?:localhost|127(?:\.[0-9]+){3}|\[::1\])(?::|\/|$)/;

/** A client for one key; `T` is what a finished task is told as. */
export class Client<T extends SucceededTask = SucceededTask> {
  protected readonly clock: Clock;
  protected readonly pace: Pace;
  protected readonly transport: Transport;
  readonly #apiKey: string;
  readonly #forms: PathForms;

  /** @throws {ConfigurationError} A setting that cannot be used. */
  constructor(options: CoreOptions, pace: Pace = new EvenPace(), forms: PathForms = documented) {
    const { apiKey = "", baseUrl = SERVER, clock = systemClock } = options;
    if (!/^[!-~]*$/.test(apiKey)) {
      throw new ConfigurationError("apiKey must be printable ASCII without white space");
    }
    if (!/^https:\/\/./.test(baseUrl) && !LOOPBACK.test(baseUrl)) {
      throw new ConfigurationError("baseUrl must begin with https://, as the API key goes there");
    }
    if (apiKey && "document" in globalThis && !options.dangerouslyAllowBrowser) {
      throw new ConfigurationError(
        "in a browser everybody can read the API key; dangerouslyAllowBrowser: true allows it",
      );
    }
    this.#apiKey = apiKey;
    this.clock = clock;
    this.pace = pace;
    this.#forms = forms;
    const send = options.fetch ?? plainFetch;
    this.transport = new Transport(baseUrl, apiKey, options.timeoutMs, send, clock);
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
      const lines = violations.map((one) => `  ${describe(one)} [${one.rule}]`);
      throw new InvalidRequestError(
        `${model.id}: nothing was sent\n${lines.join("\n")}`,
        violations,
      );
    }
    return this.send(
      model as Model,
      { body: textBody(toText(request, model.layout)), shown: category },
      options,
    );
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
  protected async send(model: Model, draft: Draft, options: SendOptions): Promise<Task<T>> {
    const clock = this.clock;
    const { headers = {}, timeoutMs, submitTimeoutMs, signal } = options;
    checkedMs("timeoutMs", timeoutMs, 1);
    checkedMs("submitTimeoutMs", submitTimeoutMs, 1);
    this.needKey();
    const resending = new Resending(clock.now(), submitTimeoutMs, options.retryLimited ?? false);
    const submission = new Submission(model, this.#forms, draft.shown);
    for (;;) {
      const event = await this.#inTurn(resending, signal, (budgetMs) =>
        this.transport.exchange(
          { method: "POST", path: submission.path, headers, body: draft.body },
          { timeoutMs, budgetMs, signal },
        ),
      );
      const verdict = submission.receive(event);
      if (verdict instanceof ModellixError) {
        const pause = resending.pauseMs(clock.now(), verdict);
        if (pause === null) throw verdict;
        await clock.sleep(pause, signal);
      } else if (verdict !== null) {
        return this.#task(verdict, model.id);
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
    const clock = this.clock;
    const begun = clock.now();
    const firstLook = from && from.begun + TASK.firstDelayMs;
    const polling = new Polling(TASK, checkedId(taskId), {
      now: begun,
      timeoutMs: checkedMs("timeoutMs", timeoutMs, 0) ?? TASK.waitTimeoutMs,
      firstLook,
      steady,
    });
    const watched = begun <= (firstLook ?? 0);
    const place = this.pace.place(false, from && { ...from, watched });
    try {
      for (;;) {
        signal?.throwIfAborted();
        const now = clock.now();
        const { done, look, ms } = polling.next(now);
        if (done instanceof ModellixError) throw done;
        if (done) return;
        const pause = look ? Math.min(place.turn(now), ms) : ms;
        if (!look || pause > 0) {
          await clock.sleep(pause, signal);
          continue;
        }
        const event = await this.transport.exchange(look, { budgetMs: ms, signal });
        place.heard(clock.now(), event);
        const data = polling.receive(clock.now(), event);
        if (data) {
          place.seen?.(polling.finished);
          yield this.told(taskState(data, taskId));
        }
      }
    } catch (error) {
      // Whoever sees this end knows which task goes on: it is paid, and can be found.
      if (error instanceof Object && Object.isExtensible(error)) {
        (error as { taskId?: string | null }).taskId ??= taskId;
      }
      throw error;
    } finally {
      place.leave();
    }
  }

  protected needKey(): void {
    if (!this.#apiKey) throw new ConfigurationError("there is no API key, nothing was sent");
  }

  #task({ taskId, data }: Accepted, modelId: string): Task<T> {
    const from = { modelId, begun: this.clock.now() };
    return new Task(taskId, data, from, (options, steady) =>
      this.follow(taskId, options, from, steady),
    );
  }

  /** Sends a submit when it is its turn. */
  async #inTurn(
    resending: Resending,
    signal: AbortSignal | undefined,
    send: (budgetMs: number | undefined) => Promise<Answer | Failure>,
  ): Promise<Answer | Failure> {
    const clock = this.clock;
    const place = this.pace.place(true);
    try {
      for (let pause = place.turn(clock.now()); pause > 0; pause = place.turn(clock.now())) {
        if (pause >= (resending.budgetMs(clock.now()) ?? Number.POSITIVE_INFINITY)) {
          return new Failure("the rate limit lets it go only after submitTimeoutMs", false);
        }
        await clock.sleep(pause, signal);
      }
      const event = await send(resending.budgetMs(clock.now()));
      place.heard(clock.now(), event);
      return event;
    } finally {
      place.leave();
    }
  }
}

/** The states of a task, one after the other. */
export type Updates<T extends SucceededTask> = AsyncGenerator<T | OtherTask, void, void>;

/** A submitted task. */
export class Task<T extends SucceededTask = SucceededTask> {
  readonly id: string;
  readonly modelId: string;
  /** What the service said when it accepted the request. */
  readonly raw: JsonObject;
  /** Its states at every reading; the last one is a success, other ends throw. */
  readonly updates: (options?: WaitOptions, steady?: boolean) => Updates<T>;

  /** Made by a client; `follow` follows the task from its first look on. */
  constructor(
    id: string,
    raw: JsonObject,
    { modelId }: Origin,
    follow: (options: WaitOptions, steady?: boolean) => Updates<T>,
  ) {
    this.id = id;
    this.modelId = modelId;
    this.raw = raw;
    this.updates = (options = {}, steady) => follow(options, steady);
  }

  /** Waits for its result; throws what `Client.wait` throws. */
  wait(options: WaitOptions = {}): Promise<T> {
    return lastOf(this.updates(options), options);
  }
}

async function lastOf<T extends SucceededTask>(
  updates: Updates<T>,
  { onUpdate }: WaitOptions,
): Promise<T> {
  for await (const state of updates) {
    await onUpdate?.(state);
    if (state.status === "success") return state;
  }
  throw new TypeError("no success, no error");
}

/** The global fetch, for an address that it takes as it is written. */
const plainFetch: Fetch = async (url, init) => {
  // It would take `%2E%2E` for a step up, and read something else than was asked for.
  if (new URL(url).href !== url) throw new TypeError("unusable address");
  return fetch(url, init);
};

/** Of a message that may quote the request, only what it begins with is shown. */
function category(message: string): string {
  return message.split(":", 1)[0] ?? "";
}

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
