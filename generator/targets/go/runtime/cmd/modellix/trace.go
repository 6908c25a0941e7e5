package main

import (
	"context"
	"errors"
	"reflect"
	"time"

	"modellix"
	"modellix/internal/jsonvalue"
)

// trace carries one call out against a scripted service on a virtual clock: no real time passes, so that
// the same line gives the same answer in every client.
func trace(line jsonvalue.Value) (jsonvalue.Value, error) {
	scenario, err := readScenario(line)
	if err != nil {
		return jsonvalue.Value{}, err
	}
	clock := &virtualClock{}
	script := &script{replies: scenario.replies, clock: clock}
	taskID, err := scenario.carryOut(script)
	outcome := object(
		"kind", jsonvalue.OfString("success"),
		"error", jsonvalue.OfNull(),
		"task_id", jsonvalue.OfString(taskID),
		"status", orNull(script.lastStatus),
		"safe_to_retry", jsonvalue.OfBool(false),
	)
	if err != nil {
		outcome = failed(scenario, err)
	}
	return object(
		"id", line.Get("id"),
		"requests", requests(script.requests),
		"outcome", outcome,
		"t_ms", jsonvalue.OfInt(clock.now),
	), nil
}

// carryOut is the id of the task, or what became of the call.
func (s *scenario) carryOut(script *script) (string, error) {
	client := modellix.New("mdlx-trace",
		modellix.WithBaseURL(modellix.DefaultBaseURL),
		modellix.WithRoutes("documented"),
		modellix.WithTransport(script),
		modellix.WithClock(script.clock),
		modellix.WithWarnings(func(string, modellix.Violation) {}),
	)
	defer client.Close()
	ctx := context.Background()
	var submit []modellix.SubmitOption
	var wait []modellix.WaitOption
	if s.timeout >= 0 {
		limit := time.Duration(s.timeout) * time.Millisecond
		submit = append(submit, modellix.SubmitTimeout(limit))
		wait = append(wait, modellix.WaitTimeout(limit))
	}
	switch s.call {
	case "submit":
		task, err := client.Submit(ctx, s.model, s.body, submit...)
		if err != nil {
			return "", err
		}
		return task.ID, nil
	case "run":
		var options []modellix.RunOption
		for _, option := range wait {
			options = append(options, option)
		}
		return resultID(client.Run(ctx, s.model, s.body, options...))
	default:
		return resultID(client.Tasks.Wait(ctx, s.taskID, wait...))
	}
}

func resultID(result *modellix.Result, err error) (string, error) {
	if err != nil {
		return "", err
	}
	return result.TaskID, nil
}

func failed(scenario scenario, err error) jsonvalue.Value {
	var base *modellix.ModellixError
	if !errors.As(err, &base) {
		base = &modellix.ModellixError{}
	}
	taskID := jsonvalue.OfNull()
	if base.TaskID != "" {
		taskID = jsonvalue.OfString(base.TaskID)
	}
	return object(
		"kind", jsonvalue.OfString(kindOf(scenario, err, base)),
		"error", jsonvalue.OfString(reflect.TypeOf(err).Elem().Name()),
		"task_id", taskID,
		"status", orNull(base.Status),
		"safe_to_retry", jsonvalue.OfBool(base.SafeToRetry),
	)
}

func kindOf(scenario scenario, err error, base *modellix.ModellixError) string {
	switch err.(type) {
	case *modellix.TaskFailedError, *modellix.TaskCanceledError:
		return "failed"
	case *modellix.NotSubmittedError:
		return "not_sent"
	case *modellix.SubmissionOutcomeUnknownError:
		return "unknown"
	case *modellix.TaskTimeoutError:
		return "timeout"
	}
	// An error of the wait knows its task; one without was the answer to the submit itself.
	var turnedDown *modellix.APIStatusError
	if scenario.call != "wait" && errors.As(err, &turnedDown) && base.TaskID == "" {
		return "refused"
	}
	return "error"
}

func requests(seen []scriptedRequest) jsonvalue.Value {
	items := make([]jsonvalue.Value, len(seen))
	for at, request := range seen {
		items[at] = object(
			"t_ms", jsonvalue.OfInt(request.at),
			"method", jsonvalue.OfString(request.method),
			"path", jsonvalue.OfString(request.path),
		)
	}
	return jsonvalue.OfItems(items)
}

func orNull(status int) jsonvalue.Value {
	if status == 0 {
		return jsonvalue.OfNull()
	}
	return jsonvalue.OfInt(int64(status))
}
