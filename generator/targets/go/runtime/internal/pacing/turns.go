package pacing

import (
	"sync"

	"modellix/internal/exchange"
)

// Turns is the schedule of one client, safe for several goroutines.
type Turns struct {
	mutex     sync.Mutex
	schedule  Schedule
	durations map[string]*durations // by model
}

// NewTurns is an empty schedule.
func NewTurns() *Turns {
	return &Turns{schedule: Schedule{Budget: NewBudget()}, durations: map[string]*durations{}}
}

// Lifetime is what is known of a task of this model, which was accepted at begun. A watched one has been
// waited for since then: of another one it is not known how long it had been finished before somebody
// looked.
func (t *Turns) Lifetime(model string, begun int64, watched bool) *Lifetime {
	t.mutex.Lock()
	defer t.mutex.Unlock()
	if t.durations[model] == nil {
		t.durations[model] = newDurations()
	}
	lifetime := &Lifetime{t.durations[model], begun, -1}
	if watched {
		lifetime.unfinished = begun
	}
	return lifetime
}

// Count: a request goes now without a turn; those who wait their turn are to know of it.
func (t *Turns) Count(now int64) Sent {
	t.mutex.Lock()
	defer t.mutex.Unlock()
	return t.schedule.Budget.Take(now)
}

// Heard learns from what came of a request; see Budget.Receive.
func (t *Turns) Heard(now int64, sent Sent, answer *exchange.Answer, concurrency bool) {
	t.mutex.Lock()
	defer t.mutex.Unlock()
	t.schedule.Budget.Receive(now, sent, answer, concurrency)
}

// Place is a place in the queue, for one wait or one submit. Whoever has one leaves it in the end, so
// that nobody waits for one who is gone.
type Place struct {
	turns    *Turns
	paid     bool
	lifetime *Lifetime
	caller   Caller
	entry    *Entry
	queued   bool
	sent     *Sent
}

// Place is a new place in the queue, for a submit or for a task of which lifetime tells, if anything does.
func (t *Turns) Place(paid bool, lifetime *Lifetime) *Place {
	return &Place{turns: t, paid: paid, lifetime: lifetime}
}

// Turn is 0 for: send now; else ask again after so many milliseconds.
func (p *Place) Turn(now int64) int64 {
	p.turns.mutex.Lock()
	defer p.turns.mutex.Unlock()
	schedule := &p.turns.schedule
	if !p.queued {
		if p.entry == nil || p.paid {
			p.entry = schedule.Enter(&p.caller, now, p.paid, p.lifetime)
		} else {
			schedule.Again(p.entry, now)
		}
		p.queued = true
	}
	turn, pause := schedule.Turn(&p.caller, now)
	if turn == nil {
		return pause
	}
	p.queued = false
	p.sent = &turn.Sent
	return 0
}

// Heard is what came of the request that this turn was for; see Budget.Receive.
func (p *Place) Heard(now int64, answer *exchange.Answer, concurrency bool) {
	if p.sent != nil {
		p.turns.Heard(now, *p.sent, answer, concurrency)
	}
}

// Seen is what that request told of the task.
func (p *Place) Seen(finished bool) {
	p.turns.mutex.Lock()
	defer p.turns.mutex.Unlock()
	if p.entry != nil {
		p.turns.schedule.Seen(p.entry, finished)
	}
}

// Leave gives the place up.
func (p *Place) Leave() {
	p.turns.mutex.Lock()
	defer p.turns.mutex.Unlock()
	p.caller.asleep = false
	if p.entry != nil {
		p.turns.schedule.Leave(p.entry)
	}
}
