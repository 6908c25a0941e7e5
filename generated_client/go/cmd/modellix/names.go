package main

import (
	"fmt"

	"modellix/internal/download"
	"modellix/internal/jsonvalue"
	"modellix/internal/strictjson"
)

const largestIndex = 999_999

// names tells what a file of a result would be saved as. Nothing is fetched and nothing is written.
func names(line jsonvalue.Value) (jsonvalue.Value, error) {
	reader := nameReader{line: line}
	chosen := download.Names(line.Get("names").Text())
	if chosen != download.ByTask && chosen != download.ByURL {
		reader.refuse("names must be one of %s, %s", download.ByTask, download.ByURL)
	}
	index := line.Get("index")
	if !index.IsInteger() || index.Int() < 0 || index.Int() > largestIndex {
		reader.refuse("index must be an integer between 0 and %d", largestIndex)
	}
	file := download.File{
		TaskID:      reader.text("task_id"),
		Index:       int(index.Int()),
		URL:         reader.text("url"),
		Format:      reader.optional("format"),
		ContentType: reader.optional("content_type"),
	}
	taken := reader.taken()
	if reader.err != nil {
		return jsonvalue.Value{}, reader.err
	}
	name := download.Name(chosen, file, func(key string) bool { return taken[key] })
	return object("id", line.Get("id"), "name", jsonvalue.OfString(name)), nil
}

// nameReader reads a line; the first thing that is wrong with it stays in err.
type nameReader struct {
	line jsonvalue.Value
	err  error
}

func (r *nameReader) refuse(format string, arguments ...any) {
	if r.err == nil {
		r.err = strictjson.Fault("bad_line", fmt.Sprintf(format, arguments...), r.line)
	}
}

func (r *nameReader) text(name string) string {
	value := r.line.Get(name)
	if value.Kind() != jsonvalue.String {
		r.refuse("%s must be a string", name)
	}
	return value.Text()
}

func (r *nameReader) optional(name string) string {
	value := r.line.Get(name)
	if given(value) && value.Kind() != jsonvalue.String {
		r.refuse("%s must be a string or null", name)
	}
	return value.Text()
}

// taken is the clash key of each name that is not to be used.
func (r *nameReader) taken() map[string]bool {
	list, keys := r.line.Get("taken"), map[string]bool{}
	if given(list) && list.Kind() != jsonvalue.Array {
		r.refuse("taken must be a list of strings")
	}
	for _, name := range list.Items() {
		if name.Kind() != jsonvalue.String {
			r.refuse("taken must be a list of strings")
		}
		keys[download.ClashKey(name.Text())] = true
	}
	return keys
}

func given(value jsonvalue.Value) bool { return value.Present() && value.Kind() != jsonvalue.Null }
