package modellix

import (
	"errors"
	"fmt"
	"log/slog"

	"modellix/internal/journal"
)

// JournalEntry is a submit that a journal knows of.
type JournalEntry = journal.Entry

// Recovery is what a journal says is left to look after.
type Recovery = journal.Recovery

// noted is one submit as the journal tells of it; without a journal it does nothing.
type noted struct {
	file   *journal.File
	intent string
	taken  *JournalEntry // the submit that has the key already: nothing is to be sent
}

// note writes that a submit is about to be sent; when that cannot be written, nothing must be sent.
func (e *engine) note(model, key string) (*noted, error) {
	if e.journal == nil {
		return &noted{}, nil
	}
	intent, taken, err := e.journal.Intend(model, key)
	if err != nil {
		return nil, journalTrouble(err, "written", ", nothing was sent; check its path and the room on the disk")
	}
	return &noted{e.journal, intent, taken}, nil
}

// conclude writes what came of the submit. A journal that fails now is only logged: the task is not to be
// lost by it.
func (n *noted) conclude(task *accepted, verdict error) {
	if n.file == nil || n.taken != nil {
		return
	}
	outcome, taskID, status := "refused", "", 0
	var base *ModellixError
	if errors.As(verdict, &base) {
		taskID, status = base.TaskID, base.Status
	}
	switch {
	case task != nil:
		outcome, taskID, status = "accepted", task.taskID, task.status
	case errors.As(verdict, new(*NotSubmittedError)):
		outcome = "not_sent"
	case errors.As(verdict, new(*SubmissionOutcomeUnknownError)), base == nil:
		outcome = "unknown"
	}
	warnOfJournal(n.file.Conclude(n.intent, outcome, taskID, status))
}

// noteEnd writes how a wait ended, if the task itself did: other errors leave it to be waited for.
func (e *engine) noteEnd(taskID string, err error) {
	if e.journal != nil && (err == nil || hasEnded(err)) {
		warnOfJournal(e.journal.End(taskID))
	}
}

func warnOfJournal(err error) {
	if err != nil {
		slog.Default().Warn(journalTrouble(err, "written",
			": it will list a submit as unknown or unfinished that is not").Error())
	}
}

// journalTrouble is what the disk says of the journal.
func journalTrouble(err error, done, consequence string) error {
	err = withoutPath(err)
	return &ConfigurationError{ModellixError{
		Message: fmt.Sprintf("the journal cannot be %s (%v)%s", done, err, consequence),
		Cause:   err,
	}}
}

// Recover is what the journal says is left to look after; nothing is asked of the service. Accepted submits
// stay in it until a wait with the same journal saw their end.
func (t *Tasks) Recover() (Recovery, error) {
	if t.client.err != nil {
		return Recovery{}, t.client.err
	}
	if t.client.engine.journal == nil {
		return Recovery{}, configuration("no journal is kept; give WithJournal(path) to New")
	}
	left, err := t.client.engine.journal.Recover()
	if err != nil {
		return left, journalTrouble(err, "read", "")
	}
	return left, nil
}
