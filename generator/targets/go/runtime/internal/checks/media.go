package checks

import (
	"bytes"
	"encoding/base64"
	"strings"

	"modellix/internal/jsonvalue"
)

const (
	dataURL     = "data:"
	dataImage   = "data:image/"
	dataEnd     = ";base64,"
	headLetters = 32 // of Base64: 24 bytes, more than any signature below needs
)

// Media judges an image given as URL, data URL or Base64 (decisions 13 and 14 of the spec).
//
// It returns true when nothing is wrong; else the limit and the actual value of the violation: the
// formats and the one found (or nil), or the bytes allowed and found. maxBytes below 0 allows any
// size, no formats allow any format.
func Media(value jsonvalue.Value, maxBytes int64, formats ...string) (limit, actual any, ok bool) {
	if len(formats) > 0 {
		limit = formats
	}
	var size int64
	var found string
	if value.Kind() == jsonvalue.Image {
		size, found = value.Source().Size(), Recognised(value.Source().Head())
	} else {
		text := value.Text()
		if isURL(text) {
			return nil, nil, true
		}
		start := base64Start(text)
		if size = decodedSize(text, start); size < 0 {
			return limit, nil, false
		}
		if len(formats) > 0 {
			found = recognisedText(text[start:])
		}
	}
	if len(formats) > 0 && !among(found, formats) {
		if found == "" {
			return limit, nil, false
		}
		return limit, found, false
	}
	if maxBytes >= 0 && size > maxBytes {
		return maxBytes, size, false
	}
	return nil, nil, true
}

// PlainMedia tells whether Media has nothing against a text, without allocating.
func PlainMedia(text string, maxBytes int64, formats ...string) bool {
	if isURL(text) {
		return true
	}
	start := base64Start(text)
	size := decodedSize(text, start)
	if size < 0 || maxBytes >= 0 && size > maxBytes {
		return false
	}
	return len(formats) == 0 || among(recognisedText(text[start:]), formats)
}

// Recognised is the image format whose signature the first bytes carry, or nothing.
func Recognised(head []byte) string {
	switch {
	case bytes.HasPrefix(head, []byte("\xff\xd8\xff")):
		return "jpeg"
	case bytes.HasPrefix(head, []byte("\x89PNG\r\n\x1a\n")):
		return "png"
	case bytes.HasPrefix(head, []byte("GIF87a")), bytes.HasPrefix(head, []byte("GIF89a")):
		return "gif"
	case bytes.HasPrefix(head, []byte("RIFF")) && len(head) >= 12 && string(head[8:12]) == "WEBP":
		return "webp"
	case bytes.HasPrefix(head, []byte("BM")):
		return "bmp"
	case bytes.HasPrefix(head, []byte("II*\x00")), bytes.HasPrefix(head, []byte("MM\x00*")):
		return "tiff"
	default:
		return ""
	}
}

func among(found string, formats []string) bool {
	for _, format := range formats {
		if found == format {
			return true
		}
	}
	return false
}

// isURL tells whether the text is http:// or https:// in any case and no white space after it.
func isURL(text string) bool {
	if len(text) < 4 || !strings.EqualFold(text[:4], "http") || !isASCII(text[:4]) {
		return false
	}
	rest := text[4:]
	if rest != "" && (rest[0] == 's' || rest[0] == 'S') {
		rest = rest[1:]
	}
	rest, found := strings.CutPrefix(rest, "://")
	return found && rest != "" && !strings.ContainsFunc(rest, isSpace)
}

// isSpace knows ECMAScript's white space: a verdict must not depend on the language, and Go's own
// unicode.IsSpace knows others (U+0085) and does not know U+FEFF.
func isSpace(letter rune) bool {
	switch letter {
	case '\t', '\n', '\v', '\f', '\r', ' ', '\u00a0', '\u1680', '\u2028', '\u2029', '\u202f', '\u205f', '\u3000', '\ufeff':
		return true
	default:
		return '\u2000' <= letter && letter <= '\u200a'
	}
}

// base64Start is where the Base64 of a data URL begins, 0 without such a prefix, -1 for another one.
func base64Start(text string) int {
	if !strings.HasPrefix(text, dataURL) {
		return 0
	}
	if !strings.HasPrefix(text, dataImage) {
		return -1
	}
	at := len(dataImage)
	for at < len(text) && isSubtype(text[at]) {
		at++
	}
	if at == len(dataImage) || !strings.HasPrefix(text[at:], dataEnd) {
		return -1
	}
	return at + len(dataEnd)
}

func isSubtype(letter byte) bool {
	return isAlphanumeric(letter) || letter == '.' || letter == '+' || letter == '-'
}

func isAlphanumeric(letter byte) bool {
	return 'a' <= letter && letter <= 'z' || 'A' <= letter && letter <= 'Z' || '0' <= letter && letter <= '9'
}

// decodedSize is how many bytes the Base64 after start decodes to (RFC 4648 section 4, padded, no
// white space, not empty), -1 if it is no Base64.
func decodedSize(text string, start int) int64 {
	if start < 0 {
		return -1
	}
	letters := text[start:]
	if letters == "" || len(letters)%4 != 0 {
		return -1
	}
	padding := 0
	for padding < 2 && letters[len(letters)-1-padding] == '=' {
		padding++
	}
	for at := range len(letters) - padding {
		if letter := letters[at]; !isAlphanumeric(letter) && letter != '+' && letter != '/' {
			return -1
		}
	}
	return int64(len(letters)/4*3 - padding)
}

func recognisedText(letters string) string {
	var text [headLetters]byte
	var head [headLetters]byte
	length := copy(text[:], letters)
	decoded, _ := base64.StdEncoding.Decode(head[:], text[:length])
	return Recognised(head[:decoded])
}

func isASCII(text string) bool {
	for at := range len(text) {
		if text[at] >= 0x80 {
			return false
		}
	}
	return true
}
