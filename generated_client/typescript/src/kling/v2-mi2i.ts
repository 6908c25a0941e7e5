/** Kling V2, several images to one image: kling-v2-mi2i. */

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
} from "../checks.ts";
import type { ImageInput } from "../media-input.ts";
import type { Model } from "../model.ts";
import type { Findings } from "../violations.ts";

/**
 * A request for kling-v2-mi2i: Kling V2, several images to one image.
 *
 * Brings up to four subjects into one picture, with a scene and a style to follow if they are
 * given.
 *
 * Rules over several parameters:
 * - at_least_one_input: give at least one of prompt, subject_images, scene_image and style_image.
 */
export interface KlingV2Mi2iRequest {
  /** What the picture shows, in Chinese or English. Recommended. 1 to 2500 characters. */
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
   * Width to height of the picture. One of 16:9, 9:16, 1:1, 4:3, 3:4, 3:2, 2:3, 21:9. The service
   * takes 16:9 when it is left out.
   */
  readonly aspect_ratio?: "16:9" | "9:16" | "1:1" | "4:3" | "3:4" | "3:2" | "2:3" | "21:9" | undefined;
  /** How many pictures to make. 1 to 9. The service takes 1 when it is left out. */
  readonly n?: number | undefined;
}

const LAYOUT = { prompt: null, subject_images: null, scene_image: null, style_image: null, aspect_ratio: null, n: null };
const KNOWN = {};
const IMAGE = { formats: null, maxBytes: null, kind: "an image" };
const IMAGE_2 = { formats: ["jpeg", "png"], maxBytes: 10485760, kind: "a JPEG or PNG image of at most 10485760 bytes" };
const VALUES_ASPECT_RATIO = ["16:9", "9:16", "1:1", "4:3", "3:4", "3:2", "2:3", "21:9"];
const NAMES = Object.keys(LAYOUT);
const UNSUPPORTED = ["negative_prompt", "resolution", "image", "image_reference", "image_fidelity", "human_fidelity"];

/** Holds a request body, any JSON value, against every rule of kling-v2-mi2i. */
export function check(body: unknown): Findings {
  const found = new Found("kling-v2-mi2i", KNOWN);
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
  additionalProperties(found, "", body, NAMES, UNSUPPORTED, "is not supported by kling-v2-mi2i: leave it out");
  if (found.typed("prompt", "subject_images", "scene_image", "style_image") && (v_prompt === undefined && v_subject_images === undefined && v_scene_image === undefined && v_style_image === undefined)) {
    found.rule("at_least_one_input", "give at least one of prompt, subject_images, scene_image and style_image");
  }
  return found;
}

/**
 * Kling V2, several images to one image: kling-v2-mi2i.
 *
 * Brings up to four subjects into one picture, with a scene and a style to follow if they are
 * given.
 */
export const v2Mi2i: Model<KlingV2Mi2iRequest> = {
  id: "kling-v2-mi2i",
  output: "image",
  routes: { a: "/api/v1/image-to-image/kling/kling-v2-mi2i/async", b: "/api/v1/kling/kling-v2-mi2i/async", c: "/api/v1/kling/kling-v2-mi2i" },
  documented: "b",
  layout: LAYOUT,
  media: { subject_images: true, scene_image: true, style_image: true },
  check,
};

/** Every string that an enum of kling-v2-mi2i lists: a log may show these. */
export const words: readonly string[] = ["16:9", "1:1", "21:9", "2:3", "3:2", "3:4", "4:3", "9:16"];
