package modellix

import (
	"context"
	"log/slog"

	"modellix/internal/exchange"
)

// requestLog tells a logger of each request: method, path, HTTP status or what went wrong, time. Never the
// key, a header's value, a body, or an answer's content.
type requestLog struct{ logger *slog.Logger }

func (l *requestLog) note(ctx context.Context, request *request, event exchange.Event, elapsed int64) {
	if l.logger == nil || !l.logger.Enabled(ctx, slog.LevelInfo) {
		return
	}
	attributes := []slog.Attr{
		slog.String("method", request.method),
		slog.String("path", request.path),
		slog.Int64("elapsed_ms", elapsed),
	}
	if request.body != nil {
		attributes = append(attributes, slog.Int64("sent_bytes", request.body.length))
	}
	if id := request.header[requestIDHeader]; id != "" {
		attributes = append(attributes, slog.String("request_id", id))
	}
	switch {
	case event.Answer != nil:
		attributes = append(attributes,
			slog.Int("status", event.Answer.Status),
			slog.Int("received_bytes", len(event.Answer.Body)),
			slog.String("answer_id", event.Answer.RequestID()))
	case event.Failure != nil:
		attributes = append(attributes,
			slog.String("trouble", event.Failure.Reason),
			slog.Bool("may_have_arrived", event.Failure.MayHaveArrived))
	}
	l.logger.LogAttrs(ctx, slog.LevelInfo, "modellix request", attributes...)
}
