package modellix

import (
	"context"
	"errors"
	"fmt"
	"net/http"
	"strings"
	"testing"
	"testing/synctest"
	"time"
)

// tasksService finishes each task a number of seconds after the beginning, as its id says.
func tasksService(begun time.Time) *service {
	return &service{answer: func(request *http.Request, _ int) (int, string) {
		id := request.URL.Path[strings.LastIndexByte(request.URL.Path, '/')+1:]
		var seconds int
		if _, err := fmt.Sscanf(id, "task-%d", &seconds); err != nil {
			return 404, `{"code":404,"message":"Resource not found"}`
		}
		status := "processing"
		if time.Since(begun) >= time.Duration(seconds)*time.Second {
			status = "success"
		}
		return 200, fmt.Sprintf(`{"code":0,"data":{"status":%q,"task_id":%q}}`, status, id)
	}}
}

func TestWaitAllGivesOutcomesInTheOrderOfTheTasks(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		client := clientOf(t, tasksService(time.Now()))
		var tasks []*Task
		for _, id := range []string{"task-90", "task-10", "none", "task-5000", "task-10"} {
			tasks = append(tasks, client.Tasks.ByID(id))
		}
		readings := 0
		outcomes := client.Tasks.WaitAll(t.Context(), tasks, WaitTimeout(10*time.Minute), OnUpdate(func(TaskData) { readings++ }))
		for at, task := range tasks {
			if outcomes[at].TaskID != task.ID {
				t.Errorf("%d is %s", at, outcomes[at].TaskID)
			}
		}
		if outcomes[0].Err != nil || outcomes[1].Result.TaskID != "task-10" || outcomes[4].Result != outcomes[1].Result {
			t.Errorf("%+v", outcomes)
		}
		if !errors.As(outcomes[2].Err, new(*NotFoundError)) || !errors.As(outcomes[3].Err, new(*TaskTimeoutError)) {
			t.Errorf("%v, %v", outcomes[2].Err, outcomes[3].Err)
		}
		// 100 requests a minute is what is known of the key.
		if readings > 1_000 || readings < 100 {
			t.Errorf("%d readings in ten minutes", readings)
		}
	})
}

func TestWhoeverStopsEarlyLeavesNothingBehind(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		service := tasksService(time.Now())
		client := clientOf(t, service)
		tasks := []*Task{client.Tasks.ByID("task-500"), client.Tasks.ByID("task-20"), client.Tasks.ByID("task-40")}
		var order []string
		for outcome := range client.Tasks.AsCompleted(t.Context(), tasks) {
			order = append(order, outcome.TaskID)
			if len(order) == 2 {
				break
			}
		}
		if strings.Join(order, " ") != "task-20 task-40" {
			t.Errorf("%v", order)
		}
		polled := service.sent()
		time.Sleep(time.Hour) // the bubble itself tells of goroutines that are left in the end
		if service.sent() != polled {
			t.Error("it was polled after the end")
		}
	})
}

func TestCancelingEndsEveryWait(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		client := clientOf(t, tasksService(time.Now()))
		ctx, cancel := context.WithCancel(t.Context())
		time.AfterFunc(15*time.Second, cancel)
		begun := time.Now()
		outcomes := client.Tasks.WaitAll(ctx, []*Task{client.Tasks.ByID("task-5"), client.Tasks.ByID("task-500")})
		if outcomes[0].Err != nil || !errors.Is(outcomes[1].Err, context.Canceled) {
			t.Errorf("%+v", outcomes)
		}
		if passed := time.Since(begun); passed != 15*time.Second {
			t.Errorf("it took %s", passed)
		}
	})
}
