// Package limits hands the time limits of one request to whoever carries it out, in its context: a
// simulated service on a virtual clock can keep them, which no timer could.
package limits

import "context"

// Limits are the milliseconds after which a request has failed.
type Limits struct {
	Connect  int64 // until there is a connection
	Progress int64 // without a byte in either direction
}

type key struct{}

// With is the context with these limits.
func With(ctx context.Context, limits Limits) context.Context {
	return context.WithValue(ctx, key{}, limits)
}

// From are the limits of a request; false for one of another client.
func From(ctx context.Context) (Limits, bool) {
	limits, ok := ctx.Value(key{}).(Limits)
	return limits, ok
}
