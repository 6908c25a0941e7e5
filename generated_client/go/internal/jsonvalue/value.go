// Package jsonvalue holds JSON values as rules and the writer look at them.
//
// It tells apart what encoding/json does not: an absent member from null, an exact 64-bit integer
// from a number with a fraction, and an image that nobody has read yet from text.
package jsonvalue

import (
	"math"
	"unicode/utf8"
)

// Kind says what a Value is.
type Kind uint8

// The kinds. The zero Value is Absent: a member that is not there.
const (
	Absent Kind = iota
	Null
	Bool
	Integer // exact, within 64 bits
	Number  // a finite double
	String
	Image // a string whose text is produced when it is sent
	Array
	Object
	Invalid // what JSON has no form for
)

// LargestExact is 2^53: up to it a number written with a fraction or an exponent may be an integer.
const LargestExact = 1 << 53

// Member is one member of an object.
type Member struct {
	Name  string
	Value Value
}

// Source is an image that goes out as text and is not in memory as text.
type Source interface {
	// Characters is the length of the text in code points; it is ASCII, so in bytes too.
	Characters() int64
	// Head is the beginning of the decoded image, enough for any signature.
	Head() []byte
	// Size is how many bytes the decoded image has.
	Size() int64
}

// Value is a JSON value. Values are immutable and may share what they are made of.
type Value struct {
	kind    Kind
	bits    uint64
	text    string // of a String, or why an Invalid is one; else what it was read from, if anything
	items   []Value
	members []Member
	source  Source
}

// OfNull is null.
func OfNull() Value { return Value{kind: Null} }

// OfBool is true or false.
func OfBool(value bool) Value {
	if value {
		return Value{kind: Bool, bits: 1}
	}
	return Value{kind: Bool}
}

// OfInt is an integer.
func OfInt(value int64) Value { return Value{kind: Integer, bits: uint64(value)} }

// OfFloat is a number; NaN and the infinities are Invalid.
func OfFloat(value float64) Value {
	if math.IsNaN(value) || math.IsInf(value, 0) {
		return OfInvalid("not a finite number")
	}
	return Value{kind: Number, bits: math.Float64bits(value)}
}

// OfString is a string; one that is no UTF-8 is Invalid.
func OfString(text string) Value {
	if !utf8.ValidString(text) {
		return OfInvalid("a string that is no UTF-8")
	}
	return Value{kind: String, text: text}
}

// OfImage is the text of an image that is read when it is sent.
func OfImage(source Source) Value { return Value{kind: Image, source: source} }

// OfItems is an array.
func OfItems(items []Value) Value { return Value{kind: Array, items: items} }

// OfMembers is an object; no name may stand twice. Members that are absent are left out.
func OfMembers(members []Member) Value {
	present := members
	for at, member := range members {
		if member.Value.kind != Absent {
			continue
		}
		present = append([]Member(nil), members[:at]...)
		for _, member := range members[at:] {
			if member.Value.kind != Absent {
				present = append(present, member)
			}
		}
		break
	}
	return Value{kind: Object, members: present}
}

// OfInvalid stands for what JSON has no form for; why says what that is.
func OfInvalid(why string) Value { return Value{kind: Invalid, text: why} }

// From remembers the text that a value was read from, for Raw.
func (v Value) From(text string) Value {
	if v.kind != String && v.kind != Invalid {
		v.text = text
	}
	return v
}

// Raw is the text that a value was read from; empty for a string, and for what was never text.
func (v Value) Raw() string {
	if v.kind == String || v.kind == Invalid {
		return ""
	}
	return v.text
}

// Kind is what the value is.
func (v Value) Kind() Kind { return v.kind }

// Present tells whether there is a value at all; null is one.
func (v Value) Present() bool { return v.kind != Absent }

// Bool is the value of a Bool.
func (v Value) Bool() bool { return v.bits == 1 }

// Float is the value of an Integer or a Number as a double.
func (v Value) Float() float64 {
	if v.kind == Integer {
		return float64(int64(v.bits))
	}
	return math.Float64frombits(v.bits)
}

// Int is the value of what IsInteger.
func (v Value) Int() int64 {
	if v.kind == Number {
		return int64(math.Float64frombits(v.bits))
	}
	return int64(v.bits)
}

// Text is the text of a String, and empty for anything else.
func (v Value) Text() string {
	if v.kind != String {
		return ""
	}
	return v.text
}

// Why says why an Invalid is one.
func (v Value) Why() string { return v.text }

// Items are the entries of an Array.
func (v Value) Items() []Value { return v.items }

// Members are the members of an Object, in the order in which they were given.
func (v Value) Members() []Member { return v.members }

// Source is where the text of an Image comes from.
func (v Value) Source() Source { return v.source }

// Get is the member of that name, Absent if there is none.
func (v Value) Get(name string) Value {
	for _, member := range v.members {
		if member.Name == name {
			return member.Value
		}
	}
	return Value{}
}

// Size is the number of code points of a string, or of entries of an array.
func (v Value) Size() int64 {
	switch v.kind {
	case String:
		return int64(utf8.RuneCountInString(v.text))
	case Image:
		return v.source.Characters()
	default:
		return int64(len(v.items))
	}
}

// IsString tells whether the value is a string, of whatever origin.
func (v Value) IsString() bool { return v.kind == String || v.kind == Image }

// IsInteger tells whether the contract calls the value an integer: 5 and 5.0 are, 5.5 is not.
func (v Value) IsInteger() bool {
	if v.kind == Number {
		value := math.Float64frombits(v.bits)
		return value == math.Trunc(value) && -LargestExact <= value && value <= LargestExact
	}
	return v.kind == Integer
}

// IsNumber tells whether JSON calls the value a number.
func (v Value) IsNumber() bool { return v.kind == Integer || v.kind == Number }

// TypeName is the name that JSON Schema has for the value's type, or invalid.
func (v Value) TypeName() string {
	switch v.kind {
	case Null:
		return "null"
	case Bool:
		return "boolean"
	case Integer:
		return "integer"
	case Number:
		if v.IsInteger() {
			return "integer"
		}
		return "number"
	case String, Image:
		return "string"
	case Array:
		return "array"
	case Object:
		return "object"
	default:
		return "invalid"
	}
}
