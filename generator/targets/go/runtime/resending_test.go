package modellix

import (
	"testing"
	"time"
)

func TestSubmitThatBrokeIsSentAgainThreeTimes(t *testing.T) {
	resending := newResending(0, -1, false)
	for at, expected := range []int64{500, 1_000, 2_000, -1} {
		if pause := resending.pause(0, &NotSubmittedError{}); pause != expected {
			t.Errorf("after %d: %d", at+1, pause)
		}
	}
	if budget := resending.budget(119_999); budget != -1 {
		t.Errorf("without a limit of the caller's an attempt has %d ms", budget)
	}
	// The last one begins before the window is over.
	for now, expected := range map[int64]int64{119_499: 500, 119_500: -1} {
		if pause := newResending(0, -1, false).pause(now, &NotSubmittedError{}); pause != expected {
			t.Errorf("at %d: %d", now, pause)
		}
	}
}

func TestLimitOfTheCallerBoundsEveryAttempt(t *testing.T) {
	resending := newResending(1_000, 700, false)
	// A budget of 0 would be no time at all, one below 0 all the time there is.
	for now, expected := range map[int64]int64{1_000: 700, 1_699: 1, 1_700: 1, 1_701: 1, 9_000: 1} {
		if budget := resending.budget(now); budget != expected {
			t.Errorf("at %d: %d", now, budget)
		}
	}
	for now, expected := range map[int64]int64{1_199: 500, 1_200: -1, 1_201: -1} {
		if pause := newResending(1_000, 700, false).pause(now, &NotSubmittedError{}); pause != expected {
			t.Errorf("at %d: %d", now, pause)
		}
	}
}

func TestPauseAfterARefusalGrowsAndIsAtLeastWhatIsAskedFor(t *testing.T) {
	resending := newResending(0, int64(time.Hour/time.Millisecond), true)
	asks := func(pause time.Duration) error {
		return &RateLimitError{APIStatusError{RetryAfter: pause}, "rate"}
	}
	for at, expected := range []int64{1_000, 2_000, 4_000, 8_000, 16_000, 30_000, 30_000} {
		if pause := resending.pause(0, asks(0)); pause != expected {
			t.Errorf("after %d refusals: %d", at+1, pause)
		}
	}
	if pause := resending.pause(0, asks(45*time.Second)); pause != 45_000 {
		t.Errorf("the service asked for 45 s: %d", pause)
	}
	if pause := newResending(0, -1, false).pause(0, asks(time.Second)); pause != -1 {
		t.Errorf("nobody asked to send it again: %d", pause)
	}
	if pause := resending.pause(0, &SubmissionOutcomeUnknownError{}); pause != -1 {
		t.Errorf("nobody knows what became of it: %d", pause)
	}
}
