/** Four large images in one submit: they never stand in memory as text. */

import assert from "node:assert/strict";
import { createServer } from "node:http";
import { once } from "node:events";
import { test } from "node:test";
import { httpFetch } from "../src/full/http-fetch.ts";
import { type ClientOptions, Modellix } from "../src/index.ts";

const MIB = 1024 * 1024;
const SIZE = 10_000_000;
const TEXT = 4 * Math.ceil(SIZE / 3) * 4; // of all four as Base64

/** Sends them to a service that counts bytes; by how much the heap grew at most. */
async function sent(options: ClientOptions): Promise<number> {
  let received = 0;
  const server = createServer((request, response) => {
    request.on("data", (piece: Buffer) => {
      received += piece.length;
    });
    request.on("end", () => response.end('{"data":{"task_id":"task-1","status":"pending"}}'));
  });
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  const { port } = server.address() as { port: number };
  const images = [1, 2, 3, 4].map((byte) => new Uint8Array(SIZE).fill(byte));
  const client = new Modellix({
    apiKey: "mdlx-x",
    baseUrl: `http://127.0.0.1:${port}`,
    ...options,
  });
  const before = process.memoryUsage().heapUsed;
  let heap = 0;
  const look = () => {
    heap = Math.max(heap, process.memoryUsage().heapUsed - before);
  };
  const watch = setInterval(look, 2);
  const task = await client.kling.v2Mi2i.submit({ prompt: "x", subject_images: images });
  look();
  clearInterval(watch);
  server.close();
  assert.equal(task.id, "task-1");
  assert.ok(received > TEXT && received < TEXT + 200);
  return heap;
}

for (const [name, fetch] of Object.entries({ fetch: undefined, "node:http": httpFetch })) {
  // Bun counts buffers among its heap.
  test(`by ${name} no text is made of them`, { skip: "Bun" in globalThis }, async () => {
    const heap = await sent({ fetch });
    assert.ok(heap < 24 * MIB, `${heap / MIB} MiB of heap`);
  });
}
