/** Waiting in virtual time: for one task and many, ended by signals, watched by iterators. */

import assert from "node:assert/strict";
import { test } from "node:test";
import { VirtualClock } from "../src/cli/virtual-clock.ts";
import { Client, type Fetch } from "../src/core.ts";
import { ModellixError, TaskFailedError } from "../src/errors.ts";
import { ModelResource } from "../src/full/model-resource.ts";
import { Modellix, type SucceededTask } from "../src/index.ts";
import { merge } from "./acme/merge.ts";

/** A service whose tasks end after so many milliseconds; `fails` in an id fails. */
function service(clock: VirtualClock, endsMs: (id: string) => number): Fetch & { log: string[] } {
  const log: string[] = [];
  const fetch: Fetch = async (url, init) => {
    log.push(`${clock.now()} ${init.method} ${url.split("/").at(-1)}`);
    await clock.sleep(10, init.signal ?? undefined);
    const id = init.method === "POST" ? "task-1" : (url.split("/").at(-1) ?? "");
    const ended = init.method !== "POST" && clock.now() >= endsMs(id);
    const status = ended ? (id.includes("fails") ? "failed" : "success") : "pending";
    const result = { resources: [{ url: "https://files.example/a.png", type: "image" }] };
    return Response.json({ code: 0, data: { status, task_id: id, ...(ended && { result }) } });
  };
  return Object.assign(fetch, { log });
}

function client(clock: VirtualClock, fetch: Fetch): Modellix {
  return new Modellix({ apiKey: "mdlx-test", baseUrl: "https://api.example", clock, fetch });
}

test("both clients submit, wait at the same moments and tell the result", async () => {
  const logs: string[][] = [];
  for (const kind of ["whole", "small"]) {
    const clock = new VirtualClock();
    const fetch = service(clock, () => 9_000);
    const options = { apiKey: "mdlx-test", baseUrl: "https://api.example", clock, fetch };
    const run: Promise<SucceededTask> =
      kind === "whole"
        ? new ModelResource(new Modellix(options), merge).run({ prompt: "x" })
        : new Client(options).submit(merge, { prompt: "x" }).then((task) => task.wait());
    const result = await clock.drive(run);
    assert.equal(result.status, "success");
    assert.equal(result.resources[0]?.url, "https://files.example/a.png");
    logs.push(fetch.log);
  }
  assert.deepEqual(logs[0], logs[1]);
  assert.equal(logs[0]?.length, 5);
});

test("a signal ends a wait at once, also while it sleeps, and the task's id stays", async () => {
  const clock = new VirtualClock();
  const reason = new Error("enough");
  const stop = new AbortController();
  const one = client(
    clock,
    service(clock, () => Number.POSITIVE_INFINITY),
  );
  const wait = one.tasks.wait("task-1", { signal: stop.signal });
  const stopper = clock.sleep(5_000).then(() => stop.abort(reason));
  const error: unknown = await clock.drive(wait.catch((caught: unknown) => caught));
  await stopper;
  assert.equal(error, reason);
  assert.equal((error as { taskId?: string }).taskId, "task-1");
  assert.equal(clock.now(), 5_000);
});

test("updates are iterated, and nothing is asked once nobody reads them", async () => {
  const clock = new VirtualClock();
  const fetch = service(clock, () => 60_000);
  const one = client(clock, fetch);
  const states: string[] = [];
  await clock.drive(
    (async () => {
      for await (const state of one.tasks.updates("task-1")) {
        states.push(state.status);
        if (states.length === 3) break;
      }
      await clock.sleep(100_000);
    })(),
  );
  assert.deepEqual(states, ["pending", "pending", "pending"]);
  assert.equal(fetch.log.length, 3);
});

test("many tasks are waited for under one budget, in order and as they end", async () => {
  const ids = ["c-30000", "a-10000", "fails-20000"];
  const ends = (id: string) => Number(id.split("-")[1]);
  const clock = new VirtualClock();
  const fetch = service(clock, ends);
  const one = client(clock, fetch);
  const outcomes = await clock.drive(one.tasks.waitAll(ids));
  assert.deepEqual(
    outcomes.map(({ taskId }) => taskId),
    ids,
  );
  assert.equal(outcomes[0]?.result?.taskId, ids[0]);
  assert.ok(outcomes[2]?.error instanceof TaskFailedError);
  const times = fetch.log.map((line) => Number(line.split(" ")[0]));
  for (const [index, time] of times.entries()) {
    // 100 requests a minute are what the smallest account has.
    const minute = times.slice(index).filter((later) => later < time + 60_000);
    assert.ok(minute.length <= 100);
  }
  const seen: string[] = [];
  const again = client(
    clock,
    service(clock, (id) => 100_000 + ends(id)),
  );
  await clock.drive(
    (async () => {
      for await (const { taskId } of again.tasks.asCompleted(ids)) seen.push(taskId);
    })(),
  );
  assert.deepEqual(seen, [ids[1], ids[2], ids[0]]);
});

test("who stops reading outcomes leaves nothing running", async () => {
  const clock = new VirtualClock();
  const fetch = service(clock, (id) => (id === "a" ? 1_000 : 1e9));
  const one = client(clock, fetch);
  await clock.drive(
    (async () => {
      for await (const { taskId } of one.tasks.asCompleted(["a", "b", "c"])) {
        assert.equal(taskId, "a");
        break;
      }
    })(),
  );
  const before = fetch.log.length;
  await clock.drive(clock.sleep(100_000));
  assert.equal(fetch.log.length, before);
});

