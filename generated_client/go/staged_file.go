package modellix

import (
	"crypto/rand"
	"encoding/hex"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"regexp"
	"runtime"
	"time"

	"modellix/internal/download"
)

// leftover is the age at which a file that a killed process left behind is removed.
const leftover = time.Hour

var stagedName = regexp.MustCompile(`^\.modellix-[0-9a-f]{16}\.part$`)

// stagedFile is a file that appears under its name only when it is complete. Until then it is called
// .modellix-<16 hex digits>.part, in the same folder, so that in the end it only changes its name. A process
// that is killed leaves it behind; whoever saves into that folder next removes what nobody wrote to for an
// hour.
type stagedFile struct {
	directory string
	path      string
	file      *os.File
}

func newStagedFile(directory string) (*stagedFile, error) {
	if err := os.MkdirAll(directory, 0o777); err != nil {
		return nil, diskTrouble("the folder cannot be written to", err)
	}
	var random [8]byte
	_, _ = rand.Read(random[:]) // it never fails
	path := filepath.Join(directory, ".modellix-"+hex.EncodeToString(random[:])+".part")
	file, err := os.OpenFile(path, os.O_CREATE|os.O_EXCL|os.O_RDWR, 0o666)
	if err != nil {
		return nil, diskTrouble("the folder cannot be written to", err)
	}
	staged := &stagedFile{directory, path, file}
	staged.removeLeftovers()
	return staged, nil
}

// beginAt goes on writing at the offset and forgets what is behind it.
func (s *stagedFile) beginAt(offset int64) error {
	_, err := s.file.Seek(offset, io.SeekStart)
	if err == nil {
		err = s.file.Truncate(offset)
	}
	return diskTrouble("the file cannot be written", err)
}

func (s *stagedFile) write(data []byte) error {
	_, err := s.file.Write(data)
	return diskTrouble("the file cannot be written", err)
}

// finish gives the file its name. name makes one, given whether a key is taken in the folder.
func (s *stagedFile) finish(overwrite bool, name func(isTaken func(key string) bool) string) (string, error) {
	if err := errors.Join(s.file.Sync(), s.file.Close()); err != nil {
		return "", diskTrouble("the file cannot be written", err)
	}
	path, err := s.named(overwrite, name)
	if err != nil {
		return "", diskTrouble("the file cannot be written", err)
	}
	if directory, err := os.Open(s.directory); err == nil {
		// So that the name survives a power cut, too; not every system lets a directory be synced.
		_ = directory.Sync()
		_ = directory.Close()
	}
	return path, nil
}

func (s *stagedFile) named(overwrite bool, name func(isTaken func(key string) bool) string) (string, error) {
	if overwrite {
		path := filepath.Join(s.directory, name(func(string) bool { return false }))
		return path, os.Rename(s.path, path)
	}
	entries, err := os.ReadDir(s.directory)
	if err != nil {
		return "", err
	}
	keys := make(map[string]bool, len(entries))
	for _, entry := range entries {
		keys[download.ClashKey(entry.Name())] = true
	}
	for {
		// Another process may want the same name at the same moment.
		found := name(func(key string) bool { return keys[key] })
		path := filepath.Join(s.directory, found)
		err := moveToFree(s.path, path)
		if !errors.Is(err, fs.ErrExist) {
			return path, err
		}
		keys[download.ClashKey(found)] = true
	}
}

// discard leaves nothing behind, unless the file was finished.
func (s *stagedFile) discard() {
	_ = s.file.Close()
	_ = os.Remove(s.path)
}

func (s *stagedFile) removeLeftovers() {
	fresh, err := s.file.Stat()
	if err != nil {
		return
	}
	entries, _ := os.ReadDir(s.directory)
	for _, entry := range entries {
		if !stagedName.MatchString(entry.Name()) {
			continue
		}
		// Against this file's own time: that of a server on the network is another one than ours.
		if seen, err := entry.Info(); err == nil && fresh.ModTime().Sub(seen.ModTime()) > leftover {
			_ = os.Remove(filepath.Join(s.directory, entry.Name()))
		}
	}
}

// moveToFree renames without ever replacing a file.
func moveToFree(from, to string) error {
	if runtime.GOOS != "windows" {
		err := os.Link(from, to) // the one way that never replaces a file
		if err == nil {
			return os.Remove(from)
		}
		if errors.Is(err, fs.ErrExist) {
			return err
		}
	}
	// A file system without hard links: take the name first, then fill it. Whoever is killed between the two
	// leaves an empty file, never a half one.
	taken, err := os.OpenFile(to, os.O_CREATE|os.O_EXCL|os.O_WRONLY, 0o666)
	if err != nil {
		return err
	}
	_ = taken.Close()
	if err := os.Rename(from, to); err != nil {
		_ = os.Remove(to)
		return err
	}
	return nil
}

// diskTrouble is what the disk says, without the path: that may tell about the person.
func diskTrouble(what string, err error) error {
	if err == nil {
		return nil
	}
	var path *fs.PathError
	var link *os.LinkError
	if errors.As(err, &path) {
		err = path.Err
	} else if errors.As(err, &link) {
		err = link.Err
	}
	return fmt.Errorf("%s: %w", what, err)
}
