// Every way to check a model's requests in Node: what is timed, and what it answers.

import { readFileSync } from "node:fs";
import { createRequire } from "node:module";

import { zodModels } from "./zod_models.mjs";

const CLIENT = new URL("../../../generated_client/typescript/", import.meta.url);
const BUNDLE = new URL("../../../generated_client/openapi.json", import.meta.url);

/**
 * Ours and the peers that are there.
 *
 * @param {string} model Its id.
 * @param {string | undefined} peers The folder whose `node_modules` holds them.
 * @returns {Promise<{name: string, version: string, valid: (body: unknown) => boolean,
 *   report: (body: unknown) => readonly unknown[]}[]>} `valid` is what is timed on a valid body,
 *   `report` on a broken one.
 */
export async function checkers(model, peers) {
  const { components } = JSON.parse(readFileSync(BUNDLE, "utf8"));
  const found = [await ours(model)];
  if (peers) {
    const require = createRequire(`${peers}/`);
    found.push(zod(require, model, components.schemas), ajv(require, model, components.schemas));
  }
  return found;
}

async function ours(model) {
  const file = model.replace(/^kling-/, "").replaceAll(".", "-");
  const { check } = await import(new URL(`src/kling/${file}.ts`, CLIENT));
  const { version } = JSON.parse(readFileSync(new URL("package.json", CLIENT), "utf8"));
  return {
    name: "ours",
    version,
    valid: (body) => check(body).violations.length === 0,
    report: (body) => check(body).violations,
  };
}

function zod(require, model, schemas) {
  const stated = pattern(schemas, ["jpeg", "png"]);
  const schema = zodModels(require("zod"), pattern(schemas, []), stated)[model];
  return {
    name: "zod",
    version: require("zod/package.json").version,
    valid: (body) => schema.safeParse(body).success,
    report: (body) => schema.safeParse(body).error?.issues ?? [],
  };
}

/** Of the first image of these formats, whatever its name is now. */
function pattern(schemas, formats) {
  for (const image of images(schemas)) {
    if (String(image["x-media"].formats ?? []) === String(formats)) return image.allOf[0].pattern;
  }
  throw new Error(`no image of the bundle has the formats [${formats}]`);
}

/** Each schema of an image, from the outside in. */
function* images(node) {
  if (node === null || typeof node !== "object") return;
  if ("x-media" in node) yield node;
  else for (const below of Object.values(node)) yield* images(below);
}

function ajv(require, model, schemas) {
  const Ajv = require("ajv/dist/2020.js").default;
  const name = `${model.split(/[-.]/).map(capital).join("")}Request`;
  const validate = new Ajv({ allErrors: true, strict: false }).compile(schemas[name]);
  return {
    name: "ajv",
    version: require("ajv/package.json").version,
    valid: (body) => validate(body),
    report: (body) => (validate(body) ? [] : validate.errors),
  };
}

const capital = (word) => word.charAt(0).toUpperCase() + word.slice(1);
