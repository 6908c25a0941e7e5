/** Submits over real connections: the paid POST goes out once, and what broke it is named. */

import assert from "node:assert/strict";
import { appendFileSync, openAsBlob } from "node:fs";
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { test } from "node:test";
import { type ClientOptions, Modellix } from "../src/index.ts";
import { ModellixError } from "../src/errors.ts";
import { merge } from "./acme/merge.ts";
import { ACCEPTED, answer, type Manners, RawServer } from "./raw-server.ts";

const PROMPT = { prompt: "Two friends in a cafe" };
const IS_NODE = !("Deno" in globalThis || "Bun" in globalThis);
const BODY = '{"prompt":"Two friends in a cafe"}';

function client(server: RawServer, options: ClientOptions = {}): Modellix {
  return new Modellix({ apiKey: "mdlx-test", baseUrl: server.url, ...options });
}

async function errorOf(work: Promise<unknown>): Promise<ModellixError> {
  const error: unknown = await work.then(
    () => assert.fail("it was accepted"),
    (reason: unknown) => reason,
  );
  assert.ok(error instanceof ModellixError, String(error));
  return error;
}

const whole =
  (text: string): Manners =>
  (received, socket) => {
    if (received.complete) socket.end(text);
  };

test("the body has its length, its key and a connection of its own", async () => {
  using server = await RawServer.start(whole(ACCEPTED));
  const task = await client(server).submit(merge, PROMPT, { requestId: "my-id" });
  assert.equal(task.id, "task-1");
  const [request] = server.requests;
  assert.equal(request?.body, BODY);
  const head = request.head.toLowerCase();
  assert.ok(head.startsWith(`post ${merge.routes[merge.documented]} http/1.1`));
  for (const line of [
    `content-length: ${BODY.length}`,
    "content-type: application/json",
    "authorization: bearer mdlx-test",
    "connection: close",
    "x-request-id: my-id",
    "accept-encoding: identity",
  ]) {
    assert.ok(head.split("\r\n").includes(line), `${line} is not in ${head}`);
  }
  assert.doesNotMatch(head, /transfer-encoding|expect/);
});

const OUTCOMES: Readonly<Record<number, string>> = {
  301: "SubmissionOutcomeUnknownError",
  302: "SubmissionOutcomeUnknownError",
  303: "SubmissionOutcomeUnknownError",
  307: "SubmissionOutcomeUnknownError",
  308: "SubmissionOutcomeUnknownError",
  400: "BadRequestError",
  401: "AuthenticationError",
  402: "PaymentRequiredError",
  403: "PermissionDeniedError",
  404: "NotFoundError",
  405: "APIStatusError",
  407: "SubmissionOutcomeUnknownError",
  408: "SubmissionOutcomeUnknownError",
  409: "SubmissionOutcomeUnknownError",
  413: "APIStatusError",
  421: "SubmissionOutcomeUnknownError",
  425: "SubmissionOutcomeUnknownError",
  429: "RateLimitError",
  500: "SubmissionOutcomeUnknownError",
  503: "SubmissionOutcomeUnknownError",
};

for (const [status, name] of Object.entries(OUTCOMES)) {
  test(`one POST, and ${name} after ${status}`, async () => {
    const text = answer(
      Number(status),
      { code: Number(status), message: "no" },
      "location: /x\r\n",
    );
    using server = await RawServer.start(whole(text));
    const error = await errorOf(client(server).submit(merge, PROMPT));
    assert.equal(error.name, name);
    // Of a 407 Node's fetch shows nothing: it asks for a proxy.
    const shown = !IS_NODE || status !== "407";
    assert.equal(error.status, shown ? Number(status) : null);
    assert.equal(server.posts, 1);
  });
}

test("an answer that comes before the body is read wins", async () => {
  using server = await RawServer.start((_, socket) => {
    socket.end(answer(401, { code: 401, message: "Authentication failed: no" }));
  });
  const image = new Uint8Array(20_000_000).fill(1);
  const error = await errorOf(
    client(server).submit(merge, { scene_image: image }, { validation: "off" }),
  );
  assert.ok(["AuthenticationError", "NotSubmittedError"].includes(error.name), error.name);
  assert.equal(server.posts, 0);
});

test("what broke before its last byte is sent again, three times", async () => {
  using server = await RawServer.start((_, socket) => {
    socket.resetAndDestroy();
  });
  const image = new Uint8Array(20_000_000).fill(1);
  const pauses: number[] = [];
  const clock = {
    now: () => Math.floor(performance.now()),
    sleep: (ms: number, signal?: AbortSignal) =>
      new Promise<void>((resolve, reject) => {
        if (ms >= 500 && ms <= 2_000) pauses.push(ms);
        const timer = setTimeout(resolve, ms >= 500 && ms <= 2_000 ? 0 : ms);
        signal?.addEventListener("abort", () => {
          clearTimeout(timer);
          reject(signal.reason);
        });
      }),
  };
  const error = await errorOf(
    client(server, { clock }).submit(merge, { scene_image: image }, { validation: "off" }),
  );
  assert.equal(error.name, "NotSubmittedError");
  assert.equal(error.safeToRetry, true);
  assert.equal(server.posts, 0);
  assert.equal(server.requests.length, 4);
  assert.deepEqual(pauses, [500, 1_000, 2_000]);
});

