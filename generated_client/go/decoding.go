package modellix

import (
	"compress/gzip"
	"compress/zlib"
	"io"
	"net/http"
	"strings"

	"modellix/internal/jsonvalue"
	"modellix/internal/strictjson"
	"modellix/internal/wirejson"
)

// decoding is the content of an answer as it is read, nil where it cannot be decoded piece by piece in
// bounded memory. Nobody was asked for a coding, but gzip and deflate unfold by a factor that is known.
func decoding(response *http.Response) (io.Reader, error) {
	switch strings.ToLower(strings.TrimSpace(response.Header.Get("Content-Encoding"))) {
	case "", "identity":
		return response.Body, nil
	case "gzip":
		return gzip.NewReader(response.Body)
	case "deflate":
		return zlib.NewReader(response.Body)
	default:
		return nil, nil
	}
}

// unescaped is a JSON text with as few escapes as can be; what is no JSON stays as it is.
func unescaped(content []byte) []byte {
	value, err := strictjson.ParseAnswer(content)
	if err != nil {
		return content
	}
	written, err := wirejson.AppendAsGiven(nil, value)
	if err != nil {
		return content
	}
	return written
}

// quotedKey is the key as it stands in JSON, without the quotation marks.
func quotedKey(key string) []byte {
	quoted, _ := wirejson.Append(nil, jsonvalue.OfString(key), nil)
	return quoted[1 : len(quoted)-1]
}
