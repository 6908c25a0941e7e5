package strictjson

import "modellix/internal/jsonvalue"

// scanner steps over a text outside its strings; the last string may lack its end.
type scanner struct {
	inside, escaped bool
}

// outside tells whether a byte stands outside strings, quotes not counted.
func (s *scanner) outside(letter byte) bool {
	switch {
	case s.escaped:
		s.escaped = false
	case s.inside && letter == '\\':
		s.escaped = true
	case letter == '"':
		s.inside = !s.inside
	case !s.inside:
		return true
	}
	return false
}

// step is +1 for an opening bracket, -1 for a closing one, whether they match or not.
func step(letter byte) int {
	switch letter {
	case '[', '{':
		return 1
	case ']', '}':
		return -1
	default:
		return 0
	}
}

func isTooDeep(raw []byte) bool {
	var scanner scanner
	depth := 0
	for _, letter := range raw {
		if scanner.outside(letter) {
			if depth += step(letter); depth > jsonvalue.Deepest {
				return true
			}
		}
	}
	return false
}

// idOfTooDeep reads the line's own object with an empty list for each object and list in it: one pass
// over the line, and no recursion however deep it is.
func idOfTooDeep(raw []byte) jsonvalue.Value {
	var scanner scanner
	outer := make([]byte, 0, 256)
	depth := 0
	for _, letter := range raw {
		change := 0
		if scanner.outside(letter) {
			change = step(letter)
		}
		switch {
		case depth == 1 && change == 1:
			outer = append(outer, "[]"...)
		case depth <= 1:
			outer = append(outer, letter)
		}
		depth += change
	}
	found, err := Parse(string(outer))
	if err != nil {
		return jsonvalue.OfNull()
	}
	return id(found)
}
