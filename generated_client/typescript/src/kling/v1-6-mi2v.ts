/** Kling V1.6, several images to a video: kling-v1.6-mi2v. */

import {
  Found,
  additionalProperties,
  isArray,
  isInteger,
  isMedia,
  isObject,
  isText,
  media,
  oneOf,
  own,
  required,
  sized,
  type,
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

const LAYOUT = { images: null, prompt: null, negative_prompt: null, mode: null, duration: null, aspect_ratio: null };
const KNOWN = {};
const IMAGE = { formats: null, maxBytes: null, kind: "an image" };
const VALUES_MODE = ["std", "pro"];
const VALUES_DURATION = [5, 10];
const VALUES_ASPECT_RATIO = ["16:9", "9:16", "1:1"];
const NAMES = Object.keys(LAYOUT);

/** Holds a request body, any JSON value, against every rule of kling-v1.6-mi2v. */
export function check(body: unknown): Findings {
  const found = new Found("kling-v1.6-mi2v", KNOWN);
  if (!isObject(body)) {
    type(found, "", body, "object");
    return found;
  }
  const v_images = own(body, "images");
  if (v_images === undefined) {
    required(found, "images");
  } else {
    if (isArray(v_images)) {
      sized(found, "images", v_images, 1, "minItems");
      sized(found, "images", v_images, 4, "maxItems");
      for (let i_0 = 0; i_0 < v_images.length; i_0++) {
        found.at[0] = i_0;
        const item_0 = v_images[i_0];
        if (isMedia(item_0)) {
          if (sized(found, "images/items", item_0, 1, "minLength")) {
            media(found, "images/items", item_0, IMAGE);
          }
        } else {
          type(found, "images/items", item_0, "string");
        }
      }
    } else {
      type(found, "images", v_images, "array");
    }
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
  const v_negative_prompt = own(body, "negative_prompt");
  if (v_negative_prompt !== undefined) {
    if (isText(v_negative_prompt)) {
      sized(found, "negative_prompt", v_negative_prompt, 1, "minLength");
      sized(found, "negative_prompt", v_negative_prompt, 2500, "maxLength");
    } else {
      type(found, "negative_prompt", v_negative_prompt, "string");
    }
  }
  const v_mode = own(body, "mode");
  if (v_mode !== undefined) {
    if (isText(v_mode)) {
      oneOf(found, "mode", v_mode, VALUES_MODE);
    } else {
      type(found, "mode", v_mode, "string");
    }
  }
  const v_duration = own(body, "duration");
  if (v_duration !== undefined) {
    if (isInteger(v_duration)) {
      oneOf(found, "duration", v_duration, VALUES_DURATION);
    } else {
      type(found, "duration", v_duration, "integer");
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
  additionalProperties(found, "", body, NAMES);
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
  layout: LAYOUT,
  media: { images: true },
  check,
};

/** Every string that an enum of kling-v1.6-mi2v lists: a log may show these. */
export const words: readonly string[] = ["16:9", "1:1", "9:16", "pro", "std"];
