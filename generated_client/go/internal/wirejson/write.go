// Package wirejson writes JSON the one way in which every client of this service does: UTF-8 without
// spaces, only the mandatory escapes, numbers as ECMAScript prints them, members in the layout's
// order and then by their UTF-8 bytes.
package wirejson

import (
	"fmt"
	"slices"
	"strconv"
	"strings"

	"modellix/internal/checks"
	"modellix/internal/jsonvalue"
)

// Layout is the order of an object's members; it also holds for objects in a list.
type Layout []Place

// Place is a member, and the order of what is inside it.
type Place struct {
	Name   string
	Layout Layout
}

// Piece is a part of a body: text that is there, then an image that is produced when it is sent.
type Piece struct {
	Text   []byte
	Source jsonvalue.Source // nil behind the last text
}

// Error is a value that JSON has no form for; Path is where, as an RFC 6901 pointer.
type Error struct {
	Path string
	Why  string
}

func (e *Error) Error() string {
	return fmt.Sprintf("at %s: %s", orTop(e.Path), e.Why)
}

func orTop(path string) string {
	if path == "" {
		return "the top"
	}
	return path
}

// Append appends a value without images to out.
func Append(out []byte, value jsonvalue.Value, layout Layout) ([]byte, error) {
	writer := writer{out: out}
	writer.value(value, layout, nil, false)
	return writer.out, writer.failure()
}

// AppendAsGiven appends a value with its members in the order in which they were given.
func AppendAsGiven(out []byte, value jsonvalue.Value) ([]byte, error) {
	writer := writer{out: out}
	writer.value(value, nil, nil, true)
	return writer.out, writer.failure()
}

// Pieces are the text of a value, cut where images belong; the last piece has none.
func Pieces(value jsonvalue.Value, layout Layout) ([]Piece, error) {
	writer := writer{cuts: true}
	writer.value(value, layout, nil, false)
	return append(writer.pieces, Piece{Text: writer.out}), writer.failure()
}

type writer struct {
	out    []byte
	cuts   bool
	pieces []Piece
	err    *Error
}

func (w *writer) failure() error {
	if w.err == nil {
		return nil // a nil *Error would be an error that is not nil
	}
	return w.err
}

func (w *writer) refuse(at []string, why string) {
	if w.err == nil {
		var path strings.Builder
		for _, step := range at {
			path.WriteString("/" + checks.Pointer(strings.ToValidUTF8(step, "?")))
		}
		w.err = &Error{Path: path.String(), Why: why}
	}
}

func (w *writer) value(value jsonvalue.Value, layout Layout, at []string, asGiven bool) {
	switch value.Kind() {
	case jsonvalue.Null:
		w.out = append(w.out, "null"...)
	case jsonvalue.Bool:
		w.out = strconv.AppendBool(w.out, value.Bool())
	case jsonvalue.Integer:
		w.out = strconv.AppendInt(w.out, value.Int(), 10)
	case jsonvalue.Number:
		w.out = AppendFloat(w.out, value.Float())
	case jsonvalue.String:
		w.out = AppendString(w.out, value.Text())
	case jsonvalue.Image:
		w.image(value, at)
	case jsonvalue.Array:
		w.array(value, layout, at, asGiven)
	case jsonvalue.Object:
		w.object(value, layout, at, asGiven)
	default:
		w.refuse(at, value.Why()+" has no form in JSON")
	}
}

func (w *writer) image(value jsonvalue.Value, at []string) {
	if !w.cuts {
		w.refuse(at, "an image that has not been read")
		return
	}
	w.pieces = append(w.pieces, Piece{Text: append(w.out, '"'), Source: value.Source()})
	w.out = []byte{'"'}
}

func (w *writer) array(value jsonvalue.Value, layout Layout, at []string, asGiven bool) {
	if !asGiven && !w.fits(at) {
		return
	}
	w.out = append(w.out, '[')
	for index, item := range value.Items() {
		if index > 0 {
			w.out = append(w.out, ',')
		}
		w.value(item, layout, append(at, strconv.Itoa(index)), asGiven)
	}
	w.out = append(w.out, ']')
}

func (w *writer) object(value jsonvalue.Value, layout Layout, at []string, asGiven bool) {
	if !asGiven && !w.fits(at) {
		return
	}
	w.out = append(w.out, '{')
	separate := false
	member := func(name string, value jsonvalue.Value, inner Layout) {
		if separate {
			w.out = append(w.out, ',')
		}
		separate = true
		w.out = append(AppendString(w.out, name), ':')
		w.value(value, inner, append(at, name), asGiven)
	}
	for _, place := range layout {
		if found := value.Get(place.Name); found.Present() {
			member(place.Name, found, place.Layout)
		}
	}
	for _, other := range others(value.Members(), layout, asGiven) {
		member(other.Name, other.Value, nil)
	}
	w.out = append(w.out, '}')
}

func (w *writer) fits(at []string) bool {
	if len(at) >= jsonvalue.Deepest {
		w.refuse(at, fmt.Sprintf("more than %d levels of nesting, or a value that contains itself", jsonvalue.Deepest))
		return false
	}
	return true
}

func others(members []jsonvalue.Member, layout Layout, asGiven bool) []jsonvalue.Member {
	if asGiven {
		return members
	}
	rest := make([]jsonvalue.Member, 0, len(members))
	for _, member := range members {
		if !slices.ContainsFunc(layout, func(place Place) bool { return place.Name == member.Name }) {
			rest = append(rest, member)
		}
	}
	slices.SortFunc(rest, func(a, b jsonvalue.Member) int { return strings.Compare(a.Name, b.Name) })
	return rest
}
