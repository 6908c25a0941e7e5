package modellix

import (
	"errors"
	"fmt"
	"slices"
	"strings"

	"modellix/internal/exchange"
	"modellix/internal/jsonvalue"
)

// An answer to a submit proves that a task was started, or that none was, or leaves it open. A submit
// costs money and the service has no idempotency keys, so nothing is sent a second time unless the
// answer proves that the first one started nothing.

// refusals are the answers after which it is certain that nothing was started.
var refusals = []int{400, 401, 402, 403, 404, 405, 413, 415, 422, 429}

// accepted is a task that was started.
type accepted struct {
	taskID     string
	taskStatus string // its first status, as the service wrote it, if it did
	status     int
}

// submission is one submit: send to path, tell what came of it, and once more while told so.
type submission struct {
	model    *modelSpec
	vintages *vintages
	vintage  string
	tried    []string
}

func newSubmission(model *modelSpec, vintages *vintages) *submission {
	return &submission{model: model, vintages: vintages, vintage: vintages.first(model)}
}

// path is where to send it.
func (s *submission) path() string { return s.model.routes[s.vintage] }

// receive judges what came of sending it to path: the task, or the error to return, or neither:
// nothing was started, and it is to be sent to the path that now stands.
func (s *submission) receive(event exchange.Event) (*accepted, error) {
	missing := event.Answer != nil && event.Answer.Status == statusNotFound
	if missing && len(s.tried) == 0 {
		if other := s.vintages.afterNotFound(s.model, s.vintage); other != "" {
			s.tried = append(s.tried, s.path())
			s.vintage = other
			return nil, nil
		}
	} else if len(s.tried) > 0 && event.Answer != nil && !missing {
		s.vintages.learn(s.model, s.vintage)
	}
	task, err := judge(event, s.model.id)
	var notFound *NotFoundError
	if errors.As(err, &notFound) && notFound == err {
		s.explain(notFound)
	}
	return task, err
}

func (s *submission) explain(err *NotFoundError) {
	paths := strings.Join(append(slices.Clone(s.tried), s.path()), ", ")
	hint := "if the service has moved its paths, WithRoutes(\"auto\") finds them"
	if s.vintages.choice == routesAuto {
		hint = "is the model still offered, and the base URL right?"
	}
	err.Message = fmt.Sprintf("%s; sent to %s; %s", err.Message, paths, hint)
}

// judge is what one answer to a submit, or the lack of one, proves.
func judge(event exchange.Event, modelID string) (*accepted, error) {
	what := "submit of " + modelID
	if failure := event.Failure; failure != nil {
		cause := connectionError(failure, what, "", true)
		if failure.MayHaveArrived {
			return nil, outcomeUnknown(cause, cause.ModellixError, failure.Partial)
		}
		return nil, &NotSubmittedError{ModellixError{
			Message: fmt.Sprintf("%s did not reach the service as a whole, no task was started: %s",
				what, failure.Reason),
			SafeToRetry: true,
			Cause:       cause,
		}}
	}
	answer := event.Answer
	if isOK(answer.Status) {
		data := dataOf(answer)
		if id := data.Get("task_id"); id.Kind() == jsonvalue.String && id.Text() != "" {
			return &accepted{id.Text(), textOf(data.Get("status")), answer.Status}, nil
		}
	}
	err := errorOf(answer, what, "", true)
	if slices.Contains(refusals, answer.Status) {
		return nil, err
	}
	var base *ModellixError
	errors.As(err, &base)
	return nil, outcomeUnknown(err, *base, answer.Body)
}

func outcomeUnknown(cause error, base ModellixError, answer []byte) error {
	look := ""
	taskID := salvagedTaskID(answer)
	if taskID != "" {
		look = fmt.Sprintf("The answer names task %s: client.Tasks.Get(ctx, %q) tells whether it runs. ", taskID, taskID)
	}
	return &SubmissionOutcomeUnknownError{ModellixError{
		Message: fmt.Sprintf("%s; the submit was sent and nothing proves whether a task was started. %s"+
			"It may be running and billed: look at the tasks and charges in the service's console, or compare "+
			"client.Account.Balance(ctx) with the balance before, and only then decide", base.Message, look),
		TaskID:    taskID,
		Status:    base.Status,
		RequestID: base.RequestID,
		Cause:     cause,
	}}
}
