/** Requests as only a program can give them, and places that no model has yet. */

import assert from "node:assert/strict";
import { test } from "node:test";
import { Found } from "../src/violations.ts";
import { clip } from "./acme/clip.ts";
import { merge } from "./acme/merge.ts";

test("5n is the 5 of an enum, and 6n is none of it", () => {
  const image = "https://example.com/a.jpg";
  assert.deepEqual(clip.check({ image, duration: 5n }).violations, []);
  const [found] = clip.check({ image, duration: 6n }).violations;
  assert.equal(found?.rule, "acme-clip/duration/enum");
});

test("what is undefined or inherited is not there", () => {
  const base = Object.assign(Object.create(null), { nope: 1, n: 99 });
  const body = Object.assign(Object.create(base), { prompt: "x", neither: undefined });
  assert.deepEqual(merge.check(body).violations, []);
});

test("each list on the way has its own index, whatever was found there before", () => {
  const known = {};
  for (const [outer, inner] of [
    [1, 2],
    [3, 0],
  ] as const) {
    const found = new Found("a-model", known);
    found.at.push(outer, inner);
    found.add("rows/items/cells/items", "minimum", 1, 0, "must be at least ");
    assert.deepEqual(found.violations, [
      {
        rule: "a-model/rows/items/cells/items/minimum",
        path: `/rows/${outer}/cells/${inner}`,
        keyword: "minimum",
        limit: 1,
        actual: 0,
        message: "rows[].cells[] must be at least 1",
      },
    ]);
  }
});
