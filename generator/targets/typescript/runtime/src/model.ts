/** What a client knows of a model: where it is submitted, and its rules. */

import type { Findings } from "./violations.ts";
import type { Layout } from "./write-json.ts";

/** Where images may stand: name to true, or to what is inside. */
export interface Places {
  readonly [name: string]: true | Places;
}

/** A vintage of the API's paths. */
export type Vintage = "a" | "b" | "c";

/** One model; `Request` is the type of its requests. */
export interface Model<Request extends object = object> {
  /** The model's id, such as `kling-v2-mi2i`. */
  readonly id: string;
  /** What comes out. */
  readonly output: "image" | "video";
  /** The path in each vintage of the API. */
  readonly routes: Readonly<Record<Vintage, string>>;
  /** The vintage that the model's page documents. */
  readonly documented: Vintage;
  /** How a body is written: members of closed objects in order, others by their UTF-8 bytes. */
  readonly layout: Layout;
  /** Where images may stand. */
  readonly media: Places;
  /** Holds a request body, any JSON value, against every rule of the model. */
  readonly check: (body: unknown) => Findings;
  /** For the type checker alone. */
  readonly request?: Request;
}
