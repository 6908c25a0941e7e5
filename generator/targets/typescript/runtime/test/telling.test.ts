/** What a client tells of its requests: events for a logger, lines for the answer log. */

import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { test } from "node:test";
import { type ClientOptions, Modellix, ModellixError, type RequestEvent } from "../src/index.ts";
import { VirtualClock } from "../src/cli/virtual-clock.ts";
import { ModelResource } from "../src/full/model-resource.ts";
import { merge } from "./acme/merge.ts";
import { ACCEPTED, answer, RawServer } from "./raw-server.ts";

const PATH = merge.routes[merge.documented];
const KEY = "mdlx-0123456789-secret";

function service(clock: VirtualClock, statuses: number[]): typeof fetch {
  return (async (url: string, init: RequestInit) => {
    await clock.sleep(40);
    if (init.method === "POST") await new Response(init.body ?? null).text();
    const status = statuses.shift() ?? 200;
    const data = { status: init.method === "POST" ? "pending" : "success", task_id: "task-1" };
    const headers = { "x-request-id": "answer-1" };
    void url;
    return Response.json({ code: 0, data, message: "x" }, { status, headers });
  }) as typeof fetch;
}

test("a run is one event a request", async () => {
  const clock = new VirtualClock();
  const events: RequestEvent[] = [];
  const client = new Modellix({
    apiKey: KEY,
    clock,
    fetch: service(clock, []) as ClientOptions["fetch"],
    onRequest: (event) => {
      events.push(event);
      throw new Error("a listener that fails");
    },
  });
  await clock.drive(client.run(merge, { prompt: "a secret prompt" }, { requestId: "mine" }));
  assert.deepEqual(
    events.map(({ method, path, status, elapsedMs }) => [method, path, status, elapsedMs]),
    [
      ["POST", PATH, 200, 40],
      ["GET", "/api/v1/tasks/task-1", 200, 40],
    ],
  );
  const [first] = events;
  assert.equal(first?.requestId, "mine");
  assert.equal(first?.answerId, "answer-1");
  assert.equal(first?.sentBytes, '{"prompt":"a secret prompt"}'.length);
  assert.equal(first?.trouble, null);
  assert.equal(first?.mayHaveArrived, null);
  assert.doesNotMatch(JSON.stringify(events), /secret/);
});

test("an event tells whether the service may have a request that broke", async () => {
  for (const arrived of [true, false]) {
    using server = await RawServer.start(({ complete }, socket) => {
      if (complete || !arrived) socket.resetAndDestroy();
    });
    const events: RequestEvent[] = [];
    const baseUrl = arrived ? server.url : "http://127.0.0.1:1";
    const client = new Modellix({ apiKey: KEY, baseUrl, onRequest: (event) => events.push(event) });
    const submit = client.submit(merge, { prompt: "x" }, { submitTimeoutMs: 400 });
    await assert.rejects(submit, ModellixError);
    assert.equal(events.length, 1);
    assert.equal(events[0]?.status, null);
    assert.equal(events[0]?.mayHaveArrived, arrived);
    assert.ok(events[0]?.trouble);
  }
});

test("what a signal ends is an event too", async () => {
  using server = await RawServer.start(() => undefined);
  const events: RequestEvent[] = [];
  const client = new Modellix({
    apiKey: KEY,
    baseUrl: server.url,
    onRequest: (event) => events.push(event),
  });
  await assert.rejects(client.tasks.get("task-1", { signal: AbortSignal.timeout(20) }));
  assert.equal(events[0]?.trouble, "interrupted");
});

