/** One submit, step by step: read it, check it, send it, and once more what started nothing. */

import type { Body } from "./body.ts";
import { jsonBody } from "./body.ts";
import { isObject } from "./checks.ts";
import { discreet, stringsOf } from "./core/discretion.ts";
import { Answer, type Failure, REQUEST_ID } from "./core/exchange.ts";
import type { Resending } from "./core/resending.ts";
import { type Accepted, Submission } from "./core/submission.ts";
import type { Vintages } from "./core/vintage.ts";
import { InvalidRequestError, ModellixError } from "./errors.ts";
import { plain } from "./media/input.ts";
import type { Model } from "./model.ts";
import { enforce, type Modes } from "./modes.ts";
import type { Violation } from "./violations.ts";

/** A request that was checked and laid out. */
export interface Draft {
  readonly model: Model;
  readonly body: Body;
  /** The strings of the request that no error may quote. */
  readonly secrets: readonly string[];
}

/** Reads and checks a request; `extra` goes over it, unchecked. */
export async function drafted(
  model: Model,
  request: unknown,
  extra: Readonly<Record<string, unknown>> | undefined,
  modes: Modes,
  warn: (text: string, finding: Violation) => void,
): Promise<Draft> {
  let value = await plain(request, model.media);
  enforce(model.check(value), modes, model.id, warn);
  if (extra) {
    if (!isObject(value)) {
      throw new InvalidRequestError("extraBody needs a body that is an object; nothing was sent");
    }
    value = { ...value, ...extra };
  }
  return { model, body: jsonBody(value, model.layout), secrets: stringsOf(value) };
}

/** The attempts at one submit. */
export class Outgoing {
  readonly resending: Resending;
  readonly #draft: Draft;
  readonly #submission: Submission;
  readonly #requestId: string | null;

  constructor(draft: Draft, vintages: Vintages, resending: Resending, requestId: string | null) {
    this.resending = resending;
    this.#draft = draft;
    this.#submission = new Submission(draft.model, vintages);
    this.#requestId = requestId;
  }

  /** Where the next attempt goes. */
  get path(): string {
    return this.#submission.path;
  }

  /**
   * Takes in what came of an attempt.
   *
   * @returns The task; or for how many milliseconds to wait before the next attempt.
   * @throws {ModellixError} What became of the submit.
   */
  receive(now: number, event: Answer | Failure): Accepted | number {
    const heard = event instanceof Answer ? discreet(event, this.#draft.secrets) : event;
    const verdict = this.#submission.receive(heard);
    if (verdict === null) return 0;
    if (!(verdict instanceof ModellixError)) return verdict;
    const pause = this.resending.pauseMs(now, verdict);
    if (pause !== null) return pause;
    if (verdict.requestId === null) verdict.requestId = this.#requestId;
    if (!verdict.safeToRetry) {
      // What a person needs to find the request again.
      const moment = new Date().toISOString();
      verdict.message += `\n${REQUEST_ID}: ${this.#requestId}; POST ${this.path}; ended at ${moment}`;
    }
    throw verdict;
  }
}
