package pacing

import (
	"container/heap"
	"slices"
)

const (
	mostOftenMS  = 250 // no task is read more often, whatever its specification says
	rounds       = 8   // nobody waits for more of them
	longestNapMS = 1_000
)

// Caller is somebody who asks for turns, such as one wait; it may have many entries.
type Caller struct {
	asleep bool
	parked []*Entry
}

// Entry is one task that is to be read, or one submit.
type Entry struct {
	caller   *Caller
	due      int64     // the earliest time of its turn
	paid     bool      // whether it is a submit
	lifetime *Lifetime // what is known of the task, nil if it is not known when it began
	order    int64
	started  int64 // the time of its last turn, -1 before the first
	version  int64
	alive    bool
}

// last is when its task was read last, or could have been read first.
func (e *Entry) last() int64 {
	if e.started < 0 {
		return e.due
	}
	return e.started
}

// Turn is the leave to go now: the entry, and the request as the budget counted it.
type Turn struct {
	Entry *Entry
	Sent  Sent
}

// Schedule gives turns: every wait and every submit of a client, under one budget.
//
// Tasks are read in turn: the one that was read longest ago goes first, so that nobody starves and all
// are read equally often. Once enough tasks have ended to know how long they take, the one whose read is
// most urgent goes first; but one that has waited for eight rounds, each of as many turns as tasks wait,
// goes before all others. A submit goes before the reads, but not twice in a row before them.
type Schedule struct {
	Budget    *Budget
	later     queue // by due time
	waiting   queue // by twice the time of the last turn, see Turn
	submits   []*Entry
	submitted bool
	learnt    bool // whether anything is known of how long tasks take
	order     int64
}

// Enter asks for a turn at due or soon after.
func (s *Schedule) Enter(caller *Caller, due int64, paid bool, lifetime *Lifetime) *Entry {
	s.order++
	entry := &Entry{caller: caller, due: due, paid: paid, lifetime: lifetime, order: s.order, started: -1, alive: true}
	if paid {
		s.submits = append(s.submits, entry)
	} else {
		s.queue(entry)
	}
	return entry
}

// Again asks for the next turn of a task, or moves the one that was asked for.
func (s *Schedule) Again(entry *Entry, due int64) {
	if entry.started >= 0 {
		due = max(due, entry.started+mostOftenMS)
	}
	entry.due = due
	s.queue(entry)
}

// Seen: the last read of a task found it finished, or not; one that told nothing is no news.
func (s *Schedule) Seen(entry *Entry, finished bool) {
	if entry.lifetime != nil && entry.started >= 0 {
		entry.lifetime.seen(entry.started, finished)
		s.learnt = s.learnt || entry.lifetime.known()
	}
}

// Leave: no turn any more.
func (s *Schedule) Leave(entry *Entry) {
	entry.alive = false
	entry.version++
	if entry.paid {
		s.submits = slices.DeleteFunc(s.submits, func(other *Entry) bool { return other == entry })
	}
}

// Turn is the turn of one of the caller's entries, or else after how many milliseconds to ask again.
//
// After a turn the caller is busy until it asks again: nobody waits for it meanwhile.
func (s *Schedule) Turn(caller *Caller, now int64) (*Turn, int64) {
	caller.asleep = true
	for _, entry := range caller.parked {
		if entry.alive {
			s.queue(entry)
		}
	}
	caller.parked = nil
	for len(s.later) > 0 && s.later[0].key <= now {
		next := s.later.pop()
		if next.version != next.entry.version {
			continue
		}
		// Of two with the same time, the one that was never read goes first.
		next.key = 2 * next.entry.due
		if next.entry.started >= 0 {
			next.key = 2*next.entry.started + 1
		}
		s.waiting.push(next)
	}
	chosen := s.first()
	if chosen == nil {
		until := now + longestNapMS
		if len(s.later) > 0 {
			until = s.later[0].key
		}
		return nil, nap(now, until)
	}
	if ready := s.Budget.readyAt(now, chosen.paid); ready > now {
		return nil, nap(now, ready)
	}
	if s.learnt && !chosen.paid {
		chosen = s.likeliest(chosen, now)
	}
	if chosen.caller != caller {
		return nil, nap(now, now+s.Budget.intervalUS(now)/2_000)
	}
	return s.begin(chosen, now), 0
}

