/** The client: every provider is a member, every model a member of its provider. */

import { BaseClient } from "./full/client.ts";
import { ModelResource } from "./full/model-resource.ts";
import { type KlingImageO1Request, imageO1 as klingImageO1 } from "./kling/image-o1.ts";
import { type KlingV1I2vRequest, v1I2v as klingV1I2v } from "./kling/v1-i2v.ts";
import { type KlingV15I2iRequest, v1_5I2i as klingV1_5I2i } from "./kling/v1-5-i2i.ts";
import { type KlingV16Mi2vRequest, v1_6Mi2v as klingV1_6Mi2v } from "./kling/v1-6-mi2v.ts";
import { type KlingV2Mi2iRequest, v2Mi2i as klingV2Mi2i } from "./kling/v2-mi2i.ts";

/**
 * A client of the Modellix API, for one key.
 *
 * ```ts
 * const client = new Modellix({ apiKey: "mdlx-your-key" });
 * ```
 */
export class Modellix extends BaseClient {
  readonly kling: {
    /** Kling Image O1, text, images and elements to an image: kling-image-o1. */
    readonly imageO1: ModelResource<KlingImageO1Request>;
    /** Kling V1, image to video: kling-v1-i2v. */
    readonly v1I2v: ModelResource<KlingV1I2vRequest>;
    /** Kling V1.5, image to image: kling-v1.5-i2i. */
    readonly v1_5I2i: ModelResource<KlingV15I2iRequest>;
    /** Kling V1.6, several images to a video: kling-v1.6-mi2v. */
    readonly v1_6Mi2v: ModelResource<KlingV16Mi2vRequest>;
    /** Kling V2, several images to one image: kling-v2-mi2i. */
    readonly v2Mi2i: ModelResource<KlingV2Mi2iRequest>;
  } = {
    imageO1: new ModelResource(this, klingImageO1),
    v1I2v: new ModelResource(this, klingV1I2v),
    v1_5I2i: new ModelResource(this, klingV1_5I2i),
    v1_6Mi2v: new ModelResource(this, klingV1_6Mi2v),
    v2Mi2i: new ModelResource(this, klingV2Mi2i),
  };
}
