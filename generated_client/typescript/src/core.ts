/**
 * The small client: submit, wait and run for the models that are imported, and nothing else.
 *
 * ```ts
 * import { Client } from "modellix-client/core";
 * import { v2Mi2i } from "modellix-client/kling/v2-mi2i";
 *
 * const result = await new Client().run(v2Mi2i, { prompt: "Two friends in a cafe" });
 * ```
 */

import { type Clock, systemClock } from "./clock.ts";
import { connectionError, errorOf, isOk } from "./core/answers.ts";
import { type Answer, Failure, type Request } from "./core/exchange.ts";
import { Polling } from "./core/polling.ts";
import { Resending } from "./core/resending.ts";
import { Schedule } from "./core/schedule.ts";
import type { Accepted } from "./core/submission.ts";
import { taskData, taskRequest } from "./core/task.ts";
import { type Routes, Vintages } from "./core/vintage.ts";
import { ConfigurationError, ModellixError } from "./errors.ts";
import type { Model } from "./model.ts";
import { Modes, type Validation } from "./modes.ts";
import { drafted, Outgoing } from "./outgoing.ts";
import { type SucceededTask, type TaskState, taskState } from "./results.ts";
import { milliseconds, resolveApiKey, resolveBaseUrl, resolveRoutes } from "./settings.ts";
import { TASK } from "./spec.ts";
import { type HeaderOptions, submitHeaders } from "./submit-headers.ts";
import { type Fetch, Transport } from "./transport.ts";
import { counted, Place } from "./turns.ts";
import type { JsonObject, Violation } from "./violations.ts";

export type { Clock } from "./clock.ts";
export type { Routes } from "./core/vintage.ts";
export type { ImageInput } from "./media/input.ts";
export type { Model } from "./model.ts";
export type { Mode, Validation } from "./modes.ts";
export type { OtherTask, OtherWord, Resource, SucceededTask, TaskState } from "./results.ts";
export type { Fetch } from "./transport.ts";
export type { Findings, Json, JsonObject, Violation } from "./violations.ts";

/** The settings of a client; durations are milliseconds. */
export interface ClientOptions {
  /** The key; else the environment variable `MODELLIX_API_KEY`. */
  readonly apiKey?: string | undefined;
  /** The service's origin; else `MODELLIX_BASE_URL`, else the service itself. */
  readonly baseUrl?: string | undefined;
  /** Which form of the API's paths; else `MODELLIX_ROUTES`, else `documented`. */
  readonly routes?: Routes | undefined;
  /** Without progress for so long a request is given up: 60,000. */
  readonly timeoutMs?: number | undefined;
  /** How strictly requests are checked: `strict`. */
  readonly validation?: Validation | undefined;
  /** Told of what looks wrong and does not block; `console.warn` when it is not given. */
  readonly onWarning?: ((text: string, finding: Violation) => void) | undefined;
  /** Instead of the global one, for tests and special networks. */
  readonly fetch?: Fetch | undefined;
  /** The time that waits and limits are measured by. */
  readonly clock?: Clock | undefined;
  /** In a browser everybody who opens the page can read the key. */
  readonly dangerouslyAllowBrowser?: boolean | undefined;
}

/** How one submit is sent; durations are milliseconds. */
export interface SubmitOptions extends HeaderOptions {
  /** Members to send unchecked besides the request's; they win over these. */
  readonly extraBody?: Readonly<Record<string, unknown>> | undefined;
  /** How strictly this request is checked. */
  readonly validation?: Validation | undefined;
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

/** Both; `waitTimeoutMs` is for the wait. */
export interface RunOptions extends SubmitOptions, Omit<WaitOptions, "timeoutMs"> {
  readonly waitTimeoutMs?: number | undefined;
  /** Called once the task is accepted, so that its id is known whatever comes. */
  readonly onSubmit?: ((task: Task) => unknown) | undefined;
}

/** A client for one key: all that it asks for shares one request budget. */
export class Client {
  readonly #apiKey: string;
  readonly #vintages: Vintages;
  readonly #validation: Validation | undefined;
  readonly #warn: (text: string, finding: Violation) => void;
  readonly #transport: Transport;
  readonly #clock: Clock;
  readonly #schedule = new Schedule();

  /** @throws {ConfigurationError} A setting that cannot be used. */
  constructor(options: ClientOptions = {}) {
    this.#apiKey = resolveApiKey(options.apiKey, options.dangerouslyAllowBrowser ?? false);
    this.#vintages = new Vintages(resolveRoutes(options.routes));
    this.#validation = options.validation;
    new Modes(options.validation);
    this.#warn = options.onWarning ?? ((text) => console.warn(text));
    this.#clock = options.clock ?? systemClock;
    this.#transport = new Transport(
      resolveBaseUrl(options.baseUrl),
      this.#apiKey,
      milliseconds("timeoutMs", options.timeoutMs, 1),
      options.fetch ?? plainFetch,
      this.#clock,
    );
  }

