/** The whole client, but for the models: settings, images of any kind, modes, all operations. */

import { jsonBody } from "../body.ts";
import { isObject, nearest } from "../checks.ts";
import {
  Client,
  type CoreOptions,
  checkedId,
  checkedMs,
  type SendOptions,
  type Task,
  type WaitOptions,
} from "../core.ts";
import { connectionError, errorOf, isOk } from "../core/answers.ts";
import { type Answer, Failure, type Request } from "../core/exchange.ts";
import { taskData, taskRequest } from "../core/task.ts";
import { type Routes, Vintages } from "../core/vintage.ts";
import { InvalidRequestError, ModellixError } from "../errors.ts";
import type { Model } from "../model.ts";
import { MODELS } from "../models.ts";
import { type OtherTask, type TaskState, taskState } from "../results.ts";
import { TASK } from "../spec.ts";
import type { Limits } from "../transport.ts";
import type { Findings, Violation } from "../violations.ts";
import { Account } from "./account.ts";
import { discreet, stringsOf } from "./discretion.ts";
import { Files } from "./files.ts";
import { plain } from "./input.ts";
import { type Mapped, mapped } from "./map.ts";
import { enforce, Modes, type Validation } from "./modes.ts";
import { Result } from "./result.ts";
import { resolveApiKey, resolveBaseUrl, resolveRoutes } from "./settings.ts";
import { type HeaderOptions, submitHeaders } from "./submit-headers.ts";
import { Tasks } from "./tasks.ts";
import { SharedPace } from "./turns.ts";

/**
 * The settings of a client; durations are milliseconds. What is not given comes from the environment:
 * `MODELLIX_API_KEY`, `MODELLIX_BASE_URL`, `MODELLIX_ROUTES`.
 */
export interface ClientOptions extends CoreOptions {
  /** Which form of the API's paths: `documented`. */
  readonly routes?: Routes | undefined;
  /** How strictly requests are checked: `strict`. */
  readonly validation?: Validation | undefined;
  /** Told of what looks wrong and does not block; `console.warn` when it is not given. */
  readonly onWarning?: ((text: string, finding: Violation) => void) | undefined;
}

/** How one submit is sent; durations are milliseconds. */
export interface SubmitOptions extends Omit<SendOptions, "headers">, HeaderOptions {
  /** Members to send unchecked besides the request's; they win over these. */
  readonly extraBody?: Readonly<Record<string, unknown>> | undefined;
  /** How strictly this request is checked. */
  readonly validation?: Validation | undefined;
}

/** How a task is waited for that `run` has submitted. */
export interface RunOptions extends Omit<WaitOptions, "timeoutMs"> {
  readonly waitTimeoutMs?: number | undefined;
  /** Called once the task is accepted, so that its id is known whatever comes. */
  readonly onSubmit?: ((task: Task<Result>) => unknown) | undefined;
}

/** How many requests are carried out. */
export interface MapOptions extends SubmitOptions, Omit<RunOptions, "signal"> {
  /** How many tasks may run at once: 100, and no more than the account lets through. */
  readonly maxInFlight?: number | undefined;
}

/** What the generated client adds its models to. */
export class BaseClient extends Client<Result> {
  /** Tasks, by their ids. */
  readonly tasks: Tasks;
  /** The account behind the key. */
  readonly account: Account;
  /** Media files on the service. */
  readonly files: Files;
  readonly #baseUrl: string;
  readonly #validation: Validation | undefined;
  readonly #warn: (text: string, finding: Violation) => void;

  /** @throws {ConfigurationError} A setting that cannot be used. */
  constructor(options: ClientOptions = {}) {
    const apiKey = resolveApiKey(options.apiKey);
    const baseUrl = resolveBaseUrl(options.baseUrl);
    checkedMs("timeoutMs", options.timeoutMs, 1);
    new Modes(options.validation);
    const routes = resolveRoutes(options.routes);
    super({ ...options, apiKey, baseUrl }, new SharedPace(), new Vintages(routes));
    this.#baseUrl = baseUrl;
    this.#validation = options.validation;
    this.#warn = options.onWarning ?? ((text) => console.warn(text));
    const exchange = this.exchange.bind(this);
    this.account = new Account(exchange);
    this.files = new Files(exchange);
    this.tasks = new Tasks(this, (id, wait) => this.follow(id, wait, undefined, true));
  }

  /**
   * Judges a request without sending it; needs no API key.
   *
   * @param model The model, or its id, such as `kling-v2-mi2i`.
   * @throws {MediaError} An image cannot be read.
   */
  async check(model: Model | string, request: unknown): Promise<Findings> {
    const known = modelOf(model);
    return known.check(await plain(request, known.media));
  }

  /** The violations alone; empty when the request is fit to be sent. */
  async validate(model: Model | string, request: unknown): Promise<readonly Violation[]> {
    return (await this.check(model, request)).violations;
  }

