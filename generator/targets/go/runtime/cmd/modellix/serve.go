package main

import (
	"bufio"
	"bytes"
	"errors"
	"fmt"
	"io"

	"modellix/internal/jsonvalue"
	"modellix/internal/strictjson"
	"modellix/internal/wirejson"
)

const longestLine = 64 << 20

// serve answers each line of in on out, in the same order. Lines of white space at the end are left out.
func serve(in io.Reader, out io.Writer, wanted string, answer program) error {
	reader := bufio.NewReaderSize(in, 1<<16)
	writer := bufio.NewWriterSize(out, 1<<16)
	blank := 0
	for {
		line, tooLarge, err := readLine(reader)
		if err != nil && !errors.Is(err, io.EOF) {
			return err
		}
		if errors.Is(err, io.EOF) && len(line) == 0 && !tooLarge {
			return writer.Flush()
		}
		if !tooLarge && len(bytes.Trim(line, " \t\r")) == 0 {
			blank++
			continue
		}
		for ; blank > 0; blank-- {
			if err := reply(writer, nil, false, wanted, answer); err != nil {
				return err
			}
		}
		if err := reply(writer, line, tooLarge, wanted, answer); err != nil {
			return err
		}
		// Whoever waits for an answer gets it; whoever has sent more already waits for nothing.
		if reader.Buffered() == 0 {
			if err := writer.Flush(); err != nil {
				return err
			}
		}
	}
}

// readLine reads a line without its line feed; of one that is too large it keeps nothing.
func readLine(reader *bufio.Reader) (line []byte, tooLarge bool, err error) {
	for {
		part, err := reader.ReadSlice('\n')
		complete := err == nil
		if complete {
			part = part[:len(part)-1]
		}
		if tooLarge = tooLarge || len(line)+len(part) > longestLine; tooLarge {
			line = nil
		} else {
			line = append(line, part...)
		}
		if !errors.Is(err, bufio.ErrBufferFull) {
			return line, tooLarge, err
		}
	}
}

func reply(writer *bufio.Writer, raw []byte, tooLarge bool, wanted string, answer program) error {
	answered, err := answered(raw, tooLarge, wanted, answer)
	if err != nil {
		var fault *strictjson.LineError
		if !errors.As(err, &fault) {
			return err
		}
		answered = object(
			"id", fault.ID,
			"error", object("code", jsonvalue.OfString(fault.Code), "message", jsonvalue.OfString(fault.Message)),
		)
	}
	text, err := wirejson.AppendAsGiven(nil, answered)
	if err != nil {
		return err
	}
	_, err = writer.Write(append(text, '\n'))
	return err
}

func answered(raw []byte, tooLarge bool, wanted string, answer program) (jsonvalue.Value, error) {
	if tooLarge {
		message := fmt.Sprintf("the line is over %d bytes; send it as several", longestLine)
		return jsonvalue.Value{}, &strictjson.LineError{Code: "too_large", Message: message, ID: jsonvalue.OfNull()}
	}
	line, fault := strictjson.ReadLine(raw)
	if fault != nil {
		return jsonvalue.Value{}, fault
	}
	if line.Kind() != jsonvalue.Object {
		return jsonvalue.Value{}, strictjson.Fault("bad_line", "a line must be an object with "+wanted, line)
	}
	if id := line.Get("id"); id.Kind() != jsonvalue.String && !id.IsInteger() {
		message := "id must be there, and be a string or an integer"
		return jsonvalue.Value{}, strictjson.Fault("bad_line", message, line)
	}
	return answer(line)
}

// object is an object of the pairs of a name and a jsonvalue.Value.
func object(pairs ...any) jsonvalue.Value {
	members := make([]jsonvalue.Member, 0, len(pairs)/2)
	for at := 0; at+1 < len(pairs); at += 2 {
		name, _ := pairs[at].(string)
		value, _ := pairs[at+1].(jsonvalue.Value)
		members = append(members, jsonvalue.Member{Name: name, Value: value})
	}
	return jsonvalue.OfMembers(members)
}
