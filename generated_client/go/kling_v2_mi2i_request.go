// Code generated from the spec. DO NOT EDIT.

package modellix

import (
	"context"

	"modellix/internal/jsonvalue"
)

// KlingV2Mi2iModel is kling-v2-mi2i: Kling V2, several images to one image.
type KlingV2Mi2iModel struct{ calls modelCalls }

// Submit sends a request, which is billed once it is accepted. See Client.Submit.
//
// Rules over several parameters:
//
// at_least_one_input: give at least one of prompt, subject_images, scene_image and style_image.
func (m *KlingV2Mi2iModel) Submit(ctx context.Context, request KlingV2Mi2iRequest, options ...SubmitOption) (*Task, error) {
	return m.calls.submit(ctx, &request, options)
}

// Run submits a request and waits for its result. See Client.Run.
func (m *KlingV2Mi2iModel) Run(ctx context.Context, request KlingV2Mi2iRequest, options ...RunOption) (*Result, error) {
	return m.calls.run(ctx, &request, options)
}

// Map submits many requests and waits for all of them. See Client.Map.
func (m *KlingV2Mi2iModel) Map(ctx context.Context, requests []KlingV2Mi2iRequest, options ...MapOption) []Outcome {
	return m.calls.client.Map(ctx, klingV2Mi2iSpec.id, pointers(requests), options...)
}

// Validate judges a request without sending it; a valid one costs no allocation.
// The error tells of an image that cannot be read.
func (m *KlingV2Mi2iModel) Validate(request KlingV2Mi2iRequest) (Findings, error) {
	if request.plainlyValid() {
		return Findings{}, nil
	}
	return findings(&klingV2Mi2iSpec, request.value())
}

func (r *KlingV2Mi2iRequest) spec() *modelSpec {
	return &klingV2Mi2iSpec
}

// KlingV2Mi2iRequest is a request of kling-v2-mi2i: Brings up to four subjects into one picture,
// with a scene and a style to follow if they are given.
type KlingV2Mi2iRequest struct {
	// Prompt: What the picture shows, in Chinese or English. Recommended. 1 to 2500 characters.
	Prompt *string

	// SubjectImages: The subjects to bring together. 1 to 4 entries; each at least 1 character.
	SubjectImages []Image

	// SceneImage: The scene that replaces the background. At least 1 character; unless it is a
	// URL, JPEG or PNG of at most 10485760 bytes.
	SceneImage Image

	// StyleImage: The picture whose style is carried over. At least 1 character; unless it is a
	// URL, JPEG or PNG of at most 10485760 bytes.
	StyleImage Image

	// AspectRatio: Width to height of the picture. One of 16:9, 9:16, 1:1, 4:3, 3:4, 3:2, 2:3,
	// 21:9. The service takes 16:9 when it is left out.
	AspectRatio *KlingV2Mi2iAspectRatio

	// N: How many pictures to make. 1 to 9. The service takes 1 when it is left out.
	N *int64
}

func (r *KlingV2Mi2iRequest) value() jsonvalue.Value {
	return jsonvalue.OfMembers([]jsonvalue.Member{
		{Name: "prompt", Value: optional(r.Prompt, ofText[string])},
		{Name: "subject_images", Value: listOf(r.SubjectImages, Image.value)},
		{Name: "scene_image", Value: r.SceneImage.value()},
		{Name: "style_image", Value: r.StyleImage.value()},
		{Name: "aspect_ratio", Value: optional(r.AspectRatio, ofText[KlingV2Mi2iAspectRatio])},
		{Name: "n", Value: optional(r.N, jsonvalue.OfInt)},
	})
}

// KlingV2Mi2iAspectRatio is a value of aspect_ratio of kling-v2-mi2i.
type KlingV2Mi2iAspectRatio string

// The values of KlingV2Mi2iAspectRatio.
const (
	KlingV2Mi2iAspectRatio16x9 KlingV2Mi2iAspectRatio = "16:9"
	KlingV2Mi2iAspectRatio9x16 KlingV2Mi2iAspectRatio = "9:16"
	KlingV2Mi2iAspectRatio1x1  KlingV2Mi2iAspectRatio = "1:1"
	KlingV2Mi2iAspectRatio4x3  KlingV2Mi2iAspectRatio = "4:3"
	KlingV2Mi2iAspectRatio3x4  KlingV2Mi2iAspectRatio = "3:4"
	KlingV2Mi2iAspectRatio3x2  KlingV2Mi2iAspectRatio = "3:2"
	KlingV2Mi2iAspectRatio2x3  KlingV2Mi2iAspectRatio = "2:3"
	KlingV2Mi2iAspectRatio21x9 KlingV2Mi2iAspectRatio = "21:9"
)
