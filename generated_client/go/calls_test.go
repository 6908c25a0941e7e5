package modellix

import (
	"context"
	"errors"
	"net/http"
	"runtime"
	"strings"
	"testing"
	"testing/synctest"
	"time"
)

func TestSubmitSendsTheBodyAsEveryClientDoes(t *testing.T) {
	service := always(200, isAccepted)
	client := clientOf(t, service)
	request := cafe()
	request.SceneImage = ImageBytes([]byte("\xff\xd8\xff\xe0 a picture"))
	task, err := client.merge().Submit(within(t, time.Minute), request,
		WebhookURL("https://example.com/hook"), RequestID("mine"), ExtraBody(map[string]any{"z": 1.0, "n": 3}))
	if err != nil {
		t.Fatal(err)
	}
	if task.ID != "task-1" || task.Status != "pending" || task.Model != "acme-merge" {
		t.Errorf("the task is %+v", task)
	}
	expected := `{"prompt":"Two friends in a cafe","subject_images":["https://example.com/first.jpg"],` +
		`"scene_image":"/9j/4CBhIHBpY3R1cmU=","n":3,"z":1}`
	if found := string(service.bodies[0]); found != expected {
		t.Errorf("sent %s", found)
	}
	sent := service.requests[0]
	for name, value := range map[string]string{
		"Authorization": "Bearer " + testKey,
		"Content-Type":  "application/json",
		"User-Agent":    "modellix-client-go/" + Version,
		"X-Webhook-Url": "https://example.com/hook",
		"X-Request-Id":  "mine",
	} {
		if sent.Header.Get(name) != value {
			t.Errorf("%s is %q", name, sent.Header.Get(name))
		}
	}
	if sent.GetBody != nil || sent.ContentLength != int64(len(expected)) {
		t.Errorf("GetBody is set: %t, Content-Length %d", sent.GetBody != nil, sent.ContentLength)
	}
}

func TestRequestThatBreaksRulesIsNotSent(t *testing.T) {
	service := always(200, isAccepted)
	client := clientOf(t, service)
	_, err := client.clip().Run(within(t, time.Minute), AcmeClipRequest{
		ImageTail:  ImageURL("https://example.com/night.jpg"),
		StaticMask: ImageURL("https://example.com/mask.png"),
		Duration:   Ptr[int64](7),
	})
	var invalid *InvalidRequestError
	if !errors.As(err, &invalid) || len(invalid.Violations) != 3 || service.sent() != 0 {
		t.Fatalf("%v, %d requests", err, service.sent())
	}
	var base *ModellixError
	if !errors.As(err, &base) || base.SafeToRetry {
		t.Errorf("the base is %+v", base)
	}
	var warned []Violation
	client = clientOf(t, service, WithValidation(Warn), WithRule("acme-clip/duration/enum", Off),
		WithWarnings(func(_ string, finding Violation) { warned = append(warned, finding) }))
	if _, err := client.clip().Submit(within(t, time.Minute), AcmeClipRequest{Duration: Ptr[int64](7)}); err != nil {
		t.Fatal(err)
	}
	if len(warned) != 1 || warned[0].Rule != "acme-clip/image/required" {
		t.Errorf("warned of %v", warned)
	}
}

func TestRunWaitsAndKeepsWhatTheServiceSays(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		service := &service{answer: func(request *http.Request, number int) (int, string) {
			if request.Method == http.MethodPost {
				return 200, isAccepted
			}
			if number < 4 {
				return 200, strings.Replace(isAccepted, "pending", "queued anew", 1)
			}
			return 200, isSuccess1
		}}
		client := clientOf(t, service)
		var seen []string
		result, err := client.merge().Run(t.Context(), cafe(), OnUpdate(func(task TaskData) { seen = append(seen, task.Status) }))
		if err != nil {
			t.Fatal(err)
		}
		if strings.Join(seen, ",") != "queued anew,queued anew,success" {
			t.Errorf("seen %v", seen)
		}
		if result.TaskID != "task-1" || len(result.Files) != 1 || *result.Duration != 3500*time.Millisecond {
			t.Errorf("the result is %+v", result)
		}
		if !strings.Contains(string(result.Raw), `"new":{"a":[1,2.50]}`) {
			t.Errorf("raw is %s", result.Raw)
		}
		if _, err := client.Tasks.Wait(t.Context(), "task-9"); !errors.As(err, new(*UnexpectedResponseError)) {
			t.Errorf("an answer about another task gave %v", err)
		}
	})
}