test("settings that cannot be are refused by name, and never show the key", () => {
  const wrong: readonly (readonly [object, RegExp])[] = [
    [{ apiKey: "" }, /apiKey is empty/],
    [{ apiKey: "mdlx secret" }, /apiKey holds white space/],
    [{ baseUrl: "http://api.example" }, /baseUrl must begin with https/],
    [{ baseUrl: "https://a:b@api.example" }, /baseUrl must not hold a user/],
    [{ baseUrl: "https://api.example/api/v1" }, /baseUrl must not end in \/api\/v1/],
    [{ routes: "d" }, /routes must be one of/],
    [{ validation: "loose" }, /validation must be one of/],
    [{ timeoutMs: -1 }, /timeoutMs must be a number/],
  ];
  for (const [options, told] of wrong) {
    assert.throws(
      () => new Modellix({ apiKey: "mdlx-test", ...options }),
      (error: unknown) => {
        assert.ok(error instanceof ModellixError);
        assert.match(error.message, told);
        assert.doesNotMatch(error.message, /secret/);
        return true;
      },
    );
  }
});

test("a browser is refused with a key, unless it is told", () => {
  Object.assign(globalThis, { document: {} });
  try {
    assert.throws(() => new Modellix({ apiKey: "mdlx-test" }), /in a browser/);
    new Modellix({ apiKey: "mdlx-test", dangerouslyAllowBrowser: true });
    new Modellix({ apiKey: undefined });
  } finally {
    Reflect.deleteProperty(globalThis, "document");
  }
});

/** A service that runs so many tasks at once, each for a second, and refuses more. */
function crowded(
  clock: VirtualClock,
  most: number,
): { fetch: Fetch; peak: () => number; posts: () => number } {
  const ends = new Map<string, number>();
  let peak = 0;
  let posts = 0;
  const fetch: Fetch = async (url, init) => {
    await clock.sleep(10, init.signal ?? undefined);
    if (init.method !== "POST") {
      const id = url.split("/").at(-1) ?? "";
      const status = clock.now() >= (ends.get(id) ?? 0) ? "success" : "pending";
      return Response.json({ code: 0, data: { status, task_id: id, result: { resources: [] } } });
    }
    posts++;
    const running = [...ends.values()].filter((end) => end > clock.now()).length;
    if (running >= most) {
      const message = "Concurrent limit exceeded: too many";
      return Response.json({ code: 429, message }, { status: 429 });
    }
    const id = `task-${ends.size}`;
    ends.set(id, clock.now() + 5_000);
    peak = Math.max(peak, running + 1);
    return Response.json({ code: 0, data: { status: "pending", task_id: id } });
  };
  return { fetch, peak: () => peak, posts: () => posts };
}

test("many requests run as the account lets them through, each once, read as they are needed", async () => {
  const clock = new VirtualClock();
  const { fetch, peak, posts } = crowded(clock, 3);
  const one = client(clock, fetch);
  let read = 0;
  let ended = 0;
  let ahead = 0;
  function* requests() {
    for (; read < 12; read++) {
      ahead = Math.max(ahead, read - ended);
      yield read === 4 ? { prompt: "" } : { prompt: `request ${read}` };
    }
  }
  const submitted: string[] = [];
  const outcomes = await clock.drive(
    new ModelResource(one, merge).map(requests(), {
      onSubmit: ({ id }) => submitted.push(id),
      onUpdate: ({ status }) => {
        if (status === "success") ended++;
      },
    }),
  );
  assert.equal(outcomes.length, 12);
  for (const [index, outcome] of outcomes.entries()) {
    assert.equal(outcome.index, index);
    if (index === 4) assert.ok(outcome.error instanceof ModellixError);
    else assert.equal(outcome.result?.status, "success");
  }
  assert.equal(new Set(submitted).size, 11);
  assert.equal(peak(), 3);
  // Once it is known how many are let through, one more is tried from time to time.
  assert.ok(posts() <= 20, `${posts()} submits for 11 tasks`);
  assert.ok(ahead < 9, `${ahead} requests were read ahead`);
});

test("what is no limit is an outcome, and no more than asked for run at once", async () => {
  const clock = new VirtualClock();
  const { fetch, peak, posts } = crowded(clock, 50);
  const failing: Fetch = async (url, init) => {
    const fails = init.method === "POST" && posts() === 2;
    const answer = await fetch(url, init);
    return fails ? Response.json({ code: 402, message: "no" }, { status: 402 }) : answer;
  };
  const one = client(clock, failing);
  const requests = Array.from({ length: 8 }, (_, index) => ({ prompt: `${index}` }));
  const seen = await clock.drive(one.map(merge, requests, { maxInFlight: 2 }));
  assert.equal(seen.filter(({ error }) => error instanceof ModellixError).length, 1);
  assert.ok(peak() <= 3);
});

test("a body that goes on is no standstill, one that stands still is given up", async () => {
  for (const [pauseMs, outcome] of [
    [60, "task-1"],
    [160, "NotSubmittedError"],
  ] as const) {
    const clock = new VirtualClock();
    const fetch: Fetch = async (_, init) => {
      const reader = (init.body as ReadableStream).getReader();
      let pieces = 0;
      while (!(await reader.read()).done) {
        pieces++;
        await clock.sleep(pauseMs, init.signal ?? undefined);
      }
      assert.ok(pieces > 4);
      return Response.json({ data: { status: "pending", task_id: "task-1" } });
    };
    const settings = { apiKey: "mdlx-test", baseUrl: "https://api.example", timeoutMs: 100 };
    const request = { subject_images: [1, 2, 3, 4].map(() => new Uint8Array(100_000)) };
    const submit = new Modellix({ ...settings, clock, fetch })
      .submit(merge, request, { submitTimeoutMs: 10_000 })
      .then(
        ({ id }) => id,
        (error: ModellixError) => error.name,
      );
    assert.equal(await clock.drive(submit), outcome);
  }
});
