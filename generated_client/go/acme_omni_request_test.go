// Code generated from the spec. DO NOT EDIT.

package modellix

import (
	"context"

	"modellix/internal/jsonvalue"
)

// AcmeOmniModel is acme-omni: Acme omni, text, images and elements to an image.
type AcmeOmniModel struct{ calls modelCalls }

// Submit sends a request, which is billed once it is accepted. See Client.Submit.
//
// Rules over several parameters:
//
// images_and_elements: image_list and element_list together take at most 10 entries.
//
// image_references: prompt refers to a picture that image_list does not have; references count
// from 1.
func (m *AcmeOmniModel) Submit(ctx context.Context, request AcmeOmniRequest, options ...SubmitOption) (*Task, error) {
	return m.calls.submit(ctx, &request, options)
}

// Run submits a request and waits for its result. See Client.Run.
func (m *AcmeOmniModel) Run(ctx context.Context, request AcmeOmniRequest, options ...RunOption) (*Result, error) {
	return m.calls.run(ctx, &request, options)
}

// Map submits many requests and waits for all of them. See Client.Map.
func (m *AcmeOmniModel) Map(ctx context.Context, requests []AcmeOmniRequest, options ...MapOption) []Outcome {
	return m.calls.client.Map(ctx, acmeOmniSpec.id, pointers(requests), options...)
}

// Validate judges a request without sending it; a valid one costs no allocation.
// The error tells of an image that cannot be read.
func (m *AcmeOmniModel) Validate(request AcmeOmniRequest) (Findings, error) {
	if request.plainlyValid() {
		return Findings{}, nil
	}
	return findings(&acmeOmniSpec, request.value())
}

func (r *AcmeOmniRequest) spec() *modelSpec {
	return &acmeOmniSpec
}

// AcmeOmniRequest is a request of acme-omni: Makes pictures from text, other pictures and stored
// elements.
type AcmeOmniRequest struct {
	// Prompt: What the picture shows. `<<<image_1>>>` names the first entry of image_list. 1 to
	// 2500 characters. Required.
	Prompt string

	// ImageList: Pictures to draw on. At most 10 entries; each with image: unless it is a URL,
	// JPEG or PNG of at most 10485760 bytes.
	ImageList []AcmeOmniImageListItem

	// ElementList: Stored elements to draw on. At most 10 entries; each with element_id: -9223372036854775808 to 9223372036854775807.
	ElementList []AcmeOmniElementListItem

	// Resolution: Size class of the picture. One of 1k, 2k. The service takes 1k when it is left
	// out.
	Resolution *AcmeOmniResolution

	// AspectRatio: Width to height of the picture. One of 16:9, 9:16, 1:1, auto. The service takes
	// auto when it is left out.
	AspectRatio *AcmeOmniAspectRatio

	// N: How many pictures to make. 1 to 9. The service takes 1 when it is left out.
	N *int64
}

func (r *AcmeOmniRequest) value() jsonvalue.Value {
	return jsonvalue.OfMembers([]jsonvalue.Member{
		{Name: "prompt", Value: ofText(r.Prompt)},
		{Name: "image_list", Value: listOf(r.ImageList, func(item AcmeOmniImageListItem) jsonvalue.Value { return item.value() })},
		{Name: "element_list", Value: listOf(r.ElementList, func(item AcmeOmniElementListItem) jsonvalue.Value { return item.value() })},
		{Name: "resolution", Value: optional(r.Resolution, ofText[AcmeOmniResolution])},
		{Name: "aspect_ratio", Value: optional(r.AspectRatio, ofText[AcmeOmniAspectRatio])},
		{Name: "n", Value: optional(r.N, jsonvalue.OfInt)},
	})
}

// AcmeOmniAspectRatio is a value of aspect_ratio of acme-omni.
type AcmeOmniAspectRatio string

// The values of AcmeOmniAspectRatio.
const (
	AcmeOmniAspectRatio16x9 AcmeOmniAspectRatio = "16:9"
	AcmeOmniAspectRatio9x16 AcmeOmniAspectRatio = "9:16"
	AcmeOmniAspectRatio1x1  AcmeOmniAspectRatio = "1:1"
	AcmeOmniAspectRatioAuto AcmeOmniAspectRatio = "auto"
)

// AcmeOmniResolution is a value of resolution of acme-omni.
type AcmeOmniResolution string

// The values of AcmeOmniResolution.
const (
	AcmeOmniResolution1k AcmeOmniResolution = "1k"
	AcmeOmniResolution2k AcmeOmniResolution = "2k"
)

// AcmeOmniElementListItem is a part of a request. One element.
type AcmeOmniElementListItem struct {
	// ElementID: The element's id, a 64-bit integer. -9223372036854775808 to 9223372036854775807.
	// Required.
	ElementID int64
}

func (r *AcmeOmniElementListItem) value() jsonvalue.Value {
	return jsonvalue.OfMembers([]jsonvalue.Member{
		{Name: "element_id", Value: jsonvalue.OfInt(r.ElementID)},
	})
}

// AcmeOmniImageListItem is a part of a request. One picture.
type AcmeOmniImageListItem struct {
	// Image: The picture. Unless it is a URL, JPEG or PNG of at most 10485760 bytes. Required.
	Image Image
}

func (r *AcmeOmniImageListItem) value() jsonvalue.Value {
	return jsonvalue.OfMembers([]jsonvalue.Member{
		{Name: "image", Value: r.Image.value()},
	})
}
