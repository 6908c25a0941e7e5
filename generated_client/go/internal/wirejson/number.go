package wirejson

import "strconv"

// Number::toString of ECMAScript: from this exponent on, and below the other, scientific.
const (
	firstLarge = 21
	lastSmall  = -6
)

// AppendFloat appends a finite double as ECMAScript prints it, so that every client writes the same
// bytes.
func AppendFloat(out []byte, value float64) []byte {
	if value == 0 {
		return append(out, '0') // -0 as well
	}
	if value < 0 {
		out = append(out, '-')
		value = -value
	}
	// d.ddde±dd: the shortest digits that read back as the same double.
	var buffer [32]byte
	text := strconv.AppendFloat(buffer[:0], value, 'e', -1, 64)
	at := 0
	for text[at] != 'e' {
		at++
	}
	exponent, _ := strconv.Atoi(string(text[at+1:]))
	digits := text[:1]
	if at > 1 {
		digits = append(digits, text[2:at]...)
	}
	// The value is 0.d1d2d3… times ten to the power of point.
	point := exponent + 1
	switch {
	case len(digits) <= point && point <= firstLarge:
		out = append(out, digits...)
		return appendZeros(out, point-len(digits))
	case 0 < point && point <= firstLarge:
		out = append(append(out, digits[:point]...), '.')
		return append(out, digits[point:]...)
	case lastSmall < point && point <= 0:
		out = appendZeros(append(out, "0."...), -point)
		return append(out, digits...)
	}
	out = append(out, digits[0])
	if len(digits) > 1 {
		out = append(append(out, '.'), digits[1:]...)
	}
	if exponent < 0 {
		return strconv.AppendInt(append(out, 'e'), int64(exponent), 10)
	}
	return strconv.AppendInt(append(out, "e+"...), int64(exponent), 10)
}

func appendZeros(out []byte, count int) []byte {
	for range count {
		out = append(out, '0')
	}
	return out
}
