package modellix

import (
	"context"
	"errors"
	"fmt"
	"io"
	"net/url"
	"os"
	"path/filepath"
	"slices"

	"modellix/internal/download"
)

// Save downloads the file into a folder, which is made if it is not there, and returns its path. The file
// appears under its name only when it is complete.
//
// A connection that breaks is tried again, and goes on where it broke when the file's host can do that. The
// name is made of the task's id and the file's number; unless told otherwise, no file is ever replaced. Files
// come from the public web only, and the API key never goes to their host.
//
// It fails with a *DownloadError when the file could not be fetched or written; nothing half is left behind.
func (f File) Save(ctx context.Context, directory string, options ...SaveOption) (string, error) {
	saving, err := savingOf(options)
	if err != nil {
		return "", err
	}
	return f.save(ctx, directory, saving)
}

// Save downloads every file, in order; see File.Save. When one of them fails, the paths of those before it
// are returned with the error.
func (r *Result) Save(ctx context.Context, directory string, options ...SaveOption) ([]string, error) {
	saving, err := savingOf(options)
	if err != nil {
		return nil, err
	}
	if len(r.Files) > saving.maxFiles {
		return nil, &DownloadError{ModellixError{
			Message: fmt.Sprintf("task %s has %d files, and SaveMaxFiles is %d; none was saved", r.TaskID, len(r.Files), saving.maxFiles),
			TaskID:  r.TaskID,
		}}
	}
	left, most := saving.maxTotalBytes, saving.maxBytes
	var saved []string
	for _, file := range r.Files {
		saving.maxBytes = min(most, max(left, 0))
		path, err := file.save(ctx, directory, saving)
		if err != nil {
			return saved, err
		}
		saved = append(saved, path)
		saving.taken[download.ClashKey(filepath.Base(path))] = true
		if seen, err := os.Stat(path); err == nil {
			left -= seen.Size()
		}
	}
	return saved, nil
}

func (f File) save(ctx context.Context, directory string, saving *saving) (string, error) {
	path, err := f.fetch(ctx, directory, saving)
	if err == nil {
		return path, nil
	}
	broken := ModellixError{
		Message: fmt.Sprintf("file %d of task %s was not saved: %v; nothing half is left behind", f.index+1, f.taskID, err),
		TaskID:  f.taskID,
	}
	var refusal *download.Refusal
	if errors.As(err, &refusal) {
		broken.Status, broken.SafeToRetry = refusal.Status, refusal.SafeToRetry
	} else {
		broken.Cause = err
	}
	return "", &DownloadError{broken}
}

func (f File) fetch(ctx context.Context, directory string, saving *saving) (string, error) {
	engine := f.client.engine
	limits := download.Limits{
		Allowed:  engine.reaches(saving.allowPrivate),
		MaxBytes: saving.maxBytes,
		LateAt:   engine.clock.Now() + saving.timeout.Milliseconds(),
		IsMedia:  slices.Contains([]string{"image", "video", "audio"}, f.Type),
		TaskID:   f.taskID,
	}
	transfer, err := download.NewTransfer(f.URL, limits)
	if err != nil {
		return "", err
	}
	staged, err := newStagedFile(directory)
	if err != nil {
		return "", err
	}
	defer staged.discard()
	fetcher := newFetcher(engine.wire, limits.Allowed)
	defer fetcher.close()
	for !transfer.Complete {
		if transfer.Pause > 0 {
			if err := engine.clock.Sleep(ctx, transfer.Pause); err != nil {
				return "", err
			}
		}
		if err := f.attempt(ctx, fetcher, transfer, staged, saving); err != nil {
			return "", err
		}
	}
	return staged.finish(saving.overwrite, func(isTaken func(string) bool) string {
		file := download.File{TaskID: f.taskID, Index: f.index, URL: f.URL, Format: f.Format, ContentType: transfer.ContentType}
		return download.Name(saving.names, file, func(key string) bool { return saving.taken[key] || isTaken(key) })
	})
}

// attempt is one request, and as much of the file as it brings.
func (f File) attempt(ctx context.Context, fetcher *fetcher, transfer *download.Transfer, staged *stagedFile, saving *saving) error {
	clock := f.client.engine.clock
	attempt := f.client.engine.wire.attempt(ctx, -1, -1)
	defer attempt.end()
	response, err := fetcher.open(attempt.ctx, transfer.Target, transfer.Request())
	if err != nil {
		return broken(ctx, transfer, err, clock.Now())
	}
	defer response.Body.Close() //nolint:errcheck // it was read as far as anybody wants
	wanted, err := transfer.Receive(headOf(response), clock.Now())
	if err != nil || !wanted {
		return err
	}
	if err := staged.beginAt(transfer.Received); err != nil {
		return err
	}
	content, err := decoding(response)
	if err != nil {
		return broken(ctx, transfer, err, clock.Now())
	}
	f.tell(transfer, saving)
	buffer := make([]byte, 128<<10)
	for {
		// Only the reading can be tried again: not the disk, and not what the caller does.
		count, err := content.Read(buffer)
		attempt.moved()
		if count > 0 {
			if err := errors.Join(transfer.Take(count, clock.Now()), staged.write(buffer[:count])); err != nil {
				return single(err)
			}
			f.tell(transfer, saving)
		}
		if errors.Is(err, io.EOF) {
			return transfer.End(clock.Now())
		}
		if err != nil {
			return broken(ctx, transfer, err, clock.Now())
		}
	}
}

// broken tells of an attempt that failed, unless it was the caller who ended it or the address that is not
// allowed.
func broken(ctx context.Context, transfer *download.Transfer, err error, now int64) error {
	var refusal *download.Refusal
	if errors.As(err, &refusal) {
		return refusal
	}
	if cause := context.Cause(ctx); cause != nil {
		return cause
	}
	return transfer.Broke(fetchReason(err), now)
}

func (f File) tell(transfer *download.Transfer, saving *saving) {
	if saving.onProgress != nil {
		saving.onProgress(DownloadProgress{f.taskID, f.index, transfer.Received, transfer.Total})
	}
}

// reaches is which hosts a file may come from. A service on this computer is a mock or a tunnel: its files are
// on this computer as well.
func (e *engine) reaches(allowPrivate bool) []download.Reach {
	if allowPrivate {
		return []download.Reach{download.Public, download.Loopback, download.Private}
	}
	if base, err := url.Parse(e.wire.baseURL); err == nil && isLoopback(base.Hostname()) {
		return []download.Reach{download.Public, download.Loopback}
	}
	return []download.Reach{download.Public}
}
