package main

import (
	"fmt"
	"slices"
	"strings"

	"modellix"
	"modellix/internal/jsonvalue"
	"modellix/internal/strictjson"
	"modellix/internal/wirejson"
)

// longestMS is as long as the service keeps results: a longer wait has nothing to find.
const longestMS = 7 * 24 * 3600 * 1000

const tokenLetters = "!#$%&'*+-.^_`|~0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz"

// The faults of a scripted service.
const (
	faultRefused   = "refused"
	faultInBody    = "reset_in_body"
	faultAfterBody = "reset_after_body"
	faultTimeout   = "timeout"
	faultTruncated = "truncated"
)

var (
	calls  = []string{"wait", "submit", "run"}
	faults = []string{faultRefused, faultInBody, faultAfterBody, faultTimeout, faultTruncated}
)

// scriptedReply is what happens to one request, latency milliseconds after it begins: an answer, or a
// fault.
type scriptedReply struct {
	latency int64
	fault   string
	status  int
	headers map[string]string
	body    []byte
}

// scenario is one call of a client, and how the service answers it; the last reply repeats.
type scenario struct {
	call    string
	model   string
	body    jsonvalue.Value
	taskID  string
	timeout int64 // milliseconds, -1 for the client's own
	replies []scriptedReply
}

// scenarioReader reads a line; the first thing that is wrong with it stays in err.
type scenarioReader struct {
	line jsonvalue.Value
	err  error
}

func (r *scenarioReader) refuse(format string, arguments ...any) {
	if r.err == nil {
		r.err = strictjson.Fault("bad_line", fmt.Sprintf(format, arguments...), r.line)
	}
}

func readScenario(line jsonvalue.Value) (scenario, error) {
	reader := scenarioReader{line: line}
	read := scenario{call: line.Get("call").Text(), body: line.Get("body"), timeout: -1}
	if !slices.Contains(calls, read.call) {
		reader.refuse("call must be one of %s", strings.Join(calls, ", "))
		return read, reader.err
	}
	if read.call == "wait" {
		if read.taskID = line.Get("task_id").Text(); read.taskID == "" {
			reader.refuse("task_id must be a string that is not empty")
		}
	} else {
		read.model = reader.model()
		if !read.body.Present() {
			reader.refuse("body must be there")
		}
	}
	if timeout := line.Get("timeout_ms"); timeout.Present() && timeout.Kind() != jsonvalue.Null {
		read.timeout = reader.milliseconds(timeout, "timeout_ms")
	}
	answers := line.Get("answers")
	if len(answers.Items()) == 0 {
		reader.refuse("answers must be a list that is not empty")
	}
	for at, item := range answers.Items() {
		read.replies = append(read.replies, reader.reply(item, fmt.Sprintf("answers[%d]", at)))
	}
	return read, reader.err
}

func (r *scenarioReader) model() string {
	model := r.line.Get("model")
	if model.Kind() != jsonvalue.String {
		r.refuse("model must be there, and be a string")
	} else if r.err == nil && !slices.Contains(modellix.Models(), model.Text()) {
		r.err = known(model.Text(), r.line)
	}
	return model.Text()
}

func (r *scenarioReader) reply(item jsonvalue.Value, name string) scriptedReply {
	if item.Kind() != jsonvalue.Object {
		r.refuse("%s must be an object with status or fault", name)
		return scriptedReply{}
	}
	reply := scriptedReply{}
	if latency := item.Get("latency_ms"); latency.Present() {
		reply.latency = r.milliseconds(latency, name+".latency_ms")
	}
	if fault := item.Get("fault"); fault.Present() && fault.Kind() != jsonvalue.Null {
		if reply.fault = fault.Text(); !slices.Contains(faults, reply.fault) {
			r.refuse("%s.fault must be one of %s", name, strings.Join(faults, ", "))
		}
		return reply
	}
	status := item.Get("status")
	if !status.IsInteger() || status.Int() < 200 || status.Int() > 599 {
		r.refuse("%s needs a status from 200 to 599, or a fault", name)
		return reply
	}
	reply.status = int(status.Int())
	reply.headers = r.headers(item.Get("headers"), name)
	reply.body = scriptedBody(item.Get("body"))
	return reply
}

func (r *scenarioReader) headers(value jsonvalue.Value, name string) map[string]string {
	headers := map[string]string{"content-type": "application/json"}
	if value.Present() && value.Kind() != jsonvalue.Null && value.Kind() != jsonvalue.Object {
		r.refuse("%s.headers must be an object of strings", name)
	}
	for _, member := range value.Members() {
		if member.Name == "" || strings.Trim(member.Name, tokenLetters) != "" || !isToken(member.Name) {
			r.refuse("%s.headers: a name must be an HTTP token", name)
		} else if member.Value.Kind() != jsonvalue.String || !isPrintable(member.Value.Text()) {
			r.refuse("%s.headers: the value of %s must be printable ASCII", name, member.Name)
		}
		// The spaces around a value are no part of it (RFC 9110, 5.5).
		headers[strings.ToLower(member.Name)] = strings.Trim(member.Value.Text(), " ")
	}
	return headers
}

func isToken(name string) bool {
	return !strings.ContainsFunc(name, func(letter rune) bool { return !strings.ContainsRune(tokenLetters, letter) })
}

func isPrintable(text string) bool {
	return !strings.ContainsFunc(text, func(letter rune) bool { return letter < ' ' || letter > '~' })
}

func (r *scenarioReader) milliseconds(value jsonvalue.Value, name string) int64 {
	if !value.IsInteger() || value.Int() < 0 || value.Int() > longestMS {
		r.refuse("%s must be an integer from 0 to %d", name, longestMS)
		return 0
	}
	return value.Int()
}

// scriptedBody is a string as it is, so that an answer may be anything; all else as JSON.
func scriptedBody(body jsonvalue.Value) []byte {
	switch body.Kind() {
	case jsonvalue.Absent, jsonvalue.Null:
		return nil
	case jsonvalue.String:
		return []byte(body.Text())
	default:
		text, _ := wirejson.Append(nil, body, nil) // what was read as JSON can be written
		return text
	}
}
