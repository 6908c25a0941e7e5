// Package checks holds the small functions that generated rules are made of.
package checks

import (
	"strings"
	"unicode/utf8"

	"modellix/internal/jsonvalue"
)

const (
	longestShown = 32
	mark         = "<<<image_"
	closing      = ">>>"
	huge         = 999_999_999
)

// Length is the number of code points, -1 for what is no UTF-8 and so no JSON string.
func Length(text string) int64 {
	if !utf8.ValidString(text) {
		return -1
	}
	return int64(utf8.RuneCountInString(text))
}

// Shown is a value as a violation may show it: a string over 32 code points becomes its length.
func Shown(value jsonvalue.Value) any {
	switch value.Kind() {
	case jsonvalue.Bool:
		return value.Bool()
	case jsonvalue.Integer, jsonvalue.Number:
		return Numeral(value)
	case jsonvalue.String:
		if size := value.Size(); size > longestShown {
			return size
		}
		return value.Text()
	case jsonvalue.Image:
		return value.Size()
	default:
		return nil
	}
}

// Numeral is a number as a violation shows it: int64 or float64.
func Numeral(value jsonvalue.Value) any {
	if value.Kind() == jsonvalue.Integer {
		return value.Int()
	}
	return value.Float()
}

// MaxImageRef is the largest N in <<<image_N>>>, or 0; more than nine digits count as 999999999.
func MaxImageRef(text string) int64 {
	var largest int64
	for {
		at := strings.Index(text, mark)
		if at < 0 {
			return largest
		}
		text = text[at+len(mark):]
		end := strings.Index(text, closing)
		if end < 0 {
			return largest
		}
		// Another mark before the closing brackets makes what is between them no number.
		largest = max(largest, number(text[:end]))
	}
}

func number(text string) int64 {
	var value int64
	for at := range len(text) {
		digit := text[at]
		if digit < '0' || digit > '9' {
			return 0
		}
		if value = value*10 + int64(digit-'0'); value > huge {
			value = huge
		}
	}
	return value
}

// If is then or otherwise; both are worked out, so neither may fail.
func If[T any](condition bool, then, otherwise T) T {
	if condition {
		return then
	}
	return otherwise
}
