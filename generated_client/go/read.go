package modellix

import (
	"encoding/json"

	"modellix/internal/jsonvalue"
	"modellix/internal/wirejson"
)

// The readers of answers: a value of the documented type, or nothing. The service may add members,
// leave some out and change types at any time; no answer is refused for its shape.

func textOf(value jsonvalue.Value) string { return value.Text() }

func integerOf(value jsonvalue.Value) *int64 {
	if !value.IsInteger() {
		return nil
	}
	return Ptr(value.Int())
}

func numberOf(value jsonvalue.Value) *float64 {
	if !value.IsNumber() {
		return nil
	}
	return Ptr(value.Float())
}

func flagOf(value jsonvalue.Value) *bool {
	if value.Kind() != jsonvalue.Bool {
		return nil
	}
	return Ptr(value.Bool())
}

// rawOf is a value as it came.
func rawOf(value jsonvalue.Value) json.RawMessage {
	if !value.Present() {
		return nil
	}
	if raw := value.Raw(); raw != "" {
		return json.RawMessage(raw)
	}
	raw, err := wirejson.AppendAsGiven(nil, value)
	if err != nil {
		return nil
	}
	return raw
}

func objectOf[T any](value jsonvalue.Value, read func(jsonvalue.Value) T) *T {
	if value.Kind() != jsonvalue.Object {
		return nil
	}
	return Ptr(read(value))
}

// objectsOf reads the objects of a list; what is no object stays in Raw only.
func objectsOf[T any](value jsonvalue.Value, read func(jsonvalue.Value) T) []T {
	var objects []T
	for _, item := range value.Items() {
		if item.Kind() == jsonvalue.Object {
			objects = append(objects, read(item))
		}
	}
	return objects
}
