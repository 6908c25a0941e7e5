package modellix

import (
	"bytes"
	"context"
	"crypto/tls"
	"errors"
	"fmt"
	"io"
	"net"
	"net/http"
	"strings"
	"sync/atomic"
	"time"

	"modellix/internal/exchange"
	"modellix/internal/limits"
)

const (
	largestAnswer = 16 << 20
	keptAnswer    = 64 << 10 // of an answer that is too large or broke off
	connectLimit  = 10_000   // milliseconds
	progressLimit = 60_000   // milliseconds
	longestReason = 200
	// A connection that was idle for longer may be closed at the other end already, and a submit that dies
	// on it leaves its outcome unknown.
	idleLimit = 2 * time.Second
)

var (
	errNoProgress = errors.New("no progress for too long")
	errLate       = errors.New("it took longer than the time that was left")
)

// wire carries requests out, one exchange at a time for each caller; it decides nothing.
type wire struct {
	baseURL   string
	key       string // sent to that address only, and taken out of everything that comes back
	progress  int64
	clock     Clock
	transport http.RoundTripper
	own       *http.Transport // nil with a transport of the caller's
	closed    atomic.Bool
	logger    *requestLog
}

func newWire(baseURL, key string, progress int64, given http.RoundTripper, clock Clock, logger *requestLog) *wire {
	if progress < 0 {
		progress = progressLimit
	}
	made := &wire{baseURL: baseURL, key: key, progress: progress, clock: clock, transport: given, logger: logger}
	if given == nil {
		made.own = ownTransport()
		made.transport = made.own
	}
	return made
}

func ownTransport() *http.Transport {
	limit := connectLimit * time.Millisecond
	dialing := &dialing{dialer: net.Dialer{Timeout: limit}, connect: limit}
	return &http.Transport{
		Proxy:               http.ProxyFromEnvironment,
		DialContext:         dialing.plain,
		DialTLSContext:      dialing.secured,
		TLSHandshakeTimeout: limit,
		TLSClientConfig:     &tls.Config{NextProtos: []string{"http/1.1"}},
		TLSNextProto:        map[string]func(string, *tls.Conn) http.RoundTripper{}, // HTTP/1.1 only
		IdleConnTimeout:     idleLimit,
		MaxIdleConnsPerHost: 16,
		// Answers are small, and one that is not compressed cannot unfold beyond its limit.
		DisableCompression: true,
	}
}

// close ends the idle connections; later requests are refused.
func (w *wire) close() {
	w.closed.Store(true)
	if w.own != nil {
		w.own.CloseIdleConnections()
	}
}

// exchange sends a request once and reads its answer. A limit below 0 is the client's own, or none.
//
// It fails with a *MediaError when an image changed while it was sent, and with a *ConfigurationError
// when the client is closed; in both cases nothing was submitted.
func (w *wire) exchange(ctx context.Context, request *request, progress, budget int64) (exchange.Event, error) {
	if w.closed.Load() {
		return exchange.Event{}, closedClient()
	}
	begun := w.clock.Now()
	attempt := w.attempt(ctx, progress, budget)
	event, err := attempt.carryOut(request)
	attempt.end()
	w.logger.note(ctx, request, event, w.clock.Now()-begun)
	return event, err
}

// attempt is one exchange on its way.
type attempt struct {
	wire   *wire
	ctx    context.Context
	cancel context.CancelCauseFunc
	stop   func() // ends the timers
	timer  *time.Timer
	limit  time.Duration
	lateAt int64 // -1 for never
	body   *heldBack
}

func (w *wire) attempt(ctx context.Context, progress, budget int64) *attempt {
	if progress < 0 {
		progress = w.progress
	}
	told := limits.Limits{Connect: min(connectLimit, progress), Progress: progress}
	made := &attempt{wire: w, lateAt: -1}
	if budget >= 0 {
		made.lateAt = w.clock.Now() + budget
		told.Connect, told.Progress = min(told.Connect, budget), min(told.Progress, budget)
	}
	made.limit = time.Duration(told.Progress) * time.Millisecond
	made.ctx, made.cancel = context.WithCancelCause(limits.With(ctx, told))
	made.timer = time.AfterFunc(made.limit, func() { made.cancel(errNoProgress) })
	made.stop = func() {}
	if budget >= 0 {
		late := time.AfterFunc(time.Duration(budget)*time.Millisecond, func() { made.cancel(errLate) })
		made.stop = func() { late.Stop() }
	}
	return made
}

// moved: there was progress.
func (a *attempt) moved() { a.timer.Reset(a.limit) }

// end lets go of all that the attempt holds.
func (a *attempt) end() {
	a.timer.Stop()
	a.stop()
	a.cancel(context.Canceled)
	if a.body != nil {
		_, _ = a.body.settle()
	}
}

