package modellix

import (
	"context"
	"errors"
	"fmt"
	"net/http"
	"path/filepath"
	"strings"
	"sync"
	"testing"
	"testing/synctest"
	"time"
)

// account is a service that lets so many tasks run at once; each takes half a minute.
type account struct {
	mutex    sync.Mutex
	most     int
	begun    []time.Time
	refused  int
	crowded  int // the most that ran at once
	prompts  map[string]int
	accepted int
}

func (a *account) service() *service { return &service{answer: a.answer} }

func (a *account) answer(request *http.Request, _ int) (int, string) {
	a.mutex.Lock()
	defer a.mutex.Unlock()
	if request.Method == http.MethodGet {
		var number int
		_, _ = fmt.Sscanf(request.URL.Path[strings.LastIndexByte(request.URL.Path, '/')+1:], "task-%d", &number)
		status := "processing"
		if time.Since(a.begun[number]) >= 30*time.Second {
			status = "success"
		}
		return 200, fmt.Sprintf(`{"code":0,"data":{"status":%q,"task_id":"task-%d"}}`, status, number)
	}
	running := 0
	for _, begun := range a.begun {
		if time.Since(begun) < 30*time.Second {
			running++
		}
	}
	if running >= a.most {
		a.refused++
		return 429, `{"code":429,"message":"Concurrent limit exceeded: too many tasks"}`
	}
	a.crowded = max(a.crowded, running+1)
	a.begun = append(a.begun, time.Now())
	return 200, fmt.Sprintf(`{"code":0,"data":{"status":"pending","task_id":"task-%d"}}`, len(a.begun)-1)
}

func requests(count int) []AcmeMergeRequest {
	made := make([]AcmeMergeRequest, count)
	for at := range made {
		made[at].Prompt = Ptr(fmt.Sprintf("request %d", at))
	}
	return made
}

func TestMapKeepsAsManyTasksRunningAsTheAccountLetsThrough(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		account := &account{most: 4}
		client := clientOf(t, account.service())
		all := requests(20)
		all[7].Prompt = Ptr("")
		outcomes := client.merge().Map(t.Context(), all)
		seen := map[string]bool{}
		for at, outcome := range outcomes {
			if at == 7 {
				if !errors.As(outcome.Err, new(*InvalidRequestError)) {
					t.Errorf("a broken request gave %+v", outcome)
				}
				continue
			}
			if outcome.Err != nil || seen[outcome.TaskID] {
				t.Errorf("%d: %+v", at, outcome)
			}
			seen[outcome.TaskID] = true
		}
		if account.crowded != 4 || len(account.begun) != 19 {
			t.Errorf("%d at once, %d tasks", account.crowded, len(account.begun))
		}
		// Each task that ends makes room; only the search for the limit is refused, ever more seldom: in five
		// rounds of half a minute no more than five times each.
		if account.refused == 0 || account.refused > 25 {
			t.Errorf("%d refusals", account.refused)
		}
	})
}

func TestMapWithAKeyPaysOnce(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		account := &account{most: 10}
		journal := filepath.Join(t.TempDir(), "submits.ndjson")
		key := MapKey(func(request AcmeMergeRequest) string { return *request.Prompt })
		for round := range 2 {
			client := clientOf(t, account.service(), WithJournal(journal))
			for at, outcome := range client.merge().Map(t.Context(), requests(5), key, MaxInFlight(3)) {
				if outcome.Err != nil || outcome.TaskID == "" {
					t.Errorf("round %d: %d: %+v", round, at, outcome)
				}
			}
		}
		if len(account.begun) != 5 || account.crowded > 3 {
			t.Errorf("%d tasks, %d at once", len(account.begun), account.crowded)
		}
		client := clientOf(t, account.service(), WithJournal(journal))
		if left, err := client.Tasks.Recover(); err != nil || len(left.Unfinished)+len(left.Unknown)+len(left.Unread) != 0 {
			t.Errorf("%+v, %v", left, err)
		}
		twice := client.merge().Map(t.Context(), append(requests(1), requests(1)...), key)
		if twice[0].Err != nil || !errors.As(twice[1].Err, new(*ConfigurationError)) {
			t.Errorf("%+v", twice)
		}
		other := client.clip().Map(t.Context(), []AcmeClipRequest{{Image: ImageURL("https://a")}},
			MapKey(func(AcmeClipRequest) string { return "request 1" }))
		if !errors.As(other[0].Err, new(*ConfigurationError)) {
			t.Errorf("%+v", other)
		}
	})
}

func TestSubmitOfWhichNobodyKnowsIsNotSentAgain(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		journal := filepath.Join(t.TempDir(), "submits.ndjson")
		key := MapKey(func(AcmeMergeRequest) string { return "one" })
		broken := always(500, "")
		first := clientOf(t, broken, WithJournal(journal)).merge().Map(t.Context(), requests(1), key)
		second := clientOf(t, broken, WithJournal(journal)).merge().Map(t.Context(), requests(1), key)
		var unknown *SubmissionOutcomeUnknownError
		if !errors.As(first[0].Err, &unknown) || !errors.As(second[0].Err, &unknown) || unknown.Status != 500 || broken.sent() != 1 {
			t.Errorf("%v, %v, %d requests", first[0].Err, second[0].Err, broken.sent())
		}
	})
}

func TestMapStopsWithItsContext(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		account := &account{most: 2}
		ctx, cancel := context.WithCancel(t.Context())
		time.AfterFunc(40*time.Second, cancel)
		outcomes := clientOf(t, account.service()).merge().Map(ctx, requests(8))
		count := map[string]int{}
		for _, outcome := range outcomes {
			switch {
			case outcome.Err == nil:
				count["done"]++
			case errors.As(outcome.Err, new(*NotSubmittedError)) && outcome.TaskID == "":
				count["not sent"]++
			case errors.Is(outcome.Err, context.Canceled) && outcome.TaskID != "":
				count["running"]++
			default:
				t.Errorf("%+v", outcome)
			}
		}
		if count["done"] != 2 || count["running"] != 2 || count["not sent"] != 4 || len(account.begun) != 4 {
			t.Errorf("%v, %d tasks", count, len(account.begun))
		}
	})
}

func TestJournalTellsWhatIsLeft(t *testing.T) {
	journal := filepath.Join(t.TempDir(), "submits.ndjson")
	answers := []string{isAccepted, "<html>", `{"code":0,"data":{"task_id":"task-2"}}`}
	service := &service{answer: func(_ *http.Request, number int) (int, string) {
		if number > len(answers) {
			return 400, `{"code":400,"message":"no"}`
		}
		return 200, answers[number-1]
	}}
	client := clientOf(t, service, WithJournal(journal))
	for range 4 {
		_, _ = client.merge().Submit(within(t, time.Minute), cafe())
	}
	left, err := client.Tasks.Recover()
	if err != nil || len(left.Unfinished) != 2 || len(left.Unknown) != 1 || left.Unfinished[1].TaskID != "task-2" {
		t.Errorf("%+v, %v", left, err)
	}
	if entry := left.Unknown[0]; entry.Status != 200 || entry.Model != "acme-merge" || !entry.Concluded {
		t.Errorf("%+v", entry)
	}
	unwritable := clientOf(t, service, WithJournal(t.TempDir()))
	sent := service.sent()
	if _, err := unwritable.merge().Submit(within(t, time.Minute), cafe()); !errors.As(err, new(*ConfigurationError)) || service.sent() != sent {
		t.Errorf("%v, %d requests", err, service.sent()-sent)
	}
}
