//go:build playground

package main

import (
	"os"
	"regexp"

	"github.com/go-playground/validator/v10"
)

// The same requests as structs with tags, as a careful user would write them: what an image may be
// is a pattern, a rule over several members a tag where there is one, else a function of the struct.
// The decoded size of an image is left out.
type (
	v2Mi2i struct {
		Prompt        *string  `validate:"omitempty,min=1,max=2500"`
		SubjectImages []string `validate:"omitempty,min=1,max=4,dive,image"`
		SceneImage    *string  `validate:"omitempty,picture"`
		StyleImage    *string  `validate:"omitempty,picture"`
		AspectRatio   *string  `validate:"omitempty,oneof=16:9 9:16 1:1 4:3 3:4 3:2 2:3 21:9"`
		N             *int64   `validate:"omitempty,min=1,max=9"`
	}
	v16Mi2v struct {
		Images         []string `validate:"required,min=1,max=4,dive,image"`
		Prompt         string   `validate:"required,min=1,max=2500"`
		NegativePrompt *string  `validate:"omitempty,min=1,max=2500"`
		Mode           *string  `validate:"omitempty,oneof=std pro"`
		Duration       *int64   `validate:"omitempty,oneof=5 10"`
		AspectRatio    *string  `validate:"omitempty,oneof=16:9 9:16 1:1"`
	}
	v15I2i struct {
		Prompt         string   `validate:"required,min=1,max=2500"`
		Image          string   `validate:"required,picture"`
		ImageReference *string  `validate:"omitempty,oneof=subject face"`
		ImageFidelity  *float64 `validate:"omitempty,min=0,max=1"`
		HumanFidelity  *float64 `validate:"omitempty,min=0,max=1"`
		AspectRatio    *string  `validate:"omitempty,oneof=16:9 9:16 1:1 4:3 3:4 3:2 2:3 21:9"`
		Resolution     *string  `validate:"omitempty,oneof=1k"`
		N              *int64   `validate:"omitempty,min=1,max=9"`
	}
	listedImage struct {
		Image string `validate:"required,picture"`
	}
	listedElement struct{ ElementID int64 }
	imageO1       struct {
		Prompt      string          `validate:"required,min=1,max=2500"`
		ImageList   []listedImage   `validate:"omitempty,max=10,dive"`
		ElementList []listedElement `validate:"omitempty,max=10,dive"`
		Resolution  *string         `validate:"omitempty,oneof=1k 2k"`
		AspectRatio *string         `validate:"omitempty,oneof=16:9 9:16 1:1 4:3 3:4 3:2 2:3 21:9 auto"`
		N           *int64          `validate:"omitempty,min=1,max=9"`
	}
	v1I2v struct {
		Image          string           `validate:"required,image"`
		ImageTail      *string          `validate:"omitempty,image"`
		Prompt         *string          `validate:"omitempty,min=1,max=2500"`
		NegativePrompt *string          `validate:"omitempty,min=1,max=2500"`
		CfgScale       *float64         `validate:"omitempty,min=0,max=1"`
		Mode           *string          `validate:"omitempty,oneof=std pro"`
		StaticMask     *string          `validate:"omitempty,image"`
		DynamicMasks   []map[string]any `validate:"omitempty"`
		Duration       *int64           `validate:"omitempty,oneof=5 10"`
	}
)

func init() {
	peers = func(model string) []checker {
		request, library := requests()[model], playground()
		return []checker{{
			"go-playground/validator", os.Getenv("BENCHMARK_PLAYGROUND"),
			func() bool { return library.Struct(request) == nil },
		}}
	}
}

func requests() map[string]any {
	link, text := url, prompt
	return map[string]any{
		"kling-v2-mi2i": v2Mi2i{
			Prompt: &text, SubjectImages: []string{url, url}, SceneImage: &link,
			AspectRatio: pointer("16:9"), N: pointer[int64](2),
		},
		"kling-v1.6-mi2v": v16Mi2v{
			Images: []string{url, url}, Prompt: text, NegativePrompt: pointer("no text, no blur"),
			Mode: pointer("pro"), Duration: pointer[int64](10), AspectRatio: pointer("9:16"),
		},
		"kling-v1.5-i2i": v15I2i{
			Prompt: text, Image: url, ImageReference: pointer("subject"),
			ImageFidelity: pointer(0.4), HumanFidelity: pointer(0.8),
			Resolution: pointer("1k"), N: pointer[int64](3),
		},
		"kling-image-o1": imageO1{
			Prompt: text, ImageList: []listedImage{{url}, {url}},
			ElementList: []listedElement{{860512345678901234}},
			Resolution:  pointer("2k"), AspectRatio: pointer("auto"), N: pointer[int64](4),
		},
		"kling-v1-i2v": v1I2v{
			Image: url, Prompt: &text, CfgScale: pointer(0.6),
			Mode: pointer("std"), Duration: pointer[int64](5),
		},
	}
}

// playground is the library with what it cannot say in tags.
func playground() *validator.Validate {
	library := validator.New()
	for tag, variable := range map[string]string{"image": "BENCHMARK_IMAGE", "picture": "BENCHMARK_PICTURE"} {
		pattern := regexp.MustCompile(os.Getenv(variable))
		err := library.RegisterValidation(tag, func(field validator.FieldLevel) bool {
			return pattern.MatchString(field.Field().String())
		})
		if err != nil {
			panic(err)
		}
	}
	library.RegisterStructValidation(func(level validator.StructLevel) {
		body := level.Current().Interface().(v2Mi2i)
		if body.Prompt == nil && body.SubjectImages == nil && body.SceneImage == nil && body.StyleImage == nil {
			level.ReportError(body.Prompt, "Prompt", "Prompt", "at_least_one", "")
		}
	}, v2Mi2i{})
	library.RegisterStructValidation(func(level validator.StructLevel) {
		body := level.Current().Interface().(v15I2i)
		if body.HumanFidelity != nil && (body.ImageReference == nil || *body.ImageReference != "subject") {
			level.ReportError(body.HumanFidelity, "HumanFidelity", "HumanFidelity", "needs_subject", "")
		}
	}, v15I2i{})
	library.RegisterStructValidation(func(level validator.StructLevel) {
		body := level.Current().Interface().(imageO1)
		if len(body.ImageList)+len(body.ElementList) > 10 {
			level.ReportError(body.ImageList, "ImageList", "ImageList", "together", "")
		}
	}, imageO1{})
	library.RegisterStructValidation(func(level validator.StructLevel) {
		body := level.Current().Interface().(v1I2v)
		if body.ImageTail != nil && (body.StaticMask != nil || body.DynamicMasks != nil) {
			level.ReportError(body.ImageTail, "ImageTail", "ImageTail", "tail_or_mask", "")
		}
	}, v1I2v{})
	return library
}
