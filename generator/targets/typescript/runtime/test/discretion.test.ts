/** What an error shows of a message in which the service quotes the request. */

import assert from "node:assert/strict";
import { test } from "node:test";
import { Modellix, ModellixError } from "../src/index.ts";
import { discreet } from "../src/full/discretion.ts";
import { encode } from "../src/full/sources.ts";
import { VirtualClock } from "../src/cli/virtual-clock.ts";
import { WORDS } from "../src/models.ts";
import { merge, words } from "./acme/merge.ts";

// A model of the tests' own: what stands in its enums is looked up where that of all models is.
(WORDS as Map<string, readonly string[]>).set(merge.id, words);

// Of several pieces, no part of it like another one.
const PICTURE = Buffer.from(
  `\x89PNG\r\n\x1a\n${Array.from({ length: 30_000 }, (_, at) => `${at} quiet lakes`).join()}`,
  "latin1",
);
const BASE64 = new TextDecoder().decode(encode(PICTURE));
const PROMPT = "Two friends in a cafe";

/** The text of the error after a refusal with that message. */
async function told(message: string, request: object): Promise<string> {
  const fetch = async (_: string, init: RequestInit) => {
    await new Response(init.body ?? null).arrayBuffer();
    return Response.json({ code: 400, message }, { status: 400 });
  };
  const client = new Modellix({ apiKey: "mdlx-x", fetch, clock: new VirtualClock() });
  const error = await client.submit(merge, request as never).then(
    () => assert.fail("it was accepted"),
    (reason: unknown) => reason,
  );
  assert.ok(error instanceof ModellixError);
  return error.message;
}

const IMAGES: Readonly<Record<string, string | Blob | Uint8Array>> = {
  "a Blob": new Blob([PICTURE]),
  bytes: PICTURE,
  "few bytes": PICTURE.subarray(0, 9000),
  Base64: BASE64,
};

for (const [name, image] of Object.entries(IMAGES)) {
  for (const at of [0, 1, 500, 8000]) {
    test(`an image that was ${name} is not quoted from letter ${at} on`, async () => {
      const quote = BASE64.slice(at, at + 40);
      const message = `Invalid format: cannot read ${quote}... of 'scene_image'`;
      const text = await told(message, { prompt: PROMPT, scene_image: image });
      assert.match(text, /Invalid format: cannot read …\.\.\. of 'scene_image'/);
    });
  }
}

test("words of the docs stay, and the caller's do not", async () => {
  const message = `Value out of range: '/scene_image' and 16:9 do not go with ${PROMPT.slice(3, 17)}`;
  const request = { prompt: PROMPT, scene_image: new Blob([PICTURE]), aspect_ratio: "16:9" };
  const text = await told(message, request);
  assert.match(text, /Value out of range: '\/scene_image' and 16:9 do not go with …/);
  // The same word is the caller's own where no enum has it.
  assert.match(await told("see lake", { prompt: "lake", scene_image: BASE64 }), /see …/);
});

test("so many code points of a message are shown, not units", () => {
  const message = "\u{1f600}".repeat(599);
  assert.equal(discreet(message, ["a prompt"]), message);
});
