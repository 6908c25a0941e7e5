/** Kling Image O1, text, images and elements to an image: kling-image-o1. */

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
  maxImageRef,
  nearest,
  own,
  shown,
  sizeOf,
  strangers,
  sum,
  token,
} from "../checks.ts";
import type { ImageInput } from "../media-input.ts";
import type { Model } from "../model.ts";
import type { Findings } from "../violations.ts";

/** One picture. */
export interface KlingImageO1RequestImageListItem {
  /** The picture. Unless it is a URL, JPEG or PNG of at most 10485760 bytes. Required. */
  readonly image: ImageInput;
}

/** One element. */
export interface KlingImageO1RequestElementListItem {
  /** The element's id, a 64-bit integer. -9223372036854775808 to 9223372036854775807. Required. */
  readonly element_id: number | bigint;
}

/**
 * A request for kling-image-o1: Kling Image O1, text, images and elements to an image.
 *
 * Makes pictures from text, other pictures and stored elements.
 *
 * Rules over several parameters:
 * - images_and_elements: image_list and element_list together take at most 10 entries.
 * - image_references: prompt refers to a picture that image_list does not have; references count
 * from 1.
 */
export interface KlingImageO1Request {
  /**
   * What the picture shows, in Chinese or English. `<<<image_1>>>` names the first entry of
   * image_list, and so on. 1 to 2500 characters. Required.
   */
  readonly prompt: string;
  /**
   * Pictures to draw on; at most ten together with element_list. At most 10 entries; each with
   * image: unless it is a URL, JPEG or PNG of at most 10485760 bytes.
   */
  readonly image_list?: readonly KlingImageO1RequestImageListItem[] | undefined;
  /**
   * Stored elements to draw on; at most ten together with image_list. At most 10 entries; each
   * with element_id: -9223372036854775808 to 9223372036854775807.
   */
  readonly element_list?: readonly KlingImageO1RequestElementListItem[] | undefined;
  /** Size class of the picture. One of 1k, 2k. The service takes 1k when it is left out. */
  readonly resolution?: "1k" | "2k" | undefined;
  /**
   * Width to height of the picture; `auto` leaves it to the model. One of 16:9, 9:16, 1:1, 4:3,
   * 3:4, 3:2, 2:3, 21:9, auto. The service takes auto when it is left out.
   */
  readonly aspect_ratio?: "16:9" | "9:16" | "1:1" | "4:3" | "3:4" | "3:2" | "2:3" | "21:9" | "auto" | undefined;
  /** How many pictures to make. 1 to 9. The service takes 1 when it is left out. */
  readonly n?: number | undefined;
}

const KNOWN_IMAGE_LIST_ITEMS = ["image"];
const KNOWN_ELEMENT_LIST_ITEMS = ["element_id"];
const VALUES_RESOLUTION = ["1k", "2k"];
const VALUES_ASPECT_RATIO = ["16:9", "9:16", "1:1", "4:3", "3:4", "3:2", "2:3", "21:9", "auto"];
const UNSUPPORTED = ["negative_prompt", "image", "image_reference", "image_fidelity", "human_fidelity", "subject_image_list", "scene_image", "style_image"];
const KNOWN = ["prompt", "image_list", "element_list", "resolution", "aspect_ratio", "n"];

