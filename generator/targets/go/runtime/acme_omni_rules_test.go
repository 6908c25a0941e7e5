// Code generated from the spec. DO NOT EDIT.

package modellix

import (
	"strconv"

	"modellix/internal/checks"
	"modellix/internal/jsonvalue"
	"modellix/internal/wirejson"
)

// acmeOmniSpec is what the client knows of acme-omni.
var acmeOmniSpec = modelSpec{
	id:         "acme-omni",
	documented: "b",
	routes:     map[string]string{"a": "/api/v1/image-to-image/acme/acme-omni/async", "b": "/api/v1/acme/acme-omni/async", "c": "/api/v1/acme/acme-omni"},
	layout:     wirejson.Layout{{Name: "prompt"}, {Name: "image_list", Layout: wirejson.Layout{{Name: "image"}}}, {Name: "element_list", Layout: wirejson.Layout{{Name: "element_id"}}}, {Name: "resolution"}, {Name: "aspect_ratio"}, {Name: "n"}},
	words:      []string{"16:9", "1:1", "1k", "2k", "9:16", "auto"},
	media:      []string{"image_list/image"},
	check:      checkAcmeOmni,
}

var acmeOmniKnownImageListItems = []string{"image"}
var acmeOmniKnownElementListItems = []string{"element_id"}
var acmeOmniKnown = []string{"prompt", "image_list", "element_list", "resolution", "aspect_ratio", "n"}

// plainlyValid tells whether the request keeps every rule, warnings too, without
// allocating anything; what it does not let through is looked at once more.
func (r *AcmeOmniRequest) plainlyValid() bool {
	if size := checks.Length(r.Prompt); size < 1 || size > 2500 {
		return false
	}
	if r.ImageList != nil {
		if len(r.ImageList) > 10 {
			return false
		}
		for at := range r.ImageList {
			if !r.ImageList[at].Image.given() {
				return false
			}
			if !r.ImageList[at].Image.plainly(-1, -1, 10485760, "jpeg", "png") {
				return false
			}
		}
	}
	if r.ElementList != nil {
		if len(r.ElementList) > 10 {
			return false
		}
		for at := range r.ElementList {
			if r.ElementList[at].ElementID < -9223372036854775808 || r.ElementList[at].ElementID > 9223372036854775807 {
				return false
			}
		}
	}
	if r.Resolution != nil {
		switch *r.Resolution {
		case "1k", "2k":
		default:
			return false
		}
	}
	if r.AspectRatio != nil {
		switch *r.AspectRatio {
		case "16:9", "9:16", "1:1", "auto":
		default:
			return false
		}
	}
	if r.N != nil {
		if *r.N < 1 || *r.N > 9 {
			return false
		}
	}
	if !acmeOmniKeepsImagesAndElements(r.ImageList != nil, int64(len(r.ImageList)), r.ElementList != nil, int64(len(r.ElementList))) {
		return false
	}
	if !acmeOmniKeepsImageReferences(true, r.Prompt, r.ImageList != nil, int64(len(r.ImageList))) {
		return false
	}
	return true
}

