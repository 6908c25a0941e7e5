/** What the spec says about the service and its tasks, as data; durations are milliseconds. */

export const VERSION = "0.1.0";
export const SERVER = "https://api.modellix.ai";
/** The path of a task, with `{task_id}` in it. */
export const TASK_PATH = "/api/v1/tasks/{task_id}";
/** From the submit to the first look. */
export const FIRST_DELAY_MS = 2000;
/** Two looks are never closer than this. */
export const MIN_DELAY_MS = 1000;
/** The pause between two looks grows no further than this. */
export const MAX_DELAY_MS = 15000;
/** Each pause as a percentage of the one before it. */
export const GROWTH_PERCENT = 130;
/** How long a wait lasts when the caller does not say. */
export const WAIT_TIMEOUT_MS = 1800000;
/** Statuses after which a task changes no more. */
export const TERMINAL: readonly string[] = ["success", "failed", "canceled"];
/** Those of them that come with a result. */
export const SUCCESS: readonly string[] = ["success"];
export const ACCOUNT = { models: "/api/v1/models", apikeyValidate: "/api/v1/apikey/validate", teamBalance: "/api/v1/team/balance" };
export const FILES = { collection: "/api/v1/media/files", item: "/api/v1/media/files/{file_id}" };
