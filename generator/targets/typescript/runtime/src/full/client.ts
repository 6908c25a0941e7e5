/** The whole client, but for the models: settings, images of any kind, modes, all operations. */

import { jsonBody } from "../body.ts";

import {
  Client,
  type Origin,
  checkedId,
  checkedMs,
  type Task,
  type Updates,
  type WaitOptions,
} from "../core.ts";
import { connectionError } from "../core/answers.ts";
import { type Answer, type Exchange, failed } from "../core/exchange.ts";
import { type Polling, polling, type Wait } from "../core/polling.ts";
import { taskData, taskRequest } from "../core/task.ts";
import { ConfigurationError, InvalidRequestError, ModellixError } from "../errors.ts";
import type { Model } from "../model.ts";
import { MODELS, WORDS } from "../models.ts";
import { nearest } from "../names.ts";
import { type OtherTask, type TaskState, taskState } from "../results.ts";
import { isObject } from "../values.ts";
import type { Findings, Violation } from "../violations.ts";
import { Account } from "./account.ts";
import { AnswerLog } from "./answer-log.ts";
import { answerLine } from "./answer-line.ts";
import { discreet, stringsOf, unsigned } from "./discretion.ts";
import { Files } from "./files.ts";
import { plain } from "./input.ts";
import { KeyedRequests } from "./keys.ts";
import { type Mapped, mapped } from "./map.ts";
import { enforce, Modes, type Validation } from "./modes.ts";
import { Noted, Taken } from "./noted.ts";
import type { ClientOptions, MapOptions, RunOptions, SubmitOptions } from "./options.ts";
import { counted, inTurn, type Pace, paced } from "./pace.ts";
import { platformFetch } from "./platform-fetch.ts";
import { Result } from "./result.ts";
import { retryAfterMs } from "./retry-after.ts";
import { listened, type OnRequest } from "./request-event.ts";
import { RoutedSubmission, Vintages } from "./routed.ts";
import { resolveApiKey, resolveBaseUrl, resolveRoutes } from "./settings.ts";
import { submitHeaders } from "./submit-headers.ts";
import { Tasks } from "./tasks.ts";
import { SharedPace } from "./turns.ts";

/** What the generated client adds its models to. */
export class BaseClient extends Client<Result> {
  /** Tasks, by their ids. */
  readonly tasks: Tasks;
  /** The account behind the key. */
  readonly account: Account;
  /** Media files on the service. */
  readonly files: Files;
  readonly #baseUrl: string;
  readonly #vintages: Vintages;
  readonly #pace: Pace = new SharedPace();
  /** Carries a request out at once, and counts it; for what is neither submit nor wait. */
  readonly #counted: Exchange;
  readonly #validation: Validation | undefined;
  readonly #warn: (text: string, finding: Violation | null) => void;
  readonly #noted: Noted;
  readonly #answers: AnswerLog | null;
  readonly #listener: OnRequest | undefined;

