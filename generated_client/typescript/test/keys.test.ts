/** Keys of `map`: those that cannot be used, and what stands in the journal of one that is. */

import assert from "node:assert/strict";
import { mkdtemp, open, readFile, rm, truncate } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { test } from "node:test";
import { ConfigurationError, Modellix } from "../src/index.ts";
import { Journal } from "../src/full/journal.ts";
import { KeyedRequests } from "../src/full/keys.ts";
import { ModelResource } from "../src/full/model-resource.ts";
import { merge } from "./acme/merge.ts";

test("keys need a journal, and are as many as the requests", async () => {
  const model = new ModelResource(new Modellix({ apiKey: "mdlx-test" }), merge);
  const requests = [{ prompt: "a" }];
  await assert.rejects(model.map(requests, { keys: ["a"] }), /keys need a journal/);
  assert.throws(() => new KeyedRequests(["a", "b"], requests), /1 requests and 2 keys/);
});

test("a key is a text of its own", () => {
  const keys = new KeyedRequests(["a", "a", "", "x".repeat(513), "\ud800"], new Set());
  assert.equal(keys.of({}, 0), "a");
  assert.equal(keys.of({}, 0), "a"); // sent again
  for (const place of [1, 2, 3, 4, 5]) {
    assert.throws(() => keys.of({}, place), ConfigurationError);
  }
});

const IS_NODE = !("Deno" in globalThis || "Bun" in globalThis);

test("a key is one line on the disk, and free again in an emptied file", {
  skip: !IS_NODE,
}, async () => {
  const folder = await mkdtemp(join(tmpdir(), "modellix-"));
  const path = join(folder, "submits.ndjson");
  const journal = new Journal(path, assert.fail);
  const probe = await open(folder);
  const handles = Object.getPrototypeOf(probe) as { sync(): Promise<void> };
  const { sync } = handles;
  let synced = 0;
  handles.sync = function counted() {
    synced++;
    return sync.call(this);
  };
  try {
    const id = await journal.intend("acme-merge", "a");
    // The line, and the name of the file that is new.
    assert.equal(synced, 2);
    assert.equal(typeof id, "string");
    const again = await journal.intend("acme-merge", "a");
    assert.equal(typeof again === "string" ? again : again.id, id);
    await journal.intend("acme-merge", "b");
    assert.equal(synced, 3);
    assert.match(await readFile(path, "utf8"), /^[^\n]+"a"[^\n]*\n[^\n]+"b"[^\n]*\n$/);
    await truncate(path);
    assert.equal(await journal.look("a"), null);
  } finally {
    handles.sync = sync;
    await probe.close();
    await rm(folder, { recursive: true });
  }
});
