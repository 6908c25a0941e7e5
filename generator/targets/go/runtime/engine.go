package modellix

import (
	"context"
	"errors"
	"log/slog"
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
	answers  *answerLog    // nil without one
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
	if settings.answerLog != "" {
		made.answers = &answerLog{path: settings.answerLog}
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