  /**
   * Submits a request; it is billed once the service accepts it. Nothing is sent a second time but
   * what provably started nothing.
   *
   * @param model The model, or its id.
   * @throws {InvalidRequestError} It breaks a rule; nothing was sent.
   * @throws {MediaError} An image cannot be read; nothing was sent.
   * @throws {APIStatusError} The service turned it down; nothing was started.
   * @throws {NotSubmittedError} It provably did not arrive.
   * @throws {SubmissionOutcomeUnknownError} The service may or may not have started a task.
   */
  override async submit<R extends object>(
    model: Model<R> | string,
    request: R,
    options: SubmitOptions = {},
  ): Promise<Task<Result>> {
    const known = modelOf(model as Model | string);
    // What can never be is told first, whatever is wrong with the request.
    checkedMs("timeoutMs", options.timeoutMs, 1);
    checkedMs("submitTimeoutMs", options.submitTimeoutMs, 1);
    const modes = new Modes(options.validation, this.#validation);
    const headers = submitHeaders(options);
    let value = await plain(request, known.media);
    enforce(known.check(value), modes, known.id, this.#warn);
    if (options.extraBody) {
      if (!isObject(value)) {
        throw new InvalidRequestError("extraBody needs a body that is an object; nothing was sent");
      }
      value = { ...value, ...options.extraBody };
    }
    const secrets = stringsOf(value);
    const shown = (message: string) => discreet(message, secrets);
    const draft = { body: jsonBody(value, known.layout), shown };
    try {
      return await this.send(known, draft, { ...options, headers });
    } catch (error) {
      throw named(error, headers["x-request-id"] ?? null);
    }
  }

  /** Submits a request and waits for its result; throws what `submit` and `wait` throw. */
  async run<R extends object>(
    model: Model<R> | string,
    request: R,
    options: SubmitOptions & RunOptions = {},
  ): Promise<Result> {
    // Before it, a task would be paid that nobody waits for.
    checkedMs("waitTimeoutMs", options.waitTimeoutMs, 0);
    const task = await this.submit(model, request, options);
    options.onSubmit?.(task);
    return task.wait({ ...options, timeoutMs: options.waitTimeoutMs });
  }

  /** Reads a task once. */
  async get(
    taskId: string,
    options: Pick<WaitOptions, "signal"> = {},
  ): Promise<Result | OtherTask> {
    const event = await this.exchange(taskRequest(TASK, checkedId(taskId)), options);
    const what = `task ${taskId}`;
    if (event instanceof Failure) throw connectionError(event, what, { taskId });
    const data = isOk(event.status) ? taskData(event, taskId) : errorOf(event, what, { taskId });
    if (data instanceof ModellixError) throw data;
    return this.told(taskState(data, taskId));
  }

  /** Carries a request out at once; for the other operations of the service. */
  protected async exchange(request: Request, limits: Limits = {}): Promise<Answer | Failure> {
    this.needKey();
    const heard = this.pace.count(this.clock.now());
    const event = await this.transport.exchange(request, limits);
    heard(this.clock.now(), event);
    return event;
  }

  /**
   * Submits many requests and waits for all of them: a result or an error for each, in their order.
   * As many tasks run as the account lets through, which is learnt from refusals; what a limit
   * refuses started nothing and is sent again.
   */
  async map<R extends object>(
    model: Model<R> | string,
    requests: Iterable<R> | AsyncIterable<R>,
    options: MapOptions = {},
  ): Promise<Mapped<Result>[]> {
    const outcomes: Mapped<Result>[] = [];
    for await (const one of this.mapAsCompleted(model, requests, options)) {
      outcomes[one.index] = one;
    }
    return outcomes;
  }

  /**
   * The same, one outcome after the other as they come. Who stops reading ends the waits; a submit
   * that is on its way then is heard to its end, and `onSubmit` is told of its task.
   */
  async *mapAsCompleted<R extends object>(
    model: Model<R> | string,
    requests: Iterable<R> | AsyncIterable<R>,
    options: MapOptions = {},
  ): AsyncGenerator<Mapped<Result>, void, void> {
    checkedMs("waitTimeoutMs", options.waitTimeoutMs, 0);
    checkedMs("maxInFlight", options.maxInFlight, 1);
    const left = new AbortController();
    const signals = options.signal ? [left.signal, options.signal] : [left.signal];
    const signal = AbortSignal.any(signals);
    const carrier = {
      clock: this.clock,
      signal,
      submit: async (request: R) => {
        const task = await this.submit(model, request, options);
        options.onSubmit?.(task);
        return task;
      },
      wait: async (task: Task<Result>) => {
        const { onUpdate, waitTimeoutMs: timeoutMs } = options;
        for await (const state of task.updates({ timeoutMs, signal }, true)) {
          await onUpdate?.(state);
          if (state.status === "success") return state;
        }
        throw new TypeError("no success, no error");
      },
    };
    try {
      yield* mapped(requests, carrier, options.maxInFlight);
    } finally {
      left.abort();
    }
  }

  protected override told(state: TaskState): Result | OtherTask {
    return state.status === "success" ? new Result(state, this.#baseUrl) : state;
  }
}

/** What a person needs to find the request again. */
function named(error: unknown, requestId: string | null): unknown {
  if (error instanceof ModellixError) {
    error.requestId ??= requestId;
    if (!error.safeToRetry) {
      error.message += `\nx-request-id: ${requestId}; ended at ${new Date().toISOString()}`;
    }
  }
  return error;
}

function modelOf(model: Model | string): Model {
  if (typeof model !== "string") return model;
  const known = MODELS.get(model);
  if (known) return known;
  const near = nearest(model, MODELS.keys());
  const hint = near ? `did you mean ${near}?` : `there are ${[...MODELS.keys()].join(", ")}`;
  throw new InvalidRequestError(`there is no model of that id, nothing was sent; ${hint}`);
}
