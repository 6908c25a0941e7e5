package modellix

import "time"

// ModellixError is the base of every error of this package: errors.As finds it in each of them, and
// likewise the more general type in the more special one, an *APIStatusError in a *NotFoundError.
//
// None of them holds the API key, a prompt or an image, so they are fit for logs, unless the service
// itself quotes a prompt: the first 300 characters of its message are passed on.
type ModellixError struct {
	// Message says what happened, where, and what to do.
	Message string
	// TaskID is the task it is about, if there is one by now.
	TaskID string
	// Status is the HTTP status of the answer behind it, 0 if there was none.
	Status int
	// RequestID is the id that the service gave the request, to quote to its support.
	RequestID string
	// SafeToRetry tells whether the same call may be made again as it is: it has started no task, and
	// it may succeed the next time.
	SafeToRetry bool
	// Cause is the error behind this one, if there is one; errors.Is and errors.As see it too.
	Cause error
}

// Error is the message.
func (e *ModellixError) Error() string { return e.Message }

// Unwrap is the cause.
func (e *ModellixError) Unwrap() error { return e.Cause }

func (e *ModellixError) base() *ModellixError { return e }

// told is any error of this package.
type told interface {
	error
	base() *ModellixError
}

// ConfigurationError is a setting of the client or of a call that cannot be used; nothing was sent.
type ConfigurationError struct{ ModellixError }

// Unwrap is the error as a *ModellixError.
func (e *ConfigurationError) Unwrap() error { return &e.ModellixError }

// InvalidRequestError is a request that breaks the model's rules; nothing was sent.
type InvalidRequestError struct {
	ModellixError
	// Violations are all broken rules, in the contract's order; empty when the request could not be
	// written as JSON at all.
	Violations []Violation
}

// Unwrap is the error as a *ModellixError.
func (e *InvalidRequestError) Unwrap() error { return &e.ModellixError }

// MediaError is an image that was given as a file, as bytes or as a reader and cannot be read.
type MediaError struct {
	ModellixError
	// Path is the parameter, as an RFC 6901 pointer, where it is known.
	Path string
}

// Unwrap is the error as a *ModellixError.
func (e *MediaError) Unwrap() error { return &e.ModellixError }

// APIConnectionError tells that no complete answer came: the connection failed, broke or stood still.
type APIConnectionError struct{ ModellixError }

// Unwrap is the error as a *ModellixError.
func (e *APIConnectionError) Unwrap() error { return &e.ModellixError }

// UnexpectedResponseError is an answer that makes no sense: not JSON, about another task, too large, a
// redirect.
type UnexpectedResponseError struct{ ModellixError }

// Unwrap is the error as a *ModellixError.
func (e *UnexpectedResponseError) Unwrap() error { return &e.ModellixError }

// APIStatusError is an HTTP error status. Those with a meaning of their own have a type of their own.
type APIStatusError struct {
	ModellixError
	// RetryAfter is how long the service asked to be left alone, 0 if it did not ask.
	RetryAfter time.Duration
}

// Unwrap is the error as a *ModellixError.
func (e *APIStatusError) Unwrap() error { return &e.ModellixError }

// BadRequestError is 400: a parameter is missing, malformed or out of range.
type BadRequestError struct{ APIStatusError }

// Unwrap is the error as an *APIStatusError.
func (e *BadRequestError) Unwrap() error { return &e.APIStatusError }

// AuthenticationError is 401: the API key is missing, invalid or expired.
type AuthenticationError struct{ APIStatusError }

// Unwrap is the error as an *APIStatusError.
func (e *AuthenticationError) Unwrap() error { return &e.APIStatusError }

// PaymentRequiredError is 402: the balance does not suffice, or the account is in arrears.
type PaymentRequiredError struct{ APIStatusError }

// Unwrap is the error as an *APIStatusError.
func (e *PaymentRequiredError) Unwrap() error { return &e.APIStatusError }

// PermissionDeniedError is 403: the key may not do this.
type PermissionDeniedError struct{ APIStatusError }

// Unwrap is the error as an *APIStatusError.
func (e *PermissionDeniedError) Unwrap() error { return &e.APIStatusError }

// NotFoundError is 404: the task, the model or the path is unknown, or the task has expired.
type NotFoundError struct{ APIStatusError }

// Unwrap is the error as an *APIStatusError.
func (e *NotFoundError) Unwrap() error { return &e.APIStatusError }

// RateLimitError is 429: too many requests a minute, or too many tasks at once.
type RateLimitError struct {
	APIStatusError
	// Kind is rate or concurrency, as the message says; empty if it does not.
	Kind string
}

// Unwrap is the error as an *APIStatusError.
func (e *RateLimitError) Unwrap() error { return &e.APIStatusError }

// ServerError is 500 and above: the service failed or is not available.
type ServerError struct{ APIStatusError }

// Unwrap is the error as an *APIStatusError.
func (e *ServerError) Unwrap() error { return &e.APIStatusError }

// NotSubmittedError tells that the request never reached the service as a whole: no task was started,
// nothing is billed.
type NotSubmittedError struct{ ModellixError }

// Unwrap is the error as a *ModellixError.
func (e *NotSubmittedError) Unwrap() error { return &e.ModellixError }

// SubmissionOutcomeUnknownError tells that a submit was sent and nothing proves whether a task was
// started: it may be billed. Cause is the answer or the failure that left the question open.
type SubmissionOutcomeUnknownError struct{ ModellixError }

// Unwrap is the error as a *ModellixError.
func (e *SubmissionOutcomeUnknownError) Unwrap() error { return &e.ModellixError }

// TaskFailedError tells that the task ended without a result.
type TaskFailedError struct {
	ModellixError
	// TaskStatus is the task's last status, as the service wrote it.
	TaskStatus string
}

// Unwrap is the error as a *ModellixError.
func (e *TaskFailedError) Unwrap() error { return &e.ModellixError }

// TaskCanceledError tells that the task was canceled at the service.
type TaskCanceledError struct{ TaskFailedError }

// Unwrap is the error as a *TaskFailedError.
func (e *TaskCanceledError) Unwrap() error { return &e.TaskFailedError }

// TaskTimeoutError tells that the wait is over and the task is not; it goes on at the service, and can
// be waited for again.
type TaskTimeoutError struct{ ModellixError }

// Unwrap is the error as a *ModellixError.
func (e *TaskTimeoutError) Unwrap() error { return &e.ModellixError }

// DownloadError tells that a file of a result could not be saved; the task and its result are not
// touched by that.
type DownloadError struct{ ModellixError }

// Unwrap is the error as a *ModellixError.
func (e *DownloadError) Unwrap() error { return &e.ModellixError }
