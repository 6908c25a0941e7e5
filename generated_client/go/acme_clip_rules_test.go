// Code generated from the spec. DO NOT EDIT.

package modellix

import (
	"strconv"

	"modellix/internal/checks"
	"modellix/internal/jsonvalue"
	"modellix/internal/wirejson"
)

// acmeClipSpec is what the client knows of acme-clip.
var acmeClipSpec = modelSpec{
	id:         "acme-clip",
	documented: "b",
	routes:     map[string]string{"a": "/api/v1/image-to-video/acme/acme-clip/async", "b": "/api/v1/acme/acme-clip/async", "c": "/api/v1/acme/acme-clip"},
	layout:     wirejson.Layout{{Name: "image"}, {Name: "image_tail"}, {Name: "prompt"}, {Name: "cfg_scale"}, {Name: "mode"}, {Name: "static_mask"}, {Name: "dynamic_masks"}, {Name: "duration"}},
	words:      []string{"pro", "std"},
	media:      []string{"image", "image_tail", "static_mask"},
	check:      checkAcmeClip,
}

var acmeClipKnown = []string{"image", "image_tail", "prompt", "cfg_scale", "mode", "static_mask", "dynamic_masks", "duration"}

// plainlyValid tells whether the request keeps every rule, warnings too, without
// allocating anything; what it does not let through is looked at once more.
func (r *AcmeClipRequest) plainlyValid() bool {
	if !r.Image.given() {
		return false
	}
	if !r.Image.plainly(-1, -1, -1) {
		return false
	}
	if r.ImageTail.given() {
		if !r.ImageTail.plainly(-1, -1, -1) {
			return false
		}
	}
	if r.Prompt != nil {
		if size := checks.Length(*r.Prompt); size < 1 || size > 2500 {
			return false
		}
	}
	if r.CfgScale != nil {
		if !checks.Finite(*r.CfgScale) || *r.CfgScale < 0 || *r.CfgScale > 1 {
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
	if r.StaticMask.given() {
		if !r.StaticMask.plainly(-1, -1, -1) {
			return false
		}
	}
	if r.Duration != nil {
		if *r.Duration != 5 && *r.Duration != 10 {
			return false
		}
	}
	if !acmeClipKeepsImageTailOrStaticMask(r.ImageTail.given(), r.StaticMask.given()) {
		return false
	}
	if !acmeClipKeepsImageTailOrDynamicMasks(r.ImageTail.given(), r.DynamicMasks != nil) {
		return false
	}
	return true
}

// checkAcmeClip holds a request body against every rule of acme-clip.
func checkAcmeClip(body jsonvalue.Value) Findings {
	var found Findings
	if body.Kind() != jsonvalue.Object {
		found.add("acme-clip/type", "", "type", "object", body.TypeName(), "the request must be an object")
		return found
	}
	known := 0
	typedImageTail := true
	typedStaticMask := true
	typedDynamicMasks := true
	vImage := body.Get("image")
	if vImage.Present() {
		known++
		if vImage.IsString() {
			if limit, actual, ok := checks.Media(vImage, -1); !ok {
				found.add("acme-clip/image/media", "/image", "media", limit, actual, "image must be an http(s) URL, a data URL or Base64 of an image")
			}
		} else {
			found.add("acme-clip/image/type", "/image", "type", "string", vImage.TypeName(), "image must be a string")
		}
	} else {
		found.add("acme-clip/image/required", "/image", "required", nil, nil, "image is required")
	}
	vImageTail := body.Get("image_tail")
	if vImageTail.Present() {
		known++
		if vImageTail.IsString() {
			if limit, actual, ok := checks.Media(vImageTail, -1); !ok {
				found.add("acme-clip/image_tail/media", "/image_tail", "media", limit, actual, "image_tail must be an http(s) URL, a data URL or Base64 of an image")
			}
		} else {
			found.add("acme-clip/image_tail/type", "/image_tail", "type", "string", vImageTail.TypeName(), "image_tail must be a string")
			typedImageTail = false
		}
	}
	vPrompt := body.Get("prompt")
	if vPrompt.Present() {
		known++
		if vPrompt.IsString() {
			if size := vPrompt.Size(); size < 1 {
				found.add("acme-clip/prompt/minLength", "/prompt", "minLength", int64(1), size, "prompt must have at least 1 character")
			}
			if size := vPrompt.Size(); size > 2500 {
				found.add("acme-clip/prompt/maxLength", "/prompt", "maxLength", int64(2500), size, "prompt must have at most 2500 characters")
			}
		} else {
			found.add("acme-clip/prompt/type", "/prompt", "type", "string", vPrompt.TypeName(), "prompt must be a string")
		}
	}
	vCfgScale := body.Get("cfg_scale")
	if vCfgScale.Present() {
		known++
		if vCfgScale.IsNumber() {
			if checks.RealOf(vCfgScale).Compare(checks.Int(0)) < 0 {
				found.add("acme-clip/cfg_scale/minimum", "/cfg_scale", "minimum", int64(0), checks.Numeral(vCfgScale), "cfg_scale must be at least 0")
			}
			if checks.RealOf(vCfgScale).Compare(checks.Int(1)) > 0 {
				found.add("acme-clip/cfg_scale/maximum", "/cfg_scale", "maximum", int64(1), checks.Numeral(vCfgScale), "cfg_scale must be at most 1")
			}
		} else {
			found.add("acme-clip/cfg_scale/type", "/cfg_scale", "type", "number", vCfgScale.TypeName(), "cfg_scale must be a number")
		}
	}
	vMode := body.Get("mode")
	if vMode.Present() {
		known++
		if vMode.IsString() {
			switch vMode.Text() {
			case "std", "pro":
			default:
				found.add("acme-clip/mode/enum", "/mode", "enum", []any{"std", "pro"}, checks.Shown(vMode), "mode must be one of std, pro")
			}
		} else {
			found.add("acme-clip/mode/type", "/mode", "type", "string", vMode.TypeName(), "mode must be a string")
		}
	}
	vStaticMask := body.Get("static_mask")
	if vStaticMask.Present() {
		known++
		if vStaticMask.IsString() {
			if limit, actual, ok := checks.Media(vStaticMask, -1); !ok {
				found.add("acme-clip/static_mask/media", "/static_mask", "media", limit, actual, "static_mask must be an http(s) URL, a data URL or Base64 of an image")
			}
		} else {
			found.add("acme-clip/static_mask/type", "/static_mask", "type", "string", vStaticMask.TypeName(), "static_mask must be a string")
			typedStaticMask = false
		}
	}
	vDynamicMasks := body.Get("dynamic_masks")
	if vDynamicMasks.Present() {
		known++
		if vDynamicMasks.Kind() == jsonvalue.Array {
			for index1, item1 := range vDynamicMasks.Items() {
				if item1.Kind() != jsonvalue.Object {
					found.add("acme-clip/dynamic_masks/items/type", "/dynamic_masks/"+strconv.Itoa(index1), "type", "object", item1.TypeName(), "dynamic_masks[] must be an object")
				}
			}
		} else {
			found.add("acme-clip/dynamic_masks/type", "/dynamic_masks", "type", "array", vDynamicMasks.TypeName(), "dynamic_masks must be an array")
			typedDynamicMasks = false
		}
	}
	vDuration := body.Get("duration")
	if vDuration.Present() {
		known++
		if vDuration.IsInteger() {
			if vDuration.Int() != 5 && vDuration.Int() != 10 {
				found.add("acme-clip/duration/enum", "/duration", "enum", []any{int64(5), int64(10)}, checks.Shown(vDuration), "duration must be one of 5, 10")
			}
		} else {
			found.add("acme-clip/duration/type", "/duration", "type", "integer", vDuration.TypeName(), "duration must be an integer")
		}
	}
	if known != len(body.Members()) {
		for _, name := range checks.Strangers(body.Members(), acmeClipKnown, nil) {
			found.add("acme-clip/additionalProperties", "/"+checks.Pointer(name), "additionalProperties", checks.NearestOrNil(name, acmeClipKnown), nil, "the request takes no such member: it takes image, image_tail, prompt, cfg_scale, mode, static_mask, dynamic_masks, duration")
		}
	}
	if typedImageTail && typedStaticMask && !acmeClipKeepsImageTailOrStaticMask(vImageTail.Present(), vStaticMask.Present()) {
		found.add("acme-clip/rule/image_tail_or_static_mask", "", "rule", nil, nil, "image_tail and static_mask exclude each other; give one of them")
	}
	if typedImageTail && typedDynamicMasks && !acmeClipKeepsImageTailOrDynamicMasks(vImageTail.Present(), vDynamicMasks.Present()) {
		found.add("acme-clip/rule/image_tail_or_dynamic_masks", "", "rule", nil, nil, "image_tail and dynamic_masks exclude each other; give one of them")
	}
	return found
}

// acmeClipKeepsImageTailOrStaticMask tells whether a request keeps the rule.
func acmeClipKeepsImageTailOrStaticMask(hasImageTail bool, hasStaticMask bool) bool {
	return !hasImageTail || !hasStaticMask
}

// acmeClipKeepsImageTailOrDynamicMasks tells whether a request keeps the rule.
func acmeClipKeepsImageTailOrDynamicMasks(hasImageTail bool, hasDynamicMasks bool) bool {
	return !hasImageTail || !hasDynamicMasks
}
