package modellix

import (
	"bytes"
	"context"
	"io"
	"net/http"
	"sync"
	"testing"
	"time"
)

// service is a service in memory: it takes each request's body and answers what the test says.
type service struct {
	mutex    sync.Mutex
	requests []*http.Request
	bodies   [][]byte
	answer   func(request *http.Request, number int) (int, string)
}

func (s *service) RoundTrip(request *http.Request) (*http.Response, error) {
	var body []byte
	if request.Body != nil {
		var err error
		if body, err = io.ReadAll(request.Body); err != nil {
			return nil, err
		}
		_ = request.Body.Close()
	}
	s.mutex.Lock()
	s.requests = append(s.requests, request)
	s.bodies = append(s.bodies, body)
	number := len(s.requests)
	s.mutex.Unlock()
	status, text := s.answer(request, number)
	return &http.Response{
		StatusCode: status,
		Header:     http.Header{"Content-Type": {"application/json"}},
		Body:       io.NopCloser(bytes.NewReader([]byte(text))),
		Request:    request,
	}, nil
}

func (s *service) sent() int {
	s.mutex.Lock()
	defer s.mutex.Unlock()
	return len(s.requests)
}

const (
	testKey    = "mdlx-canary-key"
	isAccepted = `{"code":0,"message":"success","data":{"status":"pending","task_id":"task-1"}}`
	isSuccess1 = `{"code":0,"message":"success","data":{"status":"success","task_id":"task-1","duration":3500,` +
		`"new":{"a":[1,2.50]},"result":{"resources":[{"url":"https://files.example/1.png?sig=canary","type":"image"}]}}}`
)

func clientOf(t *testing.T, service http.RoundTripper, options ...Option) *Client {
	t.Helper()
	client := New(testKey, append([]Option{WithTransport(service)}, options...)...)
	if err := client.Err(); err != nil {
		t.Fatal(err)
	}
	t.Cleanup(client.Close)
	return client
}

// always answers the same.
func always(status int, text string) *service {
	return &service{answer: func(*http.Request, int) (int, string) { return status, text }}
}

func within(t *testing.T, limit time.Duration) context.Context {
	t.Helper()
	ctx, cancel := context.WithTimeout(context.Background(), limit)
	t.Cleanup(cancel)
	return ctx
}

// The models of acme are invented, and those that these tests speak of: what the client does is the
// same for all models, and those of the service change with its docs.
func init() {
	modelSpecs = append(modelSpecs, &acmeClipSpec, &acmeMergeSpec, &acmeOmniSpec)
}

func (c *Client) clip() *AcmeClipModel   { return &AcmeClipModel{modelCalls{c}} }
func (c *Client) merge() *AcmeMergeModel { return &AcmeMergeModel{modelCalls{c}} }
func (c *Client) omni() *AcmeOmniModel   { return &AcmeOmniModel{modelCalls{c}} }

func cafe() AcmeMergeRequest {
	return AcmeMergeRequest{
		Prompt:        Ptr("Two friends in a cafe"),
		SubjectImages: []Image{ImageURL("https://example.com/first.jpg")},
		N:             Ptr[int64](2),
	}
}
