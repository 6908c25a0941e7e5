package modellix

import (
	"bytes"
	"context"
	"errors"
	"io"
	"net"
	"net/http"
	"os"
	"path/filepath"
	"strings"
	"sync"
	"testing"
	"time"
)

// photo is larger than the buffers between two programs: a part of it is stuck while nobody reads.
func photo() Image {
	return ImageBytes(append([]byte("\xff\xd8\xff\xe0"), bytes.Repeat([]byte("photo"), 2<<20)...))
}

// large is a request with two images of that many bytes.
func large(size int) AcmeOmniRequest {
	image := ImageBytes(photo().data[:size])
	return AcmeOmniRequest{Prompt: "x", ImageList: []AcmeOmniImageListItem{{Image: image}, {Image: image}}}
}

// writes is a connection that notes each write.
type writes struct {
	net.Conn
	mutex sync.Mutex
	parts []int
	fails int // after so many writes, all fail; 0 for never
}

func (w *writes) Write(data []byte) (int, error) {
	w.mutex.Lock()
	defer w.mutex.Unlock()
	if w.fails > 0 && len(w.parts) >= w.fails {
		return 0, errReset
	}
	w.parts = append(w.parts, len(data))
	return w.Conn.Write(data)
}

// noting makes a transport whose connections are noted below the one that splits.
func noting(seen *[]*writes, fails int) *http.Transport {
	transport := ownTransport()
	transport.DialContext = func(ctx context.Context, network, address string) (net.Conn, error) {
		connection, err := (&net.Dialer{}).DialContext(ctx, network, address)
		if err != nil {
			return nil, err
		}
		noted := &writes{Conn: connection, fails: fails}
		*seen = append(*seen, noted)
		return &commitConn{Conn: noted}, nil
	}
	return transport
}

func TestLastByteLeavesByItself(t *testing.T) {
	server := rawServer(t, func(connection *rawConnection) {
		connection.readRequest()
		connection.answer(200, isAccepted)
	})
	for name, submit := range submits() {
		t.Run(name, func(t *testing.T) {
			var seen []*writes
			transport := noting(&seen, 0)
			defer transport.CloseIdleConnections()
			client := New(testKey, WithBaseURL(server), WithTransport(transport))
			for range 2 { // the second one on the same connection
				if err := submit(within(t, time.Minute), client); err != nil {
					t.Fatal(err)
				}
			}
			ones := 0
			for _, part := range seen[0].parts {
				if part == 1 {
					ones++
				}
			}
			if parts := seen[0].parts; len(seen) != 1 || ones != 2 || parts[len(parts)-1] != 1 {
				t.Errorf("%d connections, writes of %v bytes", len(seen), seen[0].parts)
			}
		})
	}
}

func submits() map[string]func(context.Context, *Client) error {
	return map[string]func(context.Context, *Client) error{
		"small": func(ctx context.Context, client *Client) error {
			_, err := client.merge().Submit(ctx, cafe())
			return err
		},
		"large": func(ctx context.Context, client *Client) error {
			_, err := client.omni().Submit(ctx, large(1<<20))
			return err
		},
	}
}

func TestTheLastByteDecides(t *testing.T) {
	address, service := countingServer(t, func(connection *rawConnection) {
		connection.readRequest()
		connection.answer(200, isAccepted)
	})
	submit := func(fails int) (error, int) {
		var seen []*writes
		// It looks like a transport of the caller's own, and is watched all the same: its connections tell.
		client := New(testKey, WithBaseURL(address), WithTransport(noting(&seen, fails)))
		_, err := client.merge().Submit(within(t, time.Minute), cafe(), SubmitTimeout(900*time.Millisecond))
		return err, len(seen)
	}
	// Each connection takes the head, then the body but for its last byte, then that byte.
	for fails := 1; fails <= 2; fails++ {
		err, attempts := submit(fails)
		var notSubmitted *NotSubmittedError
		var unknown *SubmissionOutcomeUnknownError
		switch {
		case fails == 1 && (!errors.As(err, &notSubmitted) || attempts != 2):
			t.Errorf("a failed write of the body gave %v after %d attempts", err, attempts)
		case fails == 2 && (!errors.As(err, &unknown) || attempts != 1):
			t.Errorf("a failed write of the last byte gave %v after %d attempts", err, attempts)
		}
	}
	if service.arrived() != 0 {
		t.Errorf("%d requests arrived", service.arrived())
	}
}

