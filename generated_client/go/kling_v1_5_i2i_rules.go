// Code generated from the spec. DO NOT EDIT.

package modellix

import (
	"modellix/internal/checks"
	"modellix/internal/jsonvalue"
	"modellix/internal/wirejson"
)

// klingV15I2iSpec is what the client knows of kling-v1.5-i2i.
var klingV15I2iSpec = modelSpec{
	id:         "kling-v1.5-i2i",
	documented: "a",
	routes:     map[string]string{"a": "/api/v1/image-to-image/kling/kling-v1.5-i2i/async", "b": "/api/v1/kling/kling-v1.5-i2i/async", "c": "/api/v1/kling/kling-v1.5-i2i"},
	layout:     wirejson.Layout{{Name: "prompt"}, {Name: "image"}, {Name: "image_reference"}, {Name: "image_fidelity"}, {Name: "human_fidelity"}, {Name: "aspect_ratio"}, {Name: "resolution"}, {Name: "n"}},
	words:      []string{"16:9", "1:1", "1k", "21:9", "2:3", "3:2", "3:4", "4:3", "9:16", "face", "subject"},
	media:      []string{"image"},
	check:      checkKlingV15I2i,
}

var klingV15I2iKnown = []string{"prompt", "image", "image_reference", "image_fidelity", "human_fidelity", "aspect_ratio", "resolution", "n"}

// plainlyValid tells whether the request keeps every rule, warnings too, without
// allocating anything; what it does not let through is looked at once more.
func (r *KlingV15I2iRequest) plainlyValid() bool {
	if size := checks.Length(r.Prompt); size < 1 || size > 2500 {
		return false
	}
	if !r.Image.given() {
		return false
	}
	if !r.Image.plainly(1, -1, 10485760, "jpeg", "png") {
		return false
	}
	if r.ImageReference != nil {
		switch *r.ImageReference {
		case "subject", "face":
		default:
			return false
		}
	}
	if r.ImageFidelity != nil {
		if !checks.Finite(*r.ImageFidelity) || *r.ImageFidelity < 0 || *r.ImageFidelity > 1 {
			return false
		}
	}
	if r.HumanFidelity != nil {
		if !checks.Finite(*r.HumanFidelity) || *r.HumanFidelity < 0 || *r.HumanFidelity > 1 {
			return false
		}
	}
	if r.AspectRatio != nil {
		switch *r.AspectRatio {
		case "16:9", "9:16", "1:1", "4:3", "3:4", "3:2", "2:3", "21:9":
		default:
			return false
		}
	}
	if r.Resolution != nil {
		switch *r.Resolution {
		case "1k":
		default:
			return false
		}
	}
	if r.N != nil {
		if *r.N < 1 || *r.N > 9 {
			return false
		}
	}
	if !klingV15I2iKeepsHumanFidelityNeedsSubject(r.ImageReference != nil, string(value(r.ImageReference)), r.HumanFidelity != nil) {
		return false
	}
	return true
}

