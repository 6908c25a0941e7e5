package checks

import (
	"math"

	"modellix/internal/jsonvalue"
)

// IsMultiple tells whether a number is a whole multiple of the step.
func IsMultiple(value jsonvalue.Value, step int64) bool {
	if value.IsInteger() {
		return value.Int()%step == 0
	}
	return math.Mod(value.Float(), float64(step)) == 0
}
