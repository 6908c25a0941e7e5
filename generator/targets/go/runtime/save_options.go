package modellix

import (
	"time"

	"modellix/internal/download"
)

// SaveOption is a setting of File.Save and Result.Save.
type SaveOption func(*saving)

const (
	savedBytes      = 2 << 30
	savedTotalBytes = 8 << 30
	savedFiles      = 100
	savedWithin     = time.Hour
)

type saving struct {
	names         download.Names
	overwrite     bool
	maxBytes      int64
	maxTotalBytes int64
	maxFiles      int
	timeout       time.Duration
	allowPrivate  bool
	onProgress    func(DownloadProgress)
	taken         map[string]bool // keys of names that are given already
}

// DownloadProgress is how far a file of a result is.
type DownloadProgress struct {
	TaskID string
	// Index is which file of the result it is, from 0.
	Index int
	// Received are the bytes that are there; it falls back to 0 when the file has to begin again.
	Received int64
	// Total are the bytes that there will be, -1 as long as the file's host does not say.
	Total int64
}

// SaveNamesFromURL names a file after the last part of its address, made safe, instead of the task's id and
// the file's number.
func SaveNamesFromURL() SaveOption { return func(s *saving) { s.names = download.ByURL } }

// SaveOverwrite replaces a file of the same name, instead of adding -1, -2 and so on to the name.
func SaveOverwrite() SaveOption { return func(s *saving) { s.overwrite = true } }

// SaveMaxBytes is how large a file may get, decoded; 2 GiB by default.
func SaveMaxBytes(limit int64) SaveOption { return func(s *saving) { s.maxBytes = limit } }

// SaveMaxTotalBytes is how large the files of a result may get together; 8 GiB by default.
func SaveMaxTotalBytes(limit int64) SaveOption { return func(s *saving) { s.maxTotalBytes = limit } }

// SaveMaxFiles is how many files a result may have; 100 by default.
func SaveMaxFiles(limit int) SaveOption { return func(s *saving) { s.maxFiles = limit } }

// SaveTimeout is the time for a file as a whole, its pauses and further attempts included; an hour by
// default. Standing still is limited by the client's WithTimeout.
func SaveTimeout(limit time.Duration) SaveOption { return func(s *saving) { s.timeout = limit } }

// SaveAllowPrivate fetches from this computer and from private networks as well. Without it a client whose
// base URL is this computer fetches from this computer too.
func SaveAllowPrivate() SaveOption { return func(s *saving) { s.allowPrivate = true } }

// OnProgress is called at the beginning of a download and after each piece.
func OnProgress(told func(DownloadProgress)) SaveOption {
	return func(s *saving) { s.onProgress = told }
}

func savingOf(options []SaveOption) (*saving, error) {
	made := &saving{
		names:         download.ByTask,
		maxBytes:      savedBytes,
		maxTotalBytes: savedTotalBytes,
		maxFiles:      savedFiles,
		timeout:       savedWithin,
		taken:         map[string]bool{},
	}
	for _, option := range options {
		option(made)
	}
	if made.maxBytes < 0 || made.maxTotalBytes < 0 || made.maxFiles < 0 {
		return nil, configuration("SaveMaxBytes, SaveMaxTotalBytes and SaveMaxFiles must not be negative")
	}
	_, err := durationMS("SaveTimeout", made.timeout)
	return made, err
}
