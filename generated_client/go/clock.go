package modellix

import (
	"context"
	"time"
)

// Clock is time as a client sees it, which a test or a simulation may replace. Deadlines never read the
// time of day, which may jump.
type Clock interface {
	// Now is milliseconds since some fixed moment; it never goes back.
	Now() int64
	// Sleep lets that many milliseconds pass; it ends early, with the context's error, when ctx does.
	Sleep(ctx context.Context, milliseconds int64) error
}

// systemClock is the computer's monotonic clock.
type systemClock struct{ begun time.Time }

func (c systemClock) Now() int64 { return time.Since(c.begun).Milliseconds() }

func (c systemClock) Sleep(ctx context.Context, milliseconds int64) error {
	timer := time.NewTimer(time.Duration(milliseconds) * time.Millisecond)
	defer timer.Stop()
	select {
	case <-ctx.Done():
		return context.Cause(ctx)
	case <-timer.C:
		return nil
	}
}
