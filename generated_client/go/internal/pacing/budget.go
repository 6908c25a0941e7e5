// Package pacing decides how fast requests of one key may follow each other, and whose turn it is.
//
// It does no input or output and has no clock: times are whole milliseconds that its callers bring.
package pacing

import "modellix/internal/exchange"

// DefaultLimit are the requests a minute of the smallest account (docs page on limits).
const DefaultLimit = 100

// Shares of the limit, in thousandths.
const (
	used         = 960
	atFirst      = 600 // until the kind of limiter can be told, and others can be seen
	least        = 480
	leastPenalty = 100
	relief       = 20
	thousand     = 1_000
)

const (
	atFirstMS      = 15_000
	shortestHoldMS = 1_000
	longestDoubtMS = 5_000
	mostDoublings  = 6
	microseconds   = 1_000
	tooMany        = 429
)

// Sent is a request that was counted: when it was sent, and its number.
type Sent struct{ at, number int64 }

// Budget tells when the next request may go.
//
// The limit is learnt from the answers. Requests are spread evenly and stay a little below it, so that
// a fixed window, a sliding window and a token bucket are all content; what others use of the same key
// is left to them, down to half of the limit for this client.
type Budget struct {
	limit  int64 // requests a minute that the key may make, as far as it is known
	stated bool  // whether the service said so, or refused a request for its rate

	begun       int64 // -1 before the first request
	heard       bool
	dueUS       int64 // microseconds: at 1,000 a minute half a millisecond is one in a hundred
	heldUntil   int64
	neighbours  neighbours
	number      int64
	penalizedAt int64 // -1 before the first refusal
	penalty     int64
	refusals    int64
}

// NewBudget is the budget of a key of which nothing is known yet.
func NewBudget() *Budget {
	return &Budget{
		limit:       DefaultLimit,
		begun:       -1,
		neighbours:  neighbours{limit: DefaultLimit},
		penalizedAt: -1,
		penalty:     thousand,
	}
}

// readyAt is the first moment from now on at which a request may go. A paid one is a submit: one that
// waits holds up a person, so that while the service states no limit only a hold stops it.
func (b *Budget) readyAt(now int64, paid bool) int64 {
	if b.heldUntil > now {
		return b.heldUntil
	}
	if paid && b.heard && !b.stated {
		return now
	}
	return max(now, (b.dueUS+microseconds-1)/microseconds)
}

// Take: a request goes now; also one that did not ask, so that those who do know of it.
func (b *Budget) Take(now int64) Sent {
	if b.begun < 0 {
		b.begun = now
	}
	interval := b.intervalUS(now)
	// A quarter of lateness is made up for, no more: there are no bursts.
	b.dueUS = max(b.dueUS, now*microseconds-interval/4) + interval
	b.number++
	b.neighbours.sent(now)
	return Sent{now, b.number}
}

// Receive learns from what came of a request: an answer, or nil. A refusal for too many tasks at once
// (concurrency) says nothing about the rate.
func (b *Budget) Receive(now int64, sent Sent, answer *exchange.Answer, concurrency bool) {
	b.heard = true
	if answer == nil {
		return
	}
	if limit, ok := statedLimit(answer.Headers); ok {
		b.limit = limit
		b.stated = true
		b.neighbours.limited(limit)
	}
	if remaining, ok := statedRemaining(answer.Headers); ok && answer.Status != tooMany {
		b.neighbours.heard(sent.at, sent.number, remaining)
		b.spare(now, answer.Headers, remaining)
	}
	if answer.Status == tooMany {
		if !concurrency {
			b.refused(now, sent, answer.Headers)
		}
		return
	}
	b.refusals = 0
	if asked, ok := RetryAfterMS(answer.Headers); ok {
		b.hold(now + asked)
	}
}

// intervalUS is how many microseconds there are from one request to the next.
func (b *Budget) intervalUS(now int64) int64 {
	others := b.neighbours.others(now)
	share := max(used-others*thousand/b.limit, least)
	if b.begun >= 0 && now < b.begun+atFirstMS {
		share = min(share, atFirst)
	}
	share = share * b.relieved(now) / thousand
	return minuteMS * microseconds * thousand / (b.limit * share)
}

// refused: too fast, whatever the counts said: hold, and go on slower.
func (b *Budget) refused(now int64, sent Sent, headers exchange.Headers) {
	b.stated = true
	if b.penalizedAt < 0 || sent.at > b.penalizedAt {
		// One step for all that were on their way together.
		b.penalty = max(b.relieved(now)*3/4, leastPenalty)
		b.penalizedAt = now
		b.refusals = min(b.refusals+1, mostDoublings)
	}
	asked, ok := RetryAfterMS(headers)
	if !ok {
		asked, ok = resetMS(headers)
	}
	if !ok {
		asked = min(int64(shortestHoldMS/2)<<b.refusals, longestMS)
	}
	b.hold(now + max(asked, shortestHoldMS))
}

// relieved is the penalty of the last refusal, which wears off by a fiftieth of the whole a minute.
func (b *Budget) relieved(now int64) int64 {
	if b.penalizedAt < 0 {
		return thousand
	}
	minutes := (now - b.penalizedAt) / minuteMS
	return min(b.penalty+minutes*relief, thousand)
}

// spare: where the last requests of a window are left, the others may want them too.
func (b *Budget) spare(now int64, headers exchange.Headers, remaining int64) {
	var few int64
	if b.neighbours.others(now) > 0 {
		few = 2 + b.limit/100
	}
	if remaining > few || b.neighbours.kind == tokens {
		return
	}
	until, ok := resetMS(headers)
	if !ok {
		if b.neighbours.kind != fixed {
			return
		}
		until = b.neighbours.window + minuteMS - now
	}
	// Only of a fixed window is it known that nothing comes back before the reset.
	longest := int64(longestDoubtMS)
	if b.neighbours.kind == fixed {
		longest = longestMS
	}
	b.hold(now + min(until, longest))
}

func (b *Budget) hold(until int64) { b.heldUntil = max(b.heldUntil, until) }
