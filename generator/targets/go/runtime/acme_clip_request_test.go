// Code generated from the spec. DO NOT EDIT.

package modellix

import (
	"context"

	"modellix/internal/jsonvalue"
)

// AcmeClipModel is acme-clip: Acme clip, image to video.
type AcmeClipModel struct{ calls modelCalls }

// Submit sends a request, which is billed once it is accepted. See Client.Submit.
//
// Rules over several parameters:
//
// image_tail_or_static_mask: image_tail and static_mask exclude each other; give one of them.
//
// image_tail_or_dynamic_masks: image_tail and dynamic_masks exclude each other; give one of them.
func (m *AcmeClipModel) Submit(ctx context.Context, request AcmeClipRequest, options ...SubmitOption) (*Task, error) {
	return m.calls.submit(ctx, &request, options)
}

// Run submits a request and waits for its result. See Client.Run.
func (m *AcmeClipModel) Run(ctx context.Context, request AcmeClipRequest, options ...RunOption) (*Result, error) {
	return m.calls.run(ctx, &request, options)
}

// Map submits many requests and waits for all of them. See Client.Map.
func (m *AcmeClipModel) Map(ctx context.Context, requests []AcmeClipRequest, options ...MapOption) []Outcome {
	return m.calls.client.Map(ctx, acmeClipSpec.id, pointers(requests), options...)
}

// Validate judges a request without sending it; a valid one costs no allocation.
// The error tells of an image that cannot be read.
func (m *AcmeClipModel) Validate(request AcmeClipRequest) (Findings, error) {
	if request.plainlyValid() {
		return Findings{}, nil
	}
	return findings(&acmeClipSpec, request.value())
}

func (r *AcmeClipRequest) spec() *modelSpec {
	return &acmeClipSpec
}

// AcmeClipRequest is a request of acme-clip: Moves a still picture.
type AcmeClipRequest struct {
	// Image: The picture that the clip starts with. Required.
	Image Image

	// ImageTail: The picture that the clip ends with; not together with a motion brush.
	ImageTail Image

	// Prompt: What happens in the clip. 1 to 2500 characters.
	Prompt *string

	// CfgScale: How closely the clip follows the prompt. 0 to 1. The service takes 0.5 when it is
	// left out.
	CfgScale *float64

	// Mode: `std` is faster; `pro` looks better and takes longer. One of std, pro. The service
	// takes std when it is left out.
	Mode *AcmeClipMode

	// StaticMask: Motion brush, what stands still; not together with image_tail.
	StaticMask Image

	// DynamicMasks: Motion brush, what moves; not together with image_tail.
	DynamicMasks []map[string]any

	// Duration: Length of the clip in seconds. One of 5, 10. The service takes 5 when it is left
	// out.
	Duration *int64
}

func (r *AcmeClipRequest) value() jsonvalue.Value {
	return jsonvalue.OfMembers([]jsonvalue.Member{
		{Name: "image", Value: r.Image.value()},
		{Name: "image_tail", Value: r.ImageTail.value()},
		{Name: "prompt", Value: optional(r.Prompt, ofText[string])},
		{Name: "cfg_scale", Value: optional(r.CfgScale, jsonvalue.OfFloat)},
		{Name: "mode", Value: optional(r.Mode, ofText[AcmeClipMode])},
		{Name: "static_mask", Value: r.StaticMask.value()},
		{Name: "dynamic_masks", Value: listOf(r.DynamicMasks, mappingOf)},
		{Name: "duration", Value: optional(r.Duration, jsonvalue.OfInt)},
	})
}

// AcmeClipMode is a value of mode of acme-clip.
type AcmeClipMode string

// The values of AcmeClipMode.
const (
	AcmeClipModeStd AcmeClipMode = "std"
	AcmeClipModePro AcmeClipMode = "pro"
)
