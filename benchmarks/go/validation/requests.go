package main

import "modellix"

// The requests are those of benchmarks/bodies.py.
const (
	url    = "https://example.com/picture.jpg"
	prompt = "Two friends share a table in a small cafe, late light, rain on the window"
)

// ours checks the request of a model, made once, as a program holds it; nil for an unknown model.
func ours(model string) func() bool {
	kling := modellix.New("mdlx-benchmark").Kling
	image, text := modellix.ImageURL(url), prompt
	images := []modellix.Image{image, image}
	switch model {
	case "kling-v2-mi2i":
		request := modellix.KlingV2Mi2iRequest{
			Prompt: &text, SubjectImages: images, SceneImage: image,
			AspectRatio: pointer[modellix.KlingV2Mi2iAspectRatio]("16:9"), N: pointer[int64](2),
		}
		return func() bool { return clean(kling.V2Mi2i.Validate(request)) }
	case "kling-v1.6-mi2v":
		request := modellix.KlingV16Mi2vRequest{
			Images: images, Prompt: text, NegativePrompt: pointer("no text, no blur"),
			Mode: pointer[modellix.KlingV16Mi2vMode]("pro"), Duration: pointer[int64](10),
			AspectRatio: pointer[modellix.KlingV16Mi2vAspectRatio]("9:16"),
		}
		return func() bool { return clean(kling.V16Mi2v.Validate(request)) }
	case "kling-v1.5-i2i":
		request := modellix.KlingV15I2iRequest{
			Prompt: text, Image: image,
			ImageReference: pointer[modellix.KlingV15I2iImageReference]("subject"),
			ImageFidelity:  pointer(0.4), HumanFidelity: pointer(0.8),
			Resolution: pointer[modellix.KlingV15I2iResolution]("1k"), N: pointer[int64](3),
		}
		return func() bool { return clean(kling.V15I2i.Validate(request)) }
	case "kling-image-o1":
		request := modellix.KlingImageO1Request{
			Prompt:      text,
			ImageList:   []modellix.KlingImageO1ImageListItem{{Image: image}, {Image: image}},
			ElementList: []modellix.KlingImageO1ElementListItem{{ElementID: 860512345678901234}},
			Resolution:  pointer[modellix.KlingImageO1Resolution]("2k"),
			AspectRatio: pointer[modellix.KlingImageO1AspectRatio]("auto"), N: pointer[int64](4),
		}
		return func() bool { return clean(kling.ImageO1.Validate(request)) }
	case "kling-v1-i2v":
		request := modellix.KlingV1I2vRequest{
			Image: image, Prompt: &text, CfgScale: pointer(0.6),
			Mode: pointer[modellix.KlingV1I2vMode]("std"), Duration: pointer[int64](5),
		}
		return func() bool { return clean(kling.V1I2v.Validate(request)) }
	}
	return nil
}

func clean(found modellix.Findings, err error) bool { return err == nil && found.Clean() }

func pointer[T any](value T) *T { return &value }
