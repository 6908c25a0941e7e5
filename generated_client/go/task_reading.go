package modellix

import (
	"net/url"
	"slices"
	"strings"

	"modellix/internal/exchange"
	"modellix/internal/jsonvalue"
)

// request is one HTTP request to the service.
type request struct {
	method string
	path   string // under the base URL, percent-encoded
	// header are headers of this request alone; the key and the client's own are added.
	header map[string]string
	body   *body
}

// taskRequest is the request that reads a task.
func taskRequest(taskID string) *request {
	encoded := percentEncoded(taskID)
	if encoded == "." || encoded == ".." { // these would name another path
		encoded = strings.ReplaceAll(encoded, ".", "%2E")
	}
	return &request{method: "GET", path: strings.ReplaceAll(taskSpec.path, "{task_id}", encoded)}
}

// percentEncoded writes all but letters, digits and -._~ as %XX of their UTF-8.
func percentEncoded(text string) string {
	encoded := url.QueryEscape(strings.ToValidUTF8(text, "?"))
	return strings.ReplaceAll(encoded, "+", "%20")
}

// taskData is what a 2xx answer says about the task, or the error it is.
//
// An answer that names no task is taken for the one that was asked for; one that names another is an
// error, whatever else it says.
func taskData(answer *exchange.Answer, taskID string) (jsonvalue.Value, error) {
	what := "task " + taskID
	data := dataOf(answer)
	if data.Get("status").Kind() != jsonvalue.String {
		return jsonvalue.Value{}, errorOf(answer, what, taskID, false)
	}
	named := data.Get("task_id")
	if named.Present() && named.Kind() != jsonvalue.Null && !(named.Kind() == jsonvalue.String && named.Text() == taskID) {
		return jsonvalue.Value{}, &UnexpectedResponseError{ModellixError{
			Message:   what + ": the answer is about another task",
			TaskID:    taskID,
			Status:    answer.Status,
			RequestID: answer.RequestID(),
		}}
	}
	return data, nil
}

// taskState is what came of reading a task once, or the error that it is.
func taskState(taskID string, event exchange.Event) (jsonvalue.Value, error) {
	what := "task " + taskID
	if event.Failure != nil {
		return jsonvalue.Value{}, connectionError(event.Failure, what, taskID, false)
	}
	if !isOK(event.Answer.Status) {
		return jsonvalue.Value{}, errorOf(event.Answer, what, taskID, false)
	}
	return taskData(event.Answer, taskID)
}

func isTerminal(status string) bool { return slices.Contains(taskSpec.terminal, status) }

func isSuccess(status string) bool { return slices.Contains(taskSpec.success, status) }
