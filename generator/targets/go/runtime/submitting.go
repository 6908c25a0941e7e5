package modellix

import (
	"context"
	"fmt"

	"modellix/internal/exchange"
	"modellix/internal/jsonvalue"
)

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
	whole := withExtra(value, sending.extraBody)
	made, err := newBody(whole, spec.layout)
	if err != nil {
		return nil, err
	}
	if err := e.needKey(); err != nil {
		return nil, err
	}
	prepared := &outgoing{
		submission: newSubmission(spec, &e.vintages),
		body:       made,
		value:      whole,
		answers:    e.answers,
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
