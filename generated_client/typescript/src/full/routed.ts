/** Which of the service's path forms a model is submitted to. */

import { type Answer, type Failure, failed } from "../core/exchange.ts";
import { NOT_FOUND } from "../core/status.ts";
import { type Accepted, judge, type Submission } from "../core/submission.ts";
import { ModellixError } from "../errors.ts";
import type { Model, Vintage } from "../model.ts";

/** `documented`, one vintage, or `auto`: the documented one, and another one if not found. */
export type Routes = "documented" | "auto" | Vintage;

const ORDER: readonly Vintage[] = ["a", "b", "c"];

/** The caller's choice of path form, and what was learnt about it for the life of the client. */
export class Vintages {
  readonly choice: Routes;
  readonly #learnt = new Map<string, Vintage>();

  constructor(choice: Routes) {
    this.choice = choice;
  }

  /** The vintage to begin with. */
  first(model: Model): Vintage {
    if (this.choice === "auto") return this.#learnt.get(model.id) ?? model.documented;
    return this.choice === "documented" ? model.documented : this.choice;
  }

  /** The vintage to try when one was not found; undefined when it is to stay with it. */
  afterNotFound(model: Model, tried: Vintage): Vintage | undefined {
    if (this.choice !== "auto") return undefined;
    const start = ORDER.indexOf(tried) + 1;
    const others = [...ORDER.slice(start), ...ORDER.slice(0, start)];
    return others.find((name) => model.routes[name] !== model.routes[tried]);
  }

  /** Remembers the vintage that exists. */
  learn(model: Model, vintage: Vintage): void {
    this.#learnt.set(model.id, vintage);
  }
}

/** One submit to the path form of the caller's choice; `auto` tries another one after a 404. */
export class RoutedSubmission implements Submission {
  readonly modelId: string;
  readonly #model: Model;
  readonly #vintages: Vintages;
  readonly #shown: (message: string) => string;
  readonly #heard: ((path: string, answer: Answer) => void) | undefined;
  #tried = "";
  #vintage: Vintage;
  /** The HTTP status of the last answer; null before there is one. */
  status: number | null = null;

  /**
   * @param shown What an error may show of the service's message.
   * @param heard Told of each answer, with the path that it is about.
   */
  constructor(
    model: Model,
    vintages: Vintages,
    shown: (message: string) => string,
    heard?: (path: string, answer: Answer) => void,
  ) {
    this.modelId = model.id;
    this.#model = model;
    this.#shown = shown;
    this.#heard = heard;
    this.#vintages = vintages;
    this.#vintage = vintages.first(model);
  }

  get path(): string {
    return this.#model.routes[this.#vintage];
  }

  receive(event: Answer | Failure): Accepted | ModellixError | null {
    this.status = failed(event) ? null : event.status;
    if (!failed(event)) this.#heard?.(this.path, event);
    const missing = !failed(event) && event.status === NOT_FOUND;
    if (missing && !this.#tried) {
      const other = this.#vintages.afterNotFound(this.#model, this.#vintage);
      if (other !== undefined) {
        this.#tried = `${this.path}, `;
        this.#vintage = other;
        return null;
      }
    } else if (this.#tried && !failed(event) && !missing) {
      this.#vintages.learn(this.#model, this.#vintage);
    }
    const verdict = judge(event, this.modelId, this.#shown);
    if (missing && verdict instanceof ModellixError) {
      verdict.message += `; sent to ${this.#tried}${this.path}; ${
        this.#vintages.choice === "auto"
          ? "is the model still offered, and baseUrl right?"
          : 'if its path has moved, routes: "auto" finds it'
      }`;
    }
    return verdict;
  }
}
