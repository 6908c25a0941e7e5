package modellix

import (
	"log/slog"
	"net/http"
	"time"
)

// Option is a setting of a client.
type Option func(*settings)

type settings struct {
	baseURL   string
	routes    string
	timeout   *time.Duration
	transport http.RoundTripper
	clock     Clock
	modes     modes
	logger    *slog.Logger
	warn      func(model string, finding Violation)
	journal   string
	answerLog string
}

// WithBaseURL is the service's origin without /api/v1; else MODELLIX_BASE_URL, else DefaultBaseURL.
func WithBaseURL(origin string) Option { return func(s *settings) { s.baseURL = origin } }

// WithRoutes is which form of the API's paths to use: documented (the default), a, b, c, or auto: where
// the documented one is not found, the next one once. Else MODELLIX_ROUTES.
func WithRoutes(routes string) Option { return func(s *settings) { s.routes = routes } }

// WithTimeout is the time without progress after which a request is given up; a minute by default.
// Connecting takes at most 10 seconds.
func WithTimeout(limit time.Duration) Option { return func(s *settings) { s.timeout = &limit } }

// WithTransport is another way to carry requests. It must not follow redirects or send anything twice;
// a body refuses to be read a second time.
func WithTransport(transport http.RoundTripper) Option {
	return func(s *settings) { s.transport = transport }
}

// WithClock is another clock, for tests and simulations.
func WithClock(clock Clock) Option { return func(s *settings) { s.clock = clock } }

// WithValidation is how strictly requests are checked; Strict by default.
func WithValidation(mode Mode) Option { return func(s *settings) { s.modes.set(anyRule, mode) } }

// WithRule is how strictly a single rule is kept, by its id.
func WithRule(rule string, mode Mode) Option { return func(s *settings) { s.modes.set(rule, mode) } }

// WithWarnings is told each broken rule that does not block a request. By default slog.Default is.
func WithWarnings(warn func(model string, finding Violation)) Option {
	return func(s *settings) { s.warn = warn }
}

// WithLogger logs one event for each request, at level Info, without key, headers or content. Nothing is
// logged by default.
func WithLogger(logger *slog.Logger) Option { return func(s *settings) { s.logger = logger } }

// WithJournal is a file to note each submit in, before it is sent and after; see Tasks.Recover. It holds model
// names, task ids, times and the keys given to Map, and no API key, prompt or image. Processes may share it,
// in any language that has this client.
func WithJournal(path string) Option { return func(s *settings) { s.journal = path } }

// WithAnswerLog is a file to note in what the service said to each submit, and which rules the request broke: to
// hold the spec against, with the project's make drift. It holds numbers, lengths, parameter names and rule ids, and
// no API key, prompt, image or address. Processes may share it.
func WithAnswerLog(path string) Option { return func(s *settings) { s.answerLog = path } }

// RunOption is a setting of one Run: a SubmitOption or a WaitOption.
type RunOption interface{ applyRun(*sending, *waiting) }

// SubmitOption is a setting of one submit.
type SubmitOption func(*sending)

// WaitOption is a setting of one wait.
type WaitOption func(*waiting)

func (o SubmitOption) applyRun(sending *sending, _ *waiting) { o(sending) }

func (o WaitOption) applyRun(_ *sending, waiting *waiting) { o(waiting) }

// sending is what a submit takes besides the request.
type sending struct {
	extraBody    map[string]any
	headers      map[string]string
	webhookURL   *string
	requestID    *string
	modes        modes
	timeout      *time.Duration
	limit        *time.Duration
	retryLimited bool
}

// ExtraBody are members to put over the request, unchecked: the way to send what this client does not
// know.
func ExtraBody(members map[string]any) SubmitOption {
	return func(s *sending) { s.extraBody = members }
}

// ExtraHeaders are headers of this submit besides the client's own.
func ExtraHeaders(headers map[string]string) SubmitOption {
	return func(s *sending) { s.headers = headers }
}

// WebhookURL is where the service is to report the end of the task: public, HTTPS.
func WebhookURL(address string) SubmitOption { return func(s *sending) { s.webhookURL = &address } }

// RequestID names this submit in logs, sent as X-Request-ID; one is made up without it. It does not keep
// the service from starting a second task.
func RequestID(id string) SubmitOption { return func(s *sending) { s.requestID = &id } }

// Validation is how strictly this request is checked, over the client's setting.
func Validation(mode Mode) SubmitOption { return func(s *sending) { s.modes.set(anyRule, mode) } }

// Rule is how strictly a single rule is kept for this request, over the client's setting.
func Rule(rule string, mode Mode) SubmitOption { return func(s *sending) { s.modes.set(rule, mode) } }

// Timeout is the time without progress after which this submit is given up, over the client's setting.
func Timeout(limit time.Duration) SubmitOption { return func(s *sending) { s.timeout = &limit } }

// SubmitTimeout is the time for the submit as a whole, attempts and pauses included; one that runs into it
// after its last byte has an unknown outcome. Without it, nothing is sent again later than two minutes
// after the beginning.
func SubmitTimeout(limit time.Duration) SubmitOption { return func(s *sending) { s.limit = &limit } }

// RetryLimited sends again after a 429 too, which started nothing, when the service's Retry-After or a
// growing pause (1 to 30 seconds) is over.
func RetryLimited() SubmitOption { return func(s *sending) { s.retryLimited = true } }

// waiting is what a wait takes besides the task.
type waiting struct {
	timeout  *time.Duration
	onUpdate func(TaskData)
}

// WaitTimeout is for how long to wait; half an hour by default. A deadline of the context that comes
// earlier ends the wait in the same way, with a *TaskTimeoutError.
func WaitTimeout(limit time.Duration) WaitOption { return func(w *waiting) { w.timeout = &limit } }

// OnUpdate is called with every reading of the task, the last one included.
func OnUpdate(update func(TaskData)) WaitOption { return func(w *waiting) { w.onUpdate = update } }
