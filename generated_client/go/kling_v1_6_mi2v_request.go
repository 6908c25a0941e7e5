// Code generated from the spec. DO NOT EDIT.

package modellix

import (
	"context"

	"modellix/internal/jsonvalue"
)

// KlingV16Mi2vModel is kling-v1.6-mi2v: Kling V1.6, several images to a video.
type KlingV16Mi2vModel struct{ calls modelCalls }

// Submit sends a request, which is billed once it is accepted. See Client.Submit.
func (m *KlingV16Mi2vModel) Submit(ctx context.Context, request KlingV16Mi2vRequest, options ...SubmitOption) (*Task, error) {
	return m.calls.submit(ctx, &request, options)
}

// Run submits a request and waits for its result. See Client.Run.
func (m *KlingV16Mi2vModel) Run(ctx context.Context, request KlingV16Mi2vRequest, options ...RunOption) (*Result, error) {
	return m.calls.run(ctx, &request, options)
}

// Map submits many requests and waits for all of them. See Client.Map.
func (m *KlingV16Mi2vModel) Map(ctx context.Context, requests []KlingV16Mi2vRequest, options ...MapOption) []Outcome {
	return m.calls.client.Map(ctx, klingV16Mi2vSpec.id, pointers(requests), options...)
}

// Validate judges a request without sending it; a valid one costs no allocation.
// The error tells of an image that cannot be read.
func (m *KlingV16Mi2vModel) Validate(request KlingV16Mi2vRequest) (Findings, error) {
	if request.plainlyValid() {
		return Findings{}, nil
	}
	return findings(&klingV16Mi2vSpec, request.value())
}

func (r *KlingV16Mi2vRequest) spec() *modelSpec {
	return &klingV16Mi2vSpec
}

// KlingV16Mi2vRequest is a request of kling-v1.6-mi2v: Lets what stands on one to four pictures
// act together in a clip.
type KlingV16Mi2vRequest struct {
	// Images: The pictures to start from. 1 to 4 entries; each at least 1 character. Required.
	Images []Image

	// Prompt: What happens in the clip, in Chinese or English. 1 to 2500 characters. Required.
	Prompt string

	// NegativePrompt: What the clip should not show. 1 to 2500 characters.
	NegativePrompt *string

	// Mode: `std` is faster; `pro` looks better and takes longer. One of std, pro. The service
	// takes std when it is left out.
	Mode *KlingV16Mi2vMode

	// Duration: Length of the clip in seconds. One of 5, 10. The service takes 5 when it is left
	// out.
	Duration *int64

	// AspectRatio: Width to height: 16:9 lies, 9:16 stands, 1:1 is square. One of 16:9, 9:16, 1:1.
	// The service takes 16:9 when it is left out.
	AspectRatio *KlingV16Mi2vAspectRatio
}

func (r *KlingV16Mi2vRequest) value() jsonvalue.Value {
	return jsonvalue.OfMembers([]jsonvalue.Member{
		{Name: "images", Value: listOf(r.Images, Image.value)},
		{Name: "prompt", Value: ofText(r.Prompt)},
		{Name: "negative_prompt", Value: optional(r.NegativePrompt, ofText[string])},
		{Name: "mode", Value: optional(r.Mode, ofText[KlingV16Mi2vMode])},
		{Name: "duration", Value: optional(r.Duration, jsonvalue.OfInt)},
		{Name: "aspect_ratio", Value: optional(r.AspectRatio, ofText[KlingV16Mi2vAspectRatio])},
	})
}

// KlingV16Mi2vAspectRatio is a value of aspect_ratio of kling-v1.6-mi2v.
type KlingV16Mi2vAspectRatio string

// The values of KlingV16Mi2vAspectRatio.
const (
	KlingV16Mi2vAspectRatio16x9 KlingV16Mi2vAspectRatio = "16:9"
	KlingV16Mi2vAspectRatio9x16 KlingV16Mi2vAspectRatio = "9:16"
	KlingV16Mi2vAspectRatio1x1  KlingV16Mi2vAspectRatio = "1:1"
)

// KlingV16Mi2vMode is a value of mode of kling-v1.6-mi2v.
type KlingV16Mi2vMode string

// The values of KlingV16Mi2vMode.
const (
	KlingV16Mi2vModeStd KlingV16Mi2vMode = "std"
	KlingV16Mi2vModePro KlingV16Mi2vMode = "pro"
)
