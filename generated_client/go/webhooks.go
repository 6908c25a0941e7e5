package modellix

import (
	"context"
	"fmt"
	"net/http"
	"strconv"
	"strings"
	"unicode"
	"unicode/utf8"

	"modellix/internal/jsonvalue"
	"modellix/internal/strictjson"
)

const (
	longestHookWord = 512
	mostHookDigits  = 9
)

// Delivery is what a webhook delivery claims; nothing of it is proven until the task was read.
type Delivery struct {
	// Event is prediction.task.succeeded, .failed or .canceled, another word, or empty.
	Event string
	// TaskID is the task that it is about.
	TaskID string
	// DeliveryID is the delivery's own id, if it has one; the same for each time it is sent.
	DeliveryID string
	// RetryCount is how often it was sent before, -1 when it does not say.
	RetryCount int
	// Data is the task as the delivery shows it.
	Data TaskData
}

// String names the delivery.
func (d Delivery) String() string {
	return fmt.Sprintf("delivery %s of %s: %s", d.DeliveryID, d.TaskID, d.Event)
}

// ParseDelivery reads a webhook delivery: the headers and the body of the request, as they came. The service
// signs nothing, so whoever knows the address can post anything there: Tasks.Confirm asks the service itself.
// Answer a delivery with any 2xx, soon; it is sent again otherwise, and may come twice.
//
// It fails with an *UnexpectedResponseError for what is no delivery: its body is no JSON object with a task in
// it, no task id is there, or header and body name different ones. Answer with 400 then.
func ParseDelivery(headers http.Header, body []byte) (*Delivery, error) {
	if len(body) > largestAnswer {
		return nil, noDelivery("the body is over 16 MiB")
	}
	envelope, err := strictjson.ParseAnswer(body)
	if err != nil {
		return nil, noDelivery("the body is no JSON")
	}
	data := envelope.Get("data")
	if data.Kind() != jsonvalue.Object {
		return nil, noDelivery("the body holds no object called data")
	}
	told, inside := hookWord(headers.Get("X-Modellix-Task-Id")), hookWord(data.Get("task_id").Text())
	if told != "" && inside != "" && told != inside {
		return nil, noDelivery("header and body name different tasks")
	}
	delivery := &Delivery{
		Event:      hookWord(headers.Get("X-Modellix-Event")),
		TaskID:     told + inside,
		DeliveryID: hookWord(headers.Get("X-Modellix-Delivery-Id")),
		RetryCount: hookNumber(headers.Get("X-Modellix-Retry-Count")),
		Data:       readTaskData(data),
	}
	if told != "" {
		delivery.TaskID = told
	}
	if delivery.TaskID == "" {
		return nil, noDelivery("neither header nor body names a task")
	}
	return delivery, nil
}

// Confirm asks the service about the task of a delivery, once: its answer counts and not what was delivered. A
// *NotFoundError says that the account of this key has no such task: ignore the delivery. See Get for the rest.
func (t *Tasks) Confirm(ctx context.Context, delivery *Delivery) (*TaskData, error) {
	return t.Get(ctx, delivery.TaskID)
}

// hookWord is a text fit to be kept and shown; empty for what no service writes there.
func hookWord(text string) string {
	word := strings.TrimSpace(text)
	unfit := func(letter rune) bool { return !unicode.IsPrint(letter) }
	if utf8.RuneCountInString(word) > longestHookWord || strings.ContainsFunc(word, unfit) {
		return ""
	}
	return word
}

func hookNumber(text string) int {
	word := strings.TrimSpace(text)
	if word == "" || len(word) > mostHookDigits || strings.Trim(word, "0123456789") != "" {
		return -1
	}
	number, err := strconv.Atoi(word)
	if err != nil {
		return -1
	}
	return number
}

func noDelivery(why string) error {
	return &UnexpectedResponseError{ModellixError{Message: "this is no webhook delivery of the service: " + why}}
}
