package modellix

import (
	"context"
	"strings"

	"modellix/internal/exchange"
	"modellix/internal/jsonvalue"
)

const (
	uploadAttempts = 2
	uploadPause    = 1_000 // milliseconds
)

// Files are media files on the service, uploaded once and then named by their URL in requests: at most 10
// files of 16 MB, kept for about 7 days. Nothing here costs money.
type Files struct{ client *Client }

// Upload uploads a file and returns what the service says of it: its URL is what requests take as an image. It
// is sent once, and again only when it provably did not arrive.
//
// Errors: *MediaError: it cannot be read, is empty or over 16 MiB; nothing was sent. *APIConnectionError: no
// answer came; List tells whether it arrived. *APIStatusError, *UnexpectedResponseError.
func (f *Files) Upload(ctx context.Context, file Upload) (*MediaFile, error) {
	if err := f.usable(); err != nil {
		return nil, err
	}
	body, kind, err := file.form()
	if err != nil {
		return nil, err
	}
	request := &request{method: "POST", path: filesPath, header: map[string]string{"Content-Type": kind}, body: body}
	what := "upload to " + filesPath
	for attempt := 1; ; attempt++ {
		event, err := f.client.engine.counted(ctx, request)
		if err != nil {
			return nil, err
		}
		if failure := event.Failure; failure != nil {
			if failure.MayHaveArrived || attempt == uploadAttempts || f.client.engine.clock.Sleep(ctx, uploadPause) != nil {
				return nil, connectionError(failure, what, "", true)
			}
			continue
		}
		data := uploaded(event.Answer)
		if !data.Present() {
			return nil, notHeld(event.Answer, what, "data.file_id")
		}
		return Ptr(readMediaFile(data)), nil
	}
}

func uploaded(answer *exchange.Answer) jsonvalue.Value {
	if !isOK(answer.Status) {
		return jsonvalue.Value{}
	}
	if data := dataOf(answer); data.Get("file_id").Text() != "" {
		return data
	}
	return jsonvalue.Value{}
}

// List is the files that the account has on the service.
func (f *Files) List(ctx context.Context) ([]MediaFile, error) {
	if err := f.usable(); err != nil {
		return nil, err
	}
	event, err := f.client.engine.counted(ctx, &request{method: "GET", path: filesPath})
	if err != nil {
		return nil, err
	}
	found, err := answered("GET "+filesPath, event)
	if err != nil {
		return nil, err
	}
	data := found.Get("data")
	if data.Kind() == jsonvalue.Object {
		// Where the list stands, the docs do not say.
		for _, name := range []string{"files", "items", "list"} {
			if inner := data.Get(name); inner.Kind() == jsonvalue.Array {
				data = inner
				break
			}
		}
	}
	if data.Kind() != jsonvalue.Array {
		return nil, notHeld(event.Answer, "GET "+filesPath, "a list of files")
	}
	return objectsOf(data, readMediaFile), nil
}

// Delete deletes a file, which frees its place; a *NotFoundError when there is none.
func (f *Files) Delete(ctx context.Context, id string) error {
	if err := f.usable(); err != nil {
		return err
	}
	if id == "" {
		return configuration("a file id must not be empty; it is what MediaFile.FileID holds")
	}
	encoded := percentEncoded(id)
	if encoded == "." || encoded == ".." { // these would name another path
		encoded = strings.ReplaceAll(encoded, ".", "%2E")
	}
	request := &request{method: "DELETE", path: strings.ReplaceAll(filePath, "{file_id}", encoded)}
	event, err := f.client.engine.counted(ctx, request)
	if err != nil {
		return err
	}
	what := "DELETE " + request.path
	if event.Failure != nil {
		return connectionError(event.Failure, what, "", false)
	}
	if !isOK(event.Answer.Status) {
		return errorOf(event.Answer, what, "", false)
	}
	return nil
}

func (f *Files) usable() error {
	if f.client.err != nil {
		return f.client.err
	}
	return f.client.engine.needKey()
}

// notHeld is the error of an answer that does not hold what was asked for.
func notHeld(answer *exchange.Answer, what, member string) error {
	if !isOK(answer.Status) || !content(answer).Present() {
		return errorOf(answer, what, "", true)
	}
	return &UnexpectedResponseError{ModellixError{
		Message:   what + ": the answer does not hold " + member,
		Status:    answer.Status,
		RequestID: answer.RequestID(),
	}}
}
