package journal

import (
	"bytes"
	"crypto/rand"
	"encoding/hex"
	"errors"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"sync"
	"time"

	"modellix/internal/jsonvalue"
	"modellix/internal/wirejson"
)

// File is an append-only file of NDJSON: each line is one write, and on the disk when it returns. Processes
// and goroutines may share it.
type File struct {
	path   string
	lock   func(*os.File) error // keeps other processes out until the file is closed
	mutex  sync.Mutex
	ledger *ledger
	read   int64       // how much of the file the ledger has seen
	seen   os.FileInfo // which file that was
}

// Open is the journal at that path; the file is made with the first submit, readable to its owner.
func Open(path string) *File { return &File{path: path, lock: lock, ledger: newLedger()} }

// Intend notes that a submit is about to be sent and returns the name to note its outcome under. With a key
// that another submit has already, it returns that one instead, and nothing is to be sent.
func (f *File) Intend(model, key string) (intent string, taken *Entry, err error) {
	var random [8]byte
	_, _ = rand.Read(random[:]) // it never fails
	intent = hex.EncodeToString(random[:])
	err = f.locked(func(file *os.File) (err error) {
		if taken, err = f.holder(file, key); taken != nil || err != nil {
			return err
		}
		if err := f.write(file, line(
			"type", text("intent"), "id", text(intent), "at_ms", now(), "model", text(model), "key", optional(key))); err != nil {
			return err
		}
		first, err := f.holder(file, key)
		if first == nil || first.ID == intent || err != nil {
			return err
		}
		// A program that knows no locks wrote at the same time, and its line is the first.
		taken = first
		return f.write(file, outcome(intent, "not_sent", "", 0))
	})
	return intent, taken, err
}

// Look is the submit under a key that may have started a task; nil when the key is free.
func (f *File) Look(key string) (found *Entry, err error) {
	err = f.locked(func(file *os.File) (err error) {
		found, err = f.holder(file, key)
		return err
	})
	return found, err
}

// Conclude notes what came of a submit: accepted, refused, not_sent or unknown, with the task and the HTTP
// status if there are any.
func (f *File) Conclude(intent, what, taskID string, status int) error {
	return f.locked(func(file *os.File) error { return f.write(file, outcome(intent, what, taskID, status)) })
}

// End notes that the end of a task was seen.
func (f *File) End(taskID string) error {
	return f.locked(func(file *os.File) error {
		return f.write(file, line("type", text("ended"), "at_ms", now(), "task_id", text(taskID)))
	})
}

// Recover reads what is left to look after; nothing, when there is no such file yet.
func (f *File) Recover() (Recovery, error) {
	content, err := os.ReadFile(f.path)
	if errors.Is(err, fs.ErrNotExist) {
		return Recovery{}, nil
	}
	if err != nil {
		return Recovery{}, err
	}
	all := newLedger()
	for line := range bytes.SplitSeq(bytes.TrimSuffix(content, []byte("\n")), []byte("\n")) {
		all.take(line)
	}
	return all.recovery(), nil
}

// locked opens the file, which nobody else writes meanwhile.
func (f *File) locked(do func(file *os.File) error) error {
	f.mutex.Lock()
	defer f.mutex.Unlock()
	file, err := os.OpenFile(f.path, os.O_RDWR|os.O_CREATE|os.O_APPEND, 0o600)
	if err != nil {
		return err
	}
	defer file.Close() //nolint:errcheck // what was written was synced
	if err := f.lock(file); err != nil {
		return err
	}
	return do(file)
}

// holder is the submit that has a key as the file stands now; nil when it is free, or there is no key.
func (f *File) holder(file *os.File, key string) (*Entry, error) {
	if key == "" {
		return nil, nil
	}
	err := f.catchUp(file)
	return f.ledger.keyed(key), err
}

// catchUp reads what was added since the last time.
func (f *File) catchUp(file *os.File) error {
	state, err := file.Stat()
	if err != nil {
		return err
	}
	if f.seen == nil || !os.SameFile(f.seen, state) || state.Size() < f.read {
		f.ledger, f.read = newLedger(), 0
	}
	f.seen = state
	added := make([]byte, state.Size()-f.read)
	count, err := file.ReadAt(added, f.read)
	if err != nil && !errors.Is(err, io.EOF) {
		return err
	}
	// A last line without its end is read once it has one.
	whole := added[:bytes.LastIndexByte(added[:count], '\n')+1]
	f.read += int64(len(whole))
	if len(whole) > 0 {
		for line := range bytes.SplitSeq(whole[:len(whole)-1], []byte("\n")) {
			f.ledger.take(line)
		}
	}
	return nil
}

func (f *File) write(file *os.File, line []byte) error {
	size, err := file.Seek(0, io.SeekEnd)
	if err != nil {
		return err
	}
	if size > 0 {
		var last [1]byte
		if _, err := file.ReadAt(last[:], size-1); err != nil {
			return err
		}
		if last[0] != '\n' { // a process died while it wrote
			line = append([]byte("\n"), line...)
		}
	}
	if _, err := file.Write(line); err != nil {
		return err
	}
	if err := file.Sync(); err != nil || size > 0 {
		return err
	}
	// A new file is on the disk only with its name in the folder; not every system lets one be synced.
	if folder, err := os.Open(filepath.Dir(f.path)); err == nil {
		_ = folder.Sync()
		_ = folder.Close()
	}
	return nil
}

func outcome(intent, what, taskID string, status int) []byte {
	shown := jsonvalue.OfNull()
	if status != 0 {
		shown = jsonvalue.OfInt(int64(status))
	}
	task := jsonvalue.OfNull()
	if taskID != "" {
		task = text(taskID)
	}
	return line("type", text("outcome"), "id", text(intent), "at_ms", now(), "outcome", text(what),
		"task_id", task, "status", shown)
}

func line(pairs ...any) []byte {
	members := []jsonvalue.Member{{Name: "v", Value: jsonvalue.OfInt(format)}}
	for at := 0; at+1 < len(pairs); at += 2 {
		name, _ := pairs[at].(string)
		value, _ := pairs[at+1].(jsonvalue.Value)
		members = append(members, jsonvalue.Member{Name: name, Value: value})
	}
	written, _ := wirejson.AppendAsGiven(nil, jsonvalue.OfMembers(members)) // all of it is UTF-8
	return append(written, '\n')
}

// text is a string, what is no UTF-8 in it replaced.
func text(value string) jsonvalue.Value {
	return jsonvalue.OfString(string([]rune(value)))
}

func optional(value string) jsonvalue.Value {
	if value == "" {
		return jsonvalue.Value{}
	}
	return text(value)
}

func now() jsonvalue.Value { return jsonvalue.OfInt(time.Now().UnixMilli()) }
