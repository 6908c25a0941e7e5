package modellix

import (
	"bytes"
	"encoding/base64"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"strconv"

	"modellix/internal/checks"
	"modellix/internal/jsonvalue"
)

const (
	largestImage = 64 << 20 // no request of the service may be larger as a whole
	headLength   = 32       // more than any signature needs
)

// opening is the content of an image on its way: what is read, and how to let go of it.
type opening struct {
	io.Reader
	close func() error
}

// origin is where an image that is not in memory comes from.
type origin interface {
	// look finds out how large the content is; it may bring the content itself instead.
	look() (mark, []byte, error)
	// open reads the content from its beginning.
	open() (opening, error)
}

// mark tells one state of a file from another.
type mark struct {
	size int64
	time int64 // nanoseconds since the epoch, 0 where there is none
}

// source is an image of one request on its way.
type source struct {
	origin   origin
	path     string // the parameter, as an RFC 6901 pointer
	opened   []byte
	inMemory bool
	seen     mark
	head     []byte
}

// Characters is the length of the Base64.
func (s *source) Characters() int64 { return (s.Size() + 2) / 3 * 4 }

// Head is the beginning of the image.
func (s *source) Head() []byte { return s.head }

// Size is how many bytes the image has.
func (s *source) Size() int64 {
	if s.inMemory {
		return int64(len(s.opened))
	}
	return s.seen.size
}

// examine finds out what rules ask of the images in a body.
func examine(body jsonvalue.Value) error { return examineAt(body, "") }

func examineAt(value jsonvalue.Value, path string) error {
	switch value.Kind() {
	case jsonvalue.Image:
		if image, ok := value.Source().(*source); ok {
			return image.examine(path)
		}
	case jsonvalue.Array:
		for at, item := range value.Items() {
			if err := examineAt(item, path+"/"+strconv.Itoa(at)); err != nil {
				return err
			}
		}
	case jsonvalue.Object:
		for _, member := range value.Members() {
			if err := examineAt(member.Value, path+"/"+checks.Pointer(member.Name)); err != nil {
				return err
			}
		}
	}
	return nil
}

func (s *source) examine(path string) error {
	s.path = path
	if !s.inMemory {
		seen, content, err := s.origin.look()
		if err != nil {
			return unusable(path, reasonOf(err), err)
		}
		s.seen = seen
		if content != nil {
			s.opened, s.inMemory = content, true
		}
	}
	if s.Size() == 0 {
		return unusable(path, "it is empty (an open file may stand at its end)", nil)
	}
	if s.Size() > largestImage {
		why := fmt.Sprintf("over %d MiB is more than any request may have; give a smaller image, or a URL", largestImage>>20)
		return unusable(path, why, nil)
	}
	if s.inMemory {
		s.head = s.opened[:min(len(s.opened), headLength)]
		return nil
	}
	return s.readHead()
}

func (s *source) readHead() error {
	content, err := s.origin.open()
	if err != nil {
		return unusable(s.path, reasonOf(err), err)
	}
	s.head = make([]byte, min(s.seen.size, headLength))
	_, err = io.ReadFull(content, s.head)
	if err = errors.Join(err, content.close()); err != nil {
		return unusable(s.path, reasonOf(err), err)
	}
	return nil
}

// verify holds the image against what was judged, once more.
func (s *source) verify() error {
	if s.inMemory {
		return nil
	}
	seen, _, err := s.origin.look()
	if err != nil {
		return changed(s.path, reasonOf(err))
	}
	if seen != s.seen {
		return changed(s.path, "its size or time of change is another")
	}
	return nil
}

// open begins to read the image, from its first byte.
func (s *source) open() (opening, error) {
	if s.inMemory {
		return opening{bytes.NewReader(s.opened), func() error { return nil }}, nil
	}
	content, err := s.origin.open()
	if err != nil {
		return opening{}, changed(s.path, reasonOf(err))
	}
	return content, nil
}

