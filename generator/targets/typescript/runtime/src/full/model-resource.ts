import type { Task } from "../core.ts";
import type { Model } from "../model.ts";
import type { Violation } from "../violations.ts";
import type { BaseClient } from "./client.ts";
import type { MapOptions, RunOptions, SubmitOptions } from "./options.ts";
import type { Mapped } from "./map.ts";
import type { Result } from "./result.ts";

/** The calls of one model. */
export class ModelResource<R extends object> {
  readonly #client: BaseClient;
  readonly #model: Model<R>;

  constructor(client: BaseClient, model: Model<R>) {
    this.#client = client;
    this.#model = model;
  }

  /** Submits a request; see `Modellix.submit`. */
  submit(request: R, options: SubmitOptions = {}): Promise<Task<Result>> {
    return this.#client.submit(this.#model, request, options);
  }

  /** Submits a request and waits for its result; see `Modellix.run`. */
  run(request: R, options: SubmitOptions & RunOptions = {}): Promise<Result> {
    return this.#client.run(this.#model, request, options);
  }

  /** Submits many requests and waits for all of them; see `Modellix.map`. */
  map(
    requests: Iterable<R> | AsyncIterable<R>,
    options: MapOptions<R> = {},
  ): Promise<Mapped<Result>[]> {
    return this.#client.map(this.#model, requests, options);
  }

  /** The same, one outcome after the other as they come. */
  mapAsCompleted(
    requests: Iterable<R> | AsyncIterable<R>,
    options: MapOptions<R> = {},
  ): AsyncGenerator<Mapped<Result>, void, void> {
    return this.#client.mapAsCompleted(this.#model, requests, options);
  }

  /** The rules that a request breaks; nothing is sent. */
  validate(request: R): Promise<readonly Violation[]> {
    return this.#client.validate(this.#model as Model, request);
  }
}
