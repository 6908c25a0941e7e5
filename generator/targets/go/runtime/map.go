package modellix

import (
	"context"
	"iter"
)

// Mapped is one of many requests and what came of it.
type Mapped struct {
	// Index is the place of the request among those that were given, from 0.
	Index int
	// Key is its key, if keys were given.
	Key string
	Outcome
}

// Map submits many requests of a model and waits for all of them; see MapAsCompleted. It returns what came of
// each, in their order, and fails for none.
func (c *Client) Map(ctx context.Context, model string, requests []any, options ...MapOption) []Outcome {
	outcomes := make([]Outcome, len(requests))
	for at := range outcomes {
		outcomes[at].Err = notInTurn(ctx, at)
	}
	sequence := func(yield func(any) bool) {
		for _, request := range requests {
			if !yield(request) {
				return
			}
		}
	}
	// What is never read, because ctx ends before, is not sent.
	for mapped := range c.MapAsCompleted(ctx, model, sequence, options...) {
		if mapped.Index >= 0 {
			outcomes[mapped.Index] = mapped.Outcome
			continue
		}
		for at := range outcomes {
			outcomes[at] = mapped.Outcome
		}
	}
	return outcomes
}

// MapAsCompleted submits many requests of a model, as many at a time as the account lets through, and gives
// what came of each in the order in which they end. A request is read when it is wanted. One that a 429
// refuses is sent again; what Submit says of errors holds for each. When ctx ends, nothing more is sent, and
// tasks that run go on at the service.
//
// Where the call itself cannot be carried out, it gives one Mapped with Index -1.
func (c *Client) MapAsCompleted(ctx context.Context, model string, requests iter.Seq[any], options ...MapOption) iter.Seq[Mapped] {
	return func(yield func(Mapped) bool) {
		call, err := c.newMapCall(model, options)
		if err != nil {
			yield(Mapped{Index: -1, Outcome: Outcome{Err: err}})
			return
		}
		ctx, cancel := context.WithCancel(ctx)
		defer call.workers.Wait()
		defer cancel()
		next, stop := iter.Pull(requests)
		defer stop()
		call.run(ctx, next, yield)
	}
}

// pointers are the values as requests of any kind.
func pointers[T any](values []T) []any {
	found := make([]any, len(values))
	for at := range values {
		found[at] = &values[at]
	}
	return found
}