// length is how many bytes the text takes inside the quotes of a JSON string.
func (s *source) length() int64 {
	return int64(base64.StdEncoding.EncodedLen(int(s.Size())))
}

type fileOrigin string

func (f fileOrigin) look() (mark, []byte, error) {
	seen, err := os.Stat(string(f))
	if err != nil {
		return mark{}, nil, err
	}
	if seen.IsDir() {
		return mark{}, nil, errors.New("it is a directory; give the path of one file")
	}
	if !seen.Mode().IsRegular() {
		// Opening a pipe blocks until somebody writes to it, and a device may have no end.
		return mark{}, nil, errors.New("it is no regular file; give its content as bytes")
	}
	return mark{seen.Size(), seen.ModTime().UnixNano()}, nil, nil
}

func (f fileOrigin) open() (opening, error) {
	file, err := os.Open(string(f))
	if err != nil {
		return opening{}, err
	}
	return opening{file, file.Close}, nil
}

type readerOrigin struct{ reader io.Reader }

func (r readerOrigin) look() (mark, []byte, error) {
	if r.reader == nil {
		return mark{}, nil, errors.New("the reader is nil")
	}
	seeker, ok := r.reader.(io.ReadSeeker)
	if !ok {
		content, err := io.ReadAll(io.LimitReader(r.reader, largestImage+1))
		if content == nil {
			content = []byte{}
		}
		return mark{}, content, err
	}
	start, err := seeker.Seek(0, io.SeekCurrent)
	if err != nil {
		return mark{}, nil, err
	}
	end, err := seeker.Seek(0, io.SeekEnd)
	if err != nil {
		return mark{}, nil, err
	}
	if _, err := seeker.Seek(start, io.SeekStart); err != nil {
		return mark{}, nil, err
	}
	seen := mark{size: end - start}
	if file, ok := r.reader.(interface{ Stat() (fs.FileInfo, error) }); ok {
		if now, err := file.Stat(); err == nil {
			seen.time = now.ModTime().UnixNano()
		}
	}
	return seen, nil, nil
}

func (r readerOrigin) open() (opening, error) {
	seeker, ok := r.reader.(io.ReadSeeker)
	if !ok {
		return opening{}, errors.New("the reader cannot go back")
	}
	start, err := seeker.Seek(0, io.SeekCurrent)
	if err != nil {
		return opening{}, err
	}
	// Left where it stood: a second use, after a mere validation say, finds it unread.
	return opening{seeker, func() error {
		_, err := seeker.Seek(start, io.SeekStart)
		return err
	}}, nil
}

// reasonOf is why a file cannot be read, without its name: that may tell about the person.
func reasonOf(err error) string {
	var path *fs.PathError
	switch {
	case errors.Is(err, fs.ErrNotExist):
		return "there is no such file; check the path"
	case errors.Is(err, fs.ErrClosed):
		return "the open file cannot be read (it is closed)"
	case errors.As(err, &path):
		return fmt.Sprintf("the file cannot be read (%v)", path.Err)
	case errors.Is(err, io.ErrUnexpectedEOF), errors.Is(err, io.EOF):
		return "it is shorter than it was"
	default:
		return err.Error()
	}
}

func unusable(path, why string, cause error) *MediaError {
	return &MediaError{
		ModellixError: ModellixError{
			Message: fmt.Sprintf("%s: %s; nothing was sent", shortened(path), why),
			Cause:   cause,
		},
		Path: path,
	}
}

// changed is the error of an image that is not any more what was judged: its last byte was not sent.
func changed(path, why string) *MediaError {
	return &MediaError{
		ModellixError: ModellixError{
			Message: fmt.Sprintf("%s: the file changed while it was sent (%s); the request was not "+
				"finished, and no task was started", shortened(path), why),
			SafeToRetry: true,
		},
		Path: path,
	}
}