/** Holds a request body, any JSON value, against every rule of kling-image-o1. */
export function check(body: unknown): Findings {
  const found = new Found("kling-image-o1");
  if (!isObject(body)) {
    found.add("type", "object", jsonType(body), "the request must be an object");
    return found;
  }
  let ok_prompt = true;
  let ok_image_list = true;
  let ok_element_list = true;
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
    ok_prompt = false;
  }
  const v_image_list = own(body, "image_list");
  if (v_image_list !== undefined) {
    if (isArray(v_image_list)) {
      const size_image_list = sizeOf(v_image_list);
      if (size_image_list > 10) {
        found.add(
          "image_list/maxItems",
          10,
          size_image_list,
          "image_list must have at most 10 entries",
        );
      }
      for (const [index_1, item_1] of v_image_list.entries()) {
        if (isObject(item_1)) {
          const v3_image_list_items_image = own(item_1, "image");
          if (v3_image_list_items_image === undefined) {
            found.add(
              "image_list/items/image/required",
              null,
              null,
              "image_list[].image is required",
              `/image_list/${index_1}/image`,
            );
          } else if (isMedia(v3_image_list_items_image)) {
            const wrong_3_image_list_items_image = checkMedia(v3_image_list_items_image, ["jpeg", "png"], 10485760);
            if (wrong_3_image_list_items_image !== null) {
              found.add(
                "image_list/items/image/media",
                wrong_3_image_list_items_image[0],
                wrong_3_image_list_items_image[1],
                "image_list[].image must be an http(s) URL, a data URL or Base64 of a JPEG or PNG image of at most 10485760 bytes",
                `/image_list/${index_1}/image`,
              );
            }
          } else {
            found.add(
              "image_list/items/image/type",
              "string",
              jsonType(v3_image_list_items_image),
              "image_list[].image must be a string",
              `/image_list/${index_1}/image`,
            );
          }
          for (const name of strangers(item_1, KNOWN_IMAGE_LIST_ITEMS, NONE)) {
            found.add(
              "image_list/items/additionalProperties",
              nearest(name, KNOWN_IMAGE_LIST_ITEMS),
              null,
              "image_list[] takes no such member: it takes image",
              `/image_list/${index_1}/${token(name)}`,
            );
          }
        } else {
          found.add(
            "image_list/items/type",
            "object",
            jsonType(item_1),
            "image_list[] must be an object",
            `/image_list/${index_1}`,
          );
        }
      }
    } else {
      found.add(
        "image_list/type",
        "array",
        jsonType(v_image_list),
        "image_list must be an array",
      );
      ok_image_list = false;
    }
  }
  const v_element_list = own(body, "element_list");
  if (v_element_list !== undefined) {
    if (isArray(v_element_list)) {
      const size_element_list = sizeOf(v_element_list);
      if (size_element_list > 10) {
        found.add(
          "element_list/maxItems",
          10,
          size_element_list,
          "element_list must have at most 10 entries",
        );
      }
      for (const [index_1, item_1] of v_element_list.entries()) {
        if (isObject(item_1)) {
          const v3_element_list_items_element_id = own(item_1, "element_id");
          if (v3_element_list_items_element_id === undefined) {
            found.add(
              "element_list/items/element_id/required",
              null,
              null,
              "element_list[].element_id is required",
              `/element_list/${index_1}/element_id`,
            );
          } else if (isInteger(v3_element_list_items_element_id)) {
            if (v3_element_list_items_element_id < -9223372036854775808n) {
              found.add(
                "element_list/items/element_id/minimum",
                -9223372036854775808n,
                v3_element_list_items_element_id,
                "element_list[].element_id must be at least -9223372036854775808",
                `/element_list/${index_1}/element_id`,
              );
            }
            if (v3_element_list_items_element_id > 9223372036854775807n) {
              found.add(
                "element_list/items/element_id/maximum",
                9223372036854775807n,
                v3_element_list_items_element_id,
                "element_list[].element_id must be at most 9223372036854775807",
                `/element_list/${index_1}/element_id`,
              );
            }
          } else {
            found.add(
              "element_list/items/element_id/type",
              "integer",
              jsonType(v3_element_list_items_element_id),
              "element_list[].element_id must be an integer",
              `/element_list/${index_1}/element_id`,
            );
          }
          for (const name of strangers(item_1, KNOWN_ELEMENT_LIST_ITEMS, NONE)) {
            found.add(
              "element_list/items/additionalProperties",
              nearest(name, KNOWN_ELEMENT_LIST_ITEMS),
              null,
              "element_list[] takes no such member: it takes element_id",
              `/element_list/${index_1}/${token(name)}`,
            );
          }
        } else {
          found.add(
            "element_list/items/type",
            "object",
            jsonType(item_1),
            "element_list[] must be an object",
            `/element_list/${index_1}`,
          );
        }
      }
    } else {
      found.add(
        "element_list/type",
        "array",
        jsonType(v_element_list),
        "element_list must be an array",
      );
      ok_element_list = false;
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
          "resolution must be one of 1k, 2k",
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
  const v_aspect_ratio = own(body, "aspect_ratio");
  if (v_aspect_ratio !== undefined) {
    if (isText(v_aspect_ratio)) {
      if (!among(v_aspect_ratio, VALUES_ASPECT_RATIO)) {
        found.add(
          "aspect_ratio/enum",
          VALUES_ASPECT_RATIO,
          shown(v_aspect_ratio),
          "aspect_ratio must be one of 16:9, 9:16, 1:1, 4:3, 3:4, 3:2, 2:3, 21:9, auto",
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
      found.add(`${name}/unsupported`, null, null, `${name} is not supported by kling-image-o1: leave it out; give pictures in image_list`);
    }
  }
  for (const name of strangers(body, KNOWN, UNSUPPORTED)) {
    found.add(
      "additionalProperties",
      nearest(name, KNOWN),
      null,
      "the request takes no such member: it takes prompt, image_list, element_list, resolution, aspect_ratio, n",
      `/${token(name)}`,
    );
  }
  if (ok_image_list && ok_element_list) {
    const r_image_list = v_image_list as readonly unknown[];
    const r_element_list = v_element_list as readonly unknown[];
    if (sum(r_image_list !== undefined ? sizeOf(r_image_list) : 0, r_element_list !== undefined ? sizeOf(r_element_list) : 0) > 10) {
      found.rule("images_and_elements", "image_list and element_list together take at most 10 entries");
    }
  }
  if (ok_prompt && ok_image_list) {
    const r_prompt = v_prompt as string;
    const r_image_list = v_image_list as readonly unknown[];
    if (r_prompt !== undefined && maxImageRef(r_prompt) > (r_image_list !== undefined ? sizeOf(r_image_list) : 0)) {
      found.warn("image_references", "prompt refers to a picture that image_list does not have; references count from 1");
    }
  }
  return found;
}

/**
 * Kling Image O1, text, images and elements to an image: kling-image-o1.
 *
 * Makes pictures from text, other pictures and stored elements.
 */
export const imageO1: Model<KlingImageO1Request> = {
  id: "kling-image-o1",
  output: "image",
  routes: { a: "/api/v1/image-to-image/kling/kling-image-o1/async", b: "/api/v1/kling/kling-image-o1/async", c: "/api/v1/kling/kling-image-o1" },
  documented: "a",
  layout: { prompt: null, image_list: { image: null }, element_list: { element_id: null }, resolution: null, aspect_ratio: null, n: null },
  media: { image_list: { image: true } },
  check,
};