// TestGatheredRequestIsCutBeforeItsLastByte is about an HTTP library that writes a body and its last byte at
// once, as net/http does with what fits into its buffer.
func TestGatheredRequestIsCutBeforeItsLastByte(t *testing.T) {
	for fails := range 3 {
		near, far := net.Pipe()
		go io.Copy(io.Discard, far) //nolint:errcheck // it ends with the pipe
		noted := &writes{Conn: near, fails: fails}
		if fails == 2 {
			noted.fails = 0
		}
		held := newHeldBack(bytesBody([]byte(`{"prompt":"x"}`)), func() {})
		held.watch()
		if content, err := io.ReadAll(held); err != nil || len(content) != 14 {
			t.Fatalf("%q, %v", content, err)
		}
		connection := &commitConn{Conn: noted}
		connection.attempt.Store(held)
		if fails == 0 {
			noted.parts, noted.fails = []int{0}, 1 // the first write fails
		}
		_, err := connection.Write([]byte(`POST, and {"prompt":"x"}`))
		arrived, _ := held.settle()
		switch {
		case fails == 0 && (err == nil || arrived):
			t.Errorf("broken before the last byte: %v, may have arrived: %t", err, arrived)
		case fails == 1 && (err == nil || !arrived):
			t.Errorf("broken at the last byte: %v, may have arrived: %t", err, arrived)
		case fails == 2 && (err != nil || !arrived || len(noted.parts) != 2 || noted.parts[1] != 1):
			t.Errorf("%v, may have arrived: %t, writes of %v bytes", err, arrived, noted.parts)
		}
		_, _ = near.Close(), far.Close()
	}
}

func TestUploadThatBreaksProvablyDidNotArriveAndIsSentAgain(t *testing.T) {
	number := 0
	address, service := countingServer(t, func(connection *rawConnection) {
		if number++; number < 3 {
			length := connection.readHead()
			_, _ = io.CopyN(io.Discard, connection.reader, length/2)
			connection.reset()
			return
		}
		connection.readRequest()
		connection.answer(200, isAccepted)
	})
	client := New(testKey, WithBaseURL(address))
	defer client.Close()
	task, err := client.omni().Submit(within(t, time.Minute), large(10<<20))
	if err != nil || task.ID != "task-1" || service.arrived() != 1 {
		t.Errorf("%v, %v, %d arrived", task, err, service.arrived())
	}
	expected, err := Encode("acme-omni", Ptr(large(10<<20)))
	if err != nil || service.bodies[0] != string(expected) {
		t.Errorf("%v: %d bytes arrived, not %d", err, len(service.bodies[0]), len(expected))
	}
}

func TestCompleteAnswerWinsOverABrokenUpload(t *testing.T) {
	address, service := countingServer(t, func(connection *rawConnection) {
		connection.readHead()
		connection.answer(401, `{"code":401,"message":"Authentication failed"}`)
		// Closed with something left unread, the connection would be reset under the answer.
		_, _ = io.Copy(io.Discard, connection.reader)
	})
	client := New(testKey, WithBaseURL(address))
	defer client.Close()
	_, err := client.omni().Submit(within(t, time.Minute), large(10<<20))
	var denied *AuthenticationError
	if !errors.As(err, &denied) || service.arrived() != 0 {
		t.Errorf("%v, %d arrived", err, service.arrived())
	}
}

func TestNothingIsSentTwiceByTheTransport(t *testing.T) {
	number := 0
	address, service := countingServer(t, func(connection *rawConnection) {
		number++
		connection.readRequest()
		if number == 1 {
			connection.answer(200, isAccepted)
			return
		}
		connection.reset()
	})
	client := New(testKey, WithBaseURL(address))
	defer client.Close()
	headers := ExtraHeaders(map[string]string{"Idempotency-Key": "k", "X-Idempotency-Key": "k"})
	if _, err := client.merge().Submit(within(t, time.Minute), cafe(), headers); err != nil {
		t.Fatal(err)
	}
	_, err := client.merge().Submit(within(t, time.Minute), cafe(), headers)
	var unknown *SubmissionOutcomeUnknownError
	if !errors.As(err, &unknown) || service.arrived() != 2 {
		t.Errorf("%v, %d arrived", err, service.arrived())
	}
}

