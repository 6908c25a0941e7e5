package modellix

import (
	"bytes"
	"crypto/rand"
	"encoding/hex"
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"strings"
)

// largestFile is what the service takes: 16 MB a file as documented, read the way that refuses less.
const largestFile = 16 << 20

const longestFileName = 200

// Upload is a file to be uploaded, made by UploadFile, UploadBytes or UploadReader.
type Upload struct {
	name string
	read func() ([]byte, error)
}

// UploadFile is a file by its path.
func UploadFile(path string) Upload {
	return Upload{filepath.Base(path), func() ([]byte, error) {
		if _, _, err := fileOrigin(path).look(); err != nil {
			return nil, err
		}
		file, err := os.Open(path)
		if err != nil {
			return nil, err
		}
		defer file.Close() //nolint:errcheck // read only
		return io.ReadAll(io.LimitReader(file, largestFile+1))
	}}
}

// UploadBytes is a file in memory.
func UploadBytes(data []byte) Upload {
	return Upload{"", func() ([]byte, error) { return data, nil }}
}

// UploadReader is a file that is read from where the reader stands.
func UploadReader(reader io.Reader) Upload {
	return Upload{"", func() ([]byte, error) {
		if reader == nil {
			return nil, errors.New("the reader is nil")
		}
		return io.ReadAll(io.LimitReader(reader, largestFile+1))
	}}
}

// Named is the same file under another name.
func (u Upload) Named(name string) Upload { return Upload{name, u.read} }

// form is the file as a multipart/form-data body (RFC 7578), and the Content-Type that goes with it.
func (u Upload) form() (*body, string, error) {
	if u.read == nil {
		return nil, "", unusable("/file", "there is no file", nil)
	}
	content, err := u.read()
	if err != nil {
		return nil, "", unusable("/file", reasonOf(err), err)
	}
	if len(content) == 0 {
		return nil, "", unusable("/file", "it is empty (an open file may stand at its end)", nil)
	}
	if len(content) > largestFile {
		return nil, "", unusable("/file", fmt.Sprintf("over %d MiB is more than the service takes", largestFile>>20), nil)
	}
	kind, extension := contentKind(content)
	name := u.name
	if name == "" {
		name = "file." + extension
	}
	boundary := freshBoundary(content)
	head := fmt.Sprintf("--%s\r\nContent-Disposition: form-data; name=\"file\"; filename=\"%s\"\r\nContent-Type: %s\r\n\r\n",
		boundary, safeName(name), kind)
	made := append([]byte(head), content...)
	made = append(made, "\r\n--"+boundary+"--\r\n"...)
	return bytesBody(made), "multipart/form-data; boundary=" + boundary, nil
}

// freshBoundary is a boundary that does not stand in the content, so that nothing in it can pass for one.
func freshBoundary(content []byte) string {
	for {
		var random [24]byte
		_, _ = rand.Read(random[:]) // it never fails
		if boundary := hex.EncodeToString(random[:]); !bytes.Contains(content, []byte(boundary)) {
			return boundary
		}
	}
}

// safeName is a file name that ends no header and leads to no other folder: the last part of a path, without
// control characters, quotes percent-encoded as HTML has it, at most 200 code points of which the end is kept.
func safeName(name string) string {
	name = strings.TrimRight(strings.ReplaceAll(name, `\`, "/"), "/")
	name = strings.TrimSpace(printable(name[strings.LastIndexByte(name, '/')+1:], -1))
	if letters := []rune(name); len(letters) > longestFileName {
		name = string(letters[len(letters)-longestFileName:])
	}
	if strings.Trim(name, ". ") == "" {
		return "file"
	}
	return strings.ReplaceAll(name, `"`, "%22")
}

// contentKind is the type and the extension by the first bytes: the content tells, whatever the name says.
func contentKind(content []byte) (kind, extension string) {
	for _, known := range []struct {
		offset                     int
		signature, kind, extension string
	}{
		{0, "\x89PNG\r\n\x1a\n", "image/png", "png"},
		{0, "\xff\xd8\xff", "image/jpeg", "jpg"},
		{0, "GIF8", "image/gif", "gif"},
		{8, "WEBP", "image/webp", "webp"},
		{4, "ftyp", "video/mp4", "mp4"},
		{0, "%PDF-", "application/pdf", "pdf"},
	} {
		if len(content) > known.offset && bytes.HasPrefix(content[known.offset:], []byte(known.signature)) {
			return known.kind, known.extension
		}
	}
	return "application/octet-stream", "bin"
}