func TestCancelingAWaitEndsItAtOnce(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		client := clientOf(t, always(200, isAccepted))
		ctx, cancel := context.WithCancel(t.Context())
		time.AfterFunc(10*time.Second, cancel)
		begun := time.Now()
		_, err := client.Tasks.Wait(ctx, "task-1")
		var base *ModellixError
		if !errors.Is(err, context.Canceled) || !errors.As(err, &base) || base.TaskID != "task-1" || base.SafeToRetry {
			t.Errorf("%v", err)
		}
		if passed := time.Since(begun); passed != 10*time.Second {
			t.Errorf("it took %s", passed)
		}
	})
}

func TestDeadlineOfTheContextIsATimeoutThatCanBeResumed(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		service := always(200, isAccepted)
		client := clientOf(t, service)
		ctx, cancel := context.WithTimeout(t.Context(), 30*time.Second)
		defer cancel()
		begun := time.Now()
		_, err := client.Tasks.Wait(ctx, "task-1")
		var timeout *TaskTimeoutError
		if !errors.As(err, &timeout) || !errors.Is(err, context.DeadlineExceeded) || timeout.TaskID != "task-1" {
			t.Errorf("%v", err)
		}
		if passed := time.Since(begun); passed > 30*time.Second {
			t.Errorf("it took %s", passed)
		}
		polled := service.sent()
		time.Sleep(time.Hour)
		if service.sent() != polled {
			t.Error("it was polled after the end")
		}
	})
}

func TestHangingServiceIsGivenUpWithoutProgress(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		client := clientOf(t, hanging{}, WithTimeout(5*time.Second))
		begun := time.Now()
		_, err := client.merge().Submit(t.Context(), cafe())
		var unknown *SubmissionOutcomeUnknownError
		if !errors.As(err, &unknown) || unknown.SafeToRetry || !strings.Contains(err.Error(), "no progress") {
			t.Errorf("%v", err)
		}
		if passed := time.Since(begun); passed != 5*time.Second {
			t.Errorf("it took %s", passed)
		}
		if strings.Contains(err.Error(), "try again") {
			t.Errorf("it says: %v", err)
		}
	})
}

// hanging takes the whole request and never answers.
type hanging struct{}

func (hanging) RoundTrip(request *http.Request) (*http.Response, error) {
	for buffer := make([]byte, 512); ; {
		if _, err := request.Body.Read(buffer); err != nil {
			break
		}
	}
	<-request.Context().Done()
	return nil, request.Context().Err()
}

func TestNoGoroutineIsLeftBehind(t *testing.T) {
	before := runtime.NumGoroutine()
	server := rawServer(t, func(connection *rawConnection) {
		connection.readRequest()
		connection.answer(200, isAccepted)
	})
	client := New(testKey, WithBaseURL(server))
	for range 3 {
		if _, err := client.merge().Submit(within(t, time.Minute), cafe()); err != nil {
			t.Fatal(err)
		}
	}
	ctx, cancel := context.WithCancel(context.Background())
	time.AfterFunc(20*time.Millisecond, cancel)
	if _, err := client.Tasks.Wait(ctx, "task-1"); !errors.Is(err, context.Canceled) {
		t.Error(err)
	}
	client.Close()
	if _, err := client.Tasks.Get(context.Background(), "task-1"); !errors.As(err, new(*ConfigurationError)) {
		t.Errorf("a closed client gave %v", err)
	}
	for range 200 {
		// One accepts connections and one waits for the test to end: both belong to the server.
		if runtime.NumGoroutine() <= before+1 {
			return
		}
		time.Sleep(10 * time.Millisecond)
	}
	stacks := make([]byte, 1<<16)
	t.Errorf("%d goroutines more:\n%s", runtime.NumGoroutine()-before, stacks[:runtime.Stack(stacks, true)])
}

func TestRoutesAreTriedOnceAndRemembered(t *testing.T) {
	// Where the page documents the path that is tried last, the next one is the first again.
	other := (&vintages{choice: routesAuto}).afterNotFound(&acmeMergeSpec, acmeMergeSpec.documented)
	service := &service{answer: func(request *http.Request, _ int) (int, string) {
		if request.URL.Path == acmeMergeSpec.routes[other] {
			return 200, isAccepted
		}
		return 404, `{"code":404,"message":"Resource not found"}`
	}}
	client := clientOf(t, service, WithRoutes("auto"))
	for range 2 {
		if _, err := client.merge().Submit(within(t, time.Minute), cafe()); err != nil {
			t.Fatal(err)
		}
	}
	if service.sent() != 3 {
		t.Errorf("%d requests", service.sent())
	}
	client = clientOf(t, service)
	_, err := client.merge().Submit(within(t, time.Minute), cafe())
	var missing *NotFoundError
	var status *APIStatusError
	if !errors.As(err, &missing) || !errors.As(err, &status) || !strings.Contains(err.Error(), `WithRoutes("auto")`) {
		t.Errorf("%v", err)
	}
}
