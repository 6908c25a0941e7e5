// Code generated from the spec. DO NOT EDIT.

package modellix

import (
	"context"

	"modellix/internal/jsonvalue"
)

// KlingV1I2vModel is kling-v1-i2v: Kling V1, image to video.
type KlingV1I2vModel struct{ calls modelCalls }

// Submit sends a request, which is billed once it is accepted. See Client.Submit.
//
// Rules over several parameters:
//
// image_tail_or_static_mask: image_tail and static_mask exclude each other; give one of them.
//
// image_tail_or_dynamic_masks: image_tail and dynamic_masks exclude each other; give one of them.
func (m *KlingV1I2vModel) Submit(ctx context.Context, request KlingV1I2vRequest, options ...SubmitOption) (*Task, error) {
	return m.calls.submit(ctx, &request, options)
}

// Run submits a request and waits for its result. See Client.Run.
func (m *KlingV1I2vModel) Run(ctx context.Context, request KlingV1I2vRequest, options ...RunOption) (*Result, error) {
	return m.calls.run(ctx, &request, options)
}

// Map submits many requests and waits for all of them. See Client.Map.
func (m *KlingV1I2vModel) Map(ctx context.Context, requests []KlingV1I2vRequest, options ...MapOption) []Outcome {
	return m.calls.client.Map(ctx, klingV1I2vSpec.id, pointers(requests), options...)
}

// Validate judges a request without sending it; a valid one costs no allocation.
// The error tells of an image that cannot be read.
func (m *KlingV1I2vModel) Validate(request KlingV1I2vRequest) (Findings, error) {
	if request.plainlyValid() {
		return Findings{}, nil
	}
	return findings(&klingV1I2vSpec, request.value())
}

func (r *KlingV1I2vRequest) spec() *modelSpec {
	return &klingV1I2vSpec
}

// KlingV1I2vRequest is a request of kling-v1-i2v: Moves a still picture. camera_control, which the
// page mentions beside the motion brush, is no parameter of this model (decision 2).
type KlingV1I2vRequest struct {
	// Image: The picture that the clip starts with. Required.
	Image Image

	// ImageTail: The picture that the clip ends with; not together with a motion brush.
	ImageTail Image

	// Prompt: What happens in the clip, in Chinese or English. 1 to 2500 characters.
	Prompt *string

	// NegativePrompt: What the clip should not show. 1 to 2500 characters.
	NegativePrompt *string

	// CfgScale: How closely the clip follows the prompt. Of V1 and V1.6 only. 0 to 1. The service
	// takes 0.5 when it is left out.
	CfgScale *float64

	// Mode: `std` is faster; `pro` looks better and takes longer. One of std, pro. The service
	// takes std when it is left out.
	Mode *KlingV1I2vMode

	// StaticMask: Motion brush, what stands still; not together with image_tail.
	StaticMask Image

	// DynamicMasks: Motion brush, what moves; not together with image_tail.
	DynamicMasks []map[string]any

	// Duration: Length of the clip in seconds. One of 5, 10. The service takes 5 when it is left
	// out.
	Duration *int64
}

func (r *KlingV1I2vRequest) value() jsonvalue.Value {
	return jsonvalue.OfMembers([]jsonvalue.Member{
		{Name: "image", Value: r.Image.value()},
		{Name: "image_tail", Value: r.ImageTail.value()},
		{Name: "prompt", Value: optional(r.Prompt, ofText[string])},
		{Name: "negative_prompt", Value: optional(r.NegativePrompt, ofText[string])},
		{Name: "cfg_scale", Value: optional(r.CfgScale, jsonvalue.OfFloat)},
		{Name: "mode", Value: optional(r.Mode, ofText[KlingV1I2vMode])},
		{Name: "static_mask", Value: r.StaticMask.value()},
		{Name: "dynamic_masks", Value: listOf(r.DynamicMasks, mappingOf)},
		{Name: "duration", Value: optional(r.Duration, jsonvalue.OfInt)},
	})
}

// KlingV1I2vMode is a value of mode of kling-v1-i2v.
type KlingV1I2vMode string

// The values of KlingV1I2vMode.
const (
	KlingV1I2vModeStd KlingV1I2vMode = "std"
	KlingV1I2vModePro KlingV1I2vMode = "pro"
)