  /**
   * Submits a request; it is billed once the service accepts it.
   *
   * @throws {InvalidRequestError} It breaks a rule; nothing was sent.
   * @throws {MediaError} An image cannot be read; nothing was sent.
   * @throws {APIStatusError} The service turned it down; nothing was started.
   * @throws {NotSubmittedError} It provably did not arrive.
   * @throws {SubmissionOutcomeUnknownError} The service may or may not have started a task.
   */
  async submit<R extends object>(
    model: Model<R>,
    request: R,
    options: SubmitOptions = {},
  ): Promise<Task> {
    const { signal } = options;
    const timeoutMs = milliseconds("timeoutMs", options.timeoutMs, 1);
    const limitMs = milliseconds("submitTimeoutMs", options.submitTimeoutMs, 1);
    const modes = new Modes(options.validation, this.#validation);
    const headers = submitHeaders(options);
    const draft = await drafted(model as Model, request, options.extraBody, modes, this.#warn);
    this.#needKey();
    const resending = new Resending(this.#clock.now(), limitMs, options.retryLimited ?? false);
    const requestId = headers["x-request-id"] ?? null;
    const outgoing = new Outgoing(draft, this.#vintages, resending, requestId);
    for (;;) {
      const event = await this.#inTurn(resending, signal, () => ({
        method: "POST",
        path: outgoing.path,
        headers,
        body: draft.body,
        timeoutMs,
      }));
      const verdict = outgoing.receive(this.#clock.now(), event);
      if (typeof verdict !== "number") return this.#task(verdict, model.id);
      await this.#clock.sleep(verdict, signal);
    }
  }

  /** Submits a request and waits for its result; throws what `submit` and `wait` throw. */
  async run<R extends object>(
    model: Model<R>,
    request: R,
    options: RunOptions = {},
  ): Promise<SucceededTask> {
    const { waitTimeoutMs, onUpdate, onSubmit, signal } = options;
    // Before it, a task would be paid that nobody waits for.
    milliseconds("waitTimeoutMs", waitTimeoutMs, 0);
    const task = await this.submit(model, request, options);
    onSubmit?.(task);
    return task.wait({ timeoutMs: waitTimeoutMs, onUpdate, signal });
  }

  /**
   * Waits for a task that was submitted some time, by whatever program, and looks at once.
   *
   * An error of the wait, the signal's reason too, carries the task's id as `taskId`.
   *
   * @throws {TaskFailedError} The task ended without a result.
   * @throws {TaskTimeoutError} The time is over; the task goes on.
   */
  async wait(taskId: string, options: WaitOptions = {}): Promise<SucceededTask> {
    return lastOf(this.updates(taskId, options), options);
  }

  /** The states of a task at every reading; the last one is a success, other ends throw. */
  updates(taskId: string, options: WaitOptions = {}): AsyncGenerator<TaskState, void, void> {
    return this.#updates(taskId, options, undefined);
  }

  /** Reads a task once. */
  async get(taskId: string, options: { signal?: AbortSignal } = {}): Promise<TaskState> {
    this.#needKey();
    const event = await this.exchange(taskRequest(TASK, checkedId(taskId)), options.signal);
    const what = `task ${taskId}`;
    if (event instanceof Failure) throw connectionError(event, what, { taskId });
    const data = isOk(event.status) ? taskData(event, taskId) : errorOf(event, what, { taskId });
    if (data instanceof ModellixError) throw data;
    return taskState(data, taskId);
  }

  /** Carries a request out at once; for the other operations of the service. */
  protected exchange(request: Request, signal?: AbortSignal): Promise<Answer | Failure> {
    this.#needKey();
    return counted(this.#schedule, this.#clock, () =>
      this.#transport.exchange(request, { signal }),
    );
  }

  #needKey(): void {
    if (!this.#apiKey) {
      throw new ConfigurationError(
        "there is no API key, nothing was sent; give apiKey or set MODELLIX_API_KEY",
      );
    }
  }

  #task({ taskId, data }: Accepted, modelId: string): Task {
    const firstLook = this.#clock.now() + TASK.firstDelayMs;
    return new Task(this, taskId, modelId, data, (options) =>
      this.#updates(taskId, options, firstLook),
    );
  }

