// Code generated from the spec. DO NOT EDIT.

package modellix

import (
	"strconv"

	"modellix/internal/checks"
	"modellix/internal/jsonvalue"
	"modellix/internal/wirejson"
)

// acmeMergeSpec is what the client knows of acme-merge.
var acmeMergeSpec = modelSpec{
	id:         "acme-merge",
	documented: "b",
	routes:     map[string]string{"a": "/api/v1/image-to-image/acme/acme-merge/async", "b": "/api/v1/acme/acme-merge/async", "c": "/api/v1/acme/acme-merge"},
	layout:     wirejson.Layout{{Name: "prompt"}, {Name: "subject_images"}, {Name: "scene_image"}, {Name: "style_image"}, {Name: "aspect_ratio"}, {Name: "n"}},
	words:      []string{"16:9", "1:1", "9:16"},
	media:      []string{"scene_image", "style_image", "subject_images"},
	check:      checkAcmeMerge,
}

var acmeMergeKnown = []string{"prompt", "subject_images", "scene_image", "style_image", "aspect_ratio", "n"}
var acmeMergeUnsupported = []string{"negative_prompt", "resolution"}

// plainlyValid tells whether the request keeps every rule, warnings too, without
// allocating anything; what it does not let through is looked at once more.
func (r *AcmeMergeRequest) plainlyValid() bool {
	if r.Prompt != nil {
		if size := checks.Length(*r.Prompt); size < 1 || size > 2500 {
			return false
		}
	}
	if r.SubjectImages != nil {
		if len(r.SubjectImages) < 1 || len(r.SubjectImages) > 4 {
			return false
		}
		for at := range r.SubjectImages {
			if !r.SubjectImages[at].plainly(1, -1, -1) {
				return false
			}
		}
	}
	if r.SceneImage.given() {
		if !r.SceneImage.plainly(1, -1, 10485760, "jpeg", "png") {
			return false
		}
	}
	if r.StyleImage.given() {
		if !r.StyleImage.plainly(1, -1, 10485760, "jpeg", "png") {
			return false
		}
	}
	if r.AspectRatio != nil {
		switch *r.AspectRatio {
		case "16:9", "9:16", "1:1":
		default:
			return false
		}
	}
	if r.N != nil {
		if *r.N < 1 || *r.N > 9 {
			return false
		}
	}
	if !acmeMergeKeepsAtLeastOneInput(r.Prompt != nil, r.SubjectImages != nil, r.SceneImage.given(), r.StyleImage.given()) {
		return false
	}
	return true
}