func (a *attempt) carryOut(request *request) (exchange.Event, error) {
	prepared, err := a.prepare(request)
	if err != nil {
		return exchange.Event{Failure: &exchange.Failure{Reason: "the base URL cannot be used; check it", Cause: err}}, nil
	}
	response, err := a.wire.transport.RoundTrip(prepared)
	if err != nil {
		return a.failed(err, nil)
	}
	defer response.Body.Close() //nolint:errcheck // it was read as far as anybody wants
	a.moved()
	content, oversize, err := a.read(response)
	if err != nil {
		return a.failed(err, content)
	}
	return exchange.Event{Answer: a.wire.answer(response, content, oversize)}, nil
}

func (a *attempt) prepare(request *request) (*http.Request, error) {
	ctx := a.ctx
	if request.body != nil {
		a.body = newHeldBack(request.body, a.moved)
		ctx = watching(ctx, a.body)
	}
	prepared, err := http.NewRequestWithContext(ctx, request.method, a.wire.baseURL+request.path, nil)
	if err != nil {
		return nil, err
	}
	if a.body != nil {
		// Without GetBody, net/http cannot send it again by itself, whatever headers it carries.
		prepared.Body = a.body
		prepared.ContentLength = request.body.length
		prepared.Header.Set("Content-Type", "application/json")
	}
	prepared.Header.Set("User-Agent", "modellix-client-go/"+Version)
	prepared.Header.Set("Accept", "application/json")
	prepared.Header.Set("Accept-Encoding", "identity")
	for name, value := range request.header {
		prepared.Header.Set(name, value)
	}
	prepared.Header.Set("Authorization", "Bearer "+a.wire.key)
	return prepared, nil
}

// read reads the answer, as far as it is kept, and tells whether there was more of it.
func (a *attempt) read(response *http.Response) (content []byte, oversize bool, err error) {
	decoded, err := decoding(response)
	if decoded == nil || err != nil {
		return nil, false, err
	}
	var buffer [32 << 10]byte
	for {
		count, err := decoded.Read(buffer[:])
		content = append(content, buffer[:count]...)
		if len(content) > largestAnswer {
			return content[:keptAnswer], true, nil
		}
		a.moved()
		if errors.Is(err, io.EOF) {
			return content, false, nil
		}
		if err == nil && a.lateAt >= 0 && a.wire.clock.Now() > a.lateAt {
			err = errLate
		}
		if err != nil {
			return content, false, err
		}
	}
}

// failed is what an error of the HTTP library means; its type says nothing of what was sent.
func (a *attempt) failed(err error, partial []byte) (exchange.Event, error) {
	arrived := true // a read may always have arrived
	if a.body != nil {
		var trouble error
		arrived, trouble = a.body.settle()
		var media *MediaError
		if errors.As(trouble, &media) {
			return exchange.Event{}, media
		}
	}
	if cause := context.Cause(a.ctx); cause != nil && a.ctx.Err() != nil {
		err = cause
	}
	return exchange.Event{Failure: &exchange.Failure{
		Reason:         a.wire.redacted(reason(err)),
		MayHaveArrived: arrived,
		Partial:        partial[:min(len(partial), keptAnswer)],
		Cause:          err,
	}}, nil
}

// reason is an error of the network for a person.
func reason(err error) string {
	var timeout net.Error
	text := printable(err.Error(), ' ')
	if letters := []rune(text); len(letters) > longestReason {
		text = string(letters[:longestReason])
	}
	if errors.As(err, &timeout) && timeout.Timeout() && !errors.Is(err, context.DeadlineExceeded) {
		return fmt.Sprintf("no progress for too long (%s)", text)
	}
	return text
}

// answer is a complete answer, without the key: a service or a proxy that repeats it in its message must
// not put it in a log.
func (w *wire) answer(response *http.Response, content []byte, oversize bool) *exchange.Answer {
	headers := exchange.Headers{}
	for name, values := range response.Header {
		headers[strings.ToLower(name)] = w.redacted(strings.Join(values, ", "))
	}
	if w.key != "" && response.StatusCode >= statusFirstError {
		content = w.redactedContent(content)
	}
	return &exchange.Answer{Status: response.StatusCode, Headers: headers, Body: content, Oversize: oversize}
}

func (w *wire) redacted(text string) string {
	if w.key == "" {
		return text
	}
	return strings.ReplaceAll(text, w.key, "***")
}

func (w *wire) redactedContent(content []byte) []byte {
	if bytes.ContainsRune(content, '\\') {
		// JSON can write any letter of the key as an escape. Without the key, an answer stays as it is:
		// written anew, it would lose what stands there twice.
		quoted := quotedKey(w.key)
		if plain := unescaped(content); bytes.Contains(plain, quoted) {
			content = plain
		}
		content = bytes.ReplaceAll(content, quoted, []byte("***"))
	}
	return bytes.ReplaceAll(content, []byte(w.key), []byte("***"))
}
