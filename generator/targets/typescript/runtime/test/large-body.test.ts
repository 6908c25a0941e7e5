/** Images of many pieces: the bytes that go out, what they go out by, and that a connection is one. */

import assert from "node:assert/strict";
import { execFile } from "node:child_process";
import { openAsBlob } from "node:fs";
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { once } from "node:events";
import http from "node:http";
import { createServer, type Socket } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { test } from "node:test";
import { setImmediate } from "node:timers/promises";
import { promisify } from "node:util";
import { Worker } from "node:worker_threads";
import { Buffers } from "../src/full/buffers.ts";
import { connectedFetch } from "../src/full/http-fetch.ts";
import { LARGE } from "../src/full/platform-fetch.ts";
import { encode, MediaBlob, MediaBytes } from "../src/full/sources.ts";
import { type ClientOptions, Modellix } from "../src/index.ts";
import { MediaError } from "../src/errors.ts";
import { merge } from "./acme/merge.ts";
import { ACCEPTED, RawServer } from "./raw-server.ts";

const IS_NODE = !("Deno" in globalThis || "Bun" in globalThis);
const PIECE = 384 * 1024;
const BLOCK = 12 * 1024;

/** Bytes that repeat nowhere near the size of a piece. */
function noise(size: number, seed: number): Uint8Array<ArrayBuffer> {
  const bytes = new Uint8Array(size);
  let state = seed;
  for (let at = 0; at < size; at++) {
    state = (Math.imul(state, 1_103_515_245) + 12_345) >>> 0;
    bytes[at] = state >>> 16;
  }
  return bytes;
}

const base64 = (bytes: Uint8Array) => Buffer.from(bytes).toString("base64");

/** A service that accepts all bodies once they are there. */
function service(): Promise<RawServer> {
  return RawServer.start(({ complete }, socket) => {
    if (complete) socket.end(ACCEPTED);
  });
}

function client(url: string): Modellix {
  return new Modellix({ apiKey: "mdlx-test", baseUrl: url, validation: "off" });
}

test("Base64 is the same by whatever makes it", () => {
  const { Buffer: own } = globalThis;
  for (const size of [0, 1, 2, 3, BLOCK - 1, BLOCK, BLOCK + 1, 3 * BLOCK + 2]) {
    const bytes = noise(size + 5, size).subarray(5);
    const found = [encode(bytes)];
    try {
      // A browser has no such thing.
      (globalThis as { Buffer?: unknown }).Buffer = undefined;
      found.push(encode(bytes));
    } finally {
      globalThis.Buffer = own;
    }
    for (const text of found) assert.equal(own.from(text).toString(), base64(bytes));
  }
});

test("a buffer is used again once it was given back, and once only", () => {
  const buffers = new Buffers(8);
  const first = buffers.take(8);
  const second = buffers.take(3);
  assert.notEqual(first.buffer, second.buffer);
  Buffers.giveBack(first);
  Buffers.giveBack(first);
  Buffers.giveBack(new Uint8Array(8));
  assert.equal(buffers.take(5).buffer, first.buffer);
  assert.notEqual(buffers.take(8).buffer, first.buffer);
  assert.equal(second.length, 3);
});

test("every byte arrives in its place, however slowly it is read", async () => {
  const folder = await mkdtemp(join(tmpdir(), "modellix-"));
  const sizes = [PIECE - 1, PIECE, PIECE + 1, 2 * PIECE, 5 * PIECE + 2];
  const images = sizes.map((size, index) => noise(size, index));
  const parts: string[] = [];
  const server = createServer((socket: Socket) => {
    socket.setEncoding("latin1").on("data", (text: string) => {
      if (text.endsWith("}")) socket.end(ACCEPTED);
      if (parts.push(text) % 8 > 0) return;
      socket.pause();
      setTimeout(() => socket.resume(), 1);
    });
  });
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  const { port } = server.address() as { port: number };
  try {
    const files = images.map((_, index) => join(folder, `${index}.png`));
    for (const [index, file] of files.entries()) await writeFile(file, images[index] ?? "");
    const blobs = await Promise.all(files.map((file) => openAsBlob(file)));
    const subject_images = blobs.flatMap((blob, index) => [blob, images[index] ?? ""]);
    await client(`http://127.0.0.1:${port}`).submit(merge, { prompt: "x", subject_images });
    const texts = images.map(base64).flatMap((text) => [text, text]);
    const body = JSON.stringify({ prompt: "x", subject_images: texts });
    assert.ok(body.length > LARGE);
    const seen = parts.join("");
    assert.equal(seen.slice(seen.indexOf("\r\n\r\n") + 4) === body, true);
    assert.match(seen, new RegExp(`content-length: ${body.length}\r\n`, "i"));
  } finally {
    server.close();
    await rm(folder, { recursive: true });
  }
});

