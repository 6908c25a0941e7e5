// Code generated from the spec. DO NOT EDIT.

package modellix

import (
	"context"

	"modellix/internal/jsonvalue"
)

// KlingImageO1Model is kling-image-o1: Kling Image O1, text, images and elements to an image.
type KlingImageO1Model struct{ calls modelCalls }

// Submit sends a request, which is billed once it is accepted. See Client.Submit.
//
// Rules over several parameters:
//
// images_and_elements: image_list and element_list together take at most 10 entries.
//
// image_references: prompt refers to a picture that image_list does not have; references count
// from 1.
func (m *KlingImageO1Model) Submit(ctx context.Context, request KlingImageO1Request, options ...SubmitOption) (*Task, error) {
	return m.calls.submit(ctx, &request, options)
}

// Run submits a request and waits for its result. See Client.Run.
func (m *KlingImageO1Model) Run(ctx context.Context, request KlingImageO1Request, options ...RunOption) (*Result, error) {
	return m.calls.run(ctx, &request, options)
}

// Map submits many requests and waits for all of them. See Client.Map.
func (m *KlingImageO1Model) Map(ctx context.Context, requests []KlingImageO1Request, options ...MapOption) []Outcome {
	return m.calls.client.Map(ctx, klingImageO1Spec.id, pointers(requests), options...)
}

// Validate judges a request without sending it; a valid one costs no allocation.
// The error tells of an image that cannot be read.
func (m *KlingImageO1Model) Validate(request KlingImageO1Request) (Findings, error) {
	if request.plainlyValid() {
		return Findings{}, nil
	}
	return findings(&klingImageO1Spec, request.value())
}

func (r *KlingImageO1Request) spec() *modelSpec {
	return &klingImageO1Spec
}

// KlingImageO1Request is a request of kling-image-o1: Makes pictures from text, other pictures and
// stored elements.
type KlingImageO1Request struct {
	// Prompt: What the picture shows, in Chinese or English. `<<<image_1>>>` names the first entry
	// of image_list, and so on. 1 to 2500 characters. Required.
	Prompt string

	// ImageList: Pictures to draw on; at most ten together with element_list. At most 10 entries;
	// each with image: unless it is a URL, JPEG or PNG of at most 10485760 bytes.
	ImageList []KlingImageO1ImageListItem

	// ElementList: Stored elements to draw on; at most ten together with image_list. At most 10
	// entries; each with element_id: -9223372036854775808 to 9223372036854775807.
	ElementList []KlingImageO1ElementListItem

	// Resolution: Size class of the picture. One of 1k, 2k. The service takes 1k when it is left
	// out.
	Resolution *KlingImageO1Resolution

	// AspectRatio: Width to height of the picture; `auto` leaves it to the model. One of 16:9,
	// 9:16, 1:1, 4:3, 3:4, 3:2, 2:3, 21:9, auto. The service takes auto when it is left out.
	AspectRatio *KlingImageO1AspectRatio

	// N: How many pictures to make. 1 to 9. The service takes 1 when it is left out.
	N *int64
}

func (r *KlingImageO1Request) value() jsonvalue.Value {
	return jsonvalue.OfMembers([]jsonvalue.Member{
		{Name: "prompt", Value: ofText(r.Prompt)},
		{Name: "image_list", Value: listOf(r.ImageList, func(item KlingImageO1ImageListItem) jsonvalue.Value { return item.value() })},
		{Name: "element_list", Value: listOf(r.ElementList, func(item KlingImageO1ElementListItem) jsonvalue.Value { return item.value() })},
		{Name: "resolution", Value: optional(r.Resolution, ofText[KlingImageO1Resolution])},
		{Name: "aspect_ratio", Value: optional(r.AspectRatio, ofText[KlingImageO1AspectRatio])},
		{Name: "n", Value: optional(r.N, jsonvalue.OfInt)},
	})
}

// KlingImageO1AspectRatio is a value of aspect_ratio of kling-image-o1.
type KlingImageO1AspectRatio string

// The values of KlingImageO1AspectRatio.
const (
	KlingImageO1AspectRatio16x9 KlingImageO1AspectRatio = "16:9"
	KlingImageO1AspectRatio9x16 KlingImageO1AspectRatio = "9:16"
	KlingImageO1AspectRatio1x1  KlingImageO1AspectRatio = "1:1"
	KlingImageO1AspectRatio4x3  KlingImageO1AspectRatio = "4:3"
	KlingImageO1AspectRatio3x4  KlingImageO1AspectRatio = "3:4"
	KlingImageO1AspectRatio3x2  KlingImageO1AspectRatio = "3:2"
	KlingImageO1AspectRatio2x3  KlingImageO1AspectRatio = "2:3"
	KlingImageO1AspectRatio21x9 KlingImageO1AspectRatio = "21:9"
	KlingImageO1AspectRatioAuto KlingImageO1AspectRatio = "auto"
)

// KlingImageO1Resolution is a value of resolution of kling-image-o1.
type KlingImageO1Resolution string

// The values of KlingImageO1Resolution.
const (
	KlingImageO1Resolution1k KlingImageO1Resolution = "1k"
	KlingImageO1Resolution2k KlingImageO1Resolution = "2k"
)

// KlingImageO1ElementListItem is a part of a request. One element.
type KlingImageO1ElementListItem struct {
	// ElementID: The element's id, a 64-bit integer. -9223372036854775808 to 9223372036854775807.
	// Required.
	ElementID int64
}

func (r *KlingImageO1ElementListItem) value() jsonvalue.Value {
	return jsonvalue.OfMembers([]jsonvalue.Member{
		{Name: "element_id", Value: jsonvalue.OfInt(r.ElementID)},
	})
}

// KlingImageO1ImageListItem is a part of a request. One picture.
type KlingImageO1ImageListItem struct {
	// Image: The picture. Unless it is a URL, JPEG or PNG of at most 10485760 bytes. Required.
	Image Image
}

func (r *KlingImageO1ImageListItem) value() jsonvalue.Value {
	return jsonvalue.OfMembers([]jsonvalue.Member{
		{Name: "image", Value: r.Image.value()},
	})
}
