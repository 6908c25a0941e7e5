// Package journal keeps a file of submits, so that a task is not lost with the process that started it.
//
// The format is the one of every client, so that programs in different languages may share a file. A line
// is a JSON object: intent before a submit is sent, outcome once it is known, ended when a wait saw the end
// of the task. The order of the writing makes a death safe: without its intent a submit was not sent,
// without its outcome it is unknown. No line holds an API key, a prompt, an image or an address; the keys
// of requests stand in it as the caller gave them.
package journal

import (
	"modellix/internal/jsonvalue"
	"modellix/internal/strictjson"
)

const format = 2 // what is written; 1 had no keys, and is read as well

// Entry is a submit that a journal knows of.
type Entry struct {
	// ID is its name in the journal.
	ID string
	// Model is the model's id; empty when its intent is missing.
	Model string
	// AtMS is when it was about to be sent, in milliseconds since the epoch.
	AtMS int64
	// Key is what the caller of Map calls the request; empty for other submits.
	Key string
	// Concluded tells whether somebody noted what came of it; if not, it is on its way, or the process that
	// sent it died.
	Concluded bool
	// TaskID is the task that it started; empty when nobody knows whether it did.
	TaskID string
	// Status is the HTTP status of the answer that left it open, 0 if there was none.
	Status int
}

// Recovery is what a journal says is left to look after.
type Recovery struct {
	// Unfinished are submits that started a task whose end nobody saw, in the order of their sending.
	Unfinished []Entry
	// Unknown are submits of which nobody knows whether they started a task; look at the tasks and charges
	// in the service's console. One that another process is sending right now stands here too.
	Unknown []Entry
	// Unread are the numbers, from 1, of lines that could not be read; of the last one it is known that a
	// process died while it wrote it.
	Unread []int
}

// ledger are the submits that the lines of a journal tell of, line after line.
type ledger struct {
	entries map[string]*Entry
	order   []*Entry
	keys    map[string][]string // names of the submits under a key, in order
	ended   map[string]bool
	unread  []int
	number  int
}

func newLedger() *ledger {
	return &ledger{entries: map[string]*Entry{}, keys: map[string][]string{}, ended: map[string]bool{}}
}

// take takes the next line in, without its line feed.
func (l *ledger) take(line []byte) {
	l.number++
	blank := true
	for _, letter := range line {
		blank = blank && (letter == ' ' || '\t' <= letter && letter <= '\r')
	}
	if !blank && !l.understood(line) {
		l.unread = append(l.unread, l.number)
	}
}

// keyed is the submit under a key that may have started a task: the first, if there are more; nil if there is
// none. If the first turns out to have started nothing, the key goes to the next in the order of the lines:
// whoever wrote that one may be about to send it, and nobody else may then.
func (l *ledger) keyed(key string) *Entry {
	for _, name := range l.keys[key] {
		if entry := l.entries[name]; entry != nil {
			found := *entry
			return &found
		}
	}
	return nil
}

// recovery is what is left to look after.
func (l *ledger) recovery() Recovery {
	left := Recovery{Unread: l.unread}
	for _, entry := range l.order {
		switch {
		case l.entries[entry.ID] != entry: // it started nothing
		case entry.TaskID == "":
			left.Unknown = append(left.Unknown, *entry)
		case !l.ended[entry.TaskID]:
			left.Unfinished = append(left.Unfinished, *entry)
		}
	}
	return left
}

func (l *ledger) understood(line []byte) bool {
	record, err := strictjson.ParseAnswer(line)
	version := record.Get("v")
	if err != nil || !version.IsInteger() || version.Int() != 1 && version.Int() != format {
		return false
	}
	name, at, taskID := record.Get("id"), record.Get("at_ms"), record.Get("task_id")
	kind := record.Get("type").Text()
	if kind == "ended" && taskID.Kind() == jsonvalue.String {
		l.ended[taskID.Text()] = true
		return true
	}
	if name.Kind() != jsonvalue.String || at.Kind() != jsonvalue.Integer {
		return false
	}
	switch kind {
	case "intent":
		entry := l.entry(Entry{ID: name.Text(), Model: record.Get("model").Text(), AtMS: at.Int(), Key: record.Get("key").Text()})
		if key := record.Get("key").Text(); key != "" {
			l.keys[key] = append(l.keys[key], entry.ID)
		}
	case "outcome":
		l.concluded(name.Text(), record, at.Int())
	default:
		return false
	}
	return true
}

func (l *ledger) concluded(name string, record jsonvalue.Value, at int64) {
	if outcome := record.Get("outcome").Text(); outcome == "refused" || outcome == "not_sent" {
		delete(l.entries, name)
		return
	}
	// Without its intent too: a task id that stands in the journal is not lost.
	entry := l.entry(Entry{ID: name, AtMS: at})
	entry.Concluded = true
	entry.Status = 0
	if status := record.Get("status"); status.Kind() == jsonvalue.Integer {
		entry.Status = int(status.Int())
	}
	if taskID := record.Get("task_id").Text(); taskID != "" {
		entry.TaskID = taskID
	}
}

// entry is the entry of that name: the one that is there, else this one.
func (l *ledger) entry(fresh Entry) *Entry {
	if known := l.entries[fresh.ID]; known != nil {
		return known
	}
	l.entries[fresh.ID] = &fresh
	l.order = append(l.order, &fresh)
	return &fresh
}
