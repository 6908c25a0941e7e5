package modellix

import (
	"context"
	"fmt"
)

// Task is a task that was started; it is billed and goes on at the service by itself. It is not safe to
// use from several goroutines at once.
type Task struct {
	// ID: keep it; with it and the same key the task can be found again.
	ID string
	// Model is the model's id.
	Model string
	// Status is the last status seen: pending, processing, success, failed, canceled, or a word that is
	// not known yet.
	Status string

	client    *Client
	firstLook int64
}

// String names the task.
func (t *Task) String() string { return fmt.Sprintf("task %s: %s, %s", t.ID, t.Model, t.Status) }

// Wait waits until the task is finished.
//
// Errors: *TaskFailedError: it ended without a result (*TaskCanceledError: it was canceled).
// *TaskTimeoutError: it goes on at the service; waiting once more is free. *APIStatusError: the task may
// not be read: 401, 402, 403, 404. *UnexpectedResponseError: an answer that makes no sense. Canceling ctx
// ends the wait at once and does not cancel the task.
func (t *Task) Wait(ctx context.Context, options ...WaitOption) (*Result, error) {
	return t.wait(ctx, waitingOf(options))
}

func (t *Task) followed() followed { return followed{id: t.ID, model: t.Model, firstLook: t.firstLook} }

func (t *Task) wait(ctx context.Context, waiting *waiting) (*Result, error) {
	return t.waitAs(ctx, t.followed(), waiting)
}

func (t *Task) waitAs(ctx context.Context, followed followed, waiting *waiting) (*Result, error) {
	if t.client.err != nil {
		return nil, t.client.err
	}
	update := waiting.onUpdate
	noted := *waiting
	noted.onUpdate = func(task TaskData) {
		t.Status = task.Status
		if update != nil {
			update(task)
		}
	}
	data, err := t.client.engine.wait(ctx, followed, &noted)
	if err != nil {
		return nil, err
	}
	return newResult(t.client, data, t.ID, t.Model), nil
}

// Refresh reads the task once and updates Status; it fails as Tasks.Get does.
func (t *Task) Refresh(ctx context.Context) (*TaskData, error) {
	task, err := t.client.Tasks.Get(ctx, t.ID)
	if err == nil {
		t.Status = task.Status
	}
	return task, err
}

func waitingOf(options []WaitOption) *waiting {
	waiting := &waiting{}
	for _, option := range options {
		option(waiting)
	}
	return waiting
}

// Tasks are tasks by their ids; the key must be the one that submitted them.
type Tasks struct{ client *Client }

// Get reads a task once.
//
// Errors: *NotFoundError: there is no such task, or no more: results are kept for days only.
// *APIStatusError: another refusal; SafeToRetry tells whether it may pass. *APIConnectionError: no complete
// answer came. *UnexpectedResponseError: an answer that makes no sense.
func (t *Tasks) Get(ctx context.Context, id string) (*TaskData, error) {
	if t.client.err != nil {
		return nil, t.client.err
	}
	data, err := t.client.engine.task(ctx, id)
	if err != nil {
		return nil, err
	}
	return Ptr(readTaskData(data)), nil
}

// Wait waits for a task that was submitted at any time; see Task.Wait.
func (t *Tasks) Wait(ctx context.Context, id string, options ...WaitOption) (*Result, error) {
	return t.ByID(id).Wait(ctx, options...)
}

// ByID is a task that was submitted at any time, to wait for; nothing is read.
func (t *Tasks) ByID(id string) *Task { return &Task{ID: id, client: t.client, firstLook: -1} }
