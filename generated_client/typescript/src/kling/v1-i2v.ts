/** Kling V1, image to video: kling-v1-i2v. */

import {
  Found,
  NONE,
  among,
  checkMedia,
  isArray,
  isInteger,
  isMedia,
  isNumber,
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
 * A request for kling-v1-i2v: Kling V1, image to video.
 *
 * Moves a still picture. camera_control, which the page mentions beside the motion brush, is no
 * parameter of this model (decision 2).
 *
 * Rules over several parameters:
 * - image_tail_or_static_mask: image_tail and static_mask exclude each other; give one of them.
 * - image_tail_or_dynamic_masks: image_tail and dynamic_masks exclude each other; give one of
 * them.
 */
export interface KlingV1I2vRequest {
  /** The picture that the clip starts with. Required. */
  readonly image: ImageInput;
  /** The picture that the clip ends with; not together with a motion brush. */
  readonly image_tail?: ImageInput | undefined;
  /** What happens in the clip, in Chinese or English. 1 to 2500 characters. */
  readonly prompt?: string | undefined;
  /** What the clip should not show. 1 to 2500 characters. */
  readonly negative_prompt?: string | undefined;
  /**
   * How closely the clip follows the prompt. Of V1 and V1.6 only. 0 to 1. The service takes 0.5
   * when it is left out.
   */
  readonly cfg_scale?: number | undefined;
  /**
   * `std` is faster; `pro` looks better and takes longer. One of std, pro. The service takes std
   * when it is left out.
   */
  readonly mode?: "std" | "pro" | undefined;
  /** Motion brush, what stands still; not together with image_tail. */
  readonly static_mask?: ImageInput | undefined;
  /** Motion brush, what moves; not together with image_tail. */
  readonly dynamic_masks?: readonly (Readonly<Record<string, unknown>>)[] | undefined;
  /** Length of the clip in seconds. One of 5, 10. The service takes 5 when it is left out. */
  readonly duration?: 5 | 10 | undefined;
}

const VALUES_MODE = ["std", "pro"];
const VALUES_DURATION = [5, 10];
const KNOWN = ["image", "image_tail", "prompt", "negative_prompt", "cfg_scale", "mode", "static_mask", "dynamic_masks", "duration"];

/** Holds a request body, any JSON value, against every rule of kling-v1-i2v. */
export function check(body: unknown): Findings {
  const found = new Found("kling-v1-i2v");
  if (!isObject(body)) {
    found.add("type", "object", jsonType(body), "the request must be an object");
    return found;
  }
  let ok_image_tail = true;
  let ok_static_mask = true;
  let ok_dynamic_masks = true;
  const v_image = own(body, "image");
  if (v_image === undefined) {
    found.add("image/required", null, null, "image is required");
  } else if (isMedia(v_image)) {
    const wrong_image = checkMedia(v_image, [], null);
    if (wrong_image !== null) {
      found.add(
        "image/media",
        wrong_image[0],
        wrong_image[1],
        "image must be an http(s) URL, a data URL or Base64 of an image",
      );
    }
  } else {
    found.add("image/type", "string", jsonType(v_image), "image must be a string");
  }
  const v_image_tail = own(body, "image_tail");
  if (v_image_tail !== undefined) {
    if (isMedia(v_image_tail)) {
      const wrong_image_tail = checkMedia(v_image_tail, [], null);
      if (wrong_image_tail !== null) {
        found.add(
          "image_tail/media",
          wrong_image_tail[0],
          wrong_image_tail[1],
          "image_tail must be an http(s) URL, a data URL or Base64 of an image",
        );
      }
    } else {
      found.add(
        "image_tail/type",
        "string",
        jsonType(v_image_tail),
        "image_tail must be a string",
      );
      ok_image_tail = false;
    }
  }
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
    }
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
  const v_cfg_scale = own(body, "cfg_scale");
  if (v_cfg_scale !== undefined) {
    if (isNumber(v_cfg_scale)) {
      if (v_cfg_scale < 0) {
        found.add("cfg_scale/minimum", 0, v_cfg_scale, "cfg_scale must be at least 0");
      }
      if (v_cfg_scale > 1) {
        found.add("cfg_scale/maximum", 1, v_cfg_scale, "cfg_scale must be at most 1");
      }
    } else {
      found.add(
        "cfg_scale/type",
        "number",
        jsonType(v_cfg_scale),
        "cfg_scale must be a number",
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
  const v_static_mask = own(body, "static_mask");
  if (v_static_mask !== undefined) {
    if (isMedia(v_static_mask)) {
      const wrong_static_mask = checkMedia(v_static_mask, [], null);
      if (wrong_static_mask !== null) {
        found.add(
          "static_mask/media",
          wrong_static_mask[0],
          wrong_static_mask[1],
          "static_mask must be an http(s) URL, a data URL or Base64 of an image",
        );
      }
    } else {
      found.add(
        "static_mask/type",
        "string",
        jsonType(v_static_mask),
        "static_mask must be a string",
      );
      ok_static_mask = false;
    }
  }
  const v_dynamic_masks = own(body, "dynamic_masks");
  if (v_dynamic_masks !== undefined) {
    if (isArray(v_dynamic_masks)) {
      for (const [index_1, item_1] of v_dynamic_masks.entries()) {
        if (!isObject(item_1)) {
          found.add(
            "dynamic_masks/items/type",
            "object",
            jsonType(item_1),
            "dynamic_masks[] must be an object",
            `/dynamic_masks/${index_1}`,
          );
        }
      }
    } else {
      found.add(
        "dynamic_masks/type",
        "array",
        jsonType(v_dynamic_masks),
        "dynamic_masks must be an array",
      );
      ok_dynamic_masks = false;
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
  for (const name of strangers(body, KNOWN, NONE)) {
    found.add(
      "additionalProperties",
      nearest(name, KNOWN),
      null,
      "the request takes no such member: it takes image, image_tail, prompt, negative_prompt, cfg_scale, mode, static_mask, dynamic_masks, duration",
      `/${token(name)}`,
    );
  }
  if (ok_image_tail && ok_static_mask) {
    const r_image_tail = v_image_tail as string;
    const r_static_mask = v_static_mask as string;
    if (r_image_tail !== undefined && r_static_mask !== undefined) {
      found.rule("image_tail_or_static_mask", "image_tail and static_mask exclude each other; give one of them");
    }
  }
  if (ok_image_tail && ok_dynamic_masks) {
    const r_image_tail = v_image_tail as string;
    const r_dynamic_masks = v_dynamic_masks as readonly unknown[];
    if (r_image_tail !== undefined && r_dynamic_masks !== undefined) {
      found.rule("image_tail_or_dynamic_masks", "image_tail and dynamic_masks exclude each other; give one of them");
    }
  }
  return found;
}

/**
 * Kling V1, image to video: kling-v1-i2v.
 *
 * Moves a still picture. camera_control, which the page mentions beside the motion brush, is no
 * parameter of this model (decision 2).
 */
export const v1I2v: Model<KlingV1I2vRequest> = {
  id: "kling-v1-i2v",
  output: "video",
  routes: { a: "/api/v1/image-to-video/kling/kling-v1-i2v/async", b: "/api/v1/kling/kling-v1-i2v/async", c: "/api/v1/kling/kling-v1-i2v" },
  documented: "a",
  layout: { image: null, image_tail: null, prompt: null, negative_prompt: null, cfg_scale: null, mode: null, static_mask: null, dynamic_masks: null, duration: null },
  media: { image: true, image_tail: true, static_mask: true },
  check,
};
