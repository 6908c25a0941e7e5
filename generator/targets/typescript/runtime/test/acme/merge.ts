/** Acme merge, several images to one image: acme-merge. */

import {
  Found,
  additionalProperties,
  isArray,
  isInteger,
  isMedia,
  isObject,
  isText,
  maximum,
  media,
  minimum,
  oneOf,
  own,
  sized,
  type,
} from "../../src/checks.ts";
import type { ImageInput } from "../../src/media-input.ts";
import type { Model } from "../../src/model.ts";
import type { Findings } from "../../src/violations.ts";

/**
 * A request for acme-merge: Acme merge, several images to one image.
 *
 * Brings subjects into one picture, with a scene and a style to follow.
 *
 * Rules over several parameters:
 * - at_least_one_input: give at least one of prompt, subject_images, scene_image and style_image.
 */
export interface AcmeMergeRequest {
  /** What the picture shows. 1 to 2500 characters. */
  readonly prompt?: string | undefined;
  /** The subjects to bring together. 1 to 4 entries; each at least 1 character. */
  readonly subject_images?: readonly ImageInput[] | undefined;
  /**
   * The scene that replaces the background. At least 1 character; unless it is a URL, JPEG or PNG
   * of at most 10485760 bytes.
   */
  readonly scene_image?: ImageInput | undefined;
  /**
   * The picture whose style is carried over. At least 1 character; unless it is a URL, JPEG or PNG
   * of at most 10485760 bytes.
   */
  readonly style_image?: ImageInput | undefined;
  /**
   * Width to height of the picture. One of 16:9, 9:16, 1:1. The service takes 16:9 when it is left
   * out.
   */
  readonly aspect_ratio?: "16:9" | "9:16" | "1:1" | undefined;
  /** How many pictures to make. 1 to 9. The service takes 1 when it is left out. */
  readonly n?: number | undefined;
}

const LAYOUT = { prompt: null, subject_images: null, scene_image: null, style_image: null, aspect_ratio: null, n: null };
const KNOWN = {};
const IMAGE = { formats: null, maxBytes: null, kind: "an image" };
const IMAGE_2 = { formats: ["jpeg", "png"], maxBytes: 10485760, kind: "a JPEG or PNG image of at most 10485760 bytes" };
const VALUES_ASPECT_RATIO = ["16:9", "9:16", "1:1"];
const NAMES = Object.keys(LAYOUT);
const UNSUPPORTED = ["negative_prompt", "resolution"];

/** Holds a request body, any JSON value, against every rule of acme-merge. */
export function check(body: unknown): Findings {
  const found = new Found("acme-merge", KNOWN);
  if (!isObject(body)) {
    type(found, "", body, "object");
    return found;
  }
  const v_prompt = own(body, "prompt") as string;
  if (v_prompt !== undefined) {
    if (isText(v_prompt)) {
      sized(found, "prompt", v_prompt, 1, "minLength");
      sized(found, "prompt", v_prompt, 2500, "maxLength");
    } else {
      type(found, "prompt", v_prompt, "string");
    }
  }
  const v_subject_images = own(body, "subject_images") as readonly unknown[];
  if (v_subject_images !== undefined) {
    if (isArray(v_subject_images)) {
      sized(found, "subject_images", v_subject_images, 1, "minItems");
      sized(found, "subject_images", v_subject_images, 4, "maxItems");
      for (let i_0 = 0; i_0 < v_subject_images.length; i_0++) {
        found.at[0] = i_0;
        const item_0 = v_subject_images[i_0];
        if (isMedia(item_0)) {
          if (sized(found, "subject_images/items", item_0, 1, "minLength")) {
            media(found, "subject_images/items", item_0, IMAGE);
          }
        } else {
          type(found, "subject_images/items", item_0, "string");
        }
      }
    } else {
      type(found, "subject_images", v_subject_images, "array");
    }
  }
  const v_scene_image = own(body, "scene_image") as string;
  if (v_scene_image !== undefined) {
    if (isMedia(v_scene_image)) {
      if (sized(found, "scene_image", v_scene_image, 1, "minLength")) {
        media(found, "scene_image", v_scene_image, IMAGE_2);
      }
    } else {
      type(found, "scene_image", v_scene_image, "string");
    }
  }
  const v_style_image = own(body, "style_image") as string;
  if (v_style_image !== undefined) {
    if (isMedia(v_style_image)) {
      if (sized(found, "style_image", v_style_image, 1, "minLength")) {
        media(found, "style_image", v_style_image, IMAGE_2);
      }
    } else {
      type(found, "style_image", v_style_image, "string");
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
  const v_n = own(body, "n");
  if (v_n !== undefined) {
    if (isInteger(v_n)) {
      minimum(found, "n", v_n, 1);
      maximum(found, "n", v_n, 9);
    } else {
      type(found, "n", v_n, "integer");
    }
  }
  additionalProperties(found, "", body, NAMES, UNSUPPORTED, "is not supported by acme-merge: leave it out");
  if (found.typed("prompt", "subject_images", "scene_image", "style_image") && (v_prompt === undefined && v_subject_images === undefined && v_scene_image === undefined && v_style_image === undefined)) {
    found.rule("at_least_one_input", "give at least one of prompt, subject_images, scene_image and style_image");
  }
  return found;
}

/**
 * Acme merge, several images to one image: acme-merge.
 *
 * Brings subjects into one picture, with a scene and a style to follow.
 */
export const merge: Model<AcmeMergeRequest> = {
  id: "acme-merge",
  output: "image",
  routes: { a: "/api/v1/image-to-image/acme/acme-merge/async", b: "/api/v1/acme/acme-merge/async", c: "/api/v1/acme/acme-merge" },
  documented: "b",
  layout: LAYOUT,
  media: { subject_images: true, scene_image: true, style_image: true },
  check,
};

/** Every string that an enum of acme-merge lists: a log may show these. */
export const words: readonly string[] = ["16:9", "1:1", "9:16"];
