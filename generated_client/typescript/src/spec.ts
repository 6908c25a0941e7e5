/** What the spec says about the service and its tasks, as data. */

import type { TaskSpec } from "./core/task-spec.ts";

export const VERSION = "0.1.0";
export const SERVER = "https://api.modellix.ai";
export const ACCOUNT = { models: "/api/v1/models", apikeyValidate: "/api/v1/apikey/validate", teamBalance: "/api/v1/team/balance" };
export const FILES = { collection: "/api/v1/media/files", item: "/api/v1/media/files/{file_id}" };
export const TASK: TaskSpec = {
  path: "/api/v1/tasks/{task_id}",
  terminal: ["success", "failed", "canceled"],
  success: ["success"],
  firstDelayMs: 2000,
  minDelayMs: 1000,
  maxDelayMs: 15000,
  growthPercent: 130,
  waitTimeoutMs: 1800000,
};
