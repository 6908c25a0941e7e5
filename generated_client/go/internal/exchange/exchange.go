// Package exchange holds what is sent and what comes of it, in plain values that no HTTP library knows.
package exchange

import "strings"

const (
	requestID = "x-request-id"
	longestID = 128
)

// Headers are the headers of an answer, by lower-case names.
type Headers map[string]string

// Answer is a complete answer.
type Answer struct {
	Status  int
	Headers Headers
	// Body is the content; only its beginning when it was too large.
	Body []byte
	// Oversize tells that the content was over the limit and was not read to its end.
	Oversize bool
}

// RequestID is the id that the service gave this request, if it is fit to be shown.
func (a *Answer) RequestID() string {
	id := a.Headers[requestID]
	if strings.ContainsFunc(id, func(letter rune) bool { return letter < ' ' || letter > '~' }) {
		return ""
	}
	return id[:min(len(id), longestID)]
}

// Failure tells that no complete answer came.
type Failure struct {
	// Reason is what happened, for a person; never the key or content.
	Reason string
	// MayHaveArrived tells whether the service may hold the whole request: false only where that is
	// impossible, because the last byte was never handed over.
	MayHaveArrived bool
	// Partial is the beginning of an answer that broke off; it may name a task.
	Partial []byte
	// Cause is the error behind it, if any.
	Cause error
}

// Event is an Answer or a Failure; the other one is nil.
type Event struct {
	Answer  *Answer
	Failure *Failure
}
