/** Kling V1.6, several images to a video: kling-v1.6-mi2v. */

import {
  Found,
  NONE,
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
 * A request for kling-v1.6-mi2v: Kling V1.6, several images to a video.
 *
 * Lets what stands on one to four pictures act together in a clip.
 */
export interface KlingV16Mi2vRequest {
  /** The pictures to start from. 1 to 4 entries; each at least 1 character. Required. */
  readonly images: readonly ImageInput[];
  /** What happens in the clip, in Chinese or English. 1 to 2500 characters. Required. */
  readonly prompt: string;
  /** What the clip should not show. 1 to 2500 characters. */
  readonly negative_prompt?: string | undefined;
  /**
   * `std` is faster; `pro` looks better and takes longer. One of std, pro. The service takes std
   * when it is left out.
   */
  readonly mode?: "std" | "pro" | undefined;
  /** Length of the clip in seconds. One of 5, 10. The service takes 5 when it is left out. */
  readonly duration?: 5 | 10 | undefined;
  /**
   * Width to height: 16:9 lies, 9:16 stands, 1:1 is square. One of 16:9, 9:16, 1:1. The service
   * takes 16:9 when it is left out.
   */
  readonly aspect_ratio?: "16:9" | "9:16" | "1:1" | undefined;
}

const VALUES_MODE = ["std", "pro"];
const VALUES_DURATION = [5, 10];
const VALUES_ASPECT_RATIO = ["16:9", "9:16", "1:1"];
const KNOWN = ["images", "prompt", "negative_prompt", "mode", "duration", "aspect_ratio"];

/** Holds a request body, any JSON value, against every rule of kling-v1.6-mi2v. */
export function check(body: unknown): Findings {
  const found = new Found("kling-v1.6-mi2v");
  if (!isObject(body)) {
    found.add("type", "object", jsonType(body), "the request must be an object");
    return found;
  }
  const v_images = own(body, "images");
  if (v_images === undefined) {
    found.add("images/required", null, null, "images is required");
  } else if (isArray(v_images)) {
    const size_images = sizeOf(v_images);
    if (size_images < 1) {
      found.add("images/minItems", 1, size_images, "images must have at least 1 entry");
    }
    if (size_images > 4) {
      found.add("images/maxItems", 4, size_images, "images must have at most 4 entries");
    }
    for (const [index_1, item_1] of v_images.entries()) {
      if (isMedia(item_1)) {
        const size_item_1 = sizeOf(item_1);
        if (size_item_1 < 1) {
          found.add(
            "images/items/minLength",
            1,
            size_item_1,
            "images[] must have at least 1 character",
            `/images/${index_1}`,
          );
        }
        const wrong_item_1 = size_item_1 >= 1 ? checkMedia(item_1, [], null) : null;
        if (wrong_item_1 !== null) {
          found.add(
            "images/items/media",
            wrong_item_1[0],
            wrong_item_1[1],
            "images[] must be an http(s) URL, a data URL or Base64 of an image",
            `/images/${index_1}`,
          );
        }
      } else {
        found.add(
          "images/items/type",
          "string",
          jsonType(item_1),
          "images[] must be a string",
          `/images/${index_1}`,
        );
      }
    }
  } else {
    found.add("images/type", "array", jsonType(v_images), "images must be an array");
  }
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
  const v_negative_prompt = own(body, "negative_prompt");
  if (v_negative_prompt !== undefined) {
    if (isText(v_negative_prompt)) {
      const size_negative_prompt = sizeOf(v_negative_prompt);
      if (size_negative_prompt < 1) {
        found.add(
          "negative_prompt/minLength",
          1,
          size_negative_prompt,
          "negative_prompt must have at least 1 character",
        );
      }
      if (size_negative_prompt > 2500) {
        found.add(
          "negative_prompt/maxLength",
          2500,
          size_negative_prompt,
          "negative_prompt must have at most 2500 characters",
        );
      }
    } else {
      found.add(
        "negative_prompt/type",
        "string",
        jsonType(v_negative_prompt),
        "negative_prompt must be a string",
      );
    }
  }
  const v_mode = own(body, "mode");
  if (v_mode !== undefined) {
    if (isText(v_mode)) {
      if (!among(v_mode, VALUES_MODE)) {
        found.add("mode/enum", VALUES_MODE, shown(v_mode), "mode must be one of std, pro");
      }
    } else {
      found.add("mode/type", "string", jsonType(v_mode), "mode must be a string");
    }
  }
  const v_duration = own(body, "duration");
  if (v_duration !== undefined) {
    if (isInteger(v_duration)) {
      if (!among(v_duration, VALUES_DURATION)) {
        found.add(
          "duration/enum",
          VALUES_DURATION,
          shown(v_duration),
          "duration must be one of 5, 10",
        );
      }
    } else {
      found.add(
        "duration/type",
        "integer",
        jsonType(v_duration),
        "duration must be an integer",
      );
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
          "aspect_ratio must be one of 16:9, 9:16, 1:1",
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
  for (const name of strangers(body, KNOWN, NONE)) {
    found.add(
      "additionalProperties",
      nearest(name, KNOWN),
      null,
      "the request takes no such member: it takes images, prompt, negative_prompt, mode, duration, aspect_ratio",
      `/${token(name)}`,
    );
  }
  return found;
}

/**
 * Kling V1.6, several images to a video: kling-v1.6-mi2v.
 *
 * Lets what stands on one to four pictures act together in a clip.
 */
export const v1_6Mi2v: Model<KlingV16Mi2vRequest> = {
  id: "kling-v1.6-mi2v",
  output: "video",
  routes: { a: "/api/v1/image-to-video/kling/kling-v1.6-mi2v/async", b: "/api/v1/kling/kling-v1.6-mi2v/async", c: "/api/v1/kling/kling-v1.6-mi2v" },
  documented: "b",
  layout: { images: null, prompt: null, negative_prompt: null, mode: null, duration: null, aspect_ratio: null },
  media: { images: true },
  check,
};
