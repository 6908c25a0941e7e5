/** The whole client: `new Modellix({ apiKey }).kling.v2Mi2i.run({ … })`. */

export type { Task, Updates, WaitOptions } from "./core.ts";
export * from "./errors.ts";
export type { AnswerSink } from "./full/answer-log.ts";
export type { ModelEntry } from "./full/account.ts";
export type { MediaFile } from "./full/files.ts";
export type { JournalEntry, Recovery } from "./full/ledger.ts";
export type { Keys } from "./full/keys.ts";
export type { Mapped } from "./full/map.ts";
export type { ModelResource } from "./full/model-resource.ts";
export type { Mode, Validation } from "./full/modes.ts";
export type { ClientOptions, MapOptions, RunOptions, SubmitOptions } from "./full/options.ts";
export type { OnRequest, RequestEvent } from "./full/request-event.ts";
export type { Result, ResultResource } from "./full/result.ts";
export type { SaveAllOptions, SaveOptions } from "./full/save.ts";
export type { Outcome, WaitAllOptions } from "./full/tasks.ts";
export type { ImageInput } from "./media-input.ts";
export type { Model } from "./model.ts";
export { Modellix } from "./modellix.ts";
export { MODELS } from "./models.ts";
export type { OtherTask, OtherWord, Resource, SucceededTask, TaskState } from "./results.ts";
export type { Findings, Json, JsonObject, Violation } from "./violations.ts";
export { describe } from "./violations.ts";
