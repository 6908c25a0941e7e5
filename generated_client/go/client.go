// Code generated from the spec. DO NOT EDIT.

package modellix

// Client is a client of the Modellix API, for one key. It is safe to use from several
// goroutines at once, which then share one request budget.
type Client struct {
	// Kling are the models of kling.
	Kling *KlingModels

	// Tasks are tasks by their ids.
	Tasks *Tasks

	// Account is the account behind the key.
	Account *Account

	// Files are media files on the service.
	Files *Files

	engine *engine
	err    error // why it cannot be used
}

// KlingModels are the models of kling.
type KlingModels struct {
	// ImageO1 is kling-image-o1: Kling Image O1, text, images and elements to an image.
	ImageO1 *KlingImageO1Model

	// V1I2v is kling-v1-i2v: Kling V1, image to video.
	V1I2v *KlingV1I2vModel

	// V15I2i is kling-v1.5-i2i: Kling V1.5, image to image.
	V15I2i *KlingV15I2iModel

	// V16Mi2v is kling-v1.6-mi2v: Kling V1.6, several images to a video.
	V16Mi2v *KlingV16Mi2vModel

	// V2Mi2i is kling-v2-mi2i: Kling V2, several images to one image.
	V2Mi2i *KlingV2Mi2iModel
}

// connect gives every model its way to the service.
func (c *Client) connect() {
	c.Kling = &KlingModels{
		ImageO1: &KlingImageO1Model{modelCalls{c}},
		V1I2v:   &KlingV1I2vModel{modelCalls{c}},
		V15I2i:  &KlingV15I2iModel{modelCalls{c}},
		V16Mi2v: &KlingV16Mi2vModel{modelCalls{c}},
		V2Mi2i:  &KlingV2Mi2iModel{modelCalls{c}},
	}
}
