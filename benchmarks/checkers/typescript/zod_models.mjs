// The same requests as zod schemas, as a careful user would write them. Rules over several members
// are refinements; what an image may be is a pattern, its decoded size is left out.

const MOST_REFERENCES = 10;

/**
 * One schema a model.
 *
 * @param z The library.
 * @param {string} anyImage The pattern of images whose format is not stated.
 * @param {string} statedImage The pattern of images that have to be JPEG or PNG.
 */
export function zodModels(z, anyImage, statedImage) {
  const prompt = z.string().min(1).max(2500);
  const image = z.string().min(1).regex(new RegExp(anyImage, "u"));
  const stated = z.string().min(1).regex(new RegExp(statedImage, "u"));
  const images = z.array(image).min(1).max(4);
  const ratios = ["16:9", "9:16", "1:1", "4:3", "3:4", "3:2", "2:3", "21:9"];
  const share = z.number().min(0).max(1);
  const count = z.int().min(1).max(9);
  const duration = z.union([z.literal(5), z.literal(10)]);
  return {
    "kling-v2-mi2i": z
      .strictObject({
        prompt: prompt.optional(),
        subject_images: images.optional(),
        scene_image: stated.optional(),
        style_image: stated.optional(),
        aspect_ratio: z.enum(ratios).optional(),
        n: count.optional(),
      })
      .refine(
        (body) =>
          body.prompt !== undefined ||
          body.subject_images !== undefined ||
          body.scene_image !== undefined ||
          body.style_image !== undefined,
        "give at least one",
      ),
    "kling-v1.6-mi2v": z.strictObject({
      images,
      prompt,
      negative_prompt: prompt.optional(),
      mode: z.enum(["std", "pro"]).optional(),
      duration: duration.optional(),
      aspect_ratio: z.enum(["16:9", "9:16", "1:1"]).optional(),
    }),
    "kling-v1.5-i2i": z
      .strictObject({
        prompt,
        image: stated,
        image_reference: z.enum(["subject", "face"]).optional(),
        image_fidelity: share.optional(),
        human_fidelity: share.optional(),
        aspect_ratio: z.enum(ratios).optional(),
        resolution: z.literal("1k").optional(),
        n: count.optional(),
      })
      .refine(
        (body) => body.human_fidelity === undefined || body.image_reference === "subject",
        "human_fidelity needs subject",
      ),
    "kling-image-o1": z
      .strictObject({
        prompt,
        image_list: z
          .array(z.strictObject({ image: stated }))
          .max(MOST_REFERENCES)
          .optional(),
        element_list: z
          .array(z.strictObject({ element_id: z.int() }))
          .max(MOST_REFERENCES)
          .optional(),
        resolution: z.enum(["1k", "2k"]).optional(),
        aspect_ratio: z.enum([...ratios, "auto"]).optional(),
        n: count.optional(),
      })
      .refine(
        (body) =>
          (body.image_list?.length ?? 0) + (body.element_list?.length ?? 0) <= MOST_REFERENCES,
        "at most ten together",
      ),
    "kling-v1-i2v": z
      .strictObject({
        image,
        image_tail: image.optional(),
        prompt: prompt.optional(),
        negative_prompt: prompt.optional(),
        cfg_scale: share.optional(),
        mode: z.enum(["std", "pro"]).optional(),
        static_mask: image.optional(),
        dynamic_masks: z.array(z.looseObject({})).optional(),
        duration: duration.optional(),
      })
      .refine(
        (body) =>
          body.image_tail === undefined ||
          (body.static_mask === undefined && body.dynamic_masks === undefined),
        "image_tail excludes masks",
      ),
  };
}
