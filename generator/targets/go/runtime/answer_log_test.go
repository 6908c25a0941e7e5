package modellix

import (
	"bytes"
	"encoding/json"
	"errors"
	"log/slog"
	"net/http"
	"os"
	"path/filepath"
	"reflect"
	"strings"
	"sync"
	"testing"
	"time"
)

func answerLines(t *testing.T, path string) []map[string]any {
	t.Helper()
	content, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	var lines []map[string]any
	for text := range strings.SplitSeq(strings.TrimSuffix(string(content), "\n"), "\n") {
		line := map[string]any{}
		if err := json.Unmarshal([]byte(text), &line); err != nil {
			t.Fatal(err)
		}
		lines = append(lines, line)
	}
	return lines
}

func TestEveryAnswerToASubmitIsALineAndNothingElse(t *testing.T) {
	path := filepath.Join(t.TempDir(), "answers.ndjson")
	service := &service{answer: func(_ *http.Request, number int) (int, string) {
		switch number {
		case 1:
			return 404, `{"code":404,"message":"Resource not found: model"}`
		case 2:
			return 200, isAccepted
		default:
			return 404, `{"code":404,"message":"Resource not found: parameter 'task_id'"}`
		}
	}}
	client := clientOf(t, service, WithAnswerLog(path), WithRoutes("auto"))
	before := time.Now().UnixMilli()
	task, err := client.merge().Submit(within(t, time.Minute), cafe())
	if err != nil {
		t.Fatal(err)
	}
	if _, err := client.Tasks.Get(within(t, time.Minute), task.ID); err == nil {
		t.Fatal("the task was found")
	}
	lines := answerLines(t, path)
	if len(lines) != 2 || lines[0]["status"] != 404.0 || lines[1]["status"] != 200.0 {
		t.Fatalf("%d lines: %v", len(lines), lines)
	}
	if lines[0]["path"] == lines[1]["path"] || lines[0]["category"] != "Resource not found" {
		t.Errorf("the first line is %v", lines[0])
	}
	if at, _ := lines[0]["at_ms"].(float64); int64(at) < before || int64(at) > time.Now().UnixMilli() {
		t.Errorf("it came at %v", lines[0]["at_ms"])
	}
}

func TestAnswerLogHoldsNobodysWords(t *testing.T) {
	path := filepath.Join(t.TempDir(), "answers.ndjson")
	client := clientOf(t, always(400, `{"code":400,"message":"Value out of range: parameter 'n' must not be canary-prompt"}`),
		WithAnswerLog(path), WithValidation(Off))
	request := cafe()
	request.Prompt = Ptr("a canary-prompt")
	request.SceneImage = ImageBytes([]byte("\xff\xd8\xff\xe0 canary"))
	request.AspectRatio = Ptr(AcmeMergeAspectRatio16x9)
	request.N = Ptr[int64](11)
	_, err := client.merge().Submit(within(t, time.Minute), request, ExtraBody(map[string]any{
		"canary name": "canary-value", "seed": 1.5, "image_list/image": true,
	}))
	if !errors.As(err, new(*BadRequestError)) {
		t.Fatal(err)
	}
	content, _ := os.ReadFile(path)
	if bytes.Contains(content, []byte("canary")) {
		t.Errorf("it holds %s", content)
	}
	line := answerLines(t, path)[0]
	expected := map[string]any{"object": map[string]any{
		"prompt":         map[string]any{"string": 15.0, "form": "text"},
		"subject_images": map[string]any{"array": []any{map[string]any{"string": 29.0, "form": "url"}}},
		"scene_image":    map[string]any{"string": 16.0, "form": "image"},
		"aspect_ratio":   "16:9",
		"n":              11.0,
		"seed":           1.5,
	}}
	shown, _ := line["body"].(map[string]any)["object"].(map[string]any)
	delete(shown, "?")
	if !reflect.DeepEqual(line["body"], expected) {
		t.Errorf("the body is %v", line["body"])
	}
	if line["parameter"] != "n" || line["code"] != 400.0 || len(line["violations"].([]any)) == 0 {
		t.Errorf("the line is %v", line)
	}
	if info, err := os.Stat(path); err != nil || info.Mode().Perm()&0o077 != 0 {
		t.Errorf("others may read it: %v", info.Mode())
	}
}

func TestAnswerLogThatCannotBeWrittenIsToldOnceAndLosesNoTask(t *testing.T) {
	var told bytes.Buffer
	usual := slog.Default()
	slog.SetDefault(slog.New(slog.NewTextHandler(&told, nil)))
	defer slog.SetDefault(usual)
	folder := t.TempDir()
	client := clientOf(t, always(200, isAccepted), WithAnswerLog(folder))
	for range 2 {
		if _, err := client.merge().Submit(within(t, time.Minute), cafe()); err != nil {
			t.Fatal(err)
		}
	}
	if strings.Count(told.String(), "answer log cannot be written") != 1 || strings.Contains(told.String(), folder) {
		t.Errorf("told: %s", told.String())
	}
}

func TestManyWriteOneAnswerLog(t *testing.T) {
	path := filepath.Join(t.TempDir(), "answers.ndjson")
	client := clientOf(t, always(200, isAccepted), WithAnswerLog(path))
	var group sync.WaitGroup
	for range 20 {
		group.Go(func() { _, _ = client.merge().Submit(within(t, time.Minute), cafe()) })
	}
	group.Wait()
	if lines := answerLines(t, path); len(lines) != 20 {
		t.Errorf("%d lines", len(lines))
	}
}

func TestErrorsHideWhatExtraBodyAndImagesSayAndShowWordsOfEnums(t *testing.T) {
	answer := `{"code":400,"message":"Invalid parameters: secret-extra /9j/4CBhIHBpY3R1cmU= 16:9 is odd"}`
	client := clientOf(t, always(400, answer), WithValidation(Off))
	request := cafe()
	request.SceneImage = ImageBytes([]byte("\xff\xd8\xff\xe0 a picture"))
	request.AspectRatio = Ptr(AcmeMergeAspectRatio16x9)
	_, err := client.merge().Submit(within(t, time.Minute), request, ExtraBody(map[string]any{"x": "secret-extra"}))
	var refused *BadRequestError
	if !errors.As(err, &refused) {
		t.Fatal(err)
	}
	if strings.Contains(err.Error(), "secret") || strings.Contains(err.Error(), "9j/4CBh") {
		t.Errorf("it quotes: %v", err)
	}
	if !strings.Contains(err.Error(), "16:9 is odd") {
		t.Errorf("it hides a word of the docs: %v", err)
	}
}