  /** @throws {ConfigurationError} A setting that cannot be used. */
  constructor(options: ClientOptions = {}) {
    const apiKey = resolveApiKey(options.apiKey);
    const baseUrl = resolveBaseUrl(options.baseUrl);
    checkedMs("timeoutMs", options.timeoutMs, 1);
    new Modes(options.validation);
    const fetch = options.fetch ?? platformFetch;
    super({ ...options, apiKey, baseUrl, fetch }, { retryAfterMs, quoted: unsigned });
    this.#baseUrl = baseUrl;
    this.#vintages = new Vintages(resolveRoutes(options.routes));
    this.#validation = options.validation;
    this.#warn = options.onWarning ?? ((text) => console.warn(text));
    this.#listener = options.onRequest;
    if (this.#listener) this.exchange = listened(this.exchange, this.clock, this.#listener);
    this.paid = inTurn(this.exchange, this.clock, this.#pace);
    this.#counted = counted(this.exchange, this.clock, this.#pace);
    const keyed: Exchange = async (request, limits) => {
      this.needKey();
      return this.#counted(request, limits);
    };
    this.account = new Account(keyed);
    this.files = new Files(keyed);
    const warn = (text: string) => {
      try {
        this.#warn(text, null);
      } catch {
        // The journal and the answer log warn after a submit: its task comes first.
      }
    };
    this.#noted = new Noted(options.journal, warn);
    this.#answers = options.answerLog === undefined ? null : new AnswerLog(options.answerLog, warn);
    const follow = (id: string, wait: WaitOptions) => this.follow(id, wait, undefined, true);
    this.tasks = new Tasks(this, follow, async () => this.#noted.recover());
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
    const sent = await this.#submitted(modelOf(model as Model | string), request, options, null);
    if (sent instanceof Taken) throw new TypeError("no key, and yet it is taken");
    return sent;
  }

  async #submitted(
    known: Model,
    request: object,
    options: SubmitOptions,
    key: string | null,
  ): Promise<Task<Result> | Taken> {
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
    const words = WORDS.get(known.id) ?? [];
    // Not before there is an answer: of images it takes what was sent.
    const shown = (message: string) => discreet(message, stringsOf(value, words));
    const noted: Promise<void>[] = [];
    const heard = this.#heard(known, value, words, noted);
    const submission = new RoutedSubmission(known, this.#vintages, shown, heard);
    const body = jsonBody(value, known.layout);
    this.needKey();
    try {
      return await this.#noted.submit(submission, key, () =>
        this.send(submission, body, { ...options, headers }),
      );
    } catch (error) {
      throw named(error, headers["x-request-id"] ?? null);
    } finally {
      await Promise.all(noted);
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
    this.needKey();
    const event = await this.#counted(taskRequest(checkedId(taskId)), options);
    const what = `task ${taskId}`;
    if (failed(event)) throw connectionError(event, what, { taskId });
    const data = taskData(event, taskId);
    if (data instanceof ModellixError) throw data;
    return this.told(taskState(data, taskId));
  }

  /**
   * Submits many requests and waits for all of them: a result or an error for each, in their order.
   * As many tasks run as the account lets through, which is learnt from refusals; what a limit
   * refuses started nothing and is sent again.
   */
  async map<R extends object>(
    model: Model<R> | string,
    requests: Iterable<R> | AsyncIterable<R>,
    options: MapOptions<R> = {},
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
    options: MapOptions<R> = {},
  ): AsyncGenerator<Mapped<Result>, void, void> {
    checkedMs("waitTimeoutMs", options.waitTimeoutMs, 0);
    checkedMs("maxInFlight", options.maxInFlight, 1);
    if (options.keys && !this.#noted.kept) {
      throw new ConfigurationError(
        "keys need a journal: give journal to the client; nothing was sent",
      );
    }
    const keys = options.keys && new KeyedRequests(options.keys, requests);
    const left = new AbortController();
    const signals = options.signal ? [left.signal, options.signal] : [left.signal];
    const signal = AbortSignal.any(signals);
    const carrier = {
      clock: this.clock,
      signal,
      submit: async (request: R, index: number) => {
        const send = async (key: string | null) => {
          const known = modelOf(model as Model | string);
          const task = await this.#submitted(known, request, options, key);
          if (!(task instanceof Taken)) options.onSubmit?.(task);
          return task;
        };
        const key = keys?.of(request, index) ?? null;
        if (key === null) return (await send(null)) as Task<Result>;
        return this.#noted.keyed(key, this.clock, signal, () => send(key), this.#resumed);
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

  /** Notes the answers to a submit, if somebody wants to know; `noted` takes each line's end. */
  #heard(
    model: Model,
    value: unknown,
    words: readonly string[],
    noted: Promise<void>[],
  ): ((path: string, answer: Answer) => void) | undefined {
    const log = this.#answers;
    if (log === null) return undefined;
    return (path, answer) => {
      const atMs = Date.now();
      const line = () => {
        const findings = model.check(value);
        const submitted = { modelId: model.id, value, findings, places: model.media, words };
        return answerLine(submitted, path, answer, atMs);
      };
      noted.push(log.note(line));
    };
  }

  /** A task that an earlier submit started. */
  readonly #resumed = (id: string, modelId: string): Task<Result> => ({
    id,
    modelId,
    raw: {},
    updates: (options = {}, steady) => this.follow(id, options, undefined, steady),
    wait: (options = {}) => this.wait(id, options),
  });

  protected override follow(
    taskId: string,
    options: WaitOptions,
    from?: Origin,
    steady?: boolean,
  ): Updates<Result> {
    return this.#noted.updates(taskId, super.follow(taskId, options, from, steady));
  }

  protected override polling(taskId: string, wait: Wait, from?: Origin): Polling {
    const watched = wait.now <= (wait.firstLook ?? 0);
    const place = this.#pace.place(false, from && { ...from, watched });
    return paced(polling(taskId, wait), place);
  }

  protected override told(state: TaskState): Result | OtherTask {
    return state.status === "success" ? new Result(state, this.#baseUrl, this.#listener) : state;
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
  const near = nearest(model, [...MODELS.keys()]);
  const hint = near ? `did you mean ${near}?` : `there are ${[...MODELS.keys()].join(", ")}`;
  throw new InvalidRequestError(`there is no model of that id, nothing was sent; ${hint}`);
}
