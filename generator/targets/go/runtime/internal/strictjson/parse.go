// Package strictjson reads JSON and remembers what encoding/json lets pass: names that stand twice,
// halves of surrogate pairs, integers past 64 bits.
package strictjson

import (
	"math"
	"strconv"
	"strings"
	"unicode/utf16"
	"unicode/utf8"

	"modellix/internal/jsonvalue"
)

// deepest bounds the recursion where nobody bounded the text before.
const deepest = 1_000

// Syntax is a text that is no JSON.
type Syntax struct {
	Offset int // in bytes
	What   string
}

func (e *Syntax) Error() string {
	return e.What + " at byte " + strconv.Itoa(e.Offset)
}

// Found is what was read, and what is odd about it.
type Found struct {
	Value      jsonvalue.Value
	Duplicate  bool // an object holds a name twice; the last one counts
	Surrogate  bool // a string holds half of a surrogate pair
	OutOfRange bool // an integer past 64 bits, or a number past the range of a double
	Top        Top
}

// Top tells about the members of the outermost object.
type Top struct {
	Twice map[string]bool // names that stand there twice
	Odd   map[string]bool // names whose value holds half of a surrogate pair or is out of range
}

// Parse reads one JSON text, which must be UTF-8. Half of a surrogate pair makes its string Invalid.
func Parse(text string) (Found, error) {
	return parse(parser{text: text})
}

// ParseAnswer reads JSON that somebody else answers for: a byte order mark, broken UTF-8 and halves of
// surrogate pairs are let pass, U+FFFD stands for the latter two.
func ParseAnswer(raw []byte) (jsonvalue.Value, error) {
	text := strings.ToValidUTF8(strings.TrimPrefix(string(raw), "\ufeff"), "\ufffd")
	found, err := parse(parser{text: text, mends: true})
	return found.Value, err
}

func parse(parser parser) (Found, error) {
	parser.space()
	value := parser.value(0)
	parser.space()
	if parser.err == nil && parser.at != len(parser.text) {
		parser.fail("something after the end of the value")
	}
	if parser.err != nil {
		return Found{}, parser.err
	}
	parser.found.Value = value
	return parser.found, nil
}

type parser struct {
	text  string
	at    int
	mends bool // put U+FFFD where half of a surrogate pair stands
	err   *Syntax
	found Found
}

func (p *parser) fail(what string) jsonvalue.Value {
	if p.err == nil {
		p.err = &Syntax{Offset: p.at, What: what}
		p.at = len(p.text)
	}
	return jsonvalue.Value{}
}

func (p *parser) next() byte {
	if p.at < len(p.text) {
		return p.text[p.at]
	}
	return 0
}

func (p *parser) space() {
	for p.at < len(p.text) {
		switch p.text[p.at] {
		case ' ', '\t', '\n', '\r':
			p.at++
		default:
			return
		}
	}
}

func (p *parser) value(depth int) jsonvalue.Value {
	begin := p.at
	value := p.any(depth)
	return value.From(p.text[begin:p.at])
}

func (p *parser) any(depth int) jsonvalue.Value {
	switch letter := p.next(); {
	case letter == '{':
		return p.object(depth)
	case letter == '[':
		return p.array(depth)
	case letter == '"':
		return jsonvalue.OfString(p.string())
	case letter == '-', '0' <= letter && letter <= '9':
		return p.number()
	case strings.HasPrefix(p.text[p.at:], "true"):
		p.at += len("true")
		return jsonvalue.OfBool(true)
	case strings.HasPrefix(p.text[p.at:], "false"):
		p.at += len("false")
		return jsonvalue.OfBool(false)
	case strings.HasPrefix(p.text[p.at:], "null"):
		p.at += len("null")
		return jsonvalue.OfNull()
	default:
		return p.fail("a value is missing")
	}
}

func (p *parser) array(depth int) jsonvalue.Value {
	if depth >= deepest {
		return p.fail("nested too deeply")
	}
	var items []jsonvalue.Value
	for p.opened(']', len(items)) {
		items = append(items, p.value(depth+1))
	}
	return jsonvalue.OfItems(items)
}

func (p *parser) object(depth int) jsonvalue.Value {
	if depth >= deepest {
		return p.fail("nested too deeply")
	}
	members := members{}
	for p.opened('}', members.count) {
		if p.next() != '"' {
			return p.fail("a member's name is missing")
		}
		name := p.string()
		surrogate, outOfRange := p.found.Surrogate, p.found.OutOfRange
		p.space()
		if p.next() != ':' {
			return p.fail("a colon is missing")
		}
		p.at++
		p.space()
		if depth == 0 {
			p.found.Surrogate, p.found.OutOfRange = false, false
		}
		value := p.value(depth + 1)
		if depth == 0 {
			if p.found.Surrogate || p.found.OutOfRange {
				p.found.Top.Odd = with(p.found.Top.Odd, name)
			}
			p.found.Surrogate = p.found.Surrogate || surrogate
			p.found.OutOfRange = p.found.OutOfRange || outOfRange
		}
		if members.put(name, value) {
			p.found.Duplicate = true
			if depth == 0 {
				p.found.Top.Twice = with(p.found.Top.Twice, name)
			}
		}
	}
	return jsonvalue.OfMembers(members.list)
}

