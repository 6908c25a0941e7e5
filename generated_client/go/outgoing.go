package modellix

import (
	"errors"
	"fmt"
	"time"

	"modellix/internal/exchange"
	"modellix/internal/jsonvalue"
)

// outgoing is one submit on its way: its request, and what to do about each answer.
type outgoing struct {
	submission *submission
	resending  *resending
	body       *body
	headers    map[string]string
	value      jsonvalue.Value // the request, whose strings no error may quote
	progress   int64           // how long an attempt may stand still; -1 for the client's own setting
	limit      int64           // the caller's limit for the whole submit, -1 for none
	limited    bool            // whether a 429 is sent again as well
	answers    *answerLog      // nil without one
}

// begin counts the time of the submit from now on.
func (o *outgoing) begin(now int64) { o.resending = newResending(now, o.limit, o.limited) }

// request is the next attempt.
func (o *outgoing) request() *request {
	return &request{method: "POST", path: o.submission.path(), header: o.headers, body: o.body}
}

// budget is how long the attempt that begins now may take as a whole; -1 for any time.
func (o *outgoing) budget(now int64) int64 { return o.resending.budget(now) }

// waits tells whether an attempt that begins after the pause is still wanted.
func (o *outgoing) waits(now, pause int64) bool {
	budget := o.resending.budget(now)
	return budget < 0 || pause < budget
}

// receive takes in what came of an attempt: the task, or for how many milliseconds to wait before the
// next attempt, or what became of the submit.
func (o *outgoing) receive(now int64, event exchange.Event) (*accepted, int64, error) {
	model := o.submission.model
	if o.answers != nil && event.Answer != nil {
		o.answers.note(model, o.value, o.submission.path(), event.Answer)
	}
	event.Answer = discreet(event.Answer, o.value, model.words)
	task, verdict := o.submission.receive(event)
	if task != nil || verdict == nil {
		return task, 0, nil
	}
	// What cannot go back to its beginning would go out as another body.
	if pause := o.resending.pause(now, verdict); pause >= 0 && o.body.verify() == nil {
		return nil, pause, nil
	}
	return nil, 0, o.told(verdict)
}

// told is the error with what a person needs to find the request again.
func (o *outgoing) told(err error) error {
	var base *ModellixError
	if !errors.As(err, &base) {
		return err
	}
	sent := o.headers[requestIDHeader]
	if base.RequestID == "" {
		base.RequestID = sent
	}
	var notSubmitted *NotSubmittedError
	if !errors.As(err, &notSubmitted) {
		base.Message = fmt.Sprintf("%s [%s: %s; POST %s; ended at %s]", base.Message, requestIDHeader, sent,
			o.submission.path(), time.Now().UTC().Format(time.RFC3339))
	}
	return err
}
