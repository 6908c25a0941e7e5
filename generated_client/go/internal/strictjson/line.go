package strictjson

import (
	"fmt"
	"unicode/utf8"

	"modellix/internal/jsonvalue"
)

// LineError is a line that cannot be judged; Code is one of those of the published format.
type LineError struct {
	Code    string
	Message string
	// ID is the line's own id where it can be told in spite of the error, else null.
	ID jsonvalue.Value
}

func (e *LineError) Error() string { return e.Code + ": " + e.Message }

// ReadLine reads the JSON value of a line.
//
// Several things may be wrong with it; the first of these codes that applies is the error:
// invalid_json for bytes that are no UTF-8, too_deep, invalid_json, duplicate_key,
// unpaired_surrogate, number_out_of_range.
func ReadLine(raw []byte) (jsonvalue.Value, *LineError) {
	if at := firstInvalid(raw); at >= 0 {
		message := fmt.Sprintf("the line is no UTF-8 at byte %d", at)
		return jsonvalue.Value{}, fault("invalid_json", message, jsonvalue.OfNull())
	}
	if isTooDeep(raw) {
		message := fmt.Sprintf("more than %d levels of nesting", jsonvalue.Deepest)
		return jsonvalue.Value{}, fault("too_deep", message, idOfTooDeep(raw))
	}
	found, err := Parse(string(raw))
	switch {
	case err != nil:
		// Every reader of JSON has words of its own: clients give one answer.
		return jsonvalue.Value{}, fault("invalid_json", "the line is no JSON", jsonvalue.OfNull())
	case found.Duplicate:
		return found.Value, fault("duplicate_key", "an object holds the same name twice", id(found))
	case found.Surrogate:
		return found.Value, fault("unpaired_surrogate", "a string holds half of a surrogate pair", id(found))
	case found.OutOfRange:
		message := "an integer is past 64 bits, or a number past the range of a double"
		return found.Value, fault("number_out_of_range", message, id(found))
	}
	return found.Value, nil
}

// firstInvalid is where a text stops being UTF-8, -1 if it does not.
func firstInvalid(raw []byte) int {
	if utf8.Valid(raw) {
		return -1
	}
	for at := 0; ; {
		letter, size := utf8.DecodeRune(raw[at:])
		if letter == utf8.RuneError && size <= 1 {
			return at
		}
		at += size
	}
}

// Fault is an error of a line that was read but is not what was asked for.
func Fault(code, message string, line jsonvalue.Value) *LineError {
	return fault(code, message, id(Found{Value: line}))
}

func fault(code, message string, id jsonvalue.Value) *LineError {
	return &LineError{Code: code, Message: message, ID: id}
}

// id is the id of a line that was read but not accepted, if it can be told and written again.
func id(line Found) jsonvalue.Value {
	found := line.Value.Get("id")
	// Where it stands twice, nothing says which of the two was meant.
	if line.Top.Twice["id"] || line.Top.Odd["id"] || found.Kind() != jsonvalue.String && !found.IsInteger() {
		return jsonvalue.OfNull()
	}
	return found
}
