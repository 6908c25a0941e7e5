package modellix

import (
	"context"
	"errors"
	"fmt"
	"log/slog"
	"strings"
	"time"

	"modellix/internal/exchange"
	"modellix/internal/journal"
	"modellix/internal/jsonvalue"
	"modellix/internal/pacing"
)

// engine carries out what one client is asked for: it does what the decisions say, one step after the
// other, in the goroutine of the caller.
type engine struct {
	key      string
	vintages vintages
	clock    Clock
	isSystem bool // whether the clock is the computer's, so that deadlines of contexts mean the same time
	modes    modes
	warn     func(model string, finding Violation)
	turns    *pacing.Turns
	wire     *wire
	journal  *journal.File // nil without one
}

func newEngine(key string, options []Option) (*engine, error) {
	settings := settings{clock: systemClock{time.Now()}, warn: warnByDefault}
	for _, option := range options {
		option(&settings)
	}
	key, err := resolveAPIKey(key)
	if err != nil {
		return nil, err
	}
	baseURL, err := resolveBaseURL(settings.baseURL)
	if err != nil {
		return nil, err
	}
	routes, err := resolveRoutes(settings.routes)
	if err != nil {
		return nil, err
	}
	progress, err := progressMS("WithTimeout", settings.timeout)
	if err != nil {
		return nil, err
	}
	if err := settings.modes.check(); err != nil {
		return nil, err
	}
	_, isSystem := settings.clock.(systemClock)
	made := &engine{
		key:      key,
		vintages: vintages{choice: routes},
		clock:    settings.clock,
		isSystem: isSystem,
		modes:    settings.modes,
		warn:     settings.warn,
		turns:    pacing.NewTurns(),
		wire:     newWire(baseURL, key, progress, settings.transport, settings.clock, &requestLog{settings.logger}),
	}
	if settings.journal != "" {
		made.journal = journal.Open(settings.journal)
	}
	return made, nil
}

func warnByDefault(model string, finding Violation) {
	slog.Default().Warn(model+": "+finding.String(), "rule", finding.Rule)
}

func (e *engine) needKey() error {
	if e.key == "" {
		return missingAPIKey()
	}
	return nil
}

// submit submits a body, and once more only what provably did not arrive. plain tells that the body was
// found valid already.
func (e *engine) submit(ctx context.Context, spec *modelSpec, value jsonvalue.Value, plain bool, sending *sending) (*accepted, error) {
	outgoing, err := e.outgoing(spec, value, plain, sending)
	if err != nil {
		return nil, err
	}
	noted, err := e.note(spec.id, "")
	if err != nil {
		return nil, err
	}
	task, err := e.send(ctx, outgoing)
	noted.conclude(task, err)
	return task, err
}

// send carries a submit out, attempt by attempt.
func (e *engine) send(ctx context.Context, outgoing *outgoing) (*accepted, error) {
	for {
		event, err := e.inTurn(ctx, outgoing)
		if err != nil {
			return nil, err
		}
		task, pause, err := outgoing.receive(e.clock.Now(), event)
		if err != nil || task != nil {
			return task, err
		}
		if err := e.clock.Sleep(ctx, pause); err != nil {
			return nil, outgoing.told(notSent(outgoing.submission.model, err))
		}
	}
}

func notSent(spec *modelSpec, cause error) error {
	return &NotSubmittedError{ModellixError{
		Message:     fmt.Sprintf("submit of %s was not sent, no task was started: %v", spec.id, cause),
		SafeToRetry: true,
		Cause:       cause,
	}}
}

// outgoing is a checked request, ready to be sent now.
func (e *engine) outgoing(spec *modelSpec, value jsonvalue.Value, plain bool, sending *sending) (*outgoing, error) {
	progress, err := progressMS("Timeout", sending.timeout)
	if err != nil {
		return nil, err
	}
	limit, err := progressMS("SubmitTimeout", sending.limit)
	if err != nil {
		return nil, err
	}
	if err := sending.modes.check(); err != nil {
		return nil, err
	}
	sending.modes.below = &e.modes
	headers, err := submitHeaders(sending)
	if err != nil {
		return nil, err
	}
	if err := examine(value); err != nil {
		return nil, err
	}
	if !plain && !sending.modes.allOff() {
		if err := enforce(spec.check(value), &sending.modes, spec.id, e.warn); err != nil {
			return nil, err
		}
	}
	made, err := newBody(withExtra(value, sending.extraBody), spec.layout)
	if err != nil {
		return nil, err
	}
	if err := e.needKey(); err != nil {
		return nil, err
	}
	prepared := &outgoing{
		submission: newSubmission(spec, &e.vintages),
		body:       made,
		value:      value,
		headers:    headers,
		progress:   progress,
		limit:      limit,
		limited:    sending.retryLimited,
	}
	prepared.begin(e.clock.Now())
	return prepared, nil
}

