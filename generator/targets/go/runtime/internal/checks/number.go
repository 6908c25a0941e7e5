package checks

import (
	"cmp"
	"math"

	"modellix/internal/jsonvalue"
)

// Real is a number that compares exactly, whether it was written as an integer or as a double.
type Real struct {
	whole    int64
	fraction float64
	isFloat  bool
}

// Int is an integer as a Real.
func Int(value int64) Real { return Real{whole: value} }

// Float is a double as a Real; it must be finite.
func Float(value float64) Real { return Real{fraction: value, isFloat: true} }

// RealOf is the number that a JSON value is, 0 for what is none.
func RealOf(value jsonvalue.Value) Real {
	if value.Kind() == jsonvalue.Number {
		return Float(value.Float())
	}
	if value.Kind() == jsonvalue.Integer {
		return Int(value.Int())
	}
	return Real{}
}

// Finite tells whether a double is a number in JSON.
func Finite(value float64) bool { return value-value == 0 }

// Compare is negative, zero or positive as the number is less than, equal to or more than other.
func (r Real) Compare(other Real) int {
	switch {
	case !r.isFloat && !other.isFloat:
		return cmp.Compare(r.whole, other.whole)
	case r.isFloat && other.isFloat:
		return cmp.Compare(r.fraction, other.fraction)
	case r.isFloat:
		return -compare(other.whole, r.fraction)
	default:
		return compare(r.whole, other.fraction)
	}
}

// compare orders an integer and a double without rounding either.
func compare(whole int64, double float64) int {
	if double >= 1<<63 {
		return -1
	}
	if double < -1<<63 {
		return 1
	}
	floor := math.Floor(double)
	if order := cmp.Compare(whole, int64(floor)); order != 0 {
		return order
	}
	return cmp.Compare(floor, double)
}
