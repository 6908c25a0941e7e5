// The program submits each request that it reads, one JSON object a line, to a service that says what the line
// says, and keeps the answer log that its argument names.
package main

import (
	"bufio"
	"bytes"
	"context"
	"encoding/json"
	"io"
	"log"
	"net/http"
	"os"

	"modellix"
)

type exchange struct {
	Model  string
	Body   map[string]any
	Extra  map[string]any
	Status int
	Answer string
}

// said answers every request alike.
type said struct{ exchange *exchange }

func (s said) RoundTrip(request *http.Request) (*http.Response, error) {
	if _, err := io.Copy(io.Discard, request.Body); err != nil {
		return nil, err
	}
	return &http.Response{
		StatusCode: s.exchange.Status,
		Header:     http.Header{"Content-Type": {"application/json"}},
		Body:       io.NopCloser(bytes.NewReader([]byte(s.exchange.Answer))),
		Request:    request,
	}, nil
}

// still is a clock on which nobody waits: the service's refusals ask for pauses.
type still struct{ now int64 }

func (s *still) Now() int64 { return s.now }

func (s *still) Sleep(_ context.Context, ms int64) error {
	s.now += ms
	return nil
}

func main() {
	log.SetFlags(0)
	service := &said{&exchange{}}
	client := modellix.New("mdlx-x", modellix.WithTransport(service), modellix.WithAnswerLog(os.Args[1]),
		modellix.WithValidation(modellix.Off), modellix.WithClock(&still{}))
	lines := bufio.NewReader(os.Stdin)
	for {
		line, err := lines.ReadBytes('\n')
		if err != nil {
			return
		}
		decoder := json.NewDecoder(bytes.NewReader(line))
		decoder.UseNumber()
		read := &exchange{}
		if err := decoder.Decode(read); err != nil {
			log.Fatal(err)
		}
		service.exchange = read
		// What comes of it stands in the log.
		_, _ = client.Submit(context.Background(), read.Model, read.Body, modellix.ExtraBody(read.Extra))
	}
}