test("of a file only its host is told", async () => {
  const folder = await mkdtemp(join(tmpdir(), "modellix-"));
  const file = answer(200, "the file");
  using server = await RawServer.start(({ head }, socket) => {
    const url = `${server.url}/a.png?signature=hunter2`;
    const result = { resources: [{ url, type: "image" }] };
    const data = { status: "success", task_id: "task-1", result };
    socket.end(head.startsWith("GET /a.png") ? file : answer(200, { code: 0, data }));
  });
  const events: RequestEvent[] = [];
  const client = new Modellix({
    apiKey: KEY,
    baseUrl: server.url,
    onRequest: (event) => events.push(event),
  });
  try {
    const result = await client.tasks.wait("task-1");
    await result.save(folder);
  } finally {
    await rm(folder, { recursive: true });
  }
  assert.equal(events.length, 2);
  assert.equal(events[1]?.origin, server.url.replace(/:[0-9]+$/, ""));
  assert.equal(events[1]?.status, 200);
  assert.equal(events[1]?.trouble, null);
  assert.equal(events[1]?.receivedBytes, '"the file"'.length);
  assert.doesNotMatch(JSON.stringify(events), /hunter2|signature/);
});

test("the answer log goes to a file, and one that fails loses no task", async () => {
  const folder = await mkdtemp(join(tmpdir(), "modellix-"));
  const warnings: string[] = [];
  using server = await RawServer.start(({ complete }, socket) => {
    if (complete) socket.end(ACCEPTED);
  });
  try {
    const answerLog = join(folder, "answers.ndjson");
    const settings = { apiKey: KEY, baseUrl: server.url, answerLog };
    const client = new Modellix(settings);
    await new ModelResource(client, merge).submit({ prompt: "a secret prompt" });
    // At once: a program may end with the answer.
    const lines = readFileSync(answerLog, "utf8").trim().split("\n");
    const onWarning = (text: string) => {
      warnings.push(text);
      throw new Error("a listener that fails");
    };
    const failing = new Modellix({ ...settings, answerLog: folder, onWarning });
    for (const prompt of ["a", "b"]) {
      assert.equal((await failing.submit(merge, { prompt })).id, "task-1");
    }
    assert.equal(lines.length, 1);
    const line = JSON.parse(lines[0] ?? "");
    assert.equal(line.path, PATH);
    assert.deepEqual(line.body, { object: { prompt: { string: 15, form: "text" } } });
    assert.doesNotMatch(lines[0] ?? "", /secret|mdlx/);
  } finally {
    await rm(folder, { recursive: true });
  }
  assert.deepEqual(warnings, ["the answer log cannot be written (EISDIR); it will lack lines"]);
});

test("a line is in the log when a submit is refused, too", async () => {
  const folder = await mkdtemp(join(tmpdir(), "modellix-"));
  const answerLog = join(folder, "answers.ndjson");
  const refused = answer(400, { code: 400, message: "no" });
  using server = await RawServer.start(({ complete }, socket) => {
    if (complete) socket.end(refused);
  });
  try {
    const client = new Modellix({ apiKey: KEY, baseUrl: server.url, answerLog });
    await assert.rejects(client.submit(merge, { prompt: "a" }), { name: "BadRequestError" });
    assert.equal(JSON.parse(readFileSync(answerLog, "utf8")).status, 400);
  } finally {
    await rm(folder, { recursive: true });
  }
});

test("no task waits for a function that takes lines, nor is lost by one that fails", async () => {
  using server = await RawServer.start(({ complete }, socket) => {
    if (complete) socket.end(ACCEPTED);
  });
  const sinks: ((line: string) => unknown)[] = [
    () => new Promise(() => {}),
    () => Promise.reject(new RangeError("full")),
    () => {
      throw null;
    },
  ];
  const warnings: string[] = [];
  for (const answerLog of sinks) {
    const onWarning = (text: string) => warnings.push(text);
    const client = new Modellix({ apiKey: KEY, baseUrl: server.url, answerLog, onWarning });
    assert.equal((await client.submit(merge, { prompt: "a" })).id, "task-1");
  }
  const told = (reason: string) =>
    `the answer log cannot be written (${reason}); it will lack lines`;
  assert.deepEqual(warnings, [told("RangeError"), told("no reason told")]);
});