func (s *Schedule) begin(entry *Entry, now int64) *Turn {
	entry.started = now
	entry.version++
	entry.caller.asleep = false
	s.submitted = entry.paid
	if entry.paid {
		s.submits = slices.DeleteFunc(s.submits, func(other *Entry) bool { return other == entry })
	} else if s.waiting[0].entry == entry {
		s.waiting.pop()
	} else {
		s.waiting = slices.DeleteFunc(s.waiting, func(one queued) bool { return one.entry == entry })
		heap.Init(&s.waiting)
	}
	return &Turn{entry, s.Budget.Take(now)}
}

// first is the entry whose turn it is, of the callers that are there.
func (s *Schedule) first() *Entry {
	for len(s.waiting) > 0 {
		next := s.waiting[0]
		current := next.version == next.entry.version
		if current && next.entry.caller.asleep {
			break
		}
		s.waiting.pop()
		if current {
			next.entry.caller.parked = append(next.entry.caller.parked, next.entry)
		}
	}
	var read *Entry
	if len(s.waiting) > 0 {
		read = s.waiting[0].entry
	}
	if read != nil && s.submitted {
		return read
	}
	for _, submit := range s.submits {
		if submit.caller.asleep {
			return submit
		}
	}
	return read
}

// likeliest is the task whose read is most urgent; of two, the one that was read longest ago.
func (s *Schedule) likeliest(oldest *Entry, now int64) *Entry {
	// In microseconds: a round is as many turns as tasks wait.
	if (now-oldest.last())*microseconds > rounds*int64(len(s.waiting))*s.Budget.intervalUS(now) {
		return oldest
	}
	best, most := oldest, int64(-1)
	var place queued
	for _, next := range s.waiting {
		if next.version != next.entry.version || !next.entry.caller.asleep {
			continue
		}
		last := next.entry.last()
		urgency := (now - last) * unknownWeight
		if lifetime := next.entry.lifetime; lifetime != nil {
			urgency = lifetime.urgency(last, now, most)
		}
		before := next.key < place.key || next.key == place.key && next.order < place.order
		if urgency > most || urgency == most && before {
			best, most, place = next.entry, urgency, next
		}
	}
	return best
}

func (s *Schedule) queue(entry *Entry) {
	entry.version++
	s.later.push(queued{entry.due, entry.order, entry.version, entry})
}

func nap(now, until int64) int64 { return min(max(until-now, 1), longestNapMS) }

// queued is an entry in a queue; it counts as long as the entry has that version.
type queued struct {
	key, order, version int64
	entry               *Entry
}

// queue is a heap of entries, the least key first.
type queue []queued

func (q *queue) push(next queued) { heap.Push(q, next) }

func (q *queue) pop() queued {
	next, _ := heap.Pop(q).(queued)
	return next
}

// Len is a part of heap.Interface.
func (q queue) Len() int { return len(q) }

// Less is a part of heap.Interface.
func (q queue) Less(i, j int) bool {
	if q[i].key != q[j].key {
		return q[i].key < q[j].key
	}
	if q[i].order != q[j].order {
		return q[i].order < q[j].order
	}
	return q[i].version < q[j].version
}

// Swap is a part of heap.Interface.
func (q queue) Swap(i, j int) { q[i], q[j] = q[j], q[i] }

// Push is a part of heap.Interface.
func (q *queue) Push(value any) {
	if next, ok := value.(queued); ok {
		*q = append(*q, next)
	}
}

// Pop is a part of heap.Interface.
func (q *queue) Pop() any {
	last := (*q)[len(*q)-1]
	(*q)[len(*q)-1] = queued{} // or a dead entry would be held
	*q = (*q)[:len(*q)-1]
	return last
}
