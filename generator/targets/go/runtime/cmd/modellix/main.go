// Command modellix holds the programs that compare this client with those in other languages: each reads
// NDJSON on standard input and answers each line in the same order. Nothing is sent anywhere.
//
//	modellix validate    {"id","model","body"}: judged as before sending
//	modellix wire        {"id","model","body"}: the exact text of the body that would be sent
//	modellix trace       {"id","call","answers",…}: a call against a scripted service on a virtual clock
//	modellix names       {"id","names","task_id","index","url",…}: the name that a file is saved under
//
// A line that cannot be answered gets {"id","error":{"code","message"}}. The exit code is 0 when every
// line was answered, 1 when the reader of the answers went away, 2 for a program that there is none of.
package main

import (
	"fmt"
	"maps"
	"os"
	"slices"
	"strings"

	"modellix/internal/jsonvalue"
)

// program answers one line.
type program func(line jsonvalue.Value) (jsonvalue.Value, error)

// programs are the programs by their names; wanted says what a line of each needs.
var programs = map[string]struct {
	wanted string
	answer program
}{
	"validate": {"id, model and body", validate},
	"wire":     {"id, model and body", wire},
	"trace":    {"id, call and answers", trace},
	"names":    {"id, names, task_id, index and url", names},
}

func main() {
	every := slices.Sorted(maps.Keys(programs))
	if len(os.Args) != 2 || programs[os.Args[1]].answer == nil {
		fmt.Fprintf(os.Stderr, "modellix: name one program: %s\n", strings.Join(every, ", "))
		os.Exit(2)
	}
	chosen := programs[os.Args[1]]
	if err := serve(os.Stdin, os.Stdout, chosen.wanted, chosen.answer); err != nil {
		os.Exit(1)
	}
}
