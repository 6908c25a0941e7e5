// Code generated from the spec. DO NOT EDIT.

package modellix

import (
	"context"

	"modellix/internal/jsonvalue"
)

// AcmeMergeModel is acme-merge: Acme merge, several images to one image.
type AcmeMergeModel struct{ calls modelCalls }

// Submit sends a request, which is billed once it is accepted. See Client.Submit.
//
// Rules over several parameters:
//
// at_least_one_input: give at least one of prompt, subject_images, scene_image and style_image.
func (m *AcmeMergeModel) Submit(ctx context.Context, request AcmeMergeRequest, options ...SubmitOption) (*Task, error) {
	return m.calls.submit(ctx, &request, options)
}

// Run submits a request and waits for its result. See Client.Run.
func (m *AcmeMergeModel) Run(ctx context.Context, request AcmeMergeRequest, options ...RunOption) (*Result, error) {
	return m.calls.run(ctx, &request, options)
}

// Map submits many requests and waits for all of them. See Client.Map.
func (m *AcmeMergeModel) Map(ctx context.Context, requests []AcmeMergeRequest, options ...MapOption) []Outcome {
	return m.calls.client.Map(ctx, acmeMergeSpec.id, pointers(requests), options...)
}

// Validate judges a request without sending it; a valid one costs no allocation.
// The error tells of an image that cannot be read.
func (m *AcmeMergeModel) Validate(request AcmeMergeRequest) (Findings, error) {
	if request.plainlyValid() {
		return Findings{}, nil
	}
	return findings(&acmeMergeSpec, request.value())
}

func (r *AcmeMergeRequest) spec() *modelSpec {
	return &acmeMergeSpec
}

// AcmeMergeRequest is a request of acme-merge: Brings subjects into one picture, with a scene and
// a style to follow.
type AcmeMergeRequest struct {
	// Prompt: What the picture shows. 1 to 2500 characters.
	Prompt *string

	// SubjectImages: The subjects to bring together. 1 to 4 entries; each at least 1 character.
	SubjectImages []Image

	// SceneImage: The scene that replaces the background. At least 1 character; unless it is a
	// URL, JPEG or PNG of at most 10485760 bytes.
	SceneImage Image

	// StyleImage: The picture whose style is carried over. At least 1 character; unless it is a
	// URL, JPEG or PNG of at most 10485760 bytes.
	StyleImage Image

	// AspectRatio: Width to height of the picture. One of 16:9, 9:16, 1:1. The service takes 16:9
	// when it is left out.
	AspectRatio *AcmeMergeAspectRatio

	// N: How many pictures to make. 1 to 9. The service takes 1 when it is left out.
	N *int64
}

func (r *AcmeMergeRequest) value() jsonvalue.Value {
	return jsonvalue.OfMembers([]jsonvalue.Member{
		{Name: "prompt", Value: optional(r.Prompt, ofText[string])},
		{Name: "subject_images", Value: listOf(r.SubjectImages, Image.value)},
		{Name: "scene_image", Value: r.SceneImage.value()},
		{Name: "style_image", Value: r.StyleImage.value()},
		{Name: "aspect_ratio", Value: optional(r.AspectRatio, ofText[AcmeMergeAspectRatio])},
		{Name: "n", Value: optional(r.N, jsonvalue.OfInt)},
	})
}

// AcmeMergeAspectRatio is a value of aspect_ratio of acme-merge.
type AcmeMergeAspectRatio string

// The values of AcmeMergeAspectRatio.
const (
	AcmeMergeAspectRatio16x9 AcmeMergeAspectRatio = "16:9"
	AcmeMergeAspectRatio9x16 AcmeMergeAspectRatio = "9:16"
	AcmeMergeAspectRatio1x1  AcmeMergeAspectRatio = "1:1"
)
