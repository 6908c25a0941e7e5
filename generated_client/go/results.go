package modellix

import (
	"encoding/json"
	"fmt"
	"time"

	"modellix/internal/jsonvalue"
)

// Result is what a finished task brought.
type Result struct {
	// TaskID is the task.
	TaskID string
	// ModelID is the model that was asked, as far as it is known.
	ModelID string
	// Duration is from submit to end, as the service counts; not the length of a clip. Nil if it does not
	// say.
	Duration *time.Duration
	// Files are the files that came out; there may be none.
	Files []File
	// Metadata is what the service says of the result as a whole, nil if nothing.
	Metadata *ResultMetadata
	// Billing is what the task cost, nil if the service does not say.
	Billing *Billing
	// ExpiresAt is when the files go away; zero if the service does not say.
	ExpiresAt time.Time
	// Raw is all that the service says of the task.
	Raw json.RawMessage
}

// File is one file that came out.
type File struct {
	Resource
	client *Client
	taskID string
	index  int
}

// String names the file, without its address: whoever has that can fetch it.
func (f File) String() string { return fmt.Sprintf("file %d of %s: %s", f.index+1, f.taskID, f.Type) }

// GoString keeps the address out of %#v as well.
func (f File) GoString() string { return f.String() }

func newResult(client *Client, data jsonvalue.Value, taskID, model string) *Result {
	task := readTaskData(data)
	result := &Result{TaskID: taskID, ModelID: model, Billing: task.Billing, Raw: task.Raw}
	if model == "" {
		result.ModelID = task.ModelID
	}
	if task.Duration != nil {
		result.Duration = Ptr(time.Duration(*task.Duration) * time.Millisecond)
	}
	if task.ResultExpiresAt != nil {
		result.ExpiresAt = time.UnixMilli(*task.ResultExpiresAt).UTC()
	}
	if task.Result == nil {
		return result
	}
	result.Metadata = task.Result.Metadata
	for index, resource := range task.Result.Resources {
		result.Files = append(result.Files, File{resource, client, taskID, index})
	}
	return result
}
