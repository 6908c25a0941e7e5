/** Saving over real connections: complete or not there, and nothing of the client's goes along. */

import assert from "node:assert/strict";
import { mkdtemp, readdir, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { test } from "node:test";
import { DownloadError } from "../src/errors.ts";
import { Result } from "../src/full/result.ts";
import type { SaveAllOptions } from "../src/full/save.ts";
import { taskState } from "../src/results.ts";
import { type Manners, RawServer } from "./raw-server.ts";

const CONTENT = "0123456789".repeat(1_000);

/** Saves the files at these addresses into a folder of its own; what is in it afterwards. */
async function saved(
  urls: readonly string[],
  options: SaveAllOptions = {},
  baseUrl: string = "http://127.0.0.1:1",
): Promise<{ files: Map<string, string>; error: DownloadError | null }> {
  const folder = await mkdtemp(join(tmpdir(), "modellix-"));
  const resources = urls.map((url) => ({ url, type: "image", format: "png" }));
  const state = taskState({ status: "success", result: { resources } }, "task-1");
  assert.ok(state.status === "success");
  let error: DownloadError | null = null;
  try {
    await new Result(state, baseUrl).save(folder, options).catch((reason: unknown) => {
      assert.ok(reason instanceof DownloadError, String(reason));
      error = reason;
    });
    const files = new Map<string, string>();
    for (const name of await readdir(folder)) {
      files.set(name, await readFile(join(folder, name), "latin1"));
    }
    return { files, error };
  } finally {
    await rm(folder, { recursive: true });
  }
}

function whole(body: string, headers: string = ""): string {
  return `HTTP/1.1 200 OK\r\ncontent-length: ${body.length}\r\n${headers}\r\n${body}`;
}

const sends =
  (text: string): Manners =>
  (_, socket) => {
    socket.end(text);
  };

test("files are saved under the task's name, none over another", async () => {
  using server = await RawServer.start(sends(whole(CONTENT)));
  const url = `${server.url}/a.png?sig=secret`;
  const { files, error } = await saved([url, url]);
  assert.equal(error, null);
  assert.deepEqual([...files.keys()].sort(), ["task-1-1.png", "task-1-2.png"]);
  assert.deepEqual([...files.values()], [CONTENT, CONTENT]);
  const head = server.requests[0]?.head ?? "";
  assert.match(head, /^GET \/a\.png\?sig=secret HTTP\/1\.1/);
  assert.doesNotMatch(head, /authorization|cookie|mdlx/i);
});

test("a connection that breaks is continued where it broke", async () => {
  using server = await RawServer.start(({ head }, socket) => {
    const from = Number(/range: bytes=([0-9]+)-/i.exec(head)?.[1] ?? 0);
    if (from === 0) {
      socket.write(whole(CONTENT, 'etag: "v1"\r\n').slice(0, 4_000));
      // What came with the break itself, Node does not hand out.
      setTimeout(() => socket.destroy(), 100);
      return;
    }
    assert.match(head, /if-range: "v1"/i);
    const rest = CONTENT.slice(from);
    socket.end(
      `HTTP/1.1 206 Partial\r\ncontent-length: ${rest.length}\r\netag: "v1"\r\n` +
        `content-range: bytes ${from}-${CONTENT.length - 1}/${CONTENT.length}\r\n\r\n${rest}`,
    );
  });
  const { files, error } = await saved([`${server.url}/a`]);
  assert.equal(error, null);
  assert.deepEqual([...files.values()], [CONTENT]);
  assert.equal(server.requests.length, 2);
});

test("a part that was not asked for is refused", async () => {
  using server = await RawServer.start(({ head }, socket) => {
    if (!/range:/i.test(head)) {
      socket.write(whole(CONTENT, 'etag: "v1"\r\n').slice(0, 4_000));
      setTimeout(() => socket.destroy(), 100);
      return;
    }
    const total = CONTENT.length;
    socket.end(
      `HTTP/1.1 206 Partial\r\ncontent-length: ${total}\r\netag: "v1"\r\n` +
        `content-range: bytes 0-${total - 1}/${total}\r\n\r\n${CONTENT}`,
    );
  });
  const { files, error } = await saved([`${server.url}/a`]);
  assert.match(error?.message ?? "", /continued with another part/);
  assert.equal(files.size, 0);
});

const REFUSED: Readonly<Record<string, readonly [string, RegExp]>> = {
  "no length": ["HTTP/1.1 200 OK\r\nconnection: close\r\n\r\nabc", /does not tell how long/],
  nothing: [whole(""), /empty file/],
  "a web page": [whole("<html>", "content-type: text/html\r\n"), /web page/],
  "a coding": [whole("abc", "content-encoding: gzip\r\n"), /coding/],
  "403": ["HTTP/1.1 403 No\r\ncontent-length: 0\r\n\r\n", /HTTP 403; the link has expired/],
  "a way inside": [
    "HTTP/1.1 302 Go\r\nlocation: http://169.254.169.254/\r\ncontent-length: 0\r\n\r\n",
    /redirects, and then its host is in a range/,
  ],
  "a circle": ["HTTP/1.1 302 Go\r\nlocation: ?\r\ncontent-length: 0\r\n\r\n", /redirects/],
};

for (const [name, [text, told]] of Object.entries(REFUSED)) {
  test(`nothing is saved of a host that sends ${name}`, async () => {
    using server = await RawServer.start(sends(text));
    const { files, error } = await saved([`${server.url}/a?signature=secret`], { maxBytes: 9 });
    assert.ok(error);
    assert.equal(files.size, 0);
    assert.match(error.message, told);
    assert.doesNotMatch(error.message, /secret|127\.0\.0\.1/);
    assert.equal(error.taskId, "task-1");
  });
}

test("this computer is not reached from a service elsewhere", async () => {
  using server = await RawServer.start(sends(whole(CONTENT)));
  for (const host of [server.url, server.url.replace("127.0.0.1", "localhost")]) {
    const { files, error } = await saved([`${host}/a`], {}, "https://api.example");
    assert.match(error?.message ?? "", /its host is this computer/);
    assert.equal(files.size, 0);
  }
  assert.equal(server.requests.length, 0);
  const { files } = await saved([`${server.url}/a`], { allowPrivate: true }, "https://api.example");
  assert.equal(files.size, 1);
});

test("a name that resolves to this computer is refused before a connection is made", async () => {
  using server = await RawServer.start(sends(whole(CONTENT)));
  const { fetchFile } = await import("../src/download/fetch-file.ts");
  const { checked } = await import("../src/download/web-address.ts");
  const target = checked(server.url.replace("127.0.0.1", "localhost"), new Set(["loopback"]));
  const sent = fetchFile(target, {}, new Set(["public"]), 1_000, new AbortController().signal);
  await assert.rejects(sent, /its host is this computer/);
  assert.equal(server.requests.length, 0);
});

test("limits hold, and what was saved before is told", async () => {
  using server = await RawServer.start(sends(whole(CONTENT)));
  const url = `${server.url}/a`;
  const one = await saved([url, url], { maxTotalBytes: 15_000 });
  assert.equal(one.error?.saved.length, 1);
  assert.equal(one.files.size, 1);
  assert.match((await saved([url, url], { maxFiles: 1 })).error?.message ?? "", /maxFiles is 1/);
});
