package modellix

import (
	"context"
	"iter"
	"sync"
)

// Outcome is how the wait for one of many tasks ended: Result, or Err as Task.Wait gives it.
type Outcome struct {
	TaskID string
	Result *Result
	Err    error
}

// WaitAll waits for many tasks under one request budget. It returns what came of each, in the order of the
// tasks; a task that is named twice is followed once. Limits of time count for all together.
func (t *Tasks) WaitAll(ctx context.Context, tasks []*Task, options ...WaitOption) []Outcome {
	found := make(map[string]Outcome, len(tasks))
	for outcome := range t.AsCompleted(ctx, tasks, options...) {
		found[outcome.TaskID] = outcome
	}
	outcomes := make([]Outcome, len(tasks))
	for at, task := range tasks {
		outcomes[at] = found[task.ID]
	}
	return outcomes
}

// AsCompleted waits for many tasks as WaitAll does, and gives what came of each in the order in which they
// end. Whoever stops early stops the waiting, not the tasks; nothing goes on in the background then.
func (t *Tasks) AsCompleted(ctx context.Context, tasks []*Task, options ...WaitOption) iter.Seq[Outcome] {
	return func(yield func(Outcome) bool) {
		ctx, cancel := context.WithCancel(ctx)
		waiting := serial(waitingOf(options))
		each := onceEach(tasks)
		ended := make(chan Outcome, len(each))
		var waits sync.WaitGroup
		defer waits.Wait()
		defer cancel()
		for _, task := range each {
			waits.Go(func() {
				followed := task.followed()
				followed.steady = true
				result, err := task.waitAs(ctx, followed, waiting)
				ended <- Outcome{task.ID, result, err}
			})
		}
		for range each {
			if !yield(<-ended) {
				return
			}
		}
	}
}

func onceEach(tasks []*Task) []*Task {
	seen := make(map[string]bool, len(tasks))
	var each []*Task
	for _, task := range tasks {
		if !seen[task.ID] {
			seen[task.ID] = true
			each = append(each, task)
		}
	}
	return each
}

// serial calls the caller's function once at a time, however many waits there are.
func serial(waiting *waiting) *waiting {
	update := waiting.onUpdate
	if update == nil {
		return waiting
	}
	var mutex sync.Mutex
	alike := *waiting
	alike.onUpdate = func(task TaskData) {
		mutex.Lock()
		defer mutex.Unlock()
		update(task)
	}
	return &alike
}
