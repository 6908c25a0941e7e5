/** Kling V1.5, image to image: kling-v1.5-i2i. */

import {
  Found,
  NONE,
  among,
  checkMedia,
  isInteger,
  isMedia,
  isNumber,
  isObject,
  isText,
  jsonType,
  nearest,
  own,
  same,
  shown,
  sizeOf,
  strangers,
  token,
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

const VALUES_IMAGE_REFERENCE = ["subject", "face"];
const VALUES_ASPECT_RATIO = ["16:9", "9:16", "1:1", "4:3", "3:4", "3:2", "2:3", "21:9"];
const VALUES_RESOLUTION = ["1k"];
const KNOWN = ["prompt", "image", "image_reference", "image_fidelity", "human_fidelity", "aspect_ratio", "resolution", "n"];

/** Holds a request body, any JSON value, against every rule of kling-v1.5-i2i. */
export function check(body: unknown): Findings {
  const found = new Found("kling-v1.5-i2i");
  if (!isObject(body)) {
    found.add("type", "object", jsonType(body), "the request must be an object");
    return found;
  }
  let ok_image_reference = true;
  let ok_human_fidelity = true;
  const v_prompt = own(body, "prompt");
  if (v_prompt === undefined) {
    found.add("prompt/required", null, null, "prompt is required");
  } else if (isText(v_prompt)) {
    const size_prompt = sizeOf(v_prompt);
    if (size_prompt < 1) {
      found.add(
        "prompt/minLength",
        1,
        size_prompt,
        "prompt must have at least 1 character",
      );
    }
    if (size_prompt > 2500) {
      found.add(
        "prompt/maxLength",
        2500,
        size_prompt,
        "prompt must have at most 2500 characters",
      );
    }
  } else {
    found.add("prompt/type", "string", jsonType(v_prompt), "prompt must be a string");
  }
  const v_image = own(body, "image");
  if (v_image === undefined) {
    found.add("image/required", null, null, "image is required");
  } else if (isMedia(v_image)) {
    const size_image = sizeOf(v_image);
    if (size_image < 1) {
      found.add("image/minLength", 1, size_image, "image must have at least 1 character");
    }
    const wrong_image = size_image >= 1 ? checkMedia(v_image, ["jpeg", "png"], 10485760) : null;
    if (wrong_image !== null) {
      found.add(
        "image/media",
        wrong_image[0],
        wrong_image[1],
        "image must be an http(s) URL, a data URL or Base64 of a JPEG or PNG image of at most 10485760 bytes",
      );
    }
  } else {
    found.add("image/type", "string", jsonType(v_image), "image must be a string");
  }
  const v_image_reference = own(body, "image_reference");
  if (v_image_reference !== undefined) {
    if (isText(v_image_reference)) {
      if (!among(v_image_reference, VALUES_IMAGE_REFERENCE)) {
        found.add(
          "image_reference/enum",
          VALUES_IMAGE_REFERENCE,
          shown(v_image_reference),
          "image_reference must be one of subject, face",
        );
      }
    } else {
      found.add(
        "image_reference/type",
        "string",
        jsonType(v_image_reference),
        "image_reference must be a string",
      );
      ok_image_reference = false;
    }
  }
  const v_image_fidelity = own(body, "image_fidelity");
  if (v_image_fidelity !== undefined) {
    if (isNumber(v_image_fidelity)) {
      if (v_image_fidelity < 0) {
        found.add(
          "image_fidelity/minimum",
          0,
          v_image_fidelity,
          "image_fidelity must be at least 0",
        );
      }
      if (v_image_fidelity > 1) {
        found.add(
          "image_fidelity/maximum",
          1,
          v_image_fidelity,
          "image_fidelity must be at most 1",
        );
      }
    } else {
      found.add(
        "image_fidelity/type",
        "number",
        jsonType(v_image_fidelity),
        "image_fidelity must be a number",
      );
    }
  }
  const v_human_fidelity = own(body, "human_fidelity");
  if (v_human_fidelity !== undefined) {
    if (isNumber(v_human_fidelity)) {
      if (v_human_fidelity < 0) {
        found.add(
          "human_fidelity/minimum",
          0,
          v_human_fidelity,
          "human_fidelity must be at least 0",
        );
      }
      if (v_human_fidelity > 1) {
        found.add(
          "human_fidelity/maximum",
          1,
          v_human_fidelity,
          "human_fidelity must be at most 1",
        );
      }
    } else {
      found.add(
        "human_fidelity/type",
        "number",
        jsonType(v_human_fidelity),
        "human_fidelity must be a number",
      );
      ok_human_fidelity = false;
    }
  }
  const v_aspect_ratio = own(body, "aspect_ratio");
  if (v_aspect_ratio !== undefined) {
    if (isText(v_aspect_ratio)) {
      if (!among(v_aspect_ratio, VALUES_ASPECT_RATIO)) {
        found.add(
          "aspect_ratio/enum",
          VALUES_ASPECT_RATIO,
          shown(v_aspect_ratio),
          "aspect_ratio must be one of 16:9, 9:16, 1:1, 4:3, 3:4, 3:2, 2:3, 21:9",
        );
      }
    } else {
      found.add(
        "aspect_ratio/type",
        "string",
        jsonType(v_aspect_ratio),
        "aspect_ratio must be a string",
      );
    }
  }
  const v_resolution = own(body, "resolution");
  if (v_resolution !== undefined) {
    if (isText(v_resolution)) {
      if (!among(v_resolution, VALUES_RESOLUTION)) {
        found.add(
          "resolution/enum",
          VALUES_RESOLUTION,
          shown(v_resolution),
          "resolution must be one of 1k",
        );
      }
    } else {
      found.add(
        "resolution/type",
        "string",
        jsonType(v_resolution),
        "resolution must be a string",
      );
    }
  }
  const v_n = own(body, "n");
  if (v_n !== undefined) {
    if (isInteger(v_n)) {
      if (v_n < 1) {
        found.add("n/minimum", 1, v_n, "n must be at least 1");
      }
      if (v_n > 9) {
        found.add("n/maximum", 9, v_n, "n must be at most 9");
      }
    } else {
      found.add("n/type", "integer", jsonType(v_n), "n must be an integer");
    }
  }
  for (const name of strangers(body, KNOWN, NONE)) {
    found.add(
      "additionalProperties",
      nearest(name, KNOWN),
      null,
      "the request takes no such member: it takes prompt, image, image_reference, image_fidelity, human_fidelity, aspect_ratio, resolution, n",
      `/${token(name)}`,
    );
  }
  if (ok_image_reference && ok_human_fidelity) {
    const r_image_reference = v_image_reference as string;
    const r_human_fidelity = v_human_fidelity as number;
    if (r_human_fidelity !== undefined && (r_image_reference === undefined || !same(r_image_reference, "subject"))) {
      found.rule("human_fidelity_needs_subject", "human_fidelity needs image_reference to be given as subject");
    }
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
  layout: { prompt: null, image: null, image_reference: null, image_fidelity: null, human_fidelity: null, aspect_ratio: null, resolution: null, n: null },
  media: { image: true },
  check,
};
