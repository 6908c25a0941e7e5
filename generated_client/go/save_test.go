package modellix

import (
	"context"
	"errors"
	"fmt"
	"net/http"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"testing/synctest"
	"time"

	"modellix/internal/download"
)

// hosted is a host of files: each request gets the next answer.
type hosted struct {
	answers  []func(request *http.Request) (int, http.Header, string)
	requests []*http.Request
}

func (h *hosted) RoundTrip(request *http.Request) (*http.Response, error) {
	answer := h.answers[min(len(h.requests), len(h.answers)-1)]
	h.requests = append(h.requests, request)
	status, header, text := answer(request)
	if status == 0 {
		return nil, errReset
	}
	length := int64(len(text))
	if announced := header.Get("Content-Length"); announced != "" {
		_, _ = fmt.Sscan(announced, &length)
	}
	var coding []string
	if header.Get("Transfer-Encoding") != "" {
		length, coding = -1, []string{"chunked"}
	}
	body := &breaking{Reader: strings.NewReader(text), breaks: length > int64(len(text))}
	return &http.Response{StatusCode: status, Header: header, Body: body, ContentLength: length, TransferEncoding: coding, Request: request}, nil
}

// breaking ends as a connection that breaks, if it is to.
type breaking struct {
	*strings.Reader
	breaks bool
}

func (b *breaking) Read(into []byte) (int, error) {
	count, err := b.Reader.Read(into)
	if err != nil && b.breaks {
		return count, errReset
	}
	return count, err
}

func (b *breaking) Close() error { return nil }

func gives(status int, text string, headers ...string) func(*http.Request) (int, http.Header, string) {
	return func(*http.Request) (int, http.Header, string) {
		header := http.Header{"Content-Type": {"image/png"}}
		for at := 0; at < len(headers); at += 2 {
			header.Set(headers[at], headers[at+1])
		}
		return status, header, text
	}
}

func fileOf(t *testing.T, host http.RoundTripper, address string, options ...Option) File {
	t.Helper()
	client := clientOf(t, host, options...)
	return File{Resource{URL: address, Type: "image"}, client, "task-7", 0}
}

const picture = "\x89PNG a picture"

func TestSavedFileIsCompleteAndTheKeyStaysHere(t *testing.T) {
	host := &hosted{answers: []func(*http.Request) (int, http.Header, string){gives(200, picture)}}
	folder := filepath.Join(t.TempDir(), "new", "folder")
	file := fileOf(t, host, "https://files.example/a/b.png?signature=canary")
	var told []DownloadProgress
	for _, expected := range []string{"task-7-1.png", "task-7-1-1.png"} {
		path, err := file.Save(within(t, time.Minute), folder, OnProgress(func(p DownloadProgress) { told = append(told, p) }))
		if err != nil || filepath.Base(path) != expected {
			t.Fatalf("%s, %v", path, err)
		}
		if content, err := os.ReadFile(path); err != nil || string(content) != picture {
			t.Errorf("%q, %v", content, err)
		}
	}
	if path, err := file.Save(within(t, time.Minute), folder, SaveNamesFromURL(), SaveOverwrite()); err != nil || filepath.Base(path) != "b.png" {
		t.Errorf("%s, %v", path, err)
	}
	if last := told[len(told)-1]; last.Received != int64(len(picture)) || last.Total != last.Received || last.TaskID != "task-7" {
		t.Errorf("told %+v", last)
	}
	for _, request := range host.requests {
		if strings.Contains(fmt.Sprint(request.Header), testKey) {
			t.Error("the key went to the file's host")
		}
	}
	if entries, _ := os.ReadDir(folder); len(entries) != 3 {
		t.Errorf("%d entries in the folder", len(entries))
	}
	if shown := fmt.Sprintf("%v %+v %#v", file, file, file); strings.Contains(shown, "canary") {
		t.Errorf("the address is shown: %s", shown)
	}
}

func TestDownloadGoesOnWhereItBroke(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		host := &hosted{answers: []func(*http.Request) (int, http.Header, string){
			gives(200, picture[:5], "Content-Length", fmt.Sprint(len(picture)), "ETag", `"one"`),
			gives(503, "", "Retry-After", "3"),
			func(request *http.Request) (int, http.Header, string) {
				if request.Header.Get("Range") != "bytes=5-" || request.Header.Get("If-Range") != `"one"` {
					t.Errorf("asked with %v", request.Header)
				}
				return gives(206, picture[5:], "Content-Range", fmt.Sprintf("bytes 5-%d/%d", len(picture)-1, len(picture)), "ETag", `"one"`)(request)
			},
		}}
		begun := time.Now()
		path, err := fileOf(t, host, "https://files.example/x").Save(t.Context(), t.TempDir())
		if err != nil {
			t.Fatal(err)
		}
		if content, _ := os.ReadFile(path); string(content) != picture {
			t.Errorf("%q", content)
		}
		if passed := time.Since(begun); passed != 3500*time.Millisecond {
			t.Errorf("it took %s", passed)
		}
	})
}

