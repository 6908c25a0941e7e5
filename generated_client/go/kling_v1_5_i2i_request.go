// Code generated from the spec. DO NOT EDIT.

package modellix

import (
	"context"

	"modellix/internal/jsonvalue"
)

// KlingV15I2iModel is kling-v1.5-i2i: Kling V1.5, image to image.
type KlingV15I2iModel struct{ calls modelCalls }

// Submit sends a request, which is billed once it is accepted. See Client.Submit.
//
// Rules over several parameters:
//
// human_fidelity_needs_subject: human_fidelity needs image_reference to be given as subject.
func (m *KlingV15I2iModel) Submit(ctx context.Context, request KlingV15I2iRequest, options ...SubmitOption) (*Task, error) {
	return m.calls.submit(ctx, &request, options)
}

// Run submits a request and waits for its result. See Client.Run.
func (m *KlingV15I2iModel) Run(ctx context.Context, request KlingV15I2iRequest, options ...RunOption) (*Result, error) {
	return m.calls.run(ctx, &request, options)
}

// Map submits many requests and waits for all of them. See Client.Map.
func (m *KlingV15I2iModel) Map(ctx context.Context, requests []KlingV15I2iRequest, options ...MapOption) []Outcome {
	return m.calls.client.Map(ctx, klingV15I2iSpec.id, pointers(requests), options...)
}

// Validate judges a request without sending it; a valid one costs no allocation.
// The error tells of an image that cannot be read.
func (m *KlingV15I2iModel) Validate(request KlingV15I2iRequest) (Findings, error) {
	if request.plainlyValid() {
		return Findings{}, nil
	}
	return findings(&klingV15I2iSpec, request.value())
}

func (r *KlingV15I2iRequest) spec() *modelSpec {
	return &klingV15I2iSpec
}

// KlingV15I2iRequest is a request of kling-v1.5-i2i: Makes pictures that follow a subject or a
// face of a given one.
type KlingV15I2iRequest struct {
	// Prompt: What the picture shows, in Chinese or English. 1 to 2500 characters. Required.
	Prompt string

	// Image: The picture to follow. At least 1 character; unless it is a URL, JPEG or PNG of at
	// most 10485760 bytes. Required.
	Image Image

	// ImageReference: What to keep of the picture: `subject` keeps the character, `face` keeps the
	// looks and works with a single face only. A feature of V1.5 alone. One of subject, face.
	ImageReference *KlingV15I2iImageReference

	// ImageFidelity: How strongly the face of the picture is followed; higher is stronger. 0 to 1.
	// The service takes 0.5 when it is left out.
	ImageFidelity *float64

	// HumanFidelity: How alike facial features are kept; higher is stronger. Only together with
	// image_reference subject. 0 to 1. The service takes 0.45 when it is left out.
	HumanFidelity *float64

	// AspectRatio: Width to height of the picture. One of 16:9, 9:16, 1:1, 4:3, 3:4, 3:2, 2:3,
	// 21:9. The service takes 16:9 when it is left out.
	AspectRatio *KlingV15I2iAspectRatio

	// Resolution: Size class of the picture; this model has one. One of 1k. The service takes 1k
	// when it is left out.
	Resolution *KlingV15I2iResolution

	// N: How many pictures to make. 1 to 9. The service takes 1 when it is left out.
	N *int64
}

func (r *KlingV15I2iRequest) value() jsonvalue.Value {
	return jsonvalue.OfMembers([]jsonvalue.Member{
		{Name: "prompt", Value: ofText(r.Prompt)},
		{Name: "image", Value: r.Image.value()},
		{Name: "image_reference", Value: optional(r.ImageReference, ofText[KlingV15I2iImageReference])},
		{Name: "image_fidelity", Value: optional(r.ImageFidelity, jsonvalue.OfFloat)},
		{Name: "human_fidelity", Value: optional(r.HumanFidelity, jsonvalue.OfFloat)},
		{Name: "aspect_ratio", Value: optional(r.AspectRatio, ofText[KlingV15I2iAspectRatio])},
		{Name: "resolution", Value: optional(r.Resolution, ofText[KlingV15I2iResolution])},
		{Name: "n", Value: optional(r.N, jsonvalue.OfInt)},
	})
}

// KlingV15I2iResolution is a value of resolution of kling-v1.5-i2i.
type KlingV15I2iResolution string

// The values of KlingV15I2iResolution.
const (
	KlingV15I2iResolution1k KlingV15I2iResolution = "1k"
)

// KlingV15I2iAspectRatio is a value of aspect_ratio of kling-v1.5-i2i.
type KlingV15I2iAspectRatio string

// The values of KlingV15I2iAspectRatio.
const (
	KlingV15I2iAspectRatio16x9 KlingV15I2iAspectRatio = "16:9"
	KlingV15I2iAspectRatio9x16 KlingV15I2iAspectRatio = "9:16"
	KlingV15I2iAspectRatio1x1  KlingV15I2iAspectRatio = "1:1"
	KlingV15I2iAspectRatio4x3  KlingV15I2iAspectRatio = "4:3"
	KlingV15I2iAspectRatio3x4  KlingV15I2iAspectRatio = "3:4"
	KlingV15I2iAspectRatio3x2  KlingV15I2iAspectRatio = "3:2"
	KlingV15I2iAspectRatio2x3  KlingV15I2iAspectRatio = "2:3"
	KlingV15I2iAspectRatio21x9 KlingV15I2iAspectRatio = "21:9"
)

// KlingV15I2iImageReference is a value of image_reference of kling-v1.5-i2i.
type KlingV15I2iImageReference string

// The values of KlingV15I2iImageReference.
const (
	KlingV15I2iImageReferenceSubject KlingV15I2iImageReference = "subject"
	KlingV15I2iImageReferenceFace    KlingV15I2iImageReference = "face"
)
