/** Keys of `map` that cannot be used: nothing is sent under them. */

import assert from "node:assert/strict";
import { test } from "node:test";
import { ConfigurationError, Modellix } from "../src/index.ts";
import { KeyedRequests } from "../src/full/keys.ts";

test("keys need a journal, and are as many as the requests", async () => {
  const client = new Modellix({ apiKey: "mdlx-test" });
  const requests = [{ prompt: "a" }];
  await assert.rejects(client.kling.v2Mi2i.map(requests, { keys: ["a"] }), /keys need a journal/);
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
