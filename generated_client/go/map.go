package modellix

import (
	"context"
	"errors"
	"fmt"
	"iter"
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
		request, ok := item.request.(requestType)
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

// start sends what may be sent now, and returns after how many milliseconds to look again.
func (m *mapCall) start(ctx context.Context, now int64) int64 {
	pause := int64(60_000)
	for _, item := range m.open {
		pause = min(pause, item.due-now)
	}
	if len(m.queue) == 0 || ctx.Err() != nil {
		return max(pause, 1)
	}
	first := 0
	for at, item := range m.queue {
		if item.due < m.queue[first].due || item.due == m.queue[first].due && item.index < m.queue[first].index {
			first = at
		}
	}
	item := m.queue[first]
	readyAt, ok := m.inFlight.ReadyAt(now)
	if !ok {
		return max(pause, 1)
	}
	if readyAt = max(readyAt, item.due); readyAt > now {
		return max(min(pause, readyAt-now), 1)
	}
	m.queue = append(m.queue[:first], m.queue[first+1:]...)
	m.inFlight.Take()
	m.work(func() { m.submit(ctx, item) })
	return 0
}

func (m *mapCall) work(do func()) {
	m.busy++
	m.workers.Go(do)
}

// submit sends a request once it is its turn, and waits for its task.
func (m *mapCall) submit(ctx context.Context, item *mapItem) {
	engine := m.client.engine
	noted, err := engine.note(m.spec.id, item.key)
	if err != nil {
		m.events <- mapEvent{item: item, outcome: Outcome{Err: err}}
		return
	}
	if noted.taken != nil {
		m.events <- mapEvent{item: item, taken: true}
		return
	}
	item.outgoing.begin(engine.clock.Now()) // its time counts from here
	task, err := engine.send(ctx, item.outgoing)
	noted.conclude(task, err)
	if err != nil {
		m.events <- mapEvent{item: item, outcome: Outcome{Err: err}}
		return
	}
	m.events <- mapEvent{item: item, accepted: true}
	m.wait(ctx, item, task.taskID, engine.clock.Now()+taskSpec.firstDelay)
}

func (m *mapCall) wait(ctx context.Context, item *mapItem, taskID string, firstLook int64) {
	task := &Task{ID: taskID, Model: m.spec.id, client: m.client, firstLook: firstLook}
	followed := task.followed()
	followed.steady = true
	result, err := task.waitAs(ctx, followed, m.waiting)
	m.events <- mapEvent{item: item, waited: true, outcome: Outcome{taskID, result, err}}
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
