package modellix

import (
	"errors"
	"io"
	"sync"
)

var errSettled = errors.New("this attempt is over")

// heldBack is what an HTTP library reads a body from: once, and with the last byte on its own.
//
// Until that byte was handed over, what was sent is shorter than announced and no JSON: nothing was
// submitted, whatever fails. Whoever judges the attempt settles it first; from then on nothing more of
// the body can leave, so that the verdict stays true.
type heldBack struct {
	mutex   sync.Mutex
	body    *body
	segment int
	offset  int // in the text of the segment
	image   *imageReader
	encoded []byte // what is left of the image's present piece
	begun   bool
	ended   bool // the last byte was read
	arrived bool // the last byte was, or may have been, handed to the network
	settled bool
	watched bool // a connection tells when the last byte goes; see commitConn
	trouble error
	moved   func() // told of progress
}

func newHeldBack(body *body, moved func()) *heldBack { return &heldBack{body: body, moved: moved} }

// Read is a part of io.Reader.
func (h *heldBack) Read(into []byte) (int, error) {
	h.mutex.Lock()
	defer h.mutex.Unlock()
	switch {
	case h.trouble != nil:
		return 0, h.trouble
	case h.ended:
		return 0, io.EOF
	case h.settled:
		return 0, errSettled
	case len(into) == 0:
		return 0, nil
	}
	h.begun = true
	h.moved()
	count, err := h.next(into)
	if err != nil {
		h.trouble = err
		h.release()
	}
	return count, err
}

func (h *heldBack) next(into []byte) (int, error) {
	for {
		if len(h.encoded) > 0 {
			count := copy(into, h.encoded)
			h.encoded = h.encoded[count:]
			return count, nil
		}
		segment := &h.body.segments[h.segment]
		final := h.segment == len(h.body.segments)-1
		rest := segment.text[h.offset:]
		if final && len(rest) <= 1 {
			return h.last(into, rest)
		}
		if final {
			rest = rest[:len(rest)-1]
		}
		if len(rest) > 0 {
			count := copy(into, rest)
			h.offset += count
			return count, nil
		}
		if err := h.more(segment); err != nil {
			return 0, err
		}
	}
}

// more takes the next piece of the image behind a text, or goes on to the next segment.
func (h *heldBack) more(segment *segment) error {
	if h.image == nil {
		h.image = &imageReader{source: segment.image}
	}
	encoded, err := h.image.next()
	if err != nil {
		return err
	}
	if encoded == nil {
		h.release()
		h.segment++
		h.offset = 0
	}
	h.encoded = encoded
	return nil
}

func (h *heldBack) last(into, rest []byte) (int, error) {
	if err := h.body.verify(); err != nil {
		return 0, err
	}
	h.ended = true
	if !h.watched {
		h.arrived = true
	}
	return copy(into, rest), nil
}

// commits tells whether what is written now ends with the last byte of the body, which has been read but
// not yet handed over.
func (h *heldBack) commits() bool {
	h.mutex.Lock()
	defer h.mutex.Unlock()
	return h.ended && !h.arrived
}

// commit is the leave to hand the last byte over now; false when the attempt is over.
func (h *heldBack) commit() bool {
	h.mutex.Lock()
	defer h.mutex.Unlock()
	if h.settled {
		return false
	}
	h.arrived = true
	return true
}

// watch: a connection tells when the last byte goes.
func (h *heldBack) watch() {
	h.mutex.Lock()
	defer h.mutex.Unlock()
	h.watched = true
}

// settle ends the attempt. It tells whether the whole body may have arrived, and why it broke off, if it
// did by itself.
func (h *heldBack) settle() (arrived bool, trouble error) {
	h.mutex.Lock()
	defer h.mutex.Unlock()
	h.settled = true
	h.release()
	return h.arrived, h.trouble
}

func (h *heldBack) release() {
	if h.image != nil {
		h.image.close()
		h.image = nil
	}
}

// Close is a part of io.Closer.
func (h *heldBack) Close() error {
	h.mutex.Lock()
	defer h.mutex.Unlock()
	h.release()
	if !h.ended {
		h.settled = true
	}
	return nil
}