func withExtra(value jsonvalue.Value, extra map[string]any) jsonvalue.Value {
	if len(extra) == 0 {
		return value
	}
	if value.Kind() != jsonvalue.Object {
		return jsonvalue.OfInvalid("ExtraBody over a body that is no object")
	}
	members := append([]jsonvalue.Member(nil), value.Members()...)
	return jsonvalue.OfMembers(appendMembers(members, extra))
}

// inTurn sends a submit when it is its turn.
func (e *engine) inTurn(ctx context.Context, outgoing *outgoing) (exchange.Event, error) {
	place := e.turns.Place(true, nil)
	defer place.Leave()
	for {
		if err := context.Cause(ctx); err != nil {
			return exchange.Event{}, outgoing.told(notSent(outgoing.submission.model, err))
		}
		pause := place.Turn(e.clock.Now())
		if pause == 0 {
			break
		}
		if !outgoing.waits(e.clock.Now(), pause) {
			reason := "the rate limit lets it go only after SubmitTimeout"
			return exchange.Event{Failure: &exchange.Failure{Reason: reason}}, nil
		}
		if err := e.clock.Sleep(ctx, pause); err != nil {
			return exchange.Event{}, outgoing.told(notSent(outgoing.submission.model, err))
		}
	}
	event, err := e.wire.exchange(ctx, outgoing.request(), outgoing.progress, outgoing.budget(e.clock.Now()))
	if err == nil {
		place.Heard(e.clock.Now(), event.Answer, isConcurrencyLimit(event.Answer))
	}
	return event, err
}

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

// task reads a task once.
func (e *engine) task(ctx context.Context, taskID string) (jsonvalue.Value, error) {
	if err := errors.Join(e.needKey(), checkTaskID(taskID)); err != nil {
		return jsonvalue.Value{}, single(err)
	}
	event, err := e.counted(ctx, taskRequest(taskID))
	if err != nil {
		return jsonvalue.Value{}, err
	}
	return taskState(taskID, event)
}

// read reads something of the account.
func (e *engine) read(ctx context.Context, path string) (jsonvalue.Value, error) {
	if err := e.needKey(); err != nil {
		return jsonvalue.Value{}, err
	}
	event, err := e.counted(ctx, &request{method: "GET", path: path})
	if err != nil {
		return jsonvalue.Value{}, err
	}
	return answered("GET "+path, event)
}

// counted is a request that somebody asks for now: it waits for no turn, and counts all the same.
func (e *engine) counted(ctx context.Context, request *request) (exchange.Event, error) {
	sent := e.turns.Count(e.clock.Now())
	event, err := e.wire.exchange(ctx, request, -1, -1)
	if err == nil {
		e.turns.Heard(e.clock.Now(), sent, event.Answer, isConcurrencyLimit(event.Answer))
	}
	return event, err
}

// answered is the JSON object that a plain request brought, or the error that it is.
func answered(what string, event exchange.Event) (jsonvalue.Value, error) {
	if event.Failure != nil {
		return jsonvalue.Value{}, connectionError(event.Failure, what, "", false)
	}
	if isOK(event.Answer.Status) {
		if found := content(event.Answer); found.Present() {
			return found, nil
		}
	}
	return jsonvalue.Value{}, errorOf(event.Answer, what, "", false)
}

// waitMS is the time to wait in milliseconds.
func waitMS(waiting *waiting) (int64, error) {
	if waiting.timeout == nil {
		return taskSpec.waitTimeout, nil
	}
	return durationMS("WaitTimeout", *waiting.timeout)
}

func checkTaskID(taskID string) error {
	if taskID == "" {
		return configuration("a task id must not be empty; it is what Task.ID holds")
	}
	return nil
}

// single is the first of joined errors, so that its type is plain to see.
func single(err error) error {
	if joined, ok := err.(interface{ Unwrap() []error }); ok {
		return joined.Unwrap()[0]
	}
	return err
}
