package modellix

import (
	"context"
	"errors"
	"fmt"
	"sync"
	"time"
	"unicode/utf8"

	"modellix/internal/pacing"
)

// Milliseconds of a Map.
const (
	ratePause  = 1_000   // of a request that was refused for its rate
	openSubmit = 120_000 // for how long a submit without an outcome in the journal is believed to be on its way
	lookAgain  = 1_000
)

// mapItem is one request of a call.
type mapItem struct {
	index        int
	key          string
	request      any
	outgoing     *outgoing
	due          int64
	refusedSince int64 // -1 before
	openUntil    int64 // -1 before
}

// mapEvent is what a worker tells: a task was accepted, a submit or a wait ended.
type mapEvent struct {
	item     *mapItem
	accepted bool // the task runs and is waited for
	waited   bool // the wait for a task is over
	taken    bool // another process has the key
	outcome  Outcome
}

// mapCall is one call of Map on its way. Its state belongs to the goroutine of the caller; workers send and
// wait, and tell it what came of that.
type mapCall struct {
	client   *Client
	spec     *modelSpec
	mapping  *mapping
	waiting  *waiting
	inFlight *pacing.InFlight
	queue    []*mapItem // to be sent
	open     []*mapItem // somebody else may be sending them
	events   chan mapEvent
	workers  sync.WaitGroup
	busy     int
	read     int
	seen     map[string]bool
	drained  bool
}

func (c *Client) newMapCall(model string, options []MapOption) (*mapCall, error) {
	if c.err != nil {
		return nil, c.err
	}
	spec, err := modelNamed(model)
	if err != nil {
		return nil, err
	}
	mapping, err := mappingOptions(options)
	if err != nil {
		return nil, err
	}
	if err := c.engine.needKey(); err != nil {
		return nil, err
	}
	return &mapCall{
		client: c, spec: spec, mapping: mapping, waiting: serial(&mapping.waiting),
		inFlight: pacing.NewInFlight(mapping.most),
		// Each worker tells two things at most, so that none ever waits for the caller.
		events: make(chan mapEvent, 2*mapping.most+2),
		seen:   map[string]bool{},
	}, nil
}

// run carries the call out until every request has its outcome, or the caller stops.
func (m *mapCall) run(ctx context.Context, next func() (any, bool), yield func(Mapped) bool) {
	clock := m.client.engine.clock
	for {
		over := m.prepare(ctx, next)
		if ctx.Err() != nil {
			over = append(over, m.stopped(ctx)...)
		}
		for _, mapped := range over {
			if !yield(mapped) {
				return
			}
		}
		if m.drained && len(m.queue)+len(m.open)+m.busy == 0 {
			return
		}
		pause := m.start(ctx, clock.Now())
		mapped, ended := m.hear(ctx, pause)
		if ended && !yield(mapped) {
			return
		}
	}
}

// prepare reads requests while there is room for them and nobody is in front, and makes them ready. It
// returns those that are over already.
func (m *mapCall) prepare(ctx context.Context, next func() (any, bool)) []Mapped {
	var over []Mapped
	now := m.client.engine.clock.Now()
	for at := 0; at < len(m.open); at++ {
		if item := m.open[at]; item.due <= now {
			m.open = append(m.open[:at], m.open[at+1:]...)
			at--
			over = append(over, m.ready(ctx, item, now)...)
		}
	}
	for !m.drained && len(m.queue) == 0 && m.inFlight.HasRoom() && ctx.Err() == nil && len(over) == 0 {
		request, ok := next()
		if !ok {
			m.drained = true
			break
		}
		item := &mapItem{index: m.read, request: request, refusedSince: -1, openUntil: -1}
		m.read++
		if err := m.name(item); err != nil {
			over = append(over, m.mapped(item, Outcome{Err: err}))
			continue
		}
		over = append(over, m.ready(ctx, item, now)...)
	}
	return over
}

// name gives a request its key.
func (m *mapCall) name(item *mapItem) error {
	if m.mapping.key == nil {
		return nil
	}
	key := m.mapping.key(item.request)
	if key == "" || utf8.RuneCountInString(key) > longestKey || !utf8.ValidString(key) {
		return configuration("the key of request %d must be a string of 1 to %d characters; it was not sent", item.index, longestKey)
	}
	if m.seen[key] {
		return configuration("the key of request %d was given to another request of this call before; it was not sent", item.index)
	}
	m.seen[key] = true
	item.key = key
	return nil
}

// ready looks the key up, and makes the request ready if it is free.
func (m *mapCall) ready(ctx context.Context, item *mapItem, now int64) []Mapped {
	engine := m.client.engine
	if item.key != "" && engine.journal != nil {
		entry, err := engine.journal.Look(item.key)
		if err != nil {
			err = journalTrouble(err, "read", ", nothing was sent")
			return []Mapped{m.mapped(item, Outcome{Err: err})}
		}
		if entry != nil {
			return m.known(ctx, item, entry, now)
		}
	}
	if item.outgoing == nil {
		sending := m.mapping.sending
		request, ok := requestOf(item.request)
		plain := ok && request.spec() == m.spec && request.plainlyValid()
		outgoing, err := engine.outgoing(m.spec, valueOf(item.request), plain, &sending)
		if err != nil {
			return []Mapped{m.mapped(item, Outcome{Err: err})}
		}
		item.outgoing = outgoing
	}
	m.queue = append(m.queue, item)
	return nil
}

