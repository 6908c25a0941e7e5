/** Kling V2, several images to one image: kling-v2-mi2i. */

import {
  Found,
  among,
  checkMedia,
  isArray,
  isInteger,
  isMedia,
  isObject,
  isText,
  jsonType,
  nearest,
  own,
  shown,
  sizeOf,
  strangers,
  token,
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

const VALUES_ASPECT_RATIO = ["16:9", "9:16", "1:1", "4:3", "3:4", "3:2", "2:3", "21:9"];
const UNSUPPORTED = ["negative_prompt", "resolution", "image", "image_reference", "image_fidelity", "human_fidelity"];
const KNOWN = ["prompt", "subject_images", "scene_image", "style_image", "aspect_ratio", "n"];

/** Holds a request body, any JSON value, against every rule of kling-v2-mi2i. */
export function check(body: unknown): Findings {
  const found = new Found("kling-v2-mi2i");
  if (!isObject(body)) {
    found.add("type", "object", jsonType(body), "the request must be an object");
    return found;
  }
  let ok_prompt = true;
  let ok_subject_images = true;
  let ok_scene_image = true;
  let ok_style_image = true;
  const v_prompt = own(body, "prompt");
  if (v_prompt !== undefined) {
    if (isText(v_prompt)) {
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
      ok_prompt = false;
    }
  }
  const v_subject_images = own(body, "subject_images");
  if (v_subject_images !== undefined) {
    if (isArray(v_subject_images)) {
      const size_subject_images = sizeOf(v_subject_images);
      if (size_subject_images < 1) {
        found.add(
          "subject_images/minItems",
          1,
          size_subject_images,
          "subject_images must have at least 1 entry",
        );
      }
      if (size_subject_images > 4) {
        found.add(
          "subject_images/maxItems",
          4,
          size_subject_images,
          "subject_images must have at most 4 entries",
        );
      }
      for (const [index_1, item_1] of v_subject_images.entries()) {
        if (isMedia(item_1)) {
          const size_item_1 = sizeOf(item_1);
          if (size_item_1 < 1) {
            found.add(
              "subject_images/items/minLength",
              1,
              size_item_1,
              "subject_images[] must have at least 1 character",
              `/subject_images/${index_1}`,
            );
          }
          const wrong_item_1 = size_item_1 >= 1 ? checkMedia(item_1, [], null) : null;
          if (wrong_item_1 !== null) {
            found.add(
              "subject_images/items/media",
              wrong_item_1[0],
              wrong_item_1[1],
              "subject_images[] must be an http(s) URL, a data URL or Base64 of an image",
              `/subject_images/${index_1}`,
            );
          }
        } else {
          found.add(
            "subject_images/items/type",
            "string",
            jsonType(item_1),
            "subject_images[] must be a string",
            `/subject_images/${index_1}`,
          );
        }
      }
    } else {
      found.add(
        "subject_images/type",
        "array",
        jsonType(v_subject_images),
        "subject_images must be an array",
      );
      ok_subject_images = false;
    }
  }
  const v_scene_image = own(body, "scene_image");
  if (v_scene_image !== undefined) {
    if (isMedia(v_scene_image)) {
      const size_scene_image = sizeOf(v_scene_image);
      if (size_scene_image < 1) {
        found.add(
          "scene_image/minLength",
          1,
          size_scene_image,
          "scene_image must have at least 1 character",
        );
      }
      const wrong_scene_image = size_scene_image >= 1 ? checkMedia(v_scene_image, ["jpeg", "png"], 10485760) : null;
      if (wrong_scene_image !== null) {
        found.add(
          "scene_image/media",
          wrong_scene_image[0],
          wrong_scene_image[1],
          "scene_image must be an http(s) URL, a data URL or Base64 of a JPEG or PNG image of at most 10485760 bytes",
        );
      }
    } else {
      found.add(
        "scene_image/type",
        "string",
        jsonType(v_scene_image),
        "scene_image must be a string",
      );
      ok_scene_image = false;
    }
  }
  const v_style_image = own(body, "style_image");
  if (v_style_image !== undefined) {
    if (isMedia(v_style_image)) {
      const size_style_image = sizeOf(v_style_image);
      if (size_style_image < 1) {
        found.add(
          "style_image/minLength",
          1,
          size_style_image,
          "style_image must have at least 1 character",
        );
      }
      const wrong_style_image = size_style_image >= 1 ? checkMedia(v_style_image, ["jpeg", "png"], 10485760) : null;
      if (wrong_style_image !== null) {
        found.add(
          "style_image/media",
          wrong_style_image[0],
          wrong_style_image[1],
          "style_image must be an http(s) URL, a data URL or Base64 of a JPEG or PNG image of at most 10485760 bytes",
        );
      }
    } else {
      found.add(
        "style_image/type",
        "string",
        jsonType(v_style_image),
        "style_image must be a string",
      );
      ok_style_image = false;
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
  for (const name of UNSUPPORTED) {
    if (own(body, name) !== undefined) {
      found.add(`${name}/unsupported`, null, null, `${name} is not supported by kling-v2-mi2i: leave it out`);
    }
  }
  for (const name of strangers(body, KNOWN, UNSUPPORTED)) {
    found.add(
      "additionalProperties",
      nearest(name, KNOWN),
      null,
      "the request takes no such member: it takes prompt, subject_images, scene_image, style_image, aspect_ratio, n",
      `/${token(name)}`,
    );
  }
  if (ok_prompt && ok_subject_images && ok_scene_image && ok_style_image) {
    const r_prompt = v_prompt as string;
    const r_subject_images = v_subject_images as readonly unknown[];
    const r_scene_image = v_scene_image as string;
    const r_style_image = v_style_image as string;
    if (r_prompt === undefined && r_subject_images === undefined && r_scene_image === undefined && r_style_image === undefined) {
      found.rule("at_least_one_input", "give at least one of prompt, subject_images, scene_image and style_image");
    }
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
  layout: { prompt: null, subject_images: null, scene_image: null, style_image: null, aspect_ratio: null, n: null },
  media: { subject_images: true, scene_image: true, style_image: true },
  check,
};