// checkKlingV15I2i holds a request body against every rule of kling-v1.5-i2i.
func checkKlingV15I2i(body jsonvalue.Value) Findings {
	var found Findings
	if body.Kind() != jsonvalue.Object {
		found.add("kling-v1.5-i2i/type", "", "type", "object", body.TypeName(), "the request must be an object")
		return found
	}
	known := 0
	typedImageReference := true
	typedHumanFidelity := true
	vPrompt := body.Get("prompt")
	if vPrompt.Present() {
		known++
		if vPrompt.IsString() {
			if size := vPrompt.Size(); size < 1 {
				found.add("kling-v1.5-i2i/prompt/minLength", "/prompt", "minLength", int64(1), size, "prompt must have at least 1 character")
			}
			if size := vPrompt.Size(); size > 2500 {
				found.add("kling-v1.5-i2i/prompt/maxLength", "/prompt", "maxLength", int64(2500), size, "prompt must have at most 2500 characters")
			}
		} else {
			found.add("kling-v1.5-i2i/prompt/type", "/prompt", "type", "string", vPrompt.TypeName(), "prompt must be a string")
		}
	} else {
		found.add("kling-v1.5-i2i/prompt/required", "/prompt", "required", nil, nil, "prompt is required")
	}
	vImage := body.Get("image")
	if vImage.Present() {
		known++
		if vImage.IsString() {
			if size := vImage.Size(); size < 1 {
				found.add("kling-v1.5-i2i/image/minLength", "/image", "minLength", int64(1), size, "image must have at least 1 character")
			}
			if size := vImage.Size(); size >= 1 {
				if limit, actual, ok := checks.Media(vImage, 10485760, "jpeg", "png"); !ok {
					found.add("kling-v1.5-i2i/image/media", "/image", "media", limit, actual, "image must be an http(s) URL, a data URL or Base64 of a JPEG or PNG image of at most 10485760 bytes")
				}
			}
		} else {
			found.add("kling-v1.5-i2i/image/type", "/image", "type", "string", vImage.TypeName(), "image must be a string")
		}
	} else {
		found.add("kling-v1.5-i2i/image/required", "/image", "required", nil, nil, "image is required")
	}
	vImageReference := body.Get("image_reference")
	if vImageReference.Present() {
		known++
		if vImageReference.IsString() {
			switch vImageReference.Text() {
			case "subject", "face":
			default:
				found.add("kling-v1.5-i2i/image_reference/enum", "/image_reference", "enum", []any{"subject", "face"}, checks.Shown(vImageReference), "image_reference must be one of subject, face")
			}
		} else {
			found.add("kling-v1.5-i2i/image_reference/type", "/image_reference", "type", "string", vImageReference.TypeName(), "image_reference must be a string")
			typedImageReference = false
		}
	}
	vImageFidelity := body.Get("image_fidelity")
	if vImageFidelity.Present() {
		known++
		if vImageFidelity.IsNumber() {
			if checks.RealOf(vImageFidelity).Compare(checks.Int(0)) < 0 {
				found.add("kling-v1.5-i2i/image_fidelity/minimum", "/image_fidelity", "minimum", int64(0), checks.Numeral(vImageFidelity), "image_fidelity must be at least 0")
			}
			if checks.RealOf(vImageFidelity).Compare(checks.Int(1)) > 0 {
				found.add("kling-v1.5-i2i/image_fidelity/maximum", "/image_fidelity", "maximum", int64(1), checks.Numeral(vImageFidelity), "image_fidelity must be at most 1")
			}
		} else {
			found.add("kling-v1.5-i2i/image_fidelity/type", "/image_fidelity", "type", "number", vImageFidelity.TypeName(), "image_fidelity must be a number")
		}
	}
	vHumanFidelity := body.Get("human_fidelity")
	if vHumanFidelity.Present() {
		known++
		if vHumanFidelity.IsNumber() {
			if checks.RealOf(vHumanFidelity).Compare(checks.Int(0)) < 0 {
				found.add("kling-v1.5-i2i/human_fidelity/minimum", "/human_fidelity", "minimum", int64(0), checks.Numeral(vHumanFidelity), "human_fidelity must be at least 0")
			}
			if checks.RealOf(vHumanFidelity).Compare(checks.Int(1)) > 0 {
				found.add("kling-v1.5-i2i/human_fidelity/maximum", "/human_fidelity", "maximum", int64(1), checks.Numeral(vHumanFidelity), "human_fidelity must be at most 1")
			}
		} else {
			found.add("kling-v1.5-i2i/human_fidelity/type", "/human_fidelity", "type", "number", vHumanFidelity.TypeName(), "human_fidelity must be a number")
			typedHumanFidelity = false
		}
	}
	vAspectRatio := body.Get("aspect_ratio")
	if vAspectRatio.Present() {
		known++
		if vAspectRatio.IsString() {
			switch vAspectRatio.Text() {
			case "16:9", "9:16", "1:1", "4:3", "3:4", "3:2", "2:3", "21:9":
			default:
				found.add("kling-v1.5-i2i/aspect_ratio/enum", "/aspect_ratio", "enum", []any{"16:9", "9:16", "1:1", "4:3", "3:4", "3:2", "2:3", "21:9"}, checks.Shown(vAspectRatio), "aspect_ratio must be one of 16:9, 9:16, 1:1, 4:3, 3:4, 3:2, 2:3, 21:9")
			}
		} else {
			found.add("kling-v1.5-i2i/aspect_ratio/type", "/aspect_ratio", "type", "string", vAspectRatio.TypeName(), "aspect_ratio must be a string")
		}
	}
	vResolution := body.Get("resolution")
	if vResolution.Present() {
		known++
		if vResolution.IsString() {
			switch vResolution.Text() {
			case "1k":
			default:
				found.add("kling-v1.5-i2i/resolution/enum", "/resolution", "enum", []any{"1k"}, checks.Shown(vResolution), "resolution must be one of 1k")
			}
		} else {
			found.add("kling-v1.5-i2i/resolution/type", "/resolution", "type", "string", vResolution.TypeName(), "resolution must be a string")
		}
	}
	vN := body.Get("n")
	if vN.Present() {
		known++
		if vN.IsInteger() {
			if vN.Int() < 1 {
				found.add("kling-v1.5-i2i/n/minimum", "/n", "minimum", int64(1), checks.Numeral(vN), "n must be at least 1")
			}
			if vN.Int() > 9 {
				found.add("kling-v1.5-i2i/n/maximum", "/n", "maximum", int64(9), checks.Numeral(vN), "n must be at most 9")
			}
		} else {
			found.add("kling-v1.5-i2i/n/type", "/n", "type", "integer", vN.TypeName(), "n must be an integer")
		}
	}
	if known != len(body.Members()) {
		for _, name := range checks.Strangers(body.Members(), klingV15I2iKnown, nil) {
			found.add("kling-v1.5-i2i/additionalProperties", "/"+checks.Pointer(name), "additionalProperties", checks.NearestOrNil(name, klingV15I2iKnown), nil, "the request takes no such member: it takes prompt, image, image_reference, image_fidelity, human_fidelity, aspect_ratio, resolution, n")
		}
	}
	if typedImageReference && typedHumanFidelity && !klingV15I2iKeepsHumanFidelityNeedsSubject(vImageReference.Present(), vImageReference.Text(), vHumanFidelity.Present()) {
		found.add("kling-v1.5-i2i/rule/human_fidelity_needs_subject", "", "rule", nil, nil, "human_fidelity needs image_reference to be given as subject")
	}
	return found
}

// klingV15I2iKeepsHumanFidelityNeedsSubject tells whether a request keeps the rule.
func klingV15I2iKeepsHumanFidelityNeedsSubject(hasImageReference bool, vImageReference string, hasHumanFidelity bool) bool {
	return !hasHumanFidelity || hasImageReference && vImageReference == "subject"
}