// known is what follows from an earlier submit under the same key.
func (m *mapCall) known(ctx context.Context, item *mapItem, entry *JournalEntry, now int64) []Mapped {
	if entry.Model != "" && entry.Model != m.spec.id {
		err := configuration("the journal has the key of request %d for the model %s; it was not sent", item.index, entry.Model)
		return []Mapped{m.mapped(item, Outcome{Err: err})}
	}
	if entry.TaskID != "" {
		m.inFlight.Take()
		m.work(func() { m.wait(ctx, item, entry.TaskID, -1) })
		return nil
	}
	if item.openUntil < 0 {
		age := time.Now().UnixMilli() - entry.AtMS
		item.openUntil = now + max(openSubmit-age, 0)
	}
	if entry.Concluded || now >= item.openUntil {
		return []Mapped{m.mapped(item, Outcome{Err: unknownBefore(entry)})}
	}
	item.due = now + lookAgain
	m.open = append(m.open, item)
	return nil
}

// hear waits for what a worker tells, no longer than the pause; true with what came of a request.
func (m *mapCall) hear(ctx context.Context, pause int64) (Mapped, bool) {
	if pause == 0 && len(m.events) == 0 {
		return Mapped{}, false
	}
	timer := time.NewTimer(time.Duration(pause) * time.Millisecond)
	defer timer.Stop()
	done := ctx.Done()
	if ctx.Err() != nil {
		done = nil // what is on its way is heard first
	}
	select {
	case event := <-m.events:
		return m.heard(event)
	case <-timer.C:
	case <-done:
	}
	return Mapped{}, false
}

func (m *mapCall) heard(event mapEvent) (Mapped, bool) {
	now := m.client.engine.clock.Now()
	if event.accepted {
		m.inFlight.Accepted(now)
		return Mapped{}, false
	}
	m.busy--
	item, err := event.item, event.outcome.Err
	var limited *RateLimitError
	switch {
	case event.taken:
		m.inFlight.GaveUp()
		item.due = now
		m.open = append(m.open, item)
		return Mapped{}, false
	case event.waited && errors.As(err, new(*TaskTimeoutError)):
		m.inFlight.GaveUp()
	case event.waited:
		m.inFlight.Ended()
	case errors.As(err, &limited) && m.waitsOn(item, now):
		item.due = now
		if limited.Kind == "concurrency" {
			m.inFlight.Refused(now, limited.RetryAfter.Milliseconds())
		} else {
			// The budget of the key is held; this is only for a service that says nothing.
			m.inFlight.GaveUp()
			item.due += ratePause
		}
		m.queue = append(m.queue, item)
		return Mapped{}, false
	default:
		m.inFlight.GaveUp()
	}
	return m.mapped(item, event.outcome), true
}

// waitsOn tells whether a request that a limit refused is sent again: as long as a wait may take.
func (m *mapCall) waitsOn(item *mapItem, now int64) bool {
	if item.refusedSince < 0 {
		item.refusedSince = now
	}
	patience, _ := waitMS(&m.mapping.waiting) // it was looked at in the beginning
	return item.outgoing.body.verify() == nil && now-item.refusedSince < patience
}

// stopped are the requests that will not be sent any more; those that were never read are not among them.
func (m *mapCall) stopped(ctx context.Context) []Mapped {
	var over []Mapped
	for _, item := range append(m.queue, m.open...) {
		over = append(over, m.mapped(item, Outcome{Err: notInTurn(ctx, item.index)}))
	}
	m.queue, m.open, m.drained = nil, nil, true
	return over
}

func notInTurn(ctx context.Context, index int) error {
	return &NotSubmittedError{ModellixError{
		Message:     fmt.Sprintf("the call ended before it was the turn of request %d; it was not sent", index),
		SafeToRetry: true,
		Cause:       context.Cause(ctx),
	}}
}

func (m *mapCall) mapped(item *mapItem, outcome Outcome) Mapped {
	var base *ModellixError
	if outcome.TaskID == "" && errors.As(outcome.Err, &base) {
		outcome.TaskID = base.TaskID
	}
	return Mapped{item.index, item.key, outcome}
}

func unknownBefore(entry *JournalEntry) error {
	return &SubmissionOutcomeUnknownError{ModellixError{
		Message: fmt.Sprintf("the journal has an earlier submit of %s under this key, and nothing tells whether it "+
			"started a task; it was not sent again. Look at the tasks and charges in the service's console: a task that "+
			"is there can be waited for by its id, and a request that was not started can be sent under another key", entry.Model),
		Status: entry.Status,
	}}
}
