// node large_body.mjs CANDIDATE URL: one submit with four images of 10 MB, from files.
// Answers each line on its standard input, a number of times, with a line of figures.

import assert from "node:assert/strict";
import events from "node:events";
import { openAsBlob, readdirSync, readFileSync, statSync, writeFileSync } from "node:fs";
import http from "node:http";
import { createInterface } from "node:readline";

const CLIENT = new URL("../../generated_client/typescript/", import.meta.url);
const KEY = "mdlx-benchmark";
const PATH = "/api/v1/kling/kling-v2-mi2i/async";

const [, , name, baseUrl] = process.argv;
const folder = process.env.BENCHMARK_IMAGES;
const paths = readdirSync(folder)
  .sort()
  .map((file) => `${folder}/${file}`);
const TEXT = paths.reduce((sum, path) => sum + Math.ceil(statSync(path).size / 3) * 4, 0);

const candidates = {
  "ours, TypeScript": async () => {
    const { Modellix } = await import(new URL("src/index.ts", CLIENT));
    const { version } = JSON.parse(readFileSync(new URL("package.json", CLIENT), "utf8"));
    const client = new Modellix({ apiKey: KEY, baseUrl });
    const once = async () => {
      const images = await Promise.all(paths.map((path) => openAsBlob(path)));
      await client.kling.v2Mi2i.submit({ prompt: "Four pictures", subject_images: images });
    };
    return [version, once];
  },
  // As most programs do it: each file read, each as text, all in one object.
  "JSON.stringify, TypeScript": async () => {
    const once = async () => {
      const images = paths.map((path) => readFileSync(path).toString("base64"));
      const answer = await fetch(baseUrl + PATH, {
        method: "POST",
        headers: { authorization: `Bearer ${KEY}`, "content-type": "application/json" },
        body: JSON.stringify({ prompt: "Four pictures", subject_images: images }),
      });
      assert.equal(answer.status, 200);
      await answer.json();
    };
    return [process.version, once];
  },
  // What Node itself needs to hand so many bytes over: there is nothing to read and to encode.
  "node:http, ready bytes": async () => {
    const piece = Buffer.alloc(512 * 1024, "A");
    const once = async () => {
      const headers = { "content-length": TEXT, connection: "close" };
      const request = http.request(baseUrl + PATH, { method: "POST", headers, agent: false });
      const answered = events.once(request, "response");
      for (let left = TEXT; left > 0; left -= piece.length) {
        await new Promise((done) => request.write(piece.subarray(0, left), done));
      }
      request.end();
      const [answer] = await answered;
      assert.equal(answer.statusCode, 200);
      await answer.toArray();
    };
    return [process.version, once];
  },
};

const [version, once] = await candidates[name]();
console.log(version);
for await (const line of createInterface({ input: process.stdin })) {
  const walls = [];
  let most = 0;
  for (let time = 0; time < Number(line); time++) {
    globalThis.gc?.();
    const before = resetPeak();
    const begun = performance.now();
    await once();
    walls.push(performance.now() - begun);
    most = Math.max(most, resident("VmHWM") - before);
  }
  console.log(JSON.stringify({ wall: Math.min(...walls), memory: Math.max(0, most) }));
}

/** Forgets the greatest size that the process has had; returns its size now, in mebibytes. */
function resetPeak() {
  writeFileSync("/proc/self/clear_refs", "5");
  return resident("VmRSS");
}

/** What Linux says of this process's memory, in mebibytes. */
function resident(field) {
  const status = readFileSync("/proc/self/status", "utf8");
  return Number(new RegExp(`^${field}:\\s+(\\d+) kB`, "m").exec(status)[1]) / 1024;
}
