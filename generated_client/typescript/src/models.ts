/** Every model by its id. Who imports this bundles all of them. */

import { imageO1 as klingImageO1 } from "./kling/image-o1.ts";
import { v1I2v as klingV1I2v } from "./kling/v1-i2v.ts";
import { v1_5I2i as klingV1_5I2i } from "./kling/v1-5-i2i.ts";
import { v1_6Mi2v as klingV1_6Mi2v } from "./kling/v1-6-mi2v.ts";
import { v2Mi2i as klingV2Mi2i } from "./kling/v2-mi2i.ts";
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
