/** Every model by its id. Who imports this bundles all of them. */

import { imageO1 as klingImageO1, words as klingImageO1Words } from "./kling/image-o1.ts";
import { v1I2v as klingV1I2v, words as klingV1I2vWords } from "./kling/v1-i2v.ts";
import { v1_5I2i as klingV1_5I2i, words as klingV1_5I2iWords } from "./kling/v1-5-i2i.ts";
import { v1_6Mi2v as klingV1_6Mi2v, words as klingV1_6Mi2vWords } from "./kling/v1-6-mi2v.ts";
import { v2Mi2i as klingV2Mi2i, words as klingV2Mi2iWords } from "./kling/v2-mi2i.ts";
import type { Model } from "./model.ts";

export const MODELS: ReadonlyMap<string, Model> = new Map<string, Model>(
  [
    klingImageO1,
    klingV1I2v,
    klingV1_5I2i,
    klingV1_6Mi2v,
    klingV2Mi2i,
  ].map((model: Model) => [model.id, model]),
);

/** The words of each model's enums, by its id. */
export const WORDS: ReadonlyMap<string, readonly string[]> = new Map<string, readonly string[]>([
  [klingImageO1.id, klingImageO1Words],
  [klingV1I2v.id, klingV1I2vWords],
  [klingV1_5I2i.id, klingV1_5I2iWords],
  [klingV1_6Mi2v.id, klingV1_6Mi2vWords],
  [klingV2Mi2i.id, klingV2Mi2iWords],
]);
