// Code generated from the spec. DO NOT EDIT.

package modellix

import (
	"strconv"

	"modellix/internal/checks"
	"modellix/internal/jsonvalue"
	"modellix/internal/wirejson"
)

// klingV16Mi2vSpec is what the client knows of kling-v1.6-mi2v.
var klingV16Mi2vSpec = modelSpec{
	id:         "kling-v1.6-mi2v",
	documented: "b",
	routes:     map[string]string{"a": "/api/v1/image-to-video/kling/kling-v1.6-mi2v/async", "b": "/api/v1/kling/kling-v1.6-mi2v/async", "c": "/api/v1/kling/kling-v1.6-mi2v"},
	layout:     wirejson.Layout{{Name: "images"}, {Name: "prompt"}, {Name: "negative_prompt"}, {Name: "mode"}, {Name: "duration"}, {Name: "aspect_ratio"}},
	words:      []string{"16:9", "1:1", "9:16", "pro", "std"},
	media:      []string{"images"},
	check:      checkKlingV16Mi2v,
}

var klingV16Mi2vKnown = []string{"images", "prompt", "negative_prompt", "mode", "duration", "aspect_ratio"}

// plainlyValid tells whether the request keeps every rule, warnings too, without
// allocating anything; what it does not let through is looked at once more.
func (r *KlingV16Mi2vRequest) plainlyValid() bool {
	if r.Images == nil {
		return false
	}
	if len(r.Images) < 1 || len(r.Images) > 4 {
		return false
	}
	for at := range r.Images {
		if !r.Images[at].plainly(1, -1, -1) {
			return false
		}
	}
	if size := checks.Length(r.Prompt); size < 1 || size > 2500 {
		return false
	}
	if r.NegativePrompt != nil {
		if size := checks.Length(*r.NegativePrompt); size < 1 || size > 2500 {
			return false
		}
	}
	if r.Mode != nil {
		switch *r.Mode {
		case "std", "pro":
		default:
			return false
		}
	}
	if r.Duration != nil {
		if *r.Duration != 5 && *r.Duration != 10 {
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
	return true
}

// checkKlingV16Mi2v holds a request body against every rule of kling-v1.6-mi2v.
func checkKlingV16Mi2v(body jsonvalue.Value) Findings {
	var found Findings
	if body.Kind() != jsonvalue.Object {
		found.add("kling-v1.6-mi2v/type", "", "type", "object", body.TypeName(), "the request must be an object")
		return found
	}
	known := 0
	vImages := body.Get("images")
	if vImages.Present() {
		known++
		if vImages.Kind() == jsonvalue.Array {
			if size := vImages.Size(); size < 1 {
				found.add("kling-v1.6-mi2v/images/minItems", "/images", "minItems", int64(1), size, "images must have at least 1 entry")
			}
			if size := vImages.Size(); size > 4 {
				found.add("kling-v1.6-mi2v/images/maxItems", "/images", "maxItems", int64(4), size, "images must have at most 4 entries")
			}
			for index1, item1 := range vImages.Items() {
				if item1.IsString() {
					if size := item1.Size(); size < 1 {
						found.add("kling-v1.6-mi2v/images/items/minLength", "/images/"+strconv.Itoa(index1), "minLength", int64(1), size, "images[] must have at least 1 character")
					}
					if size := item1.Size(); size >= 1 {
						if limit, actual, ok := checks.Media(item1, -1); !ok {
							found.add("kling-v1.6-mi2v/images/items/media", "/images/"+strconv.Itoa(index1), "media", limit, actual, "images[] must be an http(s) URL, a data URL or Base64 of an image")
						}
					}
				} else {
					found.add("kling-v1.6-mi2v/images/items/type", "/images/"+strconv.Itoa(index1), "type", "string", item1.TypeName(), "images[] must be a string")
				}
			}
		} else {
			found.add("kling-v1.6-mi2v/images/type", "/images", "type", "array", vImages.TypeName(), "images must be an array")
		}
	} else {
		found.add("kling-v1.6-mi2v/images/required", "/images", "required", nil, nil, "images is required")
	}
	vPrompt := body.Get("prompt")
	if vPrompt.Present() {
		known++
		if vPrompt.IsString() {
			if size := vPrompt.Size(); size < 1 {
				found.add("kling-v1.6-mi2v/prompt/minLength", "/prompt", "minLength", int64(1), size, "prompt must have at least 1 character")
			}
			if size := vPrompt.Size(); size > 2500 {
				found.add("kling-v1.6-mi2v/prompt/maxLength", "/prompt", "maxLength", int64(2500), size, "prompt must have at most 2500 characters")
			}
		} else {
			found.add("kling-v1.6-mi2v/prompt/type", "/prompt", "type", "string", vPrompt.TypeName(), "prompt must be a string")
		}
	} else {
		found.add("kling-v1.6-mi2v/prompt/required", "/prompt", "required", nil, nil, "prompt is required")
	}
	vNegativePrompt := body.Get("negative_prompt")
	if vNegativePrompt.Present() {
		known++
		if vNegativePrompt.IsString() {
			if size := vNegativePrompt.Size(); size < 1 {
				found.add("kling-v1.6-mi2v/negative_prompt/minLength", "/negative_prompt", "minLength", int64(1), size, "negative_prompt must have at least 1 character")
			}
			if size := vNegativePrompt.Size(); size > 2500 {
				found.add("kling-v1.6-mi2v/negative_prompt/maxLength", "/negative_prompt", "maxLength", int64(2500), size, "negative_prompt must have at most 2500 characters")
			}
		} else {
			found.add("kling-v1.6-mi2v/negative_prompt/type", "/negative_prompt", "type", "string", vNegativePrompt.TypeName(), "negative_prompt must be a string")
		}
	}
	vMode := body.Get("mode")
	if vMode.Present() {
		known++
		if vMode.IsString() {
			switch vMode.Text() {
			case "std", "pro":
			default:
				found.add("kling-v1.6-mi2v/mode/enum", "/mode", "enum", []any{"std", "pro"}, checks.Shown(vMode), "mode must be one of std, pro")
			}
		} else {
			found.add("kling-v1.6-mi2v/mode/type", "/mode", "type", "string", vMode.TypeName(), "mode must be a string")
		}
	}
	vDuration := body.Get("duration")
	if vDuration.Present() {
		known++
		if vDuration.IsInteger() {
			if vDuration.Int() != 5 && vDuration.Int() != 10 {
				found.add("kling-v1.6-mi2v/duration/enum", "/duration", "enum", []any{int64(5), int64(10)}, checks.Shown(vDuration), "duration must be one of 5, 10")
			}
		} else {
			found.add("kling-v1.6-mi2v/duration/type", "/duration", "type", "integer", vDuration.TypeName(), "duration must be an integer")
		}
	}
	vAspectRatio := body.Get("aspect_ratio")
	if vAspectRatio.Present() {
		known++
		if vAspectRatio.IsString() {
			switch vAspectRatio.Text() {
			case "16:9", "9:16", "1:1":
			default:
				found.add("kling-v1.6-mi2v/aspect_ratio/enum", "/aspect_ratio", "enum", []any{"16:9", "9:16", "1:1"}, checks.Shown(vAspectRatio), "aspect_ratio must be one of 16:9, 9:16, 1:1")
			}
		} else {
			found.add("kling-v1.6-mi2v/aspect_ratio/type", "/aspect_ratio", "type", "string", vAspectRatio.TypeName(), "aspect_ratio must be a string")
		}
	}
	if known != len(body.Members()) {
		for _, name := range checks.Strangers(body.Members(), klingV16Mi2vKnown, nil) {
			found.add("kling-v1.6-mi2v/additionalProperties", "/"+checks.Pointer(name), "additionalProperties", checks.NearestOrNil(name, klingV16Mi2vKnown), nil, "the request takes no such member: it takes images, prompt, negative_prompt, mode, duration, aspect_ratio")
		}
	}
	return found
}
