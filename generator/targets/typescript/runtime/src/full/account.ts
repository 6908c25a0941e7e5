/** The account behind the key: models on offer, the key itself, the balance. */

import { connectionError, errorOf } from "../core/answers.ts";
import { isOk } from "../core/status.ts";
import { type Answer, type Exchange, type Failure, failed } from "../core/exchange.ts";
import { UnexpectedResponseError } from "../errors.ts";
import { asObject } from "../read-json.ts";
import { ACCOUNT } from "../spec.ts";
import type { Json, JsonObject } from "../violations.ts";

/** A model that the service offers. */
export interface ModelEntry {
  /** Such as `kling/kling-v1-i2v`. */
  readonly slug: string;
  readonly type: string | null;
  /** What the service says of it. */
  readonly raw: JsonObject;
}

/**
 * `client.account`. Every method throws `APIStatusError`, `APIConnectionError` or
 * `UnexpectedResponseError` when the service does not tell; nothing here costs money.
 */
export class Account {
  readonly #exchange: Exchange;

  constructor(exchange: Exchange) {
    this.#exchange = exchange;
  }

  /** The models that the service offers, also those that this client does not know. */
  async models(): Promise<ModelEntry[]> {
    const found = (await this.#read(ACCOUNT.models))["models"];
    if (!Array.isArray(found)) throw odd(ACCOUNT.models, "models");
    return (found as readonly Json[]).flatMap((item) => {
      const raw = asObject(item);
      if (typeof raw?.["slug"] !== "string") return [];
      const { slug, type } = raw;
      return [{ slug, type: typeof type === "string" ? type : null, raw }];
    });
  }

  /** Whether the service accepts the key; a wrong one is no error here. */
  async keyIsValid(): Promise<boolean> {
    const valid = await this.#data(ACCOUNT.apikeyValidate, "is_valid");
    if (typeof valid !== "boolean") throw odd(ACCOUNT.apikeyValidate, "data.is_valid");
    return valid;
  }

  /** The balance, in the account's currency. */
  async balance(): Promise<number> {
    const balance = await this.#data(ACCOUNT.teamBalance, "balance");
    if (typeof balance !== "number") throw odd(ACCOUNT.teamBalance, "data.balance");
    return balance;
  }

  async #data(path: string, name: string): Promise<Json | undefined> {
    return asObject((await this.#read(path))["data"])?.[name];
  }

  async #read(path: string): Promise<JsonObject> {
    return answered(await this.#exchange({ method: "GET", path }), `GET ${path}`);
  }
}

/** The JSON object that a plain read brought; throws the error that it is. */
export function answered(event: Answer | Failure, what: string, paid: boolean = false): JsonObject {
  if (failed(event)) throw connectionError(event, what, { paid });
  const found = isOk(event.status) ? event.content : null;
  if (found === null) throw errorOf(event, what, { paid });
  return found;
}

function odd(path: string, member: string): UnexpectedResponseError {
  return new UnexpectedResponseError(`GET ${path}: the answer does not hold ${member}`, {
    status: 200,
  });
}
