package modellix

import (
	"context"
	"errors"
	"net/http"
	"runtime"
	"slices"
	"sync/atomic"
	"testing"
	"testing/synctest"
	"time"
)

// A bubble of synctest fails when a goroutine in it is left over, and when all of them stand still.

func TestBreakingOutOfAMapLeavesNothingBehind(t *testing.T) {
	endless := func(yield func(any) bool) {
		for yield(cafe()) {
		}
	}
	for _, after := range []int{1, 3} {
		synctest.Test(t, func(t *testing.T) {
			account := &account{most: 6}
			service := account.service()
			client := clientOf(t, service)
			ended := 0
			for mapped := range client.MapAsCompleted(t.Context(), "acme-merge", endless, MaxInFlight(5)) {
				if mapped.Err != nil {
					t.Errorf("%+v", mapped)
				}
				if ended++; ended == after {
					break
				}
			}
			sent := service.sent()
			time.Sleep(time.Hour)
			if service.sent() != sent {
				t.Error("it was asked after the end")
			}
		})
	}
}

// stubborn answers after five seconds, whatever the context says, and counts who is waiting.
type stubborn struct {
	*service
	waiting atomic.Int64
}

func (s *stubborn) RoundTrip(request *http.Request) (*http.Response, error) {
	s.waiting.Add(1)
	defer s.waiting.Add(-1)
	time.Sleep(5 * time.Second)
	return s.service.RoundTrip(request)
}

func TestNothingGoesOnOnceTheCallHasReturned(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		host := &stubborn{service: tasksService(time.Now())}
		client := clientOf(t, host)
		var tasks []*Task
		for _, id := range []string{"task-20", "task-5000", "task-5001"} {
			tasks = append(tasks, client.Tasks.ByID(id))
		}
		for range client.Tasks.AsCompleted(t.Context(), tasks) {
			break
		}
		if count := host.waiting.Load(); count != 0 {
			t.Errorf("%d requests are still on their way", count)
		}
	})
}

func TestMapWhoseReaderPanicsLeavesNothingBehind(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		account := &account{most: 3}
		client := clientOf(t, account.service())
		defer func() {
			if recover() != "mine" {
				t.Error("the panic did not come out as it was")
			}
		}()
		for range client.MapAsCompleted(t.Context(), "acme-merge", slices.Values([]any{cafe(), cafe(), cafe()})) {
			panic("mine")
		}
	})
}

// goroutinesEnd waits for as many goroutines as there were before, and one: that accepts connections.
func goroutinesEnd(t *testing.T, before int) {
	t.Helper()
	for range 200 {
		if runtime.NumGoroutine() <= before+1 {
			return
		}
		time.Sleep(10 * time.Millisecond)
	}
	stacks := make([]byte, 1<<16)
	t.Errorf("%d goroutines more:\n%s", runtime.NumGoroutine()-before, stacks[:runtime.Stack(stacks, true)])
}

func TestNoConnectionIsLeftBehindByAnyCall(t *testing.T) {
	calls := map[string]func(ctx context.Context, client *Client, folder string) error{
		"account": func(ctx context.Context, client *Client, _ string) error {
			_, err := client.Account.Balance(ctx)
			return err
		},
		"upload": func(ctx context.Context, client *Client, _ string) error {
			_, err := client.Files.Upload(ctx, UploadBytes(make([]byte, 1<<20)))
			return err
		},
		"submit": func(ctx context.Context, client *Client, _ string) error {
			request := cafe()
			request.SceneImage = ImageBytes(append([]byte("\x89PNG\r\n\x1a\n"), make([]byte, 1<<20)...))
			_, err := client.merge().Submit(ctx, request)
			return err
		},
		"save": func(ctx context.Context, client *Client, folder string) error {
			address := client.engine.wire.baseURL + "/1.png"
			_, err := File{Resource{URL: address, Type: "image"}, client, "task-7", 0}.Save(ctx, folder)
			return err
		},
	}
	servers := map[string]func(*rawConnection){
		"hangs":  func(connection *rawConnection) { connection.readRequest(); _, _ = connection.reader.ReadByte() },
		"closes": func(connection *rawConnection) { connection.readRequest(); _ = connection.Close() },
		"stalls in the answer": func(connection *rawConnection) {
			connection.readRequest()
			_, _ = connection.Write([]byte("HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\nhalf"))
			_, _ = connection.reader.ReadByte()
		},
	}
	for what, call := range calls {
		for how, handle := range servers {
			t.Run(what+" "+how, func(t *testing.T) {
				before := runtime.NumGoroutine()
				client := New(testKey, WithBaseURL(rawServer(t, handle)), WithTimeout(30*time.Millisecond))
				ctx, cancel := context.WithTimeout(context.Background(), 60*time.Millisecond)
				defer cancel()
				if err := call(ctx, client, t.TempDir()); err == nil {
					t.Error("it was answered")
				} else if errors.As(err, new(*ConfigurationError)) {
					t.Error(err)
				}
				client.Close()
				goroutinesEnd(t, before)
			})
		}
	}
}
