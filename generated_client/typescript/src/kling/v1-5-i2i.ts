/** Kling V1.5, image to image: kling-v1.5-i2i. */

import {
  Found,
  additionalProperties,
  isInteger,
  isMedia,
  isNumber,
  isObject,
  isText,
  maximum,
  media,
  minimum,
  oneOf,
  own,
  required,
  same,
  sized,
  type,
} from "../checks.ts";
import type { ImageInput } from "../media-input.ts";
import type { Model } from "../model.ts";
import type { Findings } from "../violations.ts";

/**
 * A request for kling-v1.5-i2i: Kling V1.5, image to image.
 *
 * Makes pictures that follow a subject or a face of a given one.
 *
 * Rules over several parameters:
 * - human_fidelity_needs_subject: human_fidelity needs image_reference to be given as subject.
 */
export interface KlingV15I2iRequest {
  /** What the picture shows, in Chinese or English. 1 to 2500 characters. Required. */
  readonly prompt: string;
  /**
   * The picture to follow. At least 1 character; unless it is a URL, JPEG or PNG of at most
   * 10485760 bytes. Required.
   */
  readonly image: ImageInput;
  /**
   * What to keep of the picture: `subject` keeps the character, `face` keeps the looks and works
   * with a single face only. A feature of V1.5 alone. One of subject, face.
   */
  readonly image_reference?: "subject" | "face" | undefined;
  /**
   * How strongly the face of the picture is followed; higher is stronger. 0 to 1. The service
   * takes 0.5 when it is left out.
   */
  readonly image_fidelity?: number | undefined;
  /**
   * How alike facial features are kept; higher is stronger. Only together with image_reference
   * subject. 0 to 1. The service takes 0.45 when it is left out.
   */
  readonly human_fidelity?: number | undefined;
  /**
   * Width to height of the picture. One of 16:9, 9:16, 1:1, 4:3, 3:4, 3:2, 2:3, 21:9. The service
   * takes 16:9 when it is left out.
   */
  readonly aspect_ratio?: "16:9" | "9:16" | "1:1" | "4:3" | "3:4" | "3:2" | "2:3" | "21:9" | undefined;
  /**
   * Size class of the picture; this model has one. One of 1k. The service takes 1k when it is left
   * out.
   */
  readonly resolution?: "1k" | undefined;
  /** How many pictures to make. 1 to 9. The service takes 1 when it is left out. */
  readonly n?: number | undefined;
}

const LAYOUT = { prompt: null, image: null, image_reference: null, image_fidelity: null, human_fidelity: null, aspect_ratio: null, resolution: null, n: null };
const KNOWN = {};
const IMAGE = { formats: ["jpeg", "png"], maxBytes: 10485760, kind: "a JPEG or PNG image of at most 10485760 bytes" };
const VALUES_IMAGE_REFERENCE = ["subject", "face"];
const VALUES_ASPECT_RATIO = ["16:9", "9:16", "1:1", "4:3", "3:4", "3:2", "2:3", "21:9"];
const VALUES_RESOLUTION = ["1k"];
const NAMES = Object.keys(LAYOUT);

/** Holds a request body, any JSON value, against every rule of kling-v1.5-i2i. */
export function check(body: unknown): Findings {
  const found = new Found("kling-v1.5-i2i", KNOWN);
  if (!isObject(body)) {
    type(found, "", body, "object");
    return found;
  }
  const v_prompt = own(body, "prompt");
  if (v_prompt === undefined) {
    required(found, "prompt");
  } else {
    if (isText(v_prompt)) {
      sized(found, "prompt", v_prompt, 1, "minLength");
      sized(found, "prompt", v_prompt, 2500, "maxLength");
    } else {
      type(found, "prompt", v_prompt, "string");
    }
  }
  const v_image = own(body, "image");
  if (v_image === undefined) {
    required(found, "image");
  } else {
    if (isMedia(v_image)) {
      if (sized(found, "image", v_image, 1, "minLength")) {
        media(found, "image", v_image, IMAGE);
      }
    } else {
      type(found, "image", v_image, "string");
    }
  }
  const v_image_reference = own(body, "image_reference") as string;
  if (v_image_reference !== undefined) {
    if (isText(v_image_reference)) {
      oneOf(found, "image_reference", v_image_reference, VALUES_IMAGE_REFERENCE);
    } else {
      type(found, "image_reference", v_image_reference, "string");
    }
  }
  const v_image_fidelity = own(body, "image_fidelity");
  if (v_image_fidelity !== undefined) {
    if (isNumber(v_image_fidelity)) {
      minimum(found, "image_fidelity", v_image_fidelity, 0);
      maximum(found, "image_fidelity", v_image_fidelity, 1);
    } else {
      type(found, "image_fidelity", v_image_fidelity, "number");
    }
  }
  const v_human_fidelity = own(body, "human_fidelity") as number;
  if (v_human_fidelity !== undefined) {
    if (isNumber(v_human_fidelity)) {
      minimum(found, "human_fidelity", v_human_fidelity, 0);
      maximum(found, "human_fidelity", v_human_fidelity, 1);
    } else {
      type(found, "human_fidelity", v_human_fidelity, "number");
    }
  }
  const v_aspect_ratio = own(body, "aspect_ratio");
  if (v_aspect_ratio !== undefined) {
    if (isText(v_aspect_ratio)) {
      oneOf(found, "aspect_ratio", v_aspect_ratio, VALUES_ASPECT_RATIO);
    } else {
      type(found, "aspect_ratio", v_aspect_ratio, "string");
    }
  }
  const v_resolution = own(body, "resolution");
  if (v_resolution !== undefined) {
    if (isText(v_resolution)) {
      oneOf(found, "resolution", v_resolution, VALUES_RESOLUTION);
    } else {
      type(found, "resolution", v_resolution, "string");
    }
  }
  const v_n = own(body, "n");
  if (v_n !== undefined) {
    if (isInteger(v_n)) {
      minimum(found, "n", v_n, 1);
      maximum(found, "n", v_n, 9);
    } else {
      type(found, "n", v_n, "integer");
    }
  }
  additionalProperties(found, "", body, NAMES);
  if (found.typed("image_reference", "human_fidelity") && (v_human_fidelity !== undefined && (v_image_reference === undefined || !same(v_image_reference, "subject")))) {
    found.rule("human_fidelity_needs_subject", "human_fidelity needs image_reference to be given as subject");
  }
  return found;
}

/**
 * Kling V1.5, image to image: kling-v1.5-i2i.
 *
 * Makes pictures that follow a subject or a face of a given one.
 */
export const v1_5I2i: Model<KlingV15I2iRequest> = {
  id: "kling-v1.5-i2i",
  output: "image",
  routes: { a: "/api/v1/image-to-image/kling/kling-v1.5-i2i/async", b: "/api/v1/kling/kling-v1.5-i2i/async", c: "/api/v1/kling/kling-v1.5-i2i" },
  documented: "a",
  layout: LAYOUT,
  media: { image: true },
  check,
};

/** Every string that an enum of kling-v1.5-i2i lists: a log may show these. */
export const words: readonly string[] = ["16:9", "1:1", "1k", "21:9", "2:3", "3:2", "3:4", "4:3", "9:16", "face", "subject"];