// opened steps over the opening bracket or a comma; false once the closing one was passed.
func (p *parser) opened(closing byte, count int) bool {
	if p.err != nil {
		return false
	}
	if count == 0 {
		p.at++
		p.space()
		if p.next() == closing {
			p.at++
			return false
		}
		return true
	}
	p.space()
	switch p.next() {
	case closing:
		p.at++
		return false
	case ',':
		p.at++
		p.space()
		return true
	default:
		p.fail("a comma or a closing bracket is missing")
		return false
	}
}

func (p *parser) digits() bool {
	begin := p.at
	for '0' <= p.next() && p.next() <= '9' {
		p.at++
	}
	return p.at > begin
}

func (p *parser) number() jsonvalue.Value {
	begin := p.at
	if p.next() == '-' {
		p.at++
	}
	if p.next() == '0' {
		p.at++
	} else if !p.digits() {
		return p.fail("a number without digits")
	}
	whole := true
	if p.next() == '.' {
		whole = false
		p.at++
		if !p.digits() {
			return p.fail("a fraction without digits")
		}
	}
	if p.next() == 'e' || p.next() == 'E' {
		whole = false
		p.at++
		if p.next() == '+' || p.next() == '-' {
			p.at++
		}
		if !p.digits() {
			return p.fail("an exponent without digits")
		}
	}
	text := p.text[begin:p.at]
	if whole {
		if value, err := strconv.ParseInt(text, 10, 64); err == nil {
			return jsonvalue.OfInt(value)
		}
		p.found.OutOfRange = true
	}
	value, err := strconv.ParseFloat(text, 64)
	if err != nil {
		p.found.OutOfRange = true
		return jsonvalue.OfFloat(math.Copysign(math.MaxFloat64, value))
	}
	return jsonvalue.OfFloat(value)
}

func (p *parser) string() string {
	p.at++
	begin := p.at
	for p.at < len(p.text) {
		switch letter := p.text[p.at]; {
		case letter == '"':
			p.at++
			return p.text[begin : p.at-1]
		case letter == '\\':
			return p.escaped(begin)
		case letter < ' ':
			p.fail("a control character in a string")
			return ""
		}
		p.at++
	}
	p.fail("a string without its end")
	return ""
}

// escaped reads on from the first escape of a string.
func (p *parser) escaped(begin int) string {
	out := []byte(p.text[begin:p.at])
	for p.at < len(p.text) {
		letter := p.text[p.at]
		p.at++
		switch {
		case letter == '"':
			return string(out)
		case letter < ' ':
			p.at--
			p.fail("a control character in a string")
			return ""
		case letter != '\\':
			out = append(out, letter)
			continue
		}
		code := p.next()
		p.at++
		if code == 'u' {
			out = p.unicode(out)
			continue
		}
		at := strings.IndexByte(`"\/bfnrt`, code)
		if at < 0 || code == 0 {
			p.fail("an unknown escape in a string")
			return ""
		}
		out = append(out, "\"\\/\b\f\n\r\t"[at])
	}
	p.fail("a string without its end")
	return ""
}

// unicode reads the digits of \uXXXX, and a second half with its escape where one belongs.
func (p *parser) unicode(out []byte) []byte {
	first := p.hexadecimal()
	if !utf16.IsSurrogate(first) {
		return utf8.AppendRune(out, first)
	}
	if first < 0xdc00 && strings.HasPrefix(p.text[p.at:], `\u`) {
		back := p.at
		p.at += len(`\u`)
		if both := utf16.DecodeRune(first, p.hexadecimal()); both != utf8.RuneError {
			return utf8.AppendRune(out, both)
		}
		if p.err == nil {
			p.at = back
		}
	}
	if p.mends {
		return utf8.AppendRune(out, utf8.RuneError)
	}
	p.found.Surrogate = true
	// In the manner of UTF-8, which has no such form: two different halves stay different names.
	return append(out, byte(0xe0|first>>12), byte(0x80|first>>6&0x3f), byte(0x80|first&0x3f))
}

func (p *parser) hexadecimal() rune {
	if len(p.text)-p.at < 4 {
		p.fail("an escape that is too short")
		return 0
	}
	value, err := strconv.ParseUint(p.text[p.at:p.at+4], 16, 32)
	if err != nil {
		p.fail("an escape that is no hexadecimal number")
		return 0
	}
	p.at += 4
	return rune(value)
}
