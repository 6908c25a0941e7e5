/** How a client and its calls are set. */

import type { CoreOptions, SendOptions, Task, WaitOptions } from "../core.ts";
import type { Violation } from "../violations.ts";
import type { AnswerSink } from "./answer-log.ts";
import type { Keys } from "./keys.ts";
import type { Validation } from "./modes.ts";
import type { OnRequest } from "./request-event.ts";
import type { Result } from "./result.ts";
import type { Routes } from "./routed.ts";
import type { HeaderOptions } from "./submit-headers.ts";

/**
 * The settings of a client; durations are milliseconds. What is not given comes from the environment:
 * `MODELLIX_API_KEY`, `MODELLIX_BASE_URL`, `MODELLIX_ROUTES`.
 */
export interface ClientOptions extends CoreOptions {
  /** Which form of the API's paths: `documented`. */
  readonly routes?: Routes | undefined;
  /** How strictly requests are checked: `strict`. */
  readonly validation?: Validation | undefined;
  /**
   * Told of what looks wrong and does not block; `console.warn` when it is not given. `finding` is
   * null where it is about no rule.
   */
  readonly onWarning?: ((text: string, finding: Violation | null) => void) | undefined;
  /**
   * The path of a file that notes every submit before it is sent and after it, for
   * `client.tasks.recover()` and the keys of `map`; needs a file system. The format is that of every
   * language's client. It holds model names, task ids, times and your keys, nothing else.
   */
  readonly journal?: string | undefined;
  /**
   * Where a line goes for each answer to a submit, in the form that the project's `make drift` reads:
   * the path of a file, or a function. It holds no key, no address and nobody's words.
   */
  readonly answerLog?: AnswerSink | undefined;
  /** Told of each request as it ends, for a logger; what it throws is dropped. */
  readonly onRequest?: OnRequest | undefined;
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

/** How many requests are carried out; `R` is the type of them. */
export interface MapOptions<R = never> extends SubmitOptions, Omit<RunOptions, "signal"> {
  /**
   * What the journal calls each request: one that it knows is never submitted again, whatever became
   * of the program in between; its task is waited for. Text of yours, which stands in the journal.
   */
  readonly keys?: Keys<R> | undefined;
  /** How many tasks may run at once: 100, and no more than the account lets through. */
  readonly maxInFlight?: number | undefined;
}
