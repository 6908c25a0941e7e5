/** Acme clip, image to video: acme-clip. */

import {
  Found,
  additionalProperties,
  isArray,
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
  sized,
  type,
} from "../../src/checks.ts";
import type { ImageInput } from "../../src/media-input.ts";
import type { Model } from "../../src/model.ts";
import type { Findings } from "../../src/violations.ts";

/**
 * A request for acme-clip: Acme clip, image to video.
 *
 * Moves a still picture.
 *
 * Rules over several parameters:
 * - image_tail_or_static_mask: image_tail and static_mask exclude each other; give one of them.
 * - image_tail_or_dynamic_masks: image_tail and dynamic_masks exclude each other; give one of
 * them.
 */
export interface AcmeClipRequest {
  /** The picture that the clip starts with. Required. */
  readonly image: ImageInput;
  /** The picture that the clip ends with; not together with a motion brush. */
  readonly image_tail?: ImageInput | undefined;
  /** What happens in the clip. 1 to 2500 characters. */
  readonly prompt?: string | undefined;
  /** How closely the clip follows the prompt. 0 to 1. The service takes 0.5 when it is left out. */
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

const LAYOUT = { image: null, image_tail: null, prompt: null, cfg_scale: null, mode: null, static_mask: null, dynamic_masks: null, duration: null };
const KNOWN = {};
const IMAGE = { formats: null, maxBytes: null, kind: "an image" };
const VALUES_MODE = ["std", "pro"];
const VALUES_DURATION = [5, 10];
const NAMES = Object.keys(LAYOUT);

/** Holds a request body, any JSON value, against every rule of acme-clip. */
export function check(body: unknown): Findings {
  const found = new Found("acme-clip", KNOWN);
  if (!isObject(body)) {
    type(found, "", body, "object");
    return found;
  }
  const v_image = own(body, "image");
  if (v_image === undefined) {
    required(found, "image");
  } else {
    if (isMedia(v_image)) {
      media(found, "image", v_image, IMAGE);
    } else {
      type(found, "image", v_image, "string");
    }
  }
  const v_image_tail = own(body, "image_tail") as string;
  if (v_image_tail !== undefined) {
    if (isMedia(v_image_tail)) {
      media(found, "image_tail", v_image_tail, IMAGE);
    } else {
      type(found, "image_tail", v_image_tail, "string");
    }
  }
  const v_prompt = own(body, "prompt");
  if (v_prompt !== undefined) {
    if (isText(v_prompt)) {
      sized(found, "prompt", v_prompt, 1, "minLength");
      sized(found, "prompt", v_prompt, 2500, "maxLength");
    } else {
      type(found, "prompt", v_prompt, "string");
    }
  }
  const v_cfg_scale = own(body, "cfg_scale");
  if (v_cfg_scale !== undefined) {
    if (isNumber(v_cfg_scale)) {
      minimum(found, "cfg_scale", v_cfg_scale, 0);
      maximum(found, "cfg_scale", v_cfg_scale, 1);
    } else {
      type(found, "cfg_scale", v_cfg_scale, "number");
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
  const v_static_mask = own(body, "static_mask") as string;
  if (v_static_mask !== undefined) {
    if (isMedia(v_static_mask)) {
      media(found, "static_mask", v_static_mask, IMAGE);
    } else {
      type(found, "static_mask", v_static_mask, "string");
    }
  }
  const v_dynamic_masks = own(body, "dynamic_masks") as readonly unknown[];
  if (v_dynamic_masks !== undefined) {
    if (isArray(v_dynamic_masks)) {
      for (let i_0 = 0; i_0 < v_dynamic_masks.length; i_0++) {
        found.at[0] = i_0;
        const item_0 = v_dynamic_masks[i_0];
        if (!isObject(item_0)) {
          type(found, "dynamic_masks/items", item_0, "object");
        }
      }
    } else {
      type(found, "dynamic_masks", v_dynamic_masks, "array");
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
  additionalProperties(found, "", body, NAMES);
  if (found.typed("image_tail", "static_mask") && (v_image_tail !== undefined && v_static_mask !== undefined)) {
    found.rule("image_tail_or_static_mask", "image_tail and static_mask exclude each other; give one of them");
  }
  if (found.typed("image_tail", "dynamic_masks") && (v_image_tail !== undefined && v_dynamic_masks !== undefined)) {
    found.rule("image_tail_or_dynamic_masks", "image_tail and dynamic_masks exclude each other; give one of them");
  }
  return found;
}

/**
 * Acme clip, image to video: acme-clip.
 *
 * Moves a still picture.
 */
export const clip: Model<AcmeClipRequest> = {
  id: "acme-clip",
  output: "video",
  routes: { a: "/api/v1/image-to-video/acme/acme-clip/async", b: "/api/v1/acme/acme-clip/async", c: "/api/v1/acme/acme-clip" },
  documented: "b",
  layout: LAYOUT,
  media: { image: true, image_tail: true, static_mask: true },
  check,
};

/** Every string that an enum of acme-clip lists: a log may show these. */
export const words: readonly string[] = ["pro", "std"];
