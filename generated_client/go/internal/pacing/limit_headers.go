package pacing

import (
	"strconv"
	"strings"

	"modellix/internal/exchange"
)

const (
	largestLimit = 10_000_000
	manyDigits   = 15
	// longestMS bounds what a service may ask for: it counts by the minute, so that a longer wait could
	// only be a slip, and would hang a program.
	longestMS = 60_000
	// A reset is told by its magnitude: the service counts by the minute, so that no span of time reaches
	// the first bound as seconds, or the second one as milliseconds.
	leastMilliseconds = 1_000
	epochSeconds      = 1_000_000_000
	epochMilliseconds = 100_000_000_000
	longestSeconds    = 9 // digits
)

// RetryAfterMS is Retry-After in milliseconds from the arrival of the answer, at most a minute; false
// when nothing usable is there. A date is read against the answer's own Date, so that this computer's
// time of day does not matter; without one it says nothing.
func RetryAfterMS(headers exchange.Headers) (int64, bool) {
	text := strings.Trim(headers["retry-after"], " \t")
	if isDigits(text) {
		digits := strings.TrimLeft(text, "0")
		if len(digits) > longestSeconds {
			return longestMS, true
		}
		seconds, _ := strconv.ParseInt("0"+digits, 10, 64)
		return min(seconds*1000, longestMS), true
	}
	until, told := dateMS(text)
	sent, dated := dateMS(headers["date"])
	if !told || !dated {
		return 0, false
	}
	return min(max(until-sent, 0), longestMS), true
}

// statedLimit is how many requests a minute the key may make, if a number that can be one is stated.
func statedLimit(headers exchange.Headers) (int64, bool) {
	limit, ok := whole(headers["x-ratelimit-limit"])
	return min(limit, largestLimit), ok && limit > 0
}

// statedRemaining is how many requests are left, if that is stated.
func statedRemaining(headers exchange.Headers) (int64, bool) {
	return whole(headers["x-ratelimit-remaining"])
}

// resetMS is in how many milliseconds the count begins anew, at most a minute; false when nothing usable
// is there. The header may hold seconds or milliseconds from now, or a moment in either; a moment is
// read against the answer's own Date.
func resetMS(headers exchange.Headers) (int64, bool) {
	value, ok := whole(headers["x-ratelimit-reset"])
	switch {
	case !ok:
		return 0, false
	case value < leastMilliseconds:
		return min(value*1000, longestMS), true
	case value < epochSeconds:
		return min(value, longestMS), true
	}
	sent, ok := dateMS(headers["date"])
	if !ok {
		return 0, false
	}
	if value < epochMilliseconds {
		value *= 1000
	}
	return min(max(value-sent, 0), longestMS), true
}

func whole(text string) (int64, bool) {
	text = strings.Trim(text, " \t")
	if !isDigits(text) || len(text) > manyDigits {
		return 0, false
	}
	value, err := strconv.ParseInt(text, 10, 64)
	return value, err == nil
}

func isDigits(text string) bool {
	return text != "" && !strings.ContainsFunc(text, func(letter rune) bool { return letter < '0' || letter > '9' })
}
