/** Which of the service's path forms a model is submitted to. */

import type { Model, Vintage } from "../model.ts";

/** `documented`, one vintage, or `auto`: the documented one, and another one if not found. */
export type Routes = "documented" | "auto" | Vintage;

/** Which path form a submit goes to, and what is learnt from it. */
export interface PathForms {
  readonly choice: Routes;
  /** The vintage to begin with. */
  first(model: Model): Vintage;
  /** The vintage to try when one was not found; undefined when it is to stay with it. */
  afterNotFound(model: Model, tried: Vintage): Vintage | undefined;
  /** The vintage that exists. */
  learn(model: Model, vintage: Vintage): void;
}

/** The path that the model's page documents, and no other. */
export const documented: PathForms = {
  choice: "documented",
  first: (model) => model.documented,
  afterNotFound: () => undefined,
  learn: () => undefined,
};

const ORDER: readonly Vintage[] = ["a", "b", "c"];

/** The caller's choice of path form, and what was learnt about it. */
export class Vintages implements PathForms {
  readonly choice: Routes;
  readonly #learnt = new Map<string, Vintage>();

  constructor(choice: Routes) {
    this.choice = choice;
  }

  first(model: Model): Vintage {
    if (this.choice === "auto") return this.#learnt.get(model.id) ?? model.documented;
    return this.choice === "documented" ? model.documented : this.choice;
  }

  afterNotFound(model: Model, tried: Vintage): Vintage | undefined {
    if (this.choice !== "auto") return undefined;
    const start = ORDER.indexOf(tried) + 1;
    const others = [...ORDER.slice(start), ...ORDER.slice(0, start)];
    return others.find((name) => model.routes[name] !== model.routes[tried]);
  }

  /** Remember the vintage that exists, for the life of the client. */
  learn(model: Model, vintage: Vintage): void {
    this.#learnt.set(model.id, vintage);
  }
}
