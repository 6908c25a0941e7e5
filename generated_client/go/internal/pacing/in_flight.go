package pacing

// MostInFlight are the tasks at once of the largest account.
const MostInFlight = 100

const (
	firstInFlight   = 2 // of the smallest account
	firstProbePause = 2_000
	longestProbe    = 60_000
)

// InFlight is how many tasks one call may have running at once: submits on their way, and tasks that
// somebody waits for. The account's limit is not told by any answer; a 429 says that it was passed. The
// number grows by one with each task that is accepted until the first refusal, falls to what was running
// then, and from there tries one more from time to time, ever more seldom while that fails.
type InFlight struct {
	most      int
	limit     int // how many the account seems to allow
	count     int
	pause     int64
	heldUntil int64
	probeAt   int64 // -1 until something was refused
}

// NewInFlight is for at most that many.
func NewInFlight(most int) *InFlight {
	return &InFlight{most: most, limit: min(firstInFlight, most), pause: firstProbePause, probeAt: -1}
}

// ReadyAt is when one more may be submitted; false: not before one of these has ended.
func (f *InFlight) ReadyAt(now int64) (int64, bool) {
	switch {
	case f.count >= f.most, f.count > f.limit:
		return 0, false
	case f.count < f.limit:
		return max(now, f.heldUntil), true
	default:
		return max(now, f.probeAt), f.probeAt >= 0
	}
}

// HasRoom tells whether there may be more at any time.
func (f *InFlight) HasRoom() bool { return f.count < f.most }

// Take: one is submitted, or one that runs already is waited for.
func (f *InFlight) Take() { f.count++ }

// Accepted: one that was submitted was accepted.
func (f *InFlight) Accepted(now int64) {
	f.heldUntil = now
	if f.probeAt < 0 {
		f.limit = min(max(f.limit, f.count+1), f.most)
	} else if f.count > f.limit {
		f.limit = f.count
		f.pause = firstProbePause
		f.probeAt = now + f.pause
	}
}

// Refused: one was refused because too many run; asked is for how many milliseconds the service asked to be
// left alone, 0 if it did not.
func (f *InFlight) Refused(now, asked int64) {
	f.count--
	f.limit = max(min(f.limit, f.count), 1)
	if now < f.heldUntil {
		return // one of several that were on their way together
	}
	if asked == 0 {
		asked = f.pause
	}
	f.heldUntil = now + asked
	f.probeAt = f.heldUntil
	f.pause = min(2*f.pause, longestProbe)
}

// Ended: one is over, and there is room for another.
func (f *InFlight) Ended() {
	f.count--
	f.heldUntil = 0
}

// GaveUp: one that was to be submitted was not, or started nothing.
func (f *InFlight) GaveUp() { f.count-- }
