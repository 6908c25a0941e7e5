package modellix

import (
	"encoding/base64"
	"errors"
	"fmt"
	"io"

	"modellix/internal/jsonvalue"
	"modellix/internal/wirejson"
)

// piece is how many bytes of an image are encoded at once. Divisible by 3, so that no padding falls
// into the middle.
const piece = 96 << 10

// body is a request ready to be sent: text and images in turn, of a known length. Its bytes are those
// of plain JSON. It can be read many times, by one reader at a time.
type body struct {
	segments []segment
	length   int64
}

type segment struct {
	text  []byte
	image *source // behind the text; nil behind the last one
}

// newBody lays a request out. Its images have been examined.
func newBody(value jsonvalue.Value, layout wirejson.Layout) (*body, error) {
	if err := examine(value); err != nil {
		return nil, err
	}
	pieces, err := wirejson.Pieces(value, layout)
	if err != nil {
		var place *wirejson.Error
		if errors.As(err, &place) {
			place.Path = shortened(place.Path)
		}
		return nil, &InvalidRequestError{ModellixError: ModellixError{
			Message: fmt.Sprintf("the request cannot be written as JSON, nothing was sent: %v", err),
		}}
	}
	made := &body{}
	for _, piece := range pieces {
		image, _ := piece.Source.(*source)
		made.segments = append(made.segments, segment{piece.Text, image})
		made.length += int64(len(piece.Text))
		if image != nil {
			made.length += image.length()
		}
	}
	return made, nil
}

func bytesBody(data []byte) *body {
	return &body{segments: []segment{{text: data}}, length: int64(len(data))}
}

// text is the whole body in memory.
func (b *body) text() ([]byte, error) {
	out := make([]byte, 0, b.length)
	for _, segment := range b.segments {
		out = append(out, segment.text...)
		if segment.image == nil {
			continue
		}
		content := imageReader{source: segment.image}
		var err error
		if out, err = appendAll(out, &content); err != nil {
			return nil, err
		}
	}
	return out, nil
}

func appendAll(out []byte, from *imageReader) ([]byte, error) {
	defer from.close()
	for {
		part, err := from.next()
		if err != nil || part == nil {
			return out, err
		}
		out = append(out, part...)
	}
}

// verify holds the images against what was judged, once more.
func (b *body) verify() error {
	for _, segment := range b.segments {
		if segment.image != nil {
			if err := segment.image.verify(); err != nil {
				return err
			}
		}
	}
	return nil
}

// imageReader encodes an image, a piece at a time.
type imageReader struct {
	source  *source
	content opening
	begun   bool
	left    int64
	raw     []byte
	encoded []byte
}

// next is the next piece of the Base64, nil behind the last one; it is good until next is called again.
func (r *imageReader) next() ([]byte, error) {
	if !r.begun {
		content, err := r.source.open()
		if err != nil {
			return nil, err
		}
		r.content, r.begun, r.left = content, true, r.source.Size()
		size := min(r.left, piece)
		r.raw = make([]byte, size)
		r.encoded = make([]byte, base64.StdEncoding.EncodedLen(int(size)))
	}
	if r.left == 0 {
		return nil, r.end()
	}
	raw := r.raw[:min(r.left, piece)]
	if _, err := io.ReadFull(r.content, raw); err != nil {
		return nil, changed(r.source.path, reasonOf(err))
	}
	r.left -= int64(len(raw))
	encoded := r.encoded[:base64.StdEncoding.EncodedLen(len(raw))]
	base64.StdEncoding.Encode(encoded, raw)
	return encoded, nil
}

// end looks whether the image ends where it ended when it was judged.
func (r *imageReader) end() error {
	if r.source.inMemory {
		return nil
	}
	var more [1]byte
	if count, _ := io.ReadFull(r.content, more[:]); count > 0 {
		return changed(r.source.path, "it is longer than it was")
	}
	r.close() // a reader is back at its beginning then, where its size can be told
	return r.source.verify()
}

// close lets go of the file.
func (r *imageReader) close() {
	if r.begun && r.content.close != nil {
		_ = r.content.close()
		r.content.close = nil
	}
}
