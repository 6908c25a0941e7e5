package modellix

import (
	"errors"
	"fmt"
	"io/fs"
	"log/slog"
	"os"
	"sync"
	"time"

	"modellix/internal/exchange"
	"modellix/internal/jsonvalue"
	"modellix/internal/wirejson"
)

// answerLog is an append-only file of NDJSON, a line for each answer to a submit. Each line is one write, so
// that processes may share it, in any language that has this client.
type answerLog struct {
	path   string
	mutex  sync.Mutex
	warned bool
}

// note adds the line for an answer. A log that cannot be written is told once: a task may have been started,
// and is not to be lost by it.
func (l *answerLog) note(spec *modelSpec, body jsonvalue.Value, path string, answer *exchange.Answer) {
	line, err := answerLine(spec, body, path, answer, time.Now().UnixMilli())
	l.mutex.Lock()
	defer l.mutex.Unlock()
	if err == nil {
		err = appendTo(l.path, line)
	}
	if err != nil && !l.warned {
		l.warned = true
		slog.Default().Warn(fmt.Sprintf("the answer log cannot be written (%v); it will lack lines", withoutPath(err)))
	}
}

// appendTo adds to a file; it is made with the first line, readable to its owner.
func appendTo(path string, line []byte) error {
	file, err := os.OpenFile(path, os.O_WRONLY|os.O_CREATE|os.O_APPEND, 0o600)
	if err != nil {
		return err
	}
	_, err = file.Write(line)
	return errors.Join(err, file.Close())
}

// withoutPath is what the disk or the writer says, without the path: that may tell about the person.
func withoutPath(err error) error {
	var path *fs.PathError
	var place *wirejson.Error
	switch {
	case errors.As(err, &path):
		return path.Err
	case errors.As(err, &place):
		return errors.New(place.Why)
	default:
		return err
	}
}