// checkAcmeOmni holds a request body against every rule of acme-omni.
func checkAcmeOmni(body jsonvalue.Value) Findings {
	var found Findings
	if body.Kind() != jsonvalue.Object {
		found.add("acme-omni/type", "", "type", "object", body.TypeName(), "the request must be an object")
		return found
	}
	known := 0
	typedPrompt := true
	typedImageList := true
	typedElementList := true
	vPrompt := body.Get("prompt")
	if vPrompt.Present() {
		known++
		if vPrompt.IsString() {
			if size := vPrompt.Size(); size < 1 {
				found.add("acme-omni/prompt/minLength", "/prompt", "minLength", int64(1), size, "prompt must have at least 1 character")
			}
			if size := vPrompt.Size(); size > 2500 {
				found.add("acme-omni/prompt/maxLength", "/prompt", "maxLength", int64(2500), size, "prompt must have at most 2500 characters")
			}
		} else {
			found.add("acme-omni/prompt/type", "/prompt", "type", "string", vPrompt.TypeName(), "prompt must be a string")
			typedPrompt = false
		}
	} else {
		found.add("acme-omni/prompt/required", "/prompt", "required", nil, nil, "prompt is required")
	}
	vImageList := body.Get("image_list")
	if vImageList.Present() {
		known++
		if vImageList.Kind() == jsonvalue.Array {
			if size := vImageList.Size(); size > 10 {
				found.add("acme-omni/image_list/maxItems", "/image_list", "maxItems", int64(10), size, "image_list must have at most 10 entries")
			}
			for index1, item1 := range vImageList.Items() {
				if item1.Kind() == jsonvalue.Object {
					known3 := 0
					v3ImageListItemsImage := item1.Get("image")
					if v3ImageListItemsImage.Present() {
						known3++
						if v3ImageListItemsImage.IsString() {
							if limit, actual, ok := checks.Media(v3ImageListItemsImage, 10485760, "jpeg", "png"); !ok {
								found.add("acme-omni/image_list/items/image/media", "/image_list/"+strconv.Itoa(index1)+"/image", "media", limit, actual, "image_list[].image must be an http(s) URL, a data URL or Base64 of a JPEG or PNG image of at most 10485760 bytes")
							}
						} else {
							found.add("acme-omni/image_list/items/image/type", "/image_list/"+strconv.Itoa(index1)+"/image", "type", "string", v3ImageListItemsImage.TypeName(), "image_list[].image must be a string")
						}
					} else {
						found.add("acme-omni/image_list/items/image/required", "/image_list/"+strconv.Itoa(index1)+"/image", "required", nil, nil, "image_list[].image is required")
					}
					if known3 != len(item1.Members()) {
						for _, name := range checks.Strangers(item1.Members(), acmeOmniKnownImageListItems, nil) {
							found.add("acme-omni/image_list/items/additionalProperties", "/image_list/"+strconv.Itoa(index1)+"/"+checks.Pointer(name), "additionalProperties", checks.NearestOrNil(name, acmeOmniKnownImageListItems), nil, "image_list[] takes no such member: it takes image")
						}
					}
				} else {
					found.add("acme-omni/image_list/items/type", "/image_list/"+strconv.Itoa(index1), "type", "object", item1.TypeName(), "image_list[] must be an object")
				}
			}
		} else {
			found.add("acme-omni/image_list/type", "/image_list", "type", "array", vImageList.TypeName(), "image_list must be an array")
			typedImageList = false
		}
	}
	vElementList := body.Get("element_list")
	if vElementList.Present() {
		known++
		if vElementList.Kind() == jsonvalue.Array {
			if size := vElementList.Size(); size > 10 {
				found.add("acme-omni/element_list/maxItems", "/element_list", "maxItems", int64(10), size, "element_list must have at most 10 entries")
			}
			for index1, item1 := range vElementList.Items() {
				if item1.Kind() == jsonvalue.Object {
					known3 := 0
					v3ElementListItemsElementId := item1.Get("element_id")
					if v3ElementListItemsElementId.Present() {
						known3++
						if v3ElementListItemsElementId.IsInteger() {
							if v3ElementListItemsElementId.Int() < -9223372036854775808 {
								found.add("acme-omni/element_list/items/element_id/minimum", "/element_list/"+strconv.Itoa(index1)+"/element_id", "minimum", int64(-9223372036854775808), checks.Numeral(v3ElementListItemsElementId), "element_list[].element_id must be at least -9223372036854775808")
							}
							if v3ElementListItemsElementId.Int() > 9223372036854775807 {
								found.add("acme-omni/element_list/items/element_id/maximum", "/element_list/"+strconv.Itoa(index1)+"/element_id", "maximum", int64(9223372036854775807), checks.Numeral(v3ElementListItemsElementId), "element_list[].element_id must be at most 9223372036854775807")
							}
						} else {
							found.add("acme-omni/element_list/items/element_id/type", "/element_list/"+strconv.Itoa(index1)+"/element_id", "type", "integer", v3ElementListItemsElementId.TypeName(), "element_list[].element_id must be an integer")
						}
					} else {
						found.add("acme-omni/element_list/items/element_id/required", "/element_list/"+strconv.Itoa(index1)+"/element_id", "required", nil, nil, "element_list[].element_id is required")
					}
					if known3 != len(item1.Members()) {
						for _, name := range checks.Strangers(item1.Members(), acmeOmniKnownElementListItems, nil) {
							found.add("acme-omni/element_list/items/additionalProperties", "/element_list/"+strconv.Itoa(index1)+"/"+checks.Pointer(name), "additionalProperties", checks.NearestOrNil(name, acmeOmniKnownElementListItems), nil, "element_list[] takes no such member: it takes element_id")
						}
					}
				} else {
					found.add("acme-omni/element_list/items/type", "/element_list/"+strconv.Itoa(index1), "type", "object", item1.TypeName(), "element_list[] must be an object")
				}
			}
		} else {
			found.add("acme-omni/element_list/type", "/element_list", "type", "array", vElementList.TypeName(), "element_list must be an array")
			typedElementList = false
		}
	}
	vResolution := body.Get("resolution")
	if vResolution.Present() {
		known++
		if vResolution.IsString() {
			switch vResolution.Text() {
			case "1k", "2k":
			default:
				found.add("acme-omni/resolution/enum", "/resolution", "enum", []any{"1k", "2k"}, checks.Shown(vResolution), "resolution must be one of 1k, 2k")
			}
		} else {
			found.add("acme-omni/resolution/type", "/resolution", "type", "string", vResolution.TypeName(), "resolution must be a string")
		}
	}
	vAspectRatio := body.Get("aspect_ratio")
	if vAspectRatio.Present() {
		known++
		if vAspectRatio.IsString() {
			switch vAspectRatio.Text() {
			case "16:9", "9:16", "1:1", "auto":
			default:
				found.add("acme-omni/aspect_ratio/enum", "/aspect_ratio", "enum", []any{"16:9", "9:16", "1:1", "auto"}, checks.Shown(vAspectRatio), "aspect_ratio must be one of 16:9, 9:16, 1:1, auto")
			}
		} else {
			found.add("acme-omni/aspect_ratio/type", "/aspect_ratio", "type", "string", vAspectRatio.TypeName(), "aspect_ratio must be a string")
		}
	}
	vN := body.Get("n")
	if vN.Present() {
		known++
		if vN.IsInteger() {
			if vN.Int() < 1 {
				found.add("acme-omni/n/minimum", "/n", "minimum", int64(1), checks.Numeral(vN), "n must be at least 1")
			}
			if vN.Int() > 9 {
				found.add("acme-omni/n/maximum", "/n", "maximum", int64(9), checks.Numeral(vN), "n must be at most 9")
			}
		} else {
			found.add("acme-omni/n/type", "/n", "type", "integer", vN.TypeName(), "n must be an integer")
		}
	}
	if known != len(body.Members()) {
		for _, name := range checks.Strangers(body.Members(), acmeOmniKnown, nil) {
			found.add("acme-omni/additionalProperties", "/"+checks.Pointer(name), "additionalProperties", checks.NearestOrNil(name, acmeOmniKnown), nil, "the request takes no such member: it takes prompt, image_list, element_list, resolution, aspect_ratio, n")
		}
	}
	if typedImageList && typedElementList && !acmeOmniKeepsImagesAndElements(vImageList.Present(), vImageList.Size(), vElementList.Present(), vElementList.Size()) {
		found.add("acme-omni/rule/images_and_elements", "", "rule", nil, nil, "image_list and element_list together take at most 10 entries")
	}
	if typedPrompt && typedImageList && !acmeOmniKeepsImageReferences(vPrompt.Present(), vPrompt.Text(), vImageList.Present(), vImageList.Size()) {
		found.warn("acme-omni/rule/image_references", "prompt refers to a picture that image_list does not have; references count from 1")
	}
	return found
}

// acmeOmniKeepsImagesAndElements tells whether a request keeps the rule.
func acmeOmniKeepsImagesAndElements(hasImageList bool, sizeImageList int64, hasElementList bool, sizeElementList int64) bool {
	return checks.If[int64](hasImageList, sizeImageList, 0)+checks.If[int64](hasElementList, sizeElementList, 0) <= 10
}

// acmeOmniKeepsImageReferences tells whether a request keeps the rule.
func acmeOmniKeepsImageReferences(hasPrompt bool, vPrompt string, hasImageList bool, sizeImageList int64) bool {
	return !hasPrompt || checks.MaxImageRef(vPrompt) <= checks.If[int64](hasImageList, sizeImageList, 0)
}