const BREAKS: Readonly<Record<string, Manners>> = {
  "a reset behind the body": ({ complete }, socket) => {
    if (complete) socket.resetAndDestroy();
  },
  "an end behind the body": ({ complete }, socket) => {
    if (complete) socket.end();
  },
  "an answer that is cut short": ({ complete }, socket) => {
    if (complete) socket.end(ACCEPTED.slice(0, -20));
  },
  "an answer that is no HTTP": ({ complete }, socket) => {
    if (complete) socket.end("hello\r\n\r\n");
  },
  silence: () => undefined,
};

for (const [name, manners] of Object.entries(BREAKS)) {
  test(`one POST, and an unknown outcome after ${name}`, async () => {
    using server = await RawServer.start(manners);
    const error = await errorOf(client(server, { timeoutMs: 300 }).submit(merge, PROMPT));
    assert.equal(error.name, "SubmissionOutcomeUnknownError");
    assert.equal(error.safeToRetry, false);
    assert.equal(server.posts, 1);
  });
}

test("a task id in an answer that is cut short is not lost", async () => {
  using server = await RawServer.start(({ complete }, socket) => {
    if (complete) socket.end(ACCEPTED.slice(0, -2));
  });
  const error = await errorOf(client(server).submit(merge, PROMPT));
  assert.equal(error.name, "SubmissionOutcomeUnknownError");
  assert.equal(error.taskId, "task-1");
});

test("a server that closes its connections is met with new ones", async () => {
  using server = await RawServer.start(({ complete }, socket) => {
    // It promises to keep the connection, and does not.
    if (complete) socket.write(ACCEPTED, () => socket.destroySoon());
  });
  const one = client(server);
  for (let turn = 0; turn < 5; turn++) await one.submit(merge, PROMPT);
  assert.equal(server.posts, 5);
  assert.equal(server.requests.length, 5);
});

test("nobody is there", async () => {
  let url = "";
  {
    using server = await RawServer.start(() => undefined);
    url = server.url;
  }
  const pauseless = {
    now: () => 0,
    sleep: (ms: number) =>
      new Promise<void>((done) => {
        if (ms <= 2_000) setTimeout(done, 0);
      }),
  };
  const one = new Modellix({ apiKey: "mdlx-test", baseUrl: url, clock: pauseless });
  const error = await errorOf(one.submit(merge, PROMPT));
  assert.equal(error.name, "NotSubmittedError");
  assert.match(error.message, /ECONNREFUSED/);
});

test("a signal before the last byte ends it with its reason, behind it with an unknown outcome", async () => {
  const reason = new Error("enough");
  await assert.rejects(
    new Modellix({ apiKey: "mdlx-test", baseUrl: "http://127.0.0.1:9" }).submit(merge, PROMPT, {
      signal: AbortSignal.abort(reason),
    }),
    reason,
  );
  const stop = new AbortController();
  using server = await RawServer.start(({ complete }) => {
    if (complete) stop.abort(reason);
  });
  const error = await errorOf(client(server).submit(merge, PROMPT, { signal: stop.signal }));
  assert.equal(error.name, "SubmissionOutcomeUnknownError");
  assert.equal(server.posts, 1);
});

test("the key that comes back is in no error", async () => {
  const text = answer(400, { code: 400, message: "Invalid parameters: mdlx-test" });
  const escaped = text
    .replace("mdlx-test", "\\u006ddlx-test")
    .replace(/length: (\d+)/, (_, n) => `length: ${Number(n) + 5}`);
  for (const reply of [text, escaped]) {
    using server = await RawServer.start(whole(reply));
    const error = await errorOf(client(server).submit(merge, PROMPT));
    assert.equal(error.status, 400);
    assert.doesNotMatch(`${error.stack}${JSON.stringify(error)}`, /mdlx-test/);
    assert.match(error.message, /Invalid parameters: \*\*\*/);
  }
});

test("a prompt that comes back is in no error", async () => {
  const message = "Invalid parameters: 'Two friends in a cafe' is not allowed";
  using server = await RawServer.start(whole(answer(400, { code: 400, message })));
  const error = await errorOf(client(server).submit(merge, PROMPT));
  assert.doesNotMatch(error.message, /friends/);
  assert.match(error.message, /is not allowed/);
});

// Blobs of files in Deno and Bun do not tell that they changed.
const CHANGED = "a file that changes while it is sent ends the submit before its last byte, once";
test(CHANGED, { skip: !IS_NODE }, async () => {
  const folder = await mkdtemp(join(tmpdir(), "modellix-"));
  const path = join(folder, "a.png");
  await writeFile(path, new Uint8Array(3_000_000));
  let changed = false;
  using server = await RawServer.start(() => {
    if (!changed) appendFileSync(path, "more");
    changed = true;
  });
  try {
    const images = { subject_images: [await openAsBlob(path)] };
    const error = await errorOf(client(server).submit(merge, images));
    assert.equal(error.name, "MediaError");
    assert.equal(server.posts, 0);
    assert.equal(server.requests.length, 1);
  } finally {
    await rm(folder, { recursive: true });
  }
});
