package journal

import (
	"fmt"
	"os"
	"path/filepath"
	"sync"
	"testing"
)

// A journal that another client has begun: one task that it left running, one key that is taken.
// MODELLIX_JOURNAL names the file.
func TestJournalOfAnotherClientIsCarriedOn(t *testing.T) {
	path := os.Getenv("MODELLIX_JOURNAL")
	if path == "" {
		t.Skip("MODELLIX_JOURNAL names no journal of another client")
	}
	file := Open(path)
	left, err := file.Recover()
	if err != nil || len(left.Unfinished) != 1 || left.Unfinished[0].TaskID != "task-of-theirs" || len(left.Unknown) != 1 || len(left.Unread) != 1 {
		t.Fatalf("%+v, %v", left, err)
	}
	if _, taken, err := file.Intend("acme-merge", "their key"); err != nil || taken == nil || taken.TaskID != "task-of-theirs" {
		t.Errorf("%+v, %v", taken, err)
	}
	intent, taken, err := file.Intend("acme-merge", "our ké")
	if err != nil || taken != nil {
		t.Fatalf("%+v, %v", taken, err)
	}
	if err := file.Conclude(intent, "accepted", "task-of-ours", 200); err != nil {
		t.Error(err)
	}
	if err := file.End("task-of-theirs"); err != nil {
		t.Error(err)
	}
}

func TestTornLineIsToldAndDoesNoHarm(t *testing.T) {
	path := filepath.Join(t.TempDir(), "journal")
	file := Open(path)
	first, _, err := file.Intend("m", "k")
	if err != nil {
		t.Fatal(err)
	}
	raw, _ := os.ReadFile(path)
	if err := os.WriteFile(path, append(raw, `{"v":2,"type":"outc`...), 0o600); err != nil {
		t.Fatal(err)
	}
	if err := file.Conclude(first, "unknown", "", 503); err != nil {
		t.Fatal(err)
	}
	left, err := file.Recover()
	if err != nil || len(left.Unread) != 1 || left.Unread[0] != 2 || len(left.Unknown) != 1 || left.Unknown[0].Status != 503 {
		t.Errorf("%+v, %v", left, err)
	}
	if entry, err := Open(path).Look("k"); err != nil || entry == nil || !entry.Concluded {
		t.Errorf("%+v, %v", entry, err)
	}
	if err := file.Conclude(first, "refused", "", 400); err != nil {
		t.Fatal(err)
	}
	if entry, err := file.Look("k"); err != nil || entry != nil {
		t.Errorf("a key that started nothing is taken: %+v, %v", entry, err)
	}
	if left, err := Open(filepath.Join(t.TempDir(), "none")).Recover(); err != nil || len(left.Unknown) != 0 {
		t.Errorf("%+v, %v", left, err)
	}
	if info, err := os.Stat(path); err != nil || info.Mode().Perm()&0o077 != 0 && os.PathSeparator == '/' {
		t.Errorf("%v, %v", info.Mode(), err)
	}
}

func TestOfManyThatClaimAKeyOneGetsIt(t *testing.T) {
	t.Run("with locks", func(t *testing.T) { claimedOnce(t, lock) })
	// As it is on systems without locks, and beside programs that know none.
	t.Run("without", func(t *testing.T) { claimedOnce(t, func(*os.File) error { return nil }) })
}

func claimedOnce(t *testing.T, lock func(*os.File) error) {
	const keys = 40
	path := filepath.Join(t.TempDir(), "journal")
	var wins sync.Map
	var programs [8]*File
	for at := range programs {
		programs[at] = Open(path) // as another process has it
		programs[at].lock = lock
	}
	for key := range keys {
		var claims sync.WaitGroup
		for _, file := range programs {
			claims.Go(func() {
				intent, taken, err := file.Intend("m", fmt.Sprint(key))
				if err != nil {
					t.Error(err)
				} else if taken == nil {
					if other, twice := wins.LoadOrStore(key, intent); twice {
						t.Errorf("key %d went to %v and %s", key, other, intent)
					}
				}
			})
		}
		claims.Wait()
	}
	for key := range keys {
		won, _ := wins.Load(key)
		if found, err := Open(path).Look(fmt.Sprint(key)); err != nil || found == nil || found.ID != won {
			t.Errorf("key %d went to %v; later it is said of %+v, %v", key, won, found, err)
		}
	}
	// Those that lost are known to have started nothing.
	if left, err := Open(path).Recover(); err != nil || len(left.Unknown) != keys || len(left.Unread) != 0 {
		t.Errorf("%d of %d keys, %v, %v", len(left.Unknown), keys, left.Unread, err)
	}
}

func TestLineThatCameFirstWhileOursWasWrittenHasTheKey(t *testing.T) {
	path := filepath.Join(t.TempDir(), "journal")
	// Without its end it is not read before ours is written, and stands before ours afterwards.
	other := `{"v":2,"type":"intent","id":"theirs","at_ms":1,"model":"m","key":"k"}`
	if err := os.WriteFile(path, []byte(other), 0o600); err != nil {
		t.Fatal(err)
	}
	file := Open(path)
	if _, taken, err := file.Intend("m", "k"); err != nil || taken == nil || taken.ID != "theirs" {
		t.Fatalf("%+v, %v", taken, err)
	}
	left, err := file.Recover()
	if err != nil || len(left.Unknown) != 1 || left.Unknown[0].ID != "theirs" {
		t.Errorf("a submit that was never sent is listed: %+v, %v", left, err)
	}
	if err := file.Conclude("theirs", "refused", "", 400); err != nil {
		t.Fatal(err)
	}
	if _, taken, err := file.Intend("m", "k"); err != nil || taken != nil {
		t.Errorf("the key is not free again: %+v, %v", taken, err)
	}
}

func TestKeyThatStandsThereTwiceBelongsToTheFirst(t *testing.T) {
	path := filepath.Join(t.TempDir(), "journal")
	lines := `{"v":2,"type":"intent","id":"one","at_ms":1,"model":"m","key":"k"}
{"v":2,"type":"intent","id":"two","at_ms":2,"model":"m","key":"k"}
{"v":2,"type":"outcome","id":"two","at_ms":3,"outcome":"refused","task_id":null,"status":400}
`
	if err := os.WriteFile(path, []byte(lines), 0o600); err != nil {
		t.Fatal(err)
	}
	found, err := Open(path).Look("k")
	if err != nil || found == nil || found.ID != "one" {
		t.Errorf("%+v, %v", found, err)
	}
}

func TestRefusedKeyGoesToTheNextThatWroteItself(t *testing.T) {
	path := filepath.Join(t.TempDir(), "journal")
	lines := `{"v":2,"type":"intent","id":"one","at_ms":1,"model":"m","key":"k"}
{"v":2,"type":"intent","id":"two","at_ms":2,"model":"m","key":"k"}
{"v":2,"type":"outcome","id":"one","at_ms":3,"outcome":"refused","task_id":null,"status":400}
`
	if err := os.WriteFile(path, []byte(lines), 0o600); err != nil {
		t.Fatal(err)
	}
	file := Open(path)
	// Two may be about to send it: nobody else may then.
	if _, taken, err := file.Intend("m", "k"); err != nil || taken == nil || taken.ID != "two" {
		t.Fatalf("%+v, %v", taken, err)
	}
	if err := file.Conclude("two", "not_sent", "", 0); err != nil {
		t.Fatal(err)
	}
	if _, taken, err := file.Intend("m", "k"); err != nil || taken != nil {
		t.Errorf("the key is not free again: %+v, %v", taken, err)
	}
}