  /** Sends a submit when it is its turn. */
  async #inTurn(
    resending: Resending,
    signal: AbortSignal | undefined,
    request: () => Request & { readonly timeoutMs: number | null },
  ): Promise<Answer | Failure> {
    const clock = this.#clock;
    const place = new Place(this.#schedule, true);
    try {
      for (let pause = place.turn(clock.now()); pause > 0; pause = place.turn(clock.now())) {
        const budget = resending.budgetMs(clock.now());
        if (budget !== null && pause >= budget) {
          return new Failure("the rate limit lets it go only after submitTimeoutMs", false);
        }
        await clock.sleep(pause, signal);
      }
      const next = request();
      const budgetMs = resending.budgetMs(clock.now());
      const { timeoutMs } = next;
      const event = await this.#transport.exchange(next, { timeoutMs, budgetMs, signal });
      place.heard(clock.now(), event);
      return event;
    } finally {
      place.leave();
    }
  }

  async *#updates(
    taskId: string,
    { timeoutMs, signal }: WaitOptions,
    firstLook: number | undefined,
  ): AsyncGenerator<TaskState, void, void> {
    this.#needKey();
    const clock = this.#clock;
    const polling = new Polling(TASK, checkedId(taskId), {
      now: clock.now(),
      timeoutMs: milliseconds("timeoutMs", timeoutMs, 0) ?? TASK.waitTimeoutMs,
      firstLook,
    });
    const place = new Place(this.#schedule, false);
    try {
      for (;;) {
        signal?.throwIfAborted();
        const now = clock.now();
        const action = polling.next(now);
        if ("done" in action) {
          if (action.done instanceof ModellixError) throw action.done;
          return;
        }
        if ("sleep" in action) {
          await clock.sleep(action.sleep, signal);
          continue;
        }
        const { look, budgetMs } = action;
        const pause = place.turn(now);
        if (pause > 0) {
          await clock.sleep(Math.min(pause, budgetMs), signal);
          continue;
        }
        const event = await this.#transport.exchange(look, { budgetMs, signal });
        place.heard(clock.now(), event);
        const data = polling.receive(clock.now(), event);
        if (data !== null) yield taskState(data, taskId);
      }
    } catch (error) {
      throw noted(error, taskId);
    } finally {
      place.leave();
    }
  }
}

/** A submitted task. */
export class Task {
  readonly id: string;
  readonly modelId: string;
  /** What the service said when it accepted the request. */
  readonly raw: JsonObject;
  readonly #client: Client;
  readonly #updates: (options: WaitOptions) => AsyncGenerator<TaskState, void, void>;

  /** Made by a client; `updates` follows the task from its first look on. */
  constructor(
    client: Client,
    id: string,
    modelId: string,
    raw: JsonObject,
    updates: (options: WaitOptions) => AsyncGenerator<TaskState, void, void>,
  ) {
    this.#client = client;
    this.id = id;
    this.modelId = modelId;
    this.raw = raw;
    this.#updates = updates;
  }

  /** Waits for its result; throws what `Client.wait` throws. */
  async wait(options: WaitOptions = {}): Promise<SucceededTask> {
    return lastOf(this.#updates(options), options);
  }

  /** Its states at every reading; the last one is a success, other ends throw. */
  updates(options: WaitOptions = {}): AsyncGenerator<TaskState, void, void> {
    return this.#updates(options);
  }

  /** Reads it once. */
  get(options: { signal?: AbortSignal } = {}): Promise<TaskState> {
    return this.#client.get(this.id, options);
  }
}

async function lastOf(
  updates: AsyncGenerator<TaskState, void, void>,
  { onUpdate }: WaitOptions,
): Promise<SucceededTask> {
  for await (const state of updates) {
    await onUpdate?.(state);
    if (state.status === "success") return state;
  }
  throw new TypeError("a wait ends with a success or an error");
}

/** The global fetch, for an address that it takes as it is written. */
const plainFetch: Fetch = async (url, init) => {
  // It would take `%2E%2E` for a step up, and read something else than was asked for.
  if (new URL(url).href !== url) throw new TypeError("an address that fetch would change");
  return fetch(url, init);
};

function checkedId(taskId: unknown): string {
  if (typeof taskId === "string" && taskId) return taskId;
  throw new ConfigurationError("a task id must be a string that is not empty");
}

/** Tells whoever sees this end of a wait which task goes on: it is paid, and can be found. */
function noted(error: unknown, taskId: string): unknown {
  if (typeof error === "object" && error !== null && Object.isExtensible(error)) {
    (error as { taskId?: string | null }).taskId ??= taskId;
  }
  return error;
}
