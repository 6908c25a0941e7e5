package modellix

// Pauses and limits of a submit that is sent again, in milliseconds.
const (
	mostBroken        = 4 // attempts that break before the last byte; 500, 1000 and 2000 ms between
	firstPause        = 500
	firstLimitedPause = 1_000 // after a 429 the pause grows from here, or is what the service asks for
	longestPause      = 30_000
	resendingWindow   = 120_000 // without a limit of the caller's, nothing is sent again later
)

// resending are the attempts at one submit. Only what provably started no task is sent again.
type resending struct {
	limited      bool  // whether the caller set a limit
	ends         int64 // when nothing is sent again any more
	retryLimited bool  // whether a 429 is sent again as well
	broken       int
	refused      int
}

// newResending begins at now; a limit below 0 is none.
func newResending(now, limit int64, retryLimited bool) *resending {
	if limit < 0 {
		return &resending{ends: now + resendingWindow, retryLimited: retryLimited}
	}
	return &resending{limited: true, ends: now + limit, retryLimited: retryLimited}
}

// budget is how long the attempt that begins now may take; -1 for any time.
func (r *resending) budget(now int64) int64 {
	if !r.limited {
		return -1
	}
	return max(r.ends-now, 1)
}

// pause is for how long to wait before it is sent again; -1 when the verdict stands.
func (r *resending) pause(now int64, verdict error) int64 {
	var pause int64
	switch verdict := verdict.(type) {
	case *NotSubmittedError:
		if r.broken++; r.broken >= mostBroken {
			return -1
		}
		pause = firstPause << (r.broken - 1)
	case *RateLimitError:
		if !r.retryLimited {
			return -1
		}
		grown := min(firstLimitedPause<<min(r.refused, 16), longestPause)
		r.refused++
		pause = max(int64(grown), verdict.RetryAfter.Milliseconds())
	default:
		return -1
	}
	if now+pause < r.ends {
		return pause
	}
	return -1
}
