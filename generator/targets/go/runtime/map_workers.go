package modellix

import (
	"context"
)

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
