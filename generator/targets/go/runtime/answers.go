package modellix

import (
	"fmt"
	"regexp"
	"strings"
	"time"
	"unicode"

	"modellix/internal/exchange"
	"modellix/internal/jsonvalue"
	"modellix/internal/pacing"
	"modellix/internal/strictjson"
)

// HTTP statuses that mean something to the client.
const (
	statusRequestTimeout   = 408
	statusTooManyRequests  = 429
	statusNotFound         = 404
	statusFirstRedirect    = 300
	statusFirstError       = 400
	statusFirstServerError = 500
)

const longestMessage = 300

// Behind these stands what gives access to a file.
var signedAddress = regexp.MustCompile(`(?i)(https?://[^\s?#'"<>]+)[?#][^\s'"<>]*`)

var advice = map[int]string{
	401: "check the API key",
	402: "the account needs balance",
	403: "the API key may not do this",
}

func isOK(status int) bool { return 200 <= status && status < statusFirstRedirect }

// passes tells whether a read that was answered with this status is worth repeating.
func passes(status int) bool {
	return status == statusRequestTimeout || status == statusTooManyRequests || status >= statusFirstServerError
}

// content is the JSON object that the answer holds, Absent if there is none.
func content(answer *exchange.Answer) jsonvalue.Value {
	if answer.Oversize {
		return jsonvalue.Value{}
	}
	value, err := strictjson.ParseAnswer(answer.Body)
	if err != nil || value.Kind() != jsonvalue.Object {
		return jsonvalue.Value{}
	}
	return value
}

// dataOf is the data of the envelope, Absent when there is no such object.
func dataOf(answer *exchange.Answer) jsonvalue.Value {
	data := content(answer).Get("data")
	if data.Kind() != jsonvalue.Object {
		return jsonvalue.Value{}
	}
	return data
}

// errorOf is the error for an answer that did not bring what was asked for.
//
// what is what was asked for, as the beginning of a sentence; taskID the task that it is about; paid
// tells whether repeating the request could start a second task.
func errorOf(answer *exchange.Answer, what, taskID string, paid bool) error {
	base := ModellixError{TaskID: taskID, Status: answer.Status, RequestID: answer.RequestID()}
	if answer.Status < statusFirstError {
		base.Message = what + ": " + oddity(answer)
		return &UnexpectedResponseError{base}
	}
	said := messageOf(answer)
	base.Message = fmt.Sprintf("%s: HTTP %d", what, answer.Status)
	if said != "" {
		base.Message += ", " + said
	}
	if hint := advice[answer.Status]; hint != "" {
		base.Message += " (" + hint + ")"
	}
	base.SafeToRetry = answer.Status == statusTooManyRequests || !paid && passes(answer.Status)
	status := APIStatusError{ModellixError: base}
	if ms, ok := pacing.RetryAfterMS(answer.Headers); ok {
		status.RetryAfter = time.Duration(ms) * time.Millisecond
	}
	switch {
	case answer.Status >= statusFirstServerError:
		return &ServerError{status}
	case answer.Status == 400:
		return &BadRequestError{status}
	case answer.Status == 401:
		return &AuthenticationError{status}
	case answer.Status == 402:
		return &PaymentRequiredError{status}
	case answer.Status == 403:
		return &PermissionDeniedError{status}
	case answer.Status == statusNotFound:
		return &NotFoundError{status}
	case answer.Status == statusTooManyRequests:
		return &RateLimitError{status, limitKind(said)}
	default:
		return &status
	}
}

// connectionError is the error for a request that got no complete answer; arguments as for errorOf.
func connectionError(failure *exchange.Failure, what, taskID string, paid bool) *APIConnectionError {
	return &APIConnectionError{ModellixError{
		Message:     what + ": " + failure.Reason,
		TaskID:      taskID,
		SafeToRetry: !(paid && failure.MayHaveArrived),
		Cause:       failure.Cause,
	}}
}

// isConcurrencyLimit tells whether a 429 is about too many tasks at once, not about the rate.
func isConcurrencyLimit(answer *exchange.Answer) bool {
	return answer != nil && answer.Status == statusTooManyRequests && limitKind(messageOf(answer)) == "concurrency"
}

func oddity(answer *exchange.Answer) string {
	switch {
	case answer.Status >= statusFirstRedirect:
		return fmt.Sprintf("HTTP %d points to another address, which is never followed because the API key "+
			"would go there; check the base URL", answer.Status)
	case answer.Oversize:
		return fmt.Sprintf("HTTP %d with an answer over 16 MiB", answer.Status)
	case !content(answer).Present():
		return fmt.Sprintf("HTTP %d with an answer that is no JSON object", answer.Status)
	default:
		return fmt.Sprintf("HTTP %d with an answer that does not hold what was asked for", answer.Status)
	}
}

// messageOf is what the service says: on one line, of bounded length, addresses without their queries.
func messageOf(answer *exchange.Answer) string {
	message := content(answer).Get("message")
	if message.Kind() != jsonvalue.String {
		return ""
	}
	letters := []rune(signedAddress.ReplaceAllString(message.Text(), "$1?…"))
	end := ""
	if len(letters) > longestMessage {
		letters, end = letters[:longestMessage], "…"
	}
	return strings.TrimSpace(printable(string(letters), ' ')) + end
}

// printable is the text on one line: what is not to be shown is replaced, or left out for -1.
func printable(text string, instead rune) string {
	return strings.Map(func(letter rune) rune {
		if unicode.IsPrint(letter) {
			return letter
		}
		return instead
	}, text)
}

func limitKind(message string) string {
	lowered := strings.ToLower(message)
	switch {
	case strings.Contains(lowered, "concurren"):
		return "concurrency"
	case strings.Contains(lowered, "rate"):
		return "rate"
	default:
		return ""
	}
}
