package main

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"io"
	"net/http"

	"modellix/internal/limits"
)

// virtualClock stands still until somebody waits on it.
type virtualClock struct{ now int64 }

func (c *virtualClock) Now() int64 { return c.now }

func (c *virtualClock) Sleep(_ context.Context, milliseconds int64) error {
	c.now += milliseconds
	return nil
}

// scriptedRequest is a request that the service saw, also one that broke before its last byte.
type scriptedRequest struct {
	at           int64
	method, path string
}

// script is a service that gives each request the next reply, the last one again and again.
//
// It takes a request's body piece by piece as a connection would, so that where a fault strikes is where
// the client would have met it: once everything but the last byte was taken, or once that was taken too.
type script struct {
	replies    []scriptedReply
	clock      *virtualClock
	requests   []scriptedRequest
	lastStatus int // of the last answer, 0 before the first
}

// RoundTrip is a part of http.RoundTripper.
func (s *script) RoundTrip(request *http.Request) (*http.Response, error) {
	reply := s.replies[min(len(s.requests), len(s.replies)-1)]
	s.requests = append(s.requests, scriptedRequest{s.clock.now, request.Method, request.URL.EscapedPath()})
	if request.Body != nil {
		defer request.Body.Close() //nolint:errcheck // the client knows what became of it
		if err := taken(request, reply.fault); err != nil {
			return nil, err
		}
	}
	if err := s.pass(request, reply); err != nil {
		return nil, err
	}
	switch reply.fault {
	case "":
		s.lastStatus = reply.status
		return response(request, reply.status, reply.headers, bytes.NewReader(reply.body)), nil
	case faultTruncated:
		headers := map[string]string{"content-type": "application/json", "content-length": "100"}
		return response(request, http.StatusOK, headers, &cutShort{left: []byte(`{"code":0,`)}), nil
	default:
		return nil, errors.New("scripted: " + reply.fault)
	}
}

// taken takes as much of the body as the fault lets through.
func taken(request *http.Request, fault string) error {
	if fault == faultRefused {
		return nil
	}
	left := request.ContentLength
	if fault == faultInBody {
		left--
	}
	_, err := io.CopyN(io.Discard, request.Body, left)
	return err
}

// pass lets the time of a reply go by; the limit of the request may come first.
func (s *script) pass(request *http.Request, reply scriptedReply) error {
	if limits, ok := limits.From(request.Context()); ok {
		limit := limits.Progress
		if reply.fault == faultRefused {
			limit = limits.Connect
		}
		if reply.latency > limit {
			s.clock.now += limit
			return fmt.Errorf("nothing came in %d ms", limit)
		}
	}
	s.clock.now += reply.latency
	return nil
}

func response(request *http.Request, status int, headers map[string]string, body io.Reader) *http.Response {
	made := &http.Response{StatusCode: status, Header: http.Header{}, Body: io.NopCloser(body), Request: request}
	for name, value := range headers {
		made.Header.Set(name, value)
	}
	return made
}

// cutShort is the beginning of an answer, and then a connection that breaks.
type cutShort struct{ left []byte }

func (c *cutShort) Read(into []byte) (int, error) {
	if len(c.left) == 0 {
		return 0, io.ErrUnexpectedEOF
	}
	count := copy(into, c.left)
	c.left = c.left[count:]
	return count, nil
}
