/**
 * The tracer: carries one call a line out against a scripted service on a virtual clock.
 *
 * `node trace.js` reads NDJSON on standard input, `{"id", "call": "wait"|"submit"|"run", "model",
 * "body", "task_id", "timeout_ms", "answers"}` a line, and answers each line, in the same order, with
 * `{"id", "requests", "outcome", "t_ms"}`, or with `{"id", "error": {"code", "message"}}` for a line
 * that is no scenario; the codes are those of the checker. Nothing is sent anywhere and no real time
 * passes.
 *
 * Exit code 0 when every line was answered, 1 when the reader of the answers went away.
 */

import process from "node:process";
import { BaseClient } from "../full/client.ts";
import {
  APIStatusError,
  ModellixError,
  NotSubmittedError,
  SubmissionOutcomeUnknownError,
  TaskFailedError,
  TaskTimeoutError,
} from "../errors.ts";
import { SERVER } from "../spec.ts";
import { type Layout, toText } from "../write-json.ts";
import { type Line, problem, serve } from "./ndjson.ts";
import { readScenario, type Scenario } from "./scenario.ts";
import { ScriptedService } from "./scripted-service.ts";
import { LineError } from "./strict-json.ts";
import { VirtualClock } from "./virtual-clock.ts";

const ANSWER: Layout = {
  id: null,
  requests: { t_ms: null, method: null, path: null },
  outcome: { kind: null, error: null, task_id: null, status: null, safe_to_retry: null },
  t_ms: null,
  error: { code: null, message: null },
};
const KINDS = [
  [TaskFailedError, "failed"],
  [NotSubmittedError, "not_sent"],
  [SubmissionOutcomeUnknownError, "unknown"],
  [TaskTimeoutError, "timeout"],
] as const;

/** The answer to one line, with its line feed. */
export async function answer(raw: Line): Promise<string> {
  return `${toText(await answered(raw), ANSWER)}\n`;
}

async function answered(raw: Line): Promise<object> {
  let scenario: Scenario;
  try {
    scenario = readScenario(raw);
  } catch (error) {
    if (error instanceof LineError) return problem(error, null);
    throw error;
  }
  const clock = new VirtualClock();
  const service = new ScriptedService(scenario.replies, clock);
  const outcome = await call(scenario, service, clock);
  return { id: scenario.id, requests: service.requests, outcome, t_ms: clock.now() };
}

async function call(
  scenario: Scenario,
  service: ScriptedService,
  clock: VirtualClock,
): Promise<object> {
  const client = new BaseClient({
    apiKey: "mdlx-trace",
    baseUrl: SERVER,
    routes: "documented",
    fetch: service.fetch,
    clock,
    onWarning: () => undefined,
  });
  try {
    const task_id = await clock.drive(carried(client, scenario));
    const status = service.lastStatus;
    return { kind: "success", error: null, task_id, status, safe_to_retry: false };
  } catch (error) {
    if (!(error instanceof ModellixError)) throw error;
    return {
      kind: kindOf(scenario, error),
      error: error.name,
      task_id: error.taskId,
      status: error.status,
      safe_to_retry: error.safeToRetry,
    };
  }
}

/** Carries the call out; resolves to the id of the task. */
async function carried(client: BaseClient, scenario: Scenario): Promise<string> {
  const { model, taskId, timeoutMs } = scenario;
  const body = scenario.body as object;
  if (model === null) return (await client.wait(taskId, { timeoutMs })).taskId;
  if (scenario.call === "submit") {
    return (await client.submit(model, body, { submitTimeoutMs: timeoutMs })).id;
  }
  return (await client.run(model, body, { waitTimeoutMs: timeoutMs })).taskId;
}

function kindOf(scenario: Scenario, error: ModellixError): string {
  const found = KINDS.find(([kind]) => error instanceof kind);
  if (found) return found[1];
  // An error of the wait knows its task; one without was the answer to the submit itself.
  const turnedDown = error instanceof APIStatusError && error.taskId === null;
  return scenario.call !== "wait" && turnedDown ? "refused" : "error";
}

if (import.meta.main) process.exitCode = await serve(answer);
