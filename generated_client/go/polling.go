package modellix

import (
	"errors"
	"fmt"

	"modellix/internal/exchange"
	"modellix/internal/jsonvalue"
	"modellix/internal/pacing"
)

const (
	statusCanceled       = "canceled"
	mostPollingDoublings = 16
	longestWord          = 40
)

// action is what to do in a wait: sleep, look, or end.
type action struct {
	sleep   int64    // milliseconds to let pass, when look is nil and nothing has ended
	look    *request // carry this out, and take no longer than budget over it
	budget  int64    // milliseconds
	ended   bool
	outcome outcome
}

// outcome is how a wait ended: what the service says of a finished task, or an error.
type outcome struct {
	data jsonvalue.Value
	err  error
}

// polling is the wait for one task: when to look, what an answer means, when to give up. All times are
// milliseconds.
type polling struct {
	taskID      string
	status      string // the last status seen
	deadline    int64
	timeout     int64
	steady      bool
	pause       int64
	troubles    int
	lastTrouble error
	outcome     *outcome
	due         int64
}

// newPolling is a wait that begins now. firstLook is the time of the first look, below 0 for at once.
// A steady one looks as often as allowed instead of ever more seldom: for one task of many, between
// which a shared budget is split.
func newPolling(taskID string, now, timeout, firstLook int64, steady bool) *polling {
	p := &polling{taskID: taskID, deadline: now + timeout, timeout: timeout, steady: steady, pause: taskSpec.minDelay, due: now}
	if !steady {
		p.pause = max(taskSpec.firstDelay, p.pause)
	}
	if firstLook > now {
		p.schedule(now, firstLook-now, 0)
	}
	return p
}

// next is what to do at this time.
func (p *polling) next(now int64) action {
	if p.outcome == nil && now >= p.deadline {
		p.timedOut()
	}
	switch {
	case p.outcome != nil:
		return action{ended: true, outcome: *p.outcome}
	case now < p.due:
		return action{sleep: min(p.due, p.deadline) - now}
	default:
		return action{look: taskRequest(p.taskID), budget: p.deadline - now}
	}
}

// receive takes in what came of a look that ended at now. It returns what the service says of the task,
// for whoever watches it; Absent if it said nothing.
func (p *polling) receive(now int64, event exchange.Event) jsonvalue.Value {
	what := "task " + p.taskID
	if event.Failure != nil {
		p.waitOut(now, connectionError(event.Failure, what, p.taskID, false), 0)
		return jsonvalue.Value{}
	}
	answer := event.Answer
	if passes(answer.Status) {
		hold, _ := pacing.RetryAfterMS(answer.Headers)
		p.waitOut(now, errorOf(answer, what, p.taskID, false), hold)
		return jsonvalue.Value{}
	}
	if !isOK(answer.Status) {
		p.outcome = &outcome{err: errorOf(answer, what, p.taskID, false)}
		return jsonvalue.Value{}
	}
	data, err := taskData(answer, p.taskID)
	if err != nil {
		p.outcome = &outcome{err: err}
		return jsonvalue.Value{}
	}
	p.state(now, data, answer)
	return data
}

func (p *polling) state(now int64, data jsonvalue.Value, answer *exchange.Answer) {
	p.status = data.Get("status").Text()
	p.troubles = 0
	p.lastTrouble = nil
	switch {
	case isSuccess(p.status):
		p.outcome = &outcome{data: data}
	case isTerminal(p.status):
		p.outcome = &outcome{err: taskEnded(p.taskID, p.status, answer)}
	default:
		// Also a status that nobody knows: it is neither an end nor a success.
		p.schedule(now, p.pause, 0)
		if !p.steady {
			p.pause = min(p.pause*taskSpec.growthPercent/100, taskSpec.maxDelay)
		}
	}
}

func (p *polling) waitOut(now int64, err error, hold int64) {
	p.lastTrouble = err
	p.troubles = min(p.troubles+1, mostPollingDoublings)
	pause := min(p.pause<<p.troubles, taskSpec.maxDelay)
	p.schedule(now, max(pause, hold), hold)
}

// schedule sets the next look after a pause, or a last one shortly before the deadline.
func (p *polling) schedule(now, pause, hold int64) {
	p.due = now + max(pause, taskSpec.minDelay)
	if p.due >= p.deadline {
		// Better early than never: but never closer than allowed, nor while asked to hold.
		earliest := now + max(taskSpec.minDelay, hold)
		p.due = max(earliest, p.deadline-taskSpec.minDelay)
	}
}

func (p *polling) timedOut() {
	seen := "its status was not seen"
	if p.status != "" {
		seen = "last seen " + word(p.status)
	}
	trouble := ""
	if p.lastTrouble != nil {
		trouble = fmt.Sprintf("; the last look failed: %v", p.lastTrouble)
	}
	p.outcome = &outcome{err: &TaskTimeoutError{ModellixError{
		Message: fmt.Sprintf("task %s is not finished after %g s, %s%s. It goes on at the service: "+
			"client.Tasks.Wait(ctx, %q) waits on for the same task",
			p.taskID, float64(p.timeout)/1000, seen, trouble, p.taskID),
		TaskID: p.taskID,
		Cause:  p.lastTrouble,
	}}}
}

func taskEnded(taskID, status string, answer *exchange.Answer) error {
	failed := TaskFailedError{
		ModellixError: ModellixError{
			Message:   fmt.Sprintf("task %s ended without a result: the service says %s", taskID, word(status)),
			TaskID:    taskID,
			Status:    answer.Status,
			RequestID: answer.RequestID(),
		},
		TaskStatus: status,
	}
	if status == statusCanceled {
		return &TaskCanceledError{failed}
	}
	return &failed
}

// word is a status from the service, fit for a line of text.
func word(status string) string {
	letters := []rune(status)
	return printable(string(letters[:min(len(letters), longestWord)]), -1)
}

// hasEnded tells whether the task itself is over, however the wait ended.
func (o outcome) hasEnded() bool {
	var failed *TaskFailedError
	return o.err == nil || errors.As(o.err, &failed)
}
