package modellix

import (
	"encoding/json"
	"errors"
	"strings"
	"testing"
	"time"
)

// refusedWith is the error of a read that the service refuses with this message.
func refusedWith(t *testing.T, message string) *BadRequestError {
	t.Helper()
	said, err := json.Marshal(message)
	if err != nil {
		t.Fatal(err)
	}
	client := clientOf(t, always(400, `{"code":400,"message":`+string(said)+`}`))
	_, err = client.Tasks.Get(within(t, time.Minute), "task-1")
	var refused *BadRequestError
	if !errors.As(err, &refused) {
		t.Fatal(err)
	}
	return refused
}

func TestMessageOfTheServiceIsShownOnOneLineAndShort(t *testing.T) {
	err := refusedWith(t, "Invalid format: "+strings.Repeat("é", 1_000)+"end")
	if text := err.Error(); strings.Count(text, "é") != 300-len("Invalid format: ") || !strings.HasSuffix(text, "…") {
		t.Errorf("it says %s", text)
	}
	err = refusedWith(t, "a\nb\x1b[31mc\u202ed\u0000e")
	if text := err.Error(); !strings.Contains(text, "a b [31mc d e") {
		t.Errorf("it says %q", text)
	}
}

func TestNoErrorGivesAccessToAFile(t *testing.T) {
	for _, address := range []string{"https://f.example/1.png", "HTTP://f.example:1/a%20b"} {
		for _, end := range []string{"?X-Signature=canary&e=1", "#canary", "?a#canary"} {
			text := refusedWith(t, "Invalid parameters: '"+address+end+"' cannot be read").Error()
			if strings.Contains(text, "canary") || !strings.Contains(text, address+"?…' cannot be read") {
				t.Errorf("it says %s", text)
			}
		}
	}
}

func TestErrorsOfOneFamilyAreTold(t *testing.T) {
	for status, kind := range map[int]any{
		400: new(*BadRequestError), 401: new(*AuthenticationError), 402: new(*PaymentRequiredError),
		403: new(*PermissionDeniedError), 404: new(*NotFoundError), 429: new(*RateLimitError),
		418: new(*APIStatusError), 503: new(*ServerError), 302: new(*UnexpectedResponseError),
	} {
		client := clientOf(t, always(status, `{"code":1,"message":"Concurrent limit exceeded"}`))
		_, err := client.Tasks.Get(within(t, time.Minute), "task-1")
		var base *ModellixError
		if !errors.As(err, kind) || !errors.As(err, &base) || base.Status != status || base.TaskID != "task-1" {
			t.Errorf("%d: %T %v", status, err, err)
		}
		if status >= 400 && !errors.As(err, new(*APIStatusError)) {
			t.Errorf("%d is no *APIStatusError: %T", status, err)
		}
		if base.SafeToRetry != (status == 429 || status == 503) {
			t.Errorf("%d: safe to retry %t", status, base.SafeToRetry)
		}
		var limited *RateLimitError
		if errors.As(err, &limited) && limited.Kind != "concurrency" {
			t.Errorf("the limit is of %q", limited.Kind)
		}
	}
}
