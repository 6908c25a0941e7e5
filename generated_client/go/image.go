package modellix

import (
	"encoding/base64"
	"io"

	"modellix/internal/checks"
	"modellix/internal/jsonvalue"
)

// Image is an image of a request, in any form in which a program has it. The zero Image is one that
// was not given. What is not text goes out as Base64, encoded while it is sent.
type Image struct {
	text   string
	data   []byte
	origin origin
	kind   imageKind
}

type imageKind uint8

const (
	noImage imageKind = iota
	imageOfText
	imageOfBytes
	imageOfOrigin
)

// ImageURL is an image that the service fetches from an http(s) address.
func ImageURL(address string) Image { return ImageText(address) }

// ImageText is an image as text that goes out as it is: a URL, a data URL or Base64.
func ImageText(text string) Image { return Image{kind: imageOfText, text: text} }

// ImageBytes is an image in memory. The bytes are not copied: leave them alone while they are sent.
func ImageBytes(data []byte) Image { return Image{kind: imageOfBytes, data: data} }

// ImageFile is an image in a file, which is read while it is sent and may not change meanwhile.
func ImageFile(path string) Image { return Image{kind: imageOfOrigin, origin: fileOrigin(path)} }

// ImageReader is an image that is read from where the reader stands. An io.ReadSeeker is read while it
// is sent and left where it stood; anything else is read into memory, once.
func ImageReader(reader io.Reader) Image {
	return Image{kind: imageOfOrigin, origin: readerOrigin{reader}}
}

// String tells what the image is, never what is in it.
func (i Image) String() string {
	switch i.kind {
	case imageOfText:
		return "an image as text"
	case imageOfBytes:
		return "an image in memory"
	case imageOfOrigin:
		return "an image in a file"
	default:
		return "no image"
	}
}

// GoString keeps the content out of %#v as well.
func (i Image) GoString() string { return "modellix.Image{" + i.String() + "}" }

// given tells whether there is an image at all.
func (i *Image) given() bool { return i.kind != noImage }

// value is the image as JSON; one that is not text yet is to be examined before it is looked at.
func (i Image) value() jsonvalue.Value {
	switch i.kind {
	case imageOfText:
		return jsonvalue.OfString(i.text)
	case imageOfBytes:
		return jsonvalue.OfImage(&source{opened: i.data, inMemory: true})
	case imageOfOrigin:
		return jsonvalue.OfImage(&source{origin: i.origin})
	default:
		return jsonvalue.Value{}
	}
}

// characters is the length of the text, of an image that is in memory.
func (i *Image) characters() int64 {
	if i.kind == imageOfBytes {
		return int64(base64.StdEncoding.EncodedLen(len(i.data)))
	}
	return checks.Length(i.text)
}

// plainly tells whether nothing is wrong with the image as far as can be told without reading a file;
// a limit below 0 is none.
func (i *Image) plainly(minLength, maxLength, maxBytes int64, formats ...string) bool {
	if i.kind != imageOfText && i.kind != imageOfBytes {
		return false
	}
	size := i.characters()
	if size < max(minLength, 0) || maxLength >= 0 && size > maxLength {
		return false
	}
	if i.kind == imageOfText {
		return checks.PlainMedia(i.text, maxBytes, formats...)
	}
	if len(i.data) == 0 || len(i.data) > largestImage || maxBytes >= 0 && int64(len(i.data)) > maxBytes {
		return false
	}
	if len(formats) == 0 {
		return true
	}
	found := checks.Recognised(i.data[:min(len(i.data), headLength)])
	for _, format := range formats {
		if found == format {
			return true
		}
	}
	return false
}
