// Command validation times the check of valid requests: ours, and what playground.go adds to it.
// It answers each line on its standard input, so many milliseconds, with a line of figures.
package main

import (
	"bufio"
	"encoding/json"
	"fmt"
	"os"
	"strconv"
	"testing"
	"time"

	"modellix"
)

// checker is one way to check the request of one model.
type checker struct {
	name, version string
	valid         func() bool
}

// peers are the others, for a model; another file of the package may set it.
var peers = func(model string) []checker { return nil }

func main() {
	model := os.Args[1]
	checkers := append([]checker{{"ours", modellix.Version, ours(model)}}, peers(model)...)
	versions := map[string]string{}
	for _, one := range checkers {
		if !one.valid() {
			panic(model + ": " + one.name + " refuses the request")
		}
		versions[one.name] = one.version
	}
	print(versions)
	lines := bufio.NewScanner(os.Stdin)
	for lines.Scan() {
		milliseconds, err := strconv.Atoi(lines.Text())
		if err != nil {
			panic(err)
		}
		figures := map[string]float64{}
		for _, one := range checkers {
			figures["valid "+one.name] = timed(one.valid, time.Duration(milliseconds)*time.Millisecond)
			figures["allocations "+one.name] = testing.AllocsPerRun(100, func() { one.valid() })
		}
		print(figures)
	}
}

// timed is the microseconds of a call, over so long.
func timed(call func() bool, length time.Duration) float64 {
	times := 0
	begun := time.Now()
	for time.Since(begun) < length {
		for range 1_000 {
			call()
		}
		times += 1_000
	}
	return float64(time.Since(begun).Nanoseconds()) / 1e3 / float64(times)
}

func print(value any) {
	text, err := json.Marshal(value)
	if err != nil {
		panic(err)
	}
	fmt.Println(string(text))
}
