// Code generated from the spec. DO NOT EDIT.

package modellix

import (
	"encoding/json"

	"modellix/internal/jsonvalue"
)

// TaskData is a part of an answer. A task, at its submit and at every later reading.
//
// Nothing in it is required: a member that is missing or of another type than documented
// is empty or nil.
type TaskData struct {
	// Status: pending, processing, success, failed or canceled. A status that is not known here is
	// neither an end nor a success.
	Status string

	// TaskID: The id of the task.
	TaskID string

	// ModelID: The model, or a placeholder; not to be relied on.
	ModelID string

	// GetResult: see GetResult.
	GetResult *GetResult

	// Duration: Milliseconds from submit to end; not the length of a clip.
	Duration *int64

	// Result: see TaskResult.
	Result *TaskResult

	// Billing: see Billing.
	Billing *Billing

	// ResultExpiresAt: When the files go away, in milliseconds since the epoch.
	ResultExpiresAt *int64

	// Raw is the JSON object as it came, with what has no field here.
	Raw json.RawMessage
}

func readTaskData(object jsonvalue.Value) TaskData {
	return TaskData{
		Status:          textOf(object.Get("status")),
		TaskID:          textOf(object.Get("task_id")),
		ModelID:         textOf(object.Get("model_id")),
		GetResult:       objectOf(object.Get("get_result"), readGetResult),
		Duration:        integerOf(object.Get("duration")),
		Result:          objectOf(object.Get("result"), readTaskResult),
		Billing:         objectOf(object.Get("billing"), readBilling),
		ResultExpiresAt: integerOf(object.Get("result_expires_at")),
		Raw:             rawOf(object),
	}
}

// GetResult is a part of an answer. Where the service says that the task can be read. A hint; the
// key is not sent there.
//
// Nothing in it is required: a member that is missing or of another type than documented
// is empty or nil.
type GetResult struct {
	// Method: The HTTP method.
	Method string

	// URL: An absolute URL.
	URL string

	// Raw is the JSON object as it came, with what has no field here.
	Raw json.RawMessage
}

func readGetResult(object jsonvalue.Value) GetResult {
	return GetResult{
		Method: textOf(object.Get("method")),
		URL:    textOf(object.Get("url")),
		Raw:    rawOf(object),
	}
}

// TaskResult is a part of an answer. What came out.
//
// Nothing in it is required: a member that is missing or of another type than documented
// is empty or nil.
type TaskResult struct {
	// Resources: The files; may be empty.
	Resources []Resource

	// Metadata: see ResultMetadata.
	Metadata *ResultMetadata

	// Extensions: see ResultExtensions.
	Extensions *ResultExtensions

	// Raw is the JSON object as it came, with what has no field here.
	Raw json.RawMessage
}

func readTaskResult(object jsonvalue.Value) TaskResult {
	return TaskResult{
		Resources:  objectsOf(object.Get("resources"), readResource),
		Metadata:   objectOf(object.Get("metadata"), readResultMetadata),
		Extensions: objectOf(object.Get("extensions"), readResultExtensions),
		Raw:        rawOf(object),
	}
}

// Resource is a part of an answer. One file that came out.
//
// Nothing in it is required: a member that is missing or of another type than documented
// is empty or nil.
type Resource struct {
	// URL: Where to download it; expires.
	URL string

	// Type: image, video, audio or document.
	Type string

	// Width: Pixels.
	Width *int64

	// Height: Pixels.
	Height *int64

	// Format: The format of the file such as png.
	Format string

	// Role: primary, cover, thumbnail or alternative.
	Role string

	// Raw is the JSON object as it came, with what has no field here.
	Raw json.RawMessage
}

func readResource(object jsonvalue.Value) Resource {
	return Resource{
		URL:    textOf(object.Get("url")),
		Type:   textOf(object.Get("type")),
		Width:  integerOf(object.Get("width")),
		Height: integerOf(object.Get("height")),
		Format: textOf(object.Get("format")),
		Role:   textOf(object.Get("role")),
		Raw:    rawOf(object),
	}
}

// ResultMetadata is a part of an answer. About the result as a whole.
//
// Nothing in it is required: a member that is missing or of another type than documented
// is empty or nil.
type ResultMetadata struct {
	// ImageCount: How many images came out.
	ImageCount *int64

	// RequestID: An id to quote to the service's support.
	RequestID string

	// Raw is the JSON object as it came, with what has no field here.
	Raw json.RawMessage
}

func readResultMetadata(object jsonvalue.Value) ResultMetadata {
	return ResultMetadata{
		ImageCount: integerOf(object.Get("image_count")),
		RequestID:  textOf(object.Get("request_id")),
		Raw:        rawOf(object),
	}
}

