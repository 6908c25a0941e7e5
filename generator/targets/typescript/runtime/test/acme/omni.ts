/** Acme omni, text, images and elements to an image: acme-omni. */

import {
  Found,
  additionalProperties,
  isArray,
  isInteger,
  isMedia,
  isObject,
  isText,
  maxImageRef,
  maximum,
  media,
  minimum,
  oneOf,
  own,
  required,
  sizeOf,
  sized,
  sum,
  type,
} from "../../src/checks.ts";
import type { ImageInput } from "../../src/media-input.ts";
import type { Model } from "../../src/model.ts";
import type { Findings } from "../../src/violations.ts";

/** One picture. */
export interface AcmeOmniRequestImageListItem {
  /** The picture. Unless it is a URL, JPEG or PNG of at most 10485760 bytes. Required. */
  readonly image: ImageInput;
}

/** One element. */
export interface AcmeOmniRequestElementListItem {
  /** The element's id, a 64-bit integer. -9223372036854775808 to 9223372036854775807. Required. */
  readonly element_id: number | bigint;
}

/**
 * A request for acme-omni: Acme omni, text, images and elements to an image.
 *
 * Makes pictures from text, other pictures and stored elements.
 *
 * Rules over several parameters:
 * - images_and_elements: image_list and element_list together take at most 10 entries.
 * - image_references: prompt refers to a picture that image_list does not have; references count
 * from 1.
 */
export interface AcmeOmniRequest {
  /**
   * What the picture shows. `<<<image_1>>>` names the first entry of image_list. 1 to 2500
   * characters. Required.
   */
  readonly prompt: string;
  /**
   * Pictures to draw on. At most 10 entries; each with image: unless it is a URL, JPEG or PNG of
   * at most 10485760 bytes.
   */
  readonly image_list?: readonly AcmeOmniRequestImageListItem[] | undefined;
  /**
   * Stored elements to draw on. At most 10 entries; each with element_id: -9223372036854775808 to
   * 9223372036854775807.
   */
  readonly element_list?: readonly AcmeOmniRequestElementListItem[] | undefined;
  /** Size class of the picture. One of 1k, 2k. The service takes 1k when it is left out. */
  readonly resolution?: "1k" | "2k" | undefined;
  /**
   * Width to height of the picture. One of 16:9, 9:16, 1:1, auto. The service takes auto when it
   * is left out.
   */
  readonly aspect_ratio?: "16:9" | "9:16" | "1:1" | "auto" | undefined;
  /** How many pictures to make. 1 to 9. The service takes 1 when it is left out. */
  readonly n?: number | undefined;
}

const LAYOUT = { prompt: null, image_list: { image: null }, element_list: { element_id: null }, resolution: null, aspect_ratio: null, n: null };
const KNOWN = {};
const IMAGE = { formats: ["jpeg", "png"], maxBytes: 10485760, kind: "a JPEG or PNG image of at most 10485760 bytes" };
const NAMES_IMAGE_LIST_ITEMS = Object.keys(LAYOUT.image_list);
const NAMES_ELEMENT_LIST_ITEMS = Object.keys(LAYOUT.element_list);
const VALUES_RESOLUTION = ["1k", "2k"];
const VALUES_ASPECT_RATIO = ["16:9", "9:16", "1:1", "auto"];
const NAMES = Object.keys(LAYOUT);

/** Holds a request body, any JSON value, against every rule of acme-omni. */
export function check(body: unknown): Findings {
  const found = new Found("acme-omni", KNOWN);
  if (!isObject(body)) {
    type(found, "", body, "object");
    return found;
  }
  const v_prompt = own(body, "prompt") as string;
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
  const v_image_list = own(body, "image_list") as readonly unknown[];
  if (v_image_list !== undefined) {
    if (isArray(v_image_list)) {
      sized(found, "image_list", v_image_list, 10, "maxItems");
      for (let i_0 = 0; i_0 < v_image_list.length; i_0++) {
        found.at[0] = i_0;
        const item_0 = v_image_list[i_0];
        if (isObject(item_0)) {
          const v3_image_list_items_image = own(item_0, "image");
          if (v3_image_list_items_image === undefined) {
            required(found, "image_list/items/image");
          } else {
            if (isMedia(v3_image_list_items_image)) {
              media(found, "image_list/items/image", v3_image_list_items_image, IMAGE);
            } else {
              type(found, "image_list/items/image", v3_image_list_items_image, "string");
            }
          }
          additionalProperties(found, "image_list/items", item_0, NAMES_IMAGE_LIST_ITEMS);
        } else {
          type(found, "image_list/items", item_0, "object");
        }
      }
    } else {
      type(found, "image_list", v_image_list, "array");
    }
  }
  const v_element_list = own(body, "element_list") as readonly unknown[];
  if (v_element_list !== undefined) {
    if (isArray(v_element_list)) {
      sized(found, "element_list", v_element_list, 10, "maxItems");
      for (let i_0 = 0; i_0 < v_element_list.length; i_0++) {
        found.at[0] = i_0;
        const item_0 = v_element_list[i_0];
        if (isObject(item_0)) {
          const v3_element_list_items_element_id = own(item_0, "element_id");
          if (v3_element_list_items_element_id === undefined) {
            required(found, "element_list/items/element_id");
          } else {
            if (isInteger(v3_element_list_items_element_id)) {
              if (typeof v3_element_list_items_element_id === "bigint") minimum(found, "element_list/items/element_id", v3_element_list_items_element_id, -9223372036854775808n);
              if (typeof v3_element_list_items_element_id === "bigint") maximum(found, "element_list/items/element_id", v3_element_list_items_element_id, 9223372036854775807n);
            } else {
              type(found, "element_list/items/element_id", v3_element_list_items_element_id, "integer");
            }
          }
          additionalProperties(found, "element_list/items", item_0, NAMES_ELEMENT_LIST_ITEMS);
        } else {
          type(found, "element_list/items", item_0, "object");
        }
      }
    } else {
      type(found, "element_list", v_element_list, "array");
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
  additionalProperties(found, "", body, NAMES);
  if (found.typed("image_list", "element_list") && (sum(v_image_list !== undefined ? sizeOf(v_image_list) : 0, v_element_list !== undefined ? sizeOf(v_element_list) : 0) > 10)) {
    found.rule("images_and_elements", "image_list and element_list together take at most 10 entries");
  }
  if (found.typed("prompt", "image_list") && (v_prompt !== undefined && maxImageRef(v_prompt) > (v_image_list !== undefined ? sizeOf(v_image_list) : 0))) {
    found.rule("image_references", "prompt refers to a picture that image_list does not have; references count from 1", found.warnings);
  }
  return found;
}

/**
 * Acme omni, text, images and elements to an image: acme-omni.
 *
 * Makes pictures from text, other pictures and stored elements.
 */
export const omni: Model<AcmeOmniRequest> = {
  id: "acme-omni",
  output: "image",
  routes: { a: "/api/v1/image-to-image/acme/acme-omni/async", b: "/api/v1/acme/acme-omni/async", c: "/api/v1/acme/acme-omni" },
  documented: "b",
  layout: LAYOUT,
  media: { image_list: { image: true } },
  check,
};

/** Every string that an enum of acme-omni lists: a log may show these. */
export const words: readonly string[] = ["16:9", "1:1", "1k", "2k", "9:16", "auto"];