const MIB = 1024 * 1024;
const SIZE = 10_000_000;
const TEXT = 4 * Math.ceil(SIZE / 3) * 4; // of four as Base64

/** Sends four images; by how much heap and buffers grew at most, in MiB. */
async function grown(options: ClientOptions): Promise<{ heap: number; buffers: number }> {
  const sink = new Worker(new URL("./sink.ts", import.meta.url));
  const [baseUrl] = (await once(sink, "message")) as [string];
  const images = [1, 2, 3, 4].map((byte) => new Uint8Array(SIZE).fill(byte));
  const one = new Modellix({ apiKey: "mdlx-x", baseUrl, ...options });
  const before = process.memoryUsage();
  const most = { heap: 0, buffers: 0 };
  const look = () => {
    const { heapUsed, arrayBuffers } = process.memoryUsage();
    most.heap = Math.max(most.heap, (heapUsed - before.heapUsed) / MIB);
    most.buffers = Math.max(most.buffers, (arrayBuffers - before.arrayBuffers) / MIB);
  };
  const watch = setInterval(look, 2);
  const { id } = await one.submit(merge, { prompt: "x", subject_images: images });
  look();
  clearInterval(watch);
  await sink.terminate();
  const received = Number(id.slice("task-".length));
  assert.ok(received > TEXT && received < TEXT + 200);
  return most;
}

const CANDIDATES: Readonly<Record<string, ClientOptions>> = {
  "the platform's own way": {},
  "a fetch of the caller's": { fetch: (url, init) => fetch(url, init) },
};

for (const [name, options] of Object.entries(CANDIDATES)) {
  // Bun counts buffers among its heap.
  test(`by ${name} four images stand nowhere as text`, { skip: "Bun" in globalThis }, async () => {
    const { heap, buffers } = await grown(options);
    assert.ok(heap < TEXT / MIB, `${heap} MiB of heap`);
    // A fetch that is not ours may keep what it was given.
    if (!options.fetch) assert.ok(buffers < 4, `${buffers} MiB of buffers`);
  });
}

// Fetch says what mode it is in, node:http does not.
const BY_FETCH = /^sec-fetch-mode: /im;
const BIG = { prompt: "x", scene_image: new Uint8Array(LARGE) };

test("a large body goes by node:http, a small one by fetch", { skip: !IS_NODE }, async () => {
  using server = await service();
  const one = client(server.url);
  await one.submit(merge, BIG);
  await one.submit(merge, { prompt: "x", scene_image: new Uint8Array(LARGE / 2) });
  // Node's fetch has found its dispatcher by now.
  await one.submit(merge, BIG);
  const heads = server.requests.map(({ head }) => BY_FETCH.test(head));
  assert.deepEqual(heads, [false, true, false]);
});

test("a fetch in the place of Node's gets all", { skip: !IS_NODE }, async () => {
  const own = globalThis.fetch;
  const asked: string[] = [];
  try {
    globalThis.fetch = async (url) => {
      asked.push(String(url));
      return new Response(ACCEPTED.slice(ACCEPTED.indexOf("{")));
    };
    await client("http://127.0.0.1:9").submit(merge, BIG);
    assert.equal(asked.length, 1);
  } finally {
    globalThis.fetch = own;
  }
});

test("a dispatcher in the place of Node's gets all", { skip: !IS_NODE }, async () => {
  using server = await service();
  await client(server.url).submit(merge, { prompt: "x" });
  const symbols = Object.getOwnPropertySymbols(globalThis);
  const place = symbols.find((one) => one.description === "undici.globalDispatcher.1") as never;
  const own = globalThis[place] as {
    compose(by: unknown): unknown;
    dispatch(...a: never): unknown;
  };
  let asked = 0;
  type Dispatch = (options: object, handler: object | null) => unknown;
  const counting = (dispatch: Dispatch) => (options: object, handler: object | null) => {
    if (handler) asked++;
    return dispatch(options, handler);
  };
  const dispatchers: unknown[] = [
    own.compose(counting),
    { dispatch: counting((...given) => own.dispatch(...(given as never))) },
  ];
  for (const [index, dispatcher] of dispatchers.entries()) {
    try {
      (globalThis as never as Record<symbol, unknown>)[place] = dispatcher;
      await client(server.url).submit(merge, BIG);
      assert.equal(asked, index + 1);
    } finally {
      (globalThis as never as Record<symbol, unknown>)[place] = own;
    }
  }
});