// ResultExtensions is a part of an answer. Times of the task.
//
// Nothing in it is required: a member that is missing or of another type than documented
// is empty or nil.
type ResultExtensions struct {
	// SubmitTime: RFC 3339.
	SubmitTime string

	// EndTime: RFC 3339.
	EndTime string

	// Raw is the JSON object as it came, with what has no field here.
	Raw json.RawMessage
}

func readResultExtensions(object jsonvalue.Value) ResultExtensions {
	return ResultExtensions{
		SubmitTime: textOf(object.Get("submit_time")),
		EndTime:    textOf(object.Get("end_time")),
		Raw:        rawOf(object),
	}
}

// Billing is a part of an answer. What the task cost.
//
// Nothing in it is required: a member that is missing or of another type than documented
// is empty or nil.
type Billing struct {
	// Status: The state of the charge.
	Status string

	// Amount: A decimal number as a string.
	Amount string

	// Raw is the JSON object as it came, with what has no field here.
	Raw json.RawMessage
}

func readBilling(object jsonvalue.Value) Billing {
	return Billing{
		Status: textOf(object.Get("status")),
		Amount: textOf(object.Get("amount")),
		Raw:    rawOf(object),
	}
}

// ModelList is a part of an answer. The models on offer.
//
// Nothing in it is required: a member that is missing or of another type than documented
// is empty or nil.
type ModelList struct {
	// Models: One entry a model.
	Models []ModelEntry

	// Raw is the JSON object as it came, with what has no field here.
	Raw json.RawMessage
}

func readModelList(object jsonvalue.Value) ModelList {
	return ModelList{
		Models: objectsOf(object.Get("models"), readModelEntry),
		Raw:    rawOf(object),
	}
}

// ModelEntry is a part of an answer. A model on offer.
//
// Nothing in it is required: a member that is missing or of another type than documented
// is empty or nil.
type ModelEntry struct {
	// Slug: Provider and model such as kling/kling-v1-i2v.
	Slug string

	// Type: The kind of task such as image-to-video.
	Type string

	// DocsURL: The model's page.
	DocsURL string

	// Description: A line for people.
	Description string

	// Price: Prices; their form is not documented.
	Price json.RawMessage

	// Raw is the JSON object as it came, with what has no field here.
	Raw json.RawMessage
}

func readModelEntry(object jsonvalue.Value) ModelEntry {
	return ModelEntry{
		Slug:        textOf(object.Get("slug")),
		Type:        textOf(object.Get("type")),
		DocsURL:     textOf(object.Get("docs_url")),
		Description: textOf(object.Get("description")),
		Price:       rawOf(object.Get("price")),
		Raw:         rawOf(object),
	}
}

// KeyValidity is a part of an answer. Whether a key is valid.
//
// Nothing in it is required: a member that is missing or of another type than documented
// is empty or nil.
type KeyValidity struct {
	// IsValid: Whether the key is valid.
	IsValid *bool

	// Raw is the JSON object as it came, with what has no field here.
	Raw json.RawMessage
}

func readKeyValidity(object jsonvalue.Value) KeyValidity {
	return KeyValidity{
		IsValid: flagOf(object.Get("is_valid")),
		Raw:     rawOf(object),
	}
}

// Balance is a part of an answer. The balance of the account.
//
// Nothing in it is required: a member that is missing or of another type than documented
// is empty or nil.
type Balance struct {
	// Balance: In the account's currency.
	Balance *float64

	// Raw is the JSON object as it came, with what has no field here.
	Raw json.RawMessage
}

func readBalance(object jsonvalue.Value) Balance {
	return Balance{
		Balance: numberOf(object.Get("balance")),
		Raw:     rawOf(object),
	}
}

// MediaFile is a part of an answer. A file on the service.
//
// Nothing in it is required: a member that is missing or of another type than documented
// is empty or nil.
type MediaFile struct {
	// FileID: Its id.
	FileID string

	// Type: Its media type such as image/png.
	Type string

	// URL: What a request names to use the file.
	URL string

	// Filename: What it was called when it was uploaded.
	Filename string

	// Size: Bytes.
	Size *int64

	// CreatedAt: When it was uploaded; the form is not documented.
	CreatedAt json.RawMessage

	// Raw is the JSON object as it came, with what has no field here.
	Raw json.RawMessage
}

func readMediaFile(object jsonvalue.Value) MediaFile {
	return MediaFile{
		FileID:    textOf(object.Get("file_id")),
		Type:      textOf(object.Get("type")),
		URL:       textOf(object.Get("url")),
		Filename:  textOf(object.Get("filename")),
		Size:      integerOf(object.Get("size")),
		CreatedAt: rawOf(object.Get("created_at")),
		Raw:       rawOf(object),
	}
}