// checkAcmeMerge holds a request body against every rule of acme-merge.
func checkAcmeMerge(body jsonvalue.Value) Findings {
	var found Findings
	if body.Kind() != jsonvalue.Object {
		found.add("acme-merge/type", "", "type", "object", body.TypeName(), "the request must be an object")
		return found
	}
	known := 0
	typedPrompt := true
	typedSubjectImages := true
	typedSceneImage := true
	typedStyleImage := true
	vPrompt := body.Get("prompt")
	if vPrompt.Present() {
		known++
		if vPrompt.IsString() {
			if size := vPrompt.Size(); size < 1 {
				found.add("acme-merge/prompt/minLength", "/prompt", "minLength", int64(1), size, "prompt must have at least 1 character")
			}
			if size := vPrompt.Size(); size > 2500 {
				found.add("acme-merge/prompt/maxLength", "/prompt", "maxLength", int64(2500), size, "prompt must have at most 2500 characters")
			}
		} else {
			found.add("acme-merge/prompt/type", "/prompt", "type", "string", vPrompt.TypeName(), "prompt must be a string")
			typedPrompt = false
		}
	}
	vSubjectImages := body.Get("subject_images")
	if vSubjectImages.Present() {
		known++
		if vSubjectImages.Kind() == jsonvalue.Array {
			if size := vSubjectImages.Size(); size < 1 {
				found.add("acme-merge/subject_images/minItems", "/subject_images", "minItems", int64(1), size, "subject_images must have at least 1 entry")
			}
			if size := vSubjectImages.Size(); size > 4 {
				found.add("acme-merge/subject_images/maxItems", "/subject_images", "maxItems", int64(4), size, "subject_images must have at most 4 entries")
			}
			for index1, item1 := range vSubjectImages.Items() {
				if item1.IsString() {
					if size := item1.Size(); size < 1 {
						found.add("acme-merge/subject_images/items/minLength", "/subject_images/"+strconv.Itoa(index1), "minLength", int64(1), size, "subject_images[] must have at least 1 character")
					}
					if size := item1.Size(); size >= 1 {
						if limit, actual, ok := checks.Media(item1, -1); !ok {
							found.add("acme-merge/subject_images/items/media", "/subject_images/"+strconv.Itoa(index1), "media", limit, actual, "subject_images[] must be an http(s) URL, a data URL or Base64 of an image")
						}
					}
				} else {
					found.add("acme-merge/subject_images/items/type", "/subject_images/"+strconv.Itoa(index1), "type", "string", item1.TypeName(), "subject_images[] must be a string")
				}
			}
		} else {
			found.add("acme-merge/subject_images/type", "/subject_images", "type", "array", vSubjectImages.TypeName(), "subject_images must be an array")
			typedSubjectImages = false
		}
	}
	vSceneImage := body.Get("scene_image")
	if vSceneImage.Present() {
		known++
		if vSceneImage.IsString() {
			if size := vSceneImage.Size(); size < 1 {
				found.add("acme-merge/scene_image/minLength", "/scene_image", "minLength", int64(1), size, "scene_image must have at least 1 character")
			}
			if size := vSceneImage.Size(); size >= 1 {
				if limit, actual, ok := checks.Media(vSceneImage, 10485760, "jpeg", "png"); !ok {
					found.add("acme-merge/scene_image/media", "/scene_image", "media", limit, actual, "scene_image must be an http(s) URL, a data URL or Base64 of a JPEG or PNG image of at most 10485760 bytes")
				}
			}
		} else {
			found.add("acme-merge/scene_image/type", "/scene_image", "type", "string", vSceneImage.TypeName(), "scene_image must be a string")
			typedSceneImage = false
		}
	}
	vStyleImage := body.Get("style_image")
	if vStyleImage.Present() {
		known++
		if vStyleImage.IsString() {
			if size := vStyleImage.Size(); size < 1 {
				found.add("acme-merge/style_image/minLength", "/style_image", "minLength", int64(1), size, "style_image must have at least 1 character")
			}
			if size := vStyleImage.Size(); size >= 1 {
				if limit, actual, ok := checks.Media(vStyleImage, 10485760, "jpeg", "png"); !ok {
					found.add("acme-merge/style_image/media", "/style_image", "media", limit, actual, "style_image must be an http(s) URL, a data URL or Base64 of a JPEG or PNG image of at most 10485760 bytes")
				}
			}
		} else {
			found.add("acme-merge/style_image/type", "/style_image", "type", "string", vStyleImage.TypeName(), "style_image must be a string")
			typedStyleImage = false
		}
	}
	vAspectRatio := body.Get("aspect_ratio")
	if vAspectRatio.Present() {
		known++
		if vAspectRatio.IsString() {
			switch vAspectRatio.Text() {
			case "16:9", "9:16", "1:1":
			default:
				found.add("acme-merge/aspect_ratio/enum", "/aspect_ratio", "enum", []any{"16:9", "9:16", "1:1"}, checks.Shown(vAspectRatio), "aspect_ratio must be one of 16:9, 9:16, 1:1")
			}
		} else {
			found.add("acme-merge/aspect_ratio/type", "/aspect_ratio", "type", "string", vAspectRatio.TypeName(), "aspect_ratio must be a string")
		}
	}
	vN := body.Get("n")
	if vN.Present() {
		known++
		if vN.IsInteger() {
			if vN.Int() < 1 {
				found.add("acme-merge/n/minimum", "/n", "minimum", int64(1), checks.Numeral(vN), "n must be at least 1")
			}
			if vN.Int() > 9 {
				found.add("acme-merge/n/maximum", "/n", "maximum", int64(9), checks.Numeral(vN), "n must be at most 9")
			}
		} else {
			found.add("acme-merge/n/type", "/n", "type", "integer", vN.TypeName(), "n must be an integer")
		}
	}
	if known != len(body.Members()) {
		if body.Get("negative_prompt").Present() {
			found.add("acme-merge/negative_prompt/unsupported", "/negative_prompt", "unsupported", nil, nil, "negative_prompt is not supported by acme-merge: leave it out")
		}
		if body.Get("resolution").Present() {
			found.add("acme-merge/resolution/unsupported", "/resolution", "unsupported", nil, nil, "resolution is not supported by acme-merge: leave it out")
		}
		for _, name := range checks.Strangers(body.Members(), acmeMergeKnown, acmeMergeUnsupported) {
			found.add("acme-merge/additionalProperties", "/"+checks.Pointer(name), "additionalProperties", checks.NearestOrNil(name, acmeMergeKnown), nil, "the request takes no such member: it takes prompt, subject_images, scene_image, style_image, aspect_ratio, n")
		}
	}
	if typedPrompt && typedSubjectImages && typedSceneImage && typedStyleImage && !acmeMergeKeepsAtLeastOneInput(vPrompt.Present(), vSubjectImages.Present(), vSceneImage.Present(), vStyleImage.Present()) {
		found.add("acme-merge/rule/at_least_one_input", "", "rule", nil, nil, "give at least one of prompt, subject_images, scene_image and style_image")
	}
	return found
}

// acmeMergeKeepsAtLeastOneInput tells whether a request keeps the rule.
func acmeMergeKeepsAtLeastOneInput(hasPrompt bool, hasSubjectImages bool, hasSceneImage bool, hasStyleImage bool) bool {
	return hasPrompt || hasSubjectImages || hasSceneImage || hasStyleImage
}