test("a proxy of the environment gets all", { skip: !IS_NODE }, async () => {
  // It opens a way to a service that there is not, and is that service.
  using proxy = await RawServer.start(({ body }, socket) => {
    if (!body) socket.write("HTTP/1.1 200 Connected\r\n\r\n");
    else if (body.endsWith("}")) socket.end(ACCEPTED);
  });
  const program = `
    import { Modellix } from ${JSON.stringify(new URL("../src/index.ts", import.meta.url).href)};
    import { merge } from ${JSON.stringify(new URL("./acme/merge.ts", import.meta.url).href)};
    const client = new Modellix({ apiKey: "mdlx-test", baseUrl: "http://127.0.0.1:1234" });
    const request = { prompt: "x", scene_image: new Uint8Array(${LARGE}) };
    console.log((await client.submit(merge, request, { validation: "off" })).id);`;
  const env = { ...process.env, NODE_USE_ENV_PROXY: "1", http_proxy: proxy.url, no_proxy: "" };
  const command = ["--input-type=module", "-e", program];
  const { stdout } = await promisify(execFile)(process.execPath, command, { env });
  assert.equal(stdout, "task-1\n");
  assert.match(proxy.requests[0]?.head ?? "", /^CONNECT 127\.0\.0\.1:1234 /);
});

test("a connection that does not come about is given up, and nothing is sent", async () => {
  // It speaks no TLS, nor anything else.
  using server = await RawServer.start(() => undefined);
  const init = { method: "POST", body: new ReadableStream(), headers: { "content-length": "9" } };
  const asked = connectedFetch(server.url.replace("http:", "https:"), init, 20);
  await assert.rejects(asked, /no connection in time/);
});

const CONTENT = { method: "POST", headers: { "content-length": "9", connection: "close" } };
const nine = () => new Blob(["123456789"]).stream();

test("an answer may take longer than a connection", async () => {
  using server = await RawServer.start(({ complete }, socket) => {
    if (complete) setTimeout(() => socket.end(ACCEPTED), 120);
  });
  const answer = await connectedFetch(server.url, { ...CONTENT, body: nine() }, 60);
  assert.equal(answer.status, 200);
});

test("an idle connection of the program's is not used", async () => {
  using server = await RawServer.start(({ complete }, socket) => {
    if (complete) socket.write(ACCEPTED);
  });
  const agent = http.globalAgent;
  const answered = once(http.get(server.url, { agent }), "response");
  const [first] = (await answered) as [http.IncomingMessage];
  await once(first.resume(), "end");
  await setImmediate();
  const answer = await connectedFetch(server.url, { ...CONTENT, body: nine() }, 5_000);
  await answer.text();
  agent.destroy();
  assert.equal(server.requests.length, 2);
});

test("a body that breaks off closes its connection", async () => {
  let closed: Promise<unknown> | undefined;
  using server = await RawServer.start((_, socket) => {
    closed ??= once(socket, "close");
  });
  const pieces = ["123", ""];
  const body = new ReadableStream({
    async pull(controller) {
      const piece = pieces.shift();
      if (piece) return controller.enqueue(new TextEncoder().encode(piece));
      // Not before the beginning has arrived.
      while (!closed) await setImmediate();
      throw new Error("it is gone");
    },
  });
  await assert.rejects(connectedFetch(server.url, { ...CONTENT, body }, 5_000), /it is gone/);
  await closed;
});

/** A Blob of two pieces, of which a slice is what the test says. */
class Changing extends Blob {
  readonly #slice: (start: number, end: number) => Blob | undefined;

  constructor(slice: (start: number, end: number) => Blob | undefined) {
    super([new Uint8Array(PIECE + 1)]);
    this.#slice = slice;
  }

  override slice(start = 0, end = 0): Blob {
    return this.#slice(start, end) ?? super.slice(start, end);
  }
}

const GONE = { arrayBuffer: () => Promise.reject(new Error("gone")) } as unknown as Blob;

test("an image that is not what it was any more is no image, to its very end", async () => {
  const blobs = [
    new Changing((start) => (start > 0 ? new Blob([]) : undefined)),
    new Changing((_, end) => (end === 1 ? GONE : undefined)),
  ];
  for (const blob of blobs) {
    const image = new MediaBlob("/image", blob, new Uint8Array());
    const read = async () => {
      for await (const _ of image.pieces());
    };
    await assert.rejects(read(), MediaError);
  }
  const bytes = new Uint8Array(PIECE + 1);
  const pieces = new MediaBytes("/image", bytes, new Uint8Array()).pieces();
  await pieces.next();
  bytes.buffer.transfer();
  await assert.rejects(pieces.next(), MediaError);
});

test("who breaks off leaves the piece alone that was read ahead", async () => {
  const blob = new Changing((start) => (start > 0 ? GONE : undefined));
  const pieces = new MediaBlob("/image", blob, new Uint8Array()).pieces();
  await pieces.next();
  await pieces.return(undefined);
  // A rejection that nobody looks at ends the program here.
  await setImmediate();
});
