/** Checks requests for the models of the service, without a network. */

export * from "./errors.ts";
export type { ImageInput } from "./media/input.ts";
export type { Model } from "./model.ts";
export { MODELS } from "./models.ts";
export type { Findings, Json, JsonObject, Violation } from "./violations.ts";
export { describe } from "./violations.ts";
