package modellix

import (
	"errors"
	"fmt"
	"io"
	"strings"
	"testing"
	"time"
)

// TestFaultMatrix puts each fault in the way of a submit over a real connection: the outcome is named, and
// where it is open, no more than one complete request arrives.
func TestFaultMatrix(t *testing.T) {
	for name, cell := range faultCells() {
		for _, size := range []string{"small", "large"} {
			t.Run(name+"/"+size, func(t *testing.T) {
				address, service := countingServer(t, cell.handle)
				limit := 20 * time.Second
				if strings.HasPrefix(name, "hang") {
					limit = 400 * time.Millisecond
				}
				client := New(testKey, WithBaseURL(address), WithTimeout(limit))
				defer client.Close()
				var err error
				if size == "small" {
					_, err = client.merge().Submit(within(t, time.Minute), cafe())
				} else {
					_, err = client.omni().Submit(within(t, time.Minute), large(256<<10))
				}
				if found := fmt.Sprintf("%T", err); found != "*modellix."+cell.outcome {
					t.Errorf("%s: %v", found, err)
				}
				var base *ModellixError
				if !errors.As(err, &base) || base.TaskID != cell.taskID || base.SafeToRetry != cell.safe {
					t.Errorf("task %q, safe to retry %t", base.TaskID, base.SafeToRetry)
				}
				if service.arrived() > 1 {
					t.Errorf("%d complete requests", service.arrived())
				}
				if strings.Contains(fmt.Sprintf("%v %+v %#v", err, err, base), testKey) {
					t.Error("the key stands in the error")
				}
			})
		}
	}
}

type faultCell struct {
	handle  func(*rawConnection)
	outcome string
	taskID  string
	safe    bool
}

func faultCells() map[string]faultCell {
	answering := func(status int, text string) func(*rawConnection) {
		return func(connection *rawConnection) {
			connection.readRequest()
			connection.answer(status, text)
		}
	}
	raw := func(text string) func(*rawConnection) {
		return func(connection *rawConnection) {
			connection.readRequest()
			_, _ = connection.Write([]byte(text))
			_ = connection.Close()
		}
	}
	said := func(status int, message string) func(*rawConnection) {
		return answering(status, fmt.Sprintf(`{"code":%d,"message":%q}`, status, message))
	}
	unknown := "SubmissionOutcomeUnknownError"
	cells := map[string]faultCell{
		"reset after the body":   {handle: func(c *rawConnection) { c.readRequest(); c.reset() }, outcome: unknown},
		"closed after the body":  {handle: func(c *rawConnection) { c.readRequest(); _ = c.Close() }, outcome: unknown},
		"hang after the body":    {handle: func(c *rawConnection) { c.readRequest(); hang(c) }, outcome: unknown},
		"200 that is no JSON":    {handle: answering(200, "<html>"), outcome: unknown},
		"200 without a task":     {handle: answering(200, `{"code":0,"data":{}}`), outcome: unknown},
		"201 with a task":        {handle: answering(302, isAccepted), outcome: unknown, taskID: "task-1"},
		"error that names one":   {handle: answering(500, isAccepted), outcome: unknown, taskID: "task-1"},
		"cut short, with a task": {handle: raw("HTTP/1.1 200 OK\r\nContent-Length: 9999\r\n\r\n" + isAccepted), outcome: unknown, taskID: "task-1"},
		"cut short":              {handle: raw("HTTP/1.1 200 OK\r\nContent-Length: 9999\r\n\r\n{"), outcome: unknown},
		"no HTTP":                {handle: raw("220 smtp.example ready\r\n"), outcome: unknown},
		"oversized": {handle: func(c *rawConnection) {
			c.readRequest()
			_, _ = io.WriteString(c, "HTTP/1.1 200 OK\r\nContent-Length: 20000000\r\n\r\n")
			_, _ = io.Copy(c, io.LimitReader(zeros{}, 20_000_000))
		}, outcome: unknown},
		"429 rate":        {handle: said(429, "Rate limit exceeded: slow down"), outcome: "RateLimitError", safe: true},
		"429 concurrency": {handle: said(429, "Concurrent limit exceeded: 2 tasks"), outcome: "RateLimitError", safe: true},
	}
	for status, outcome := range map[int]string{
		301: unknown, 307: unknown, 308: unknown, 400: "BadRequestError", 401: "AuthenticationError", 402: "PaymentRequiredError",
		403: "PermissionDeniedError", 404: "NotFoundError", 405: "APIStatusError", 408: unknown, 409: unknown, 413: "APIStatusError",
		415: "APIStatusError", 418: unknown, 422: "APIStatusError", 425: unknown, 500: unknown, 502: unknown, 503: unknown, 504: unknown,
	} {
		cells[fmt.Sprint(status)] = faultCell{handle: said(status, "no: "+testKey), outcome: outcome}
	}
	return cells
}

// hang keeps the connection open until the client gives up.
func hang(connection *rawConnection) { _, _ = io.Copy(io.Discard, connection.reader) }

type zeros struct{}

func (zeros) Read(into []byte) (int, error) { return len(into), nil }
