package pacing

import (
	"encoding/json"
	"os"
	"testing"
)

// What another client made of the same durations; MODELLIX_DURATIONS names the file.
func TestDurationsAreLearntAlikeInEveryClient(t *testing.T) {
	path := os.Getenv("MODELLIX_DURATIONS")
	if path == "" {
		t.Skip("MODELLIX_DURATIONS names no file of another client's figures")
	}
	raw, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	var steps []struct{ Duration, Cost, Highest, Since, Age, Urgency int64 }
	if err := json.Unmarshal(raw, &steps); err != nil || len(steps) < 100 {
		t.Fatalf("%d steps, %v", len(steps), err)
	}
	learnt := newDurations()
	for at, step := range steps {
		learnt.learn(step.Duration)
		if learnt.cost != step.Cost || learnt.highest != step.Highest || learnt.urgency(step.Since, step.Age) != step.Urgency {
			t.Fatalf("step %d: cost %d, highest %d, urgency %d; the other has %+v",
				at, learnt.cost, learnt.highest, learnt.urgency(step.Since, step.Age), step)
		}
	}
}

func TestSquareRootRoundsDown(t *testing.T) {
	for number := range int64(10_000) {
		if root := squareRoot(number); root*root > number || (root+1)*(root+1) <= number {
			t.Fatalf("%d: %d", number, root)
		}
	}
	if root := squareRoot(1<<53 - 1); root != 94906265 {
		t.Error(root)
	}
}