func TestFileThatChangesWhileItIsSentFailsBeforeTheLastByte(t *testing.T) {
	path := filepath.Join(t.TempDir(), "photo.jpg")
	if err := os.WriteFile(path, photo().data[:8<<20], 0o600); err != nil {
		t.Fatal(err)
	}
	address, service := countingServer(t, func(connection *rawConnection) {
		length := connection.readHead()
		_, _ = io.CopyN(io.Discard, connection.reader, length/2)
		if file, err := os.OpenFile(path, os.O_APPEND|os.O_WRONLY, 0); err == nil {
			_, _ = file.WriteString("more")
			_ = file.Close()
		}
		_, _ = io.Copy(io.Discard, connection.reader)
	})
	client := New(testKey, WithBaseURL(address))
	defer client.Close()
	request := AcmeOmniRequest{Prompt: "x", ImageList: []AcmeOmniImageListItem{{Image: ImageFile(path)}}}
	_, err := client.omni().Submit(within(t, time.Minute), request)
	var media *MediaError
	if !errors.As(err, &media) || !media.SafeToRetry || media.Path != "/image_list/0/image" || service.arrived() != 0 {
		t.Errorf("%v, %d arrived", err, service.arrived())
	}
}

func TestFileThatChangesOnceItWasReadKeepsTheLastByteBack(t *testing.T) {
	path := filepath.Join(t.TempDir(), "photo.png")
	if err := os.WriteFile(path, []byte("\x89PNG\r\n\x1a\n and so on"), 0o600); err != nil {
		t.Fatal(err)
	}
	request := AcmeClipRequest{Image: ImageFile(path), Prompt: Ptr("x")}
	body, err := newBody(request.value(), acmeClipSpec.layout)
	if err != nil {
		t.Fatal(err)
	}
	held := newHeldBack(body, func() {})
	if _, err := io.CopyN(io.Discard, held, body.length-1); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(path, []byte("\x89PNG\r\n\x1a\n and no more"), 0o600); err != nil {
		t.Fatal(err)
	}
	count, err := held.Read(make([]byte, 8))
	if count != 0 || !errors.As(err, new(*MediaError)) {
		t.Errorf("%d, %v", count, err)
	}
	if arrived, trouble := held.settle(); arrived || trouble == nil {
		t.Errorf("%t, %v", arrived, trouble)
	}
}

func TestBodyRefusesToBeReadOnceTheAttemptIsOver(t *testing.T) {
	moved := 0
	held := newHeldBack(bytesBody([]byte("{}")), func() { moved++ })
	first := make([]byte, 8)
	if count, err := held.Read(first); count != 1 || err != nil {
		t.Fatalf("%d, %v", count, err)
	}
	if arrived, trouble := held.settle(); arrived || trouble != nil {
		t.Fatalf("%t, %v", arrived, trouble)
	}
	if count, err := held.Read(first); count != 0 || !errors.Is(err, errSettled) {
		t.Errorf("%d, %v", count, err)
	}
	if held.commit() || moved != 1 {
		t.Errorf("the last byte may go, %d moves", moved)
	}
}

func TestImagesInEveryForm(t *testing.T) {
	data := []byte("\x89PNG\r\n\x1a\n and so on")
	path := filepath.Join(t.TempDir(), "a.png")
	if err := os.WriteFile(path, data, 0o600); err != nil {
		t.Fatal(err)
	}
	file, err := os.Open(path)
	if err != nil {
		t.Fatal(err)
	}
	defer file.Close() //nolint:errcheck // read only
	expected := `{"image":"iVBORw0KGgogYW5kIHNvIG9u"}`
	for name, image := range map[string]Image{
		"text":         ImageText("iVBORw0KGgogYW5kIHNvIG9u"),
		"bytes":        ImageBytes(data),
		"path":         ImageFile(path),
		"open file":    ImageReader(file),
		"a reader":     ImageReader(io.MultiReader(bytes.NewReader(data[:5]), bytes.NewReader(data[5:]))),
		"a seekable":   ImageReader(strings.NewReader(string(data))),
		"the same one": ImageReader(file),
	} {
		found, err := Encode("acme-clip", &AcmeClipRequest{Image: image})
		if err != nil || string(found) != expected {
			t.Errorf("%s: %s, %v", name, found, err)
		}
	}
	for name, image := range map[string]Image{
		"no such file": ImageFile(filepath.Join(t.TempDir(), "none")),
		"a directory":  ImageFile(t.TempDir()),
		"empty":        ImageBytes(nil),
		"no reader":    ImageReader(nil),
	} {
		_, err := Check("acme-clip", &AcmeClipRequest{Image: image})
		var media *MediaError
		if !errors.As(err, &media) || media.Path != "/image" || strings.Contains(err.Error(), t.TempDir()) {
			t.Errorf("%s: %v", name, err)
		}
	}
}
