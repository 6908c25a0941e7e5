package modellix

import (
	"bytes"
	"context"
	"errors"
	"io"
	"net"
	"net/http"
	"testing"
	"time"
)

// written is a connection that keeps what is written to it.
type written struct {
	net.Conn
	kept bytes.Buffer
}

func (w *written) Write(data []byte) (int, error) { return w.kept.Write(data) }

func TestLastByteDoesNotLeaveOnceTheAttemptWasJudged(t *testing.T) {
	text := []byte(`{"a":1}`)
	held := newHeldBack(bytesBody(text), func() {})
	held.watch()
	under := &written{}
	connection := &commitConn{Conn: under}
	connection.attempt.Store(held)
	read, err := io.ReadAll(held) // as net/http does, which gathers what it writes
	if err != nil || !bytes.Equal(read, text) {
		t.Fatalf("%q, %v", read, err)
	}
	if arrived, _ := held.settle(); arrived {
		t.Fatal("it may have arrived, and nothing was written")
	}
	count, err := connection.Write(read)
	if !errors.Is(err, errSettled) || count != len(text)-1 || under.kept.String() != `{"a":1` {
		t.Errorf("wrote %q, %d, %v", under.kept.String(), count, err)
	}
}

// spent is a clock that a test turns by hand.
type spent struct{ now int64 }

func (s *spent) Now() int64 { return s.now }

func (s *spent) Sleep(_ context.Context, ms int64) error {
	s.now += ms
	return nil
}

// passing is an answer during which time passes on the client's clock.
type passing struct {
	clock *spent
	left  []string
}

func (p *passing) Read(into []byte) (int, error) {
	if len(p.left) == 0 {
		return 0, io.EOF
	}
	count := copy(into, p.left[0])
	p.left = p.left[1:]
	p.clock.now += 100_000
	return count, nil
}

type carrier func(*http.Request) (*http.Response, error)

func (c carrier) RoundTrip(request *http.Request) (*http.Response, error) { return c(request) }

func answering(body io.Reader) carrier {
	return func(request *http.Request) (*http.Response, error) {
		return &http.Response{StatusCode: 200, Header: http.Header{}, Body: io.NopCloser(body), Request: request}, nil
	}
}

func TestAnswerThatIsNotOverInTimeIsGivenUpOnTheClientsOwnClock(t *testing.T) {
	for budget, isLate := range map[int64]bool{300_000: false, 299_999: true, 150_000: true, 99_999: true, -1: false} {
		clock := &spent{}
		body := &passing{clock, []string{"{", "\"a\":1", "}"}}
		wire := newWire("http://localhost", testKey, -1, answering(body), clock, &requestLog{})
		event, err := wire.exchange(t.Context(), taskRequest("task-1"), -1, budget)
		if err != nil {
			t.Fatal(err)
		}
		if isLate != (event.Failure != nil) || isLate && !errors.Is(event.Failure.Cause, errLate) {
			t.Errorf("in %d ms: %+v", budget, event)
		}
	}
}

func TestAnswerUpToItsLimitIsRead(t *testing.T) {
	for size, isTooLarge := range map[int]bool{largestAnswer: false, largestAnswer + 1: true} {
		body := bytes.NewReader(bytes.Repeat([]byte(" "), size))
		wire := newWire("http://localhost", testKey, -1, answering(body), &spent{}, &requestLog{})
		event, err := wire.exchange(t.Context(), taskRequest("task-1"), -1, -1)
		if err != nil || event.Answer == nil || event.Answer.Oversize != isTooLarge {
			t.Fatalf("%d bytes: %+v, %v", size, event, err)
		}
		if kept := len(event.Answer.Body); isTooLarge && kept != keptAnswer || !isTooLarge && kept != size {
			t.Errorf("of %d bytes %d were kept", size, kept)
		}
	}
}

// TestOwnTransportIsFitForPaidRequests looks at what no test over a connection can tell in good time.
func TestOwnTransportIsFitForPaidRequests(t *testing.T) {
	transport := ownTransport()
	if transport.ForceAttemptHTTP2 || transport.TLSNextProto == nil || len(transport.TLSNextProto) != 0 {
		t.Error("HTTP/2 would send a submit again by itself")
	}
	if transport.IdleConnTimeout <= 0 || transport.IdleConnTimeout > 2*time.Second {
		t.Errorf("connections are kept for %s, and may be closed at the other end by then", transport.IdleConnTimeout)
	}
	if !transport.DisableCompression || transport.MaxConnsPerHost != 0 {
		t.Error("an answer could unfold beyond its limit, or a submit wait for a connection unseen")
	}
}
