package modellix

import (
	"errors"
	"fmt"
	"mime"
	"mime/multipart"
	"net/http"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"testing/synctest"
	"time"
)

func TestUploadIsAFormWithOneFile(t *testing.T) {
	service := always(200, `{"data":{"file_id":"f-1","type":"image/png","url":"https://files.example/f-1","size":8}}`)
	client := clientOf(t, service)
	path := filepath.Join(t.TempDir(), "a \"b\"\n.png")
	if err := os.WriteFile(path, []byte("\x89PNG\r\n\x1a\n"), 0o600); err != nil {
		t.Fatal(err)
	}
	for name, upload := range map[string]Upload{
		"a %22b%22.png": UploadFile(path),
		"file.png":      UploadBytes([]byte("\x89PNG\r\n\x1a\n")),
		"x.png":         UploadReader(strings.NewReader("\x89PNG\r\n\x1a\n")).Named(`..\..\x.png`),
	} {
		file, err := client.Files.Upload(within(t, time.Minute), upload)
		if err != nil || file.FileID != "f-1" || *file.Size != 8 {
			t.Fatalf("%+v, %v", file, err)
		}
		sent, body := service.requests[len(service.requests)-1], service.bodies[len(service.bodies)-1]
		_, parameters, err := mime.ParseMediaType(sent.Header.Get("Content-Type"))
		if err != nil {
			t.Fatal(err)
		}
		form, err := multipart.NewReader(strings.NewReader(string(body)), parameters["boundary"]).ReadForm(1 << 20)
		if err != nil || len(form.File["file"]) != 1 || form.File["file"][0].Header.Get("Content-Type") != "image/png" {
			t.Fatalf("%q: %v", body, err)
		}
		if !strings.Contains(string(body), fmt.Sprintf(`; filename="%s"`, name)) {
			t.Errorf("%s: %q", name, body)
		}
	}
	for _, upload := range []Upload{{}, UploadBytes(nil), UploadBytes(make([]byte, 16<<20+1)), UploadFile("/no/such"), UploadReader(nil)} {
		if _, err := client.Files.Upload(within(t, time.Minute), upload); !errors.As(err, new(*MediaError)) || service.sent() != 3 {
			t.Errorf("%v, %d requests", err, service.sent())
		}
	}
}

func TestUploadIsSentAgainOnlyWhenItDidNotArrive(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		for fault, attempts := range map[bool]int{true: 1, false: 2} {
			host := &broken1{after: fault}
			_, err := clientOf(t, host).Files.Upload(t.Context(), UploadBytes([]byte("x")))
			if !errors.As(err, new(*APIConnectionError)) || host.attempts != attempts {
				t.Errorf("%v after %d attempts", err, host.attempts)
			}
		}
	})
}

// broken1 breaks before or after it has taken the body.
type broken1 struct {
	after    bool
	attempts int
}

func (b *broken1) RoundTrip(request *http.Request) (*http.Response, error) {
	b.attempts++
	for buffer := make([]byte, 512); b.after; {
		if _, err := request.Body.Read(buffer); err != nil {
			break
		}
	}
	return nil, errReset
}

func TestFilesAreListedAndDeleted(t *testing.T) {
	for _, text := range []string{`{"data":[{"file_id":"a"},7]}`, `{"data":{"items":[{"file_id":"a"}]}}`} {
		files, err := clientOf(t, always(200, text)).Files.List(within(t, time.Minute))
		if err != nil || len(files) != 1 || files[0].FileID != "a" {
			t.Errorf("%+v, %v", files, err)
		}
	}
	if _, err := clientOf(t, always(200, `{"data":1}`)).Files.List(within(t, time.Minute)); !errors.As(err, new(*UnexpectedResponseError)) {
		t.Error(err)
	}
	service := always(200, "")
	client := clientOf(t, service)
	if err := client.Files.Delete(within(t, time.Minute), "a/../b"); err != nil || service.requests[0].URL.EscapedPath() != "/api/v1/media/files/a%2F..%2Fb" {
		t.Errorf("%v, %s", err, service.requests[0].URL.EscapedPath())
	}
	if err := clientOf(t, always(404, "")).Files.Delete(within(t, time.Minute), "a"); !errors.As(err, new(*NotFoundError)) {
		t.Error(err)
	}
}

func TestWebhookDeliveryIsAHintThatOneReadConfirms(t *testing.T) {
	headers := http.Header{}
	headers.Set("X-Modellix-Event", "prediction.task.succeeded")
	headers.Set("X-Modellix-Task-ID", "task-1")
	headers.Set("X-Modellix-Delivery-ID", "d-1")
	headers.Set("X-Modellix-Retry-Count", "2")
	delivery, err := ParseDelivery(headers, []byte(isSuccess1))
	if err != nil || delivery.TaskID != "task-1" || delivery.RetryCount != 2 || delivery.Data.Status != "success" || delivery.DeliveryID != "d-1" {
		t.Fatalf("%+v, %v", delivery, err)
	}
	service := always(200, isAccepted)
	task, err := clientOf(t, service).Tasks.Confirm(within(t, time.Minute), delivery)
	if err != nil || task.Status != "pending" || service.sent() != 1 {
		t.Errorf("%+v, %v", task, err)
	}
	other := headers.Clone()
	other.Set("X-Modellix-Task-ID", "task-9")
	for name, wrong := range map[string]struct {
		headers http.Header
		body    string
	}{
		"no JSON":    {headers, "<html>"},
		"no data":    {headers, `{"code":0}`},
		"two tasks":  {other, isSuccess1},
		"no task":    {http.Header{}, `{"data":{}}`},
		"a bad name": {http.Header{}, `{"data":{"task_id":"a\u0000b"}}`},
	} {
		if _, err := ParseDelivery(wrong.headers, []byte(wrong.body)); !errors.As(err, new(*UnexpectedResponseError)) {
			t.Errorf("%s: %v", name, err)
		}
	}
}

func TestErrorsDoNotQuoteTheRequest(t *testing.T) {
	secret := "a very private birthday surprise for grandmother"
	service := always(400, fmt.Sprintf(`{"code":400,"message":"Invalid parameters: '%s' is too %s"}`, secret, secret[7:30]))
	request := cafe()
	request.Prompt = &secret
	_, err := clientOf(t, service).merge().Submit(within(t, time.Minute), request)
	if !errors.As(err, new(*BadRequestError)) || strings.Contains(err.Error(), "birthday") || !strings.Contains(err.Error(), "Invalid parameters: '…' is too…") {
		t.Error(err)
	}
	for _, shown := range []string{fmt.Sprintf("%v %+v %#v", request, request, request.SubjectImages), fmt.Sprint(clientOf(t, service))} {
		if strings.Contains(shown, "first.jpg") || strings.Contains(shown, testKey) {
			t.Errorf("shown: %s", shown)
		}
	}
}
