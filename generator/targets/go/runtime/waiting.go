package modellix

import (
	"context"
	"errors"
	"fmt"
	"strings"
	"time"

	"modellix/internal/jsonvalue"
	"modellix/internal/pacing"
)

// followed is a task to wait for.
type followed struct {
	id        string
	model     string // empty where it is not known
	firstLook int64  // the time of the first look, below 0 for at once
	steady    bool   // one of many
}

// wait follows a task to its end.
func (e *engine) wait(ctx context.Context, task followed, waiting *waiting) (jsonvalue.Value, error) {
	limit, err := waitMS(waiting)
	if err != nil {
		return jsonvalue.Value{}, err
	}
	if err := errors.Join(e.needKey(), checkTaskID(task.id)); err != nil {
		return jsonvalue.Value{}, single(err)
	}
	limit, byContext := e.boundedBy(ctx, limit)
	now := e.clock.Now()
	polling := newPolling(task.id, now, limit, task.firstLook, task.steady)
	data, err := e.follow(ctx, polling, e.lifetime(task, now), waiting.onUpdate)
	e.noteEnd(task.id, err)
	var timeout *TaskTimeoutError
	if byContext && errors.As(err, &timeout) && timeout.Cause == nil {
		timeout.Cause = context.DeadlineExceeded
	}
	return data, noteTask(err, task.id)
}

// lifetime is what is known of a task whose wait begins now; nil when it may be of any age.
func (e *engine) lifetime(task followed, now int64) *pacing.Lifetime {
	if task.model == "" || task.firstLook < 0 {
		return nil
	}
	return e.turns.Lifetime(task.model, task.firstLook-taskSpec.firstDelay, now <= task.firstLook)
}

// boundedBy is the time to wait, no longer than the context has: a deadline ends a wait in good order,
// with a last look before it, where cancellation ends it at once.
func (e *engine) boundedBy(ctx context.Context, limit int64) (int64, bool) {
	deadline, ok := ctx.Deadline()
	if !ok || !e.isSystem {
		return limit, false
	}
	if left := time.Until(deadline).Milliseconds(); left < limit {
		return max(left, 0), true
	}
	return limit, false
}

func (e *engine) follow(ctx context.Context, polling *polling, lifetime *pacing.Lifetime, onUpdate func(TaskData)) (jsonvalue.Value, error) {
	place := e.turns.Place(false, lifetime)
	defer place.Leave()
	for {
		now := e.clock.Now()
		next := polling.next(now)
		if next.ended {
			return next.outcome.data, next.outcome.err
		}
		pause := next.sleep
		if next.look != nil {
			if pause = place.Turn(now); pause == 0 {
				if err := e.look(ctx, place, polling, next, onUpdate); err != nil {
					return jsonvalue.Value{}, err
				}
				continue
			}
			pause = min(pause, next.budget)
		}
		if err := e.clock.Sleep(ctx, pause); err != nil {
			return jsonvalue.Value{}, interrupted(polling, err)
		}
	}
}

func (e *engine) look(ctx context.Context, place *pacing.Place, polling *polling, next action, onUpdate func(TaskData)) error {
	event, err := e.wire.exchange(ctx, next.look, -1, next.budget)
	if err != nil {
		return err
	}
	now := e.clock.Now()
	place.Heard(now, event.Answer, isConcurrencyLimit(event.Answer))
	if cause := context.Cause(ctx); cause != nil && event.Answer == nil {
		return interrupted(polling, cause)
	}
	if data := polling.receive(now, event); data.Present() {
		place.Seen(isTerminal(polling.status))
		if onUpdate != nil {
			onUpdate(readTaskData(data))
		}
	}
	return nil
}

// interrupted is the end of a wait whose context has ended: a timeout when that was its deadline.
func interrupted(polling *polling, cause error) error {
	if errors.Is(cause, context.DeadlineExceeded) {
		polling.timedOut()
		return polling.outcome.err
	}
	return &ModellixError{
		Message: fmt.Sprintf("the wait for task %s was stopped: %v", polling.taskID, cause),
		TaskID:  polling.taskID,
		Cause:   cause,
	}
}

// noteTask tells whoever sees this end of a wait which task goes on: it is paid, and can be found.
func noteTask(err error, taskID string) error {
	var base *ModellixError
	if err == nil || !errors.As(err, &base) {
		return err
	}
	if base.TaskID == "" {
		base.TaskID = taskID
	}
	if hint := fmt.Sprintf("client.Tasks.Wait(ctx, %q)", taskID); !hasEnded(err) && !strings.Contains(base.Message, hint) {
		base.Message += fmt.Sprintf("; the task goes on at the service: %s waits on for it", hint)
	}
	return err
}

func hasEnded(err error) bool {
	var failed *TaskFailedError
	return errors.As(err, &failed)
}

// waitMS is the time to wait in milliseconds.
func waitMS(waiting *waiting) (int64, error) {
	if waiting.timeout == nil {
		return taskSpec.waitTimeout, nil
	}
	return durationMS("WaitTimeout", *waiting.timeout)
}