func TestDownloadsThatAreRefusedLeaveNothingBehind(t *testing.T) {
	redirect := func(location string) []func(*http.Request) (int, http.Header, string) {
		return []func(*http.Request) (int, http.Header, string){gives(302, "", "Location", location), gives(200, picture)}
	}
	one := func(status int, text string, headers ...string) []func(*http.Request) (int, http.Header, string) {
		return []func(*http.Request) (int, http.Header, string){gives(status, text, headers...)}
	}
	fine := one(200, picture)
	for name, attack := range map[string]struct {
		address string
		answers []func(*http.Request) (int, http.Header, string)
		reason  string
	}{
		"no address":            {"", fine, "no http(s) address"},
		"a file":                {"file:///etc/passwd", fine, "not http(s)"},
		"this computer":         {"http://127.0.0.1/x", fine, "is this computer"},
		"in an odd form":        {"http://2130706433/x", fine, "odd form"},
		"a cloud's metadata":    {"http://169.254.169.254/latest", fine, "in a range"},
		"a private network":     {"http://[fd00::1]/x", fine, "private network"},
		"a mapped address":      {"http://[::ffff:10.0.0.1]/x", fine, "private network"},
		"a user":                {"https://a:b@files.example/x", fine, "a user or a password"},
		"a mail port":           {"https://files.example:25/x", fine, "port 25"},
		"redirected inside":     {"https://files.example/x", redirect("http://10.0.0.1/x"), "redirects, and then"},
		"redirected to http":    {"https://files.example/x", redirect("http://files.example/x"), "https to http"},
		"redirected in a ring":  {"https://files.example/x", redirect("/x"), "in a circle"},
		"redirected to nowhere": {"https://files.example/x", one(302, ""), "without saying where"},
		"a page":                {"https://files.example/x", one(200, "<html>", "Content-Type", "text/html"), "a web page"},
		"gone":                  {"https://files.example/x", one(403, ""), "has expired"},
		"empty":                 {"https://files.example/x", one(200, ""), "empty file"},
		"too large":             {"https://files.example/x", one(200, strings.Repeat("x", 2000)), "over 1000 bytes"},
		"large, of no length":   {"https://files.example/x", one(200, strings.Repeat("x", 2000), "Transfer-Encoding", "chunked"), "over 1000 bytes"},
		"an odd coding":         {"https://files.example/x", one(200, picture, "Content-Encoding", "br"), "coding"},
		"broken again":          {"https://files.example/x", one(0, ""), "at the last of 6 attempts"},
		"down":                  {"https://files.example/x", one(503, ""), "at the last of 6 attempts"},
	} {
		t.Run(name, func(t *testing.T) {
			synctest.Test(t, func(t *testing.T) {
				folder := t.TempDir()
				host := &hosted{answers: attack.answers}
				_, err := fileOf(t, host, attack.address).Save(t.Context(), folder, SaveMaxBytes(1000))
				var failed *DownloadError
				if !errors.As(err, &failed) || !strings.Contains(err.Error(), attack.reason) || failed.TaskID != "task-7" {
					t.Errorf("%v", err)
				}
				if entries, _ := os.ReadDir(folder); len(entries) != 0 {
					t.Errorf("%d entries are left", len(entries))
				}
			})
		})
	}
}

func TestNameThatResolvesInsideIsNotFetched(t *testing.T) {
	reached := false
	address := rawServer(t, func(connection *rawConnection) {
		reached = true
		connection.readRequest()
		connection.answer(200, picture)
	})
	client := New(testKey)
	defer client.Close()
	_, port, _ := strings.Cut(strings.TrimPrefix(address, "http://"), ":")
	var refusal *download.Refusal
	dial := checkedDialing([]download.Reach{download.Public})
	if _, err := dial(within(t, time.Minute), "tcp", "localhost:"+port); !errors.As(err, &refusal) {
		t.Errorf("%v", err)
	}
	file := File{Resource{Type: "image"}, client, "task-7", 0}
	file.URL = address + "/x"
	if _, err := file.Save(within(t, time.Minute), t.TempDir()); err == nil || reached {
		t.Errorf("%v, reached: %t", err, reached)
	}
	path, err := file.Save(within(t, time.Minute), t.TempDir(), SaveAllowPrivate())
	if err != nil || !reached || !strings.HasSuffix(path, "task-7-1.bin") {
		t.Errorf("%s, %v", path, err)
	}
}

func TestSavingStopsWithItsContext(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		host := &hosted{answers: []func(*http.Request) (int, http.Header, string){gives(503, "", "Retry-After", "60")}}
		ctx, cancel := context.WithCancel(t.Context())
		time.AfterFunc(time.Second, cancel)
		folder := t.TempDir()
		_, err := fileOf(t, host, "https://files.example/x").Save(ctx, folder)
		if !errors.Is(err, context.Canceled) || !errors.As(err, new(*DownloadError)) {
			t.Errorf("%v", err)
		}
		if entries, _ := os.ReadDir(folder); len(entries) != 0 {
			t.Errorf("%d entries are left", len(entries))
		}
	})
}

func TestLimitsOfAWholeResult(t *testing.T) {
	host := &hosted{answers: []func(*http.Request) (int, http.Header, string){gives(200, picture)}}
	file := fileOf(t, host, "https://files.example/x")
	result := &Result{TaskID: "task-7", Files: []File{file, file, file}}
	saved, err := result.Save(within(t, time.Minute), t.TempDir(), SaveMaxTotalBytes(int64(2*len(picture))))
	if !errors.As(err, new(*DownloadError)) || len(saved) != 2 {
		t.Errorf("%v, %v", saved, err)
	}
	if _, err := result.Save(within(t, time.Minute), t.TempDir(), SaveMaxFiles(2)); err == nil || !strings.Contains(err.Error(), "none was saved") {
		t.Errorf("%v", err)
	}
	if len(host.requests) != 3 {
		t.Errorf("%d requests", len(host.requests))
	}
}
