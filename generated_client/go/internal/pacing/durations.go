package pacing

import (
	"math/bits"
	"slices"
)

// unknownWeight is the weight of an age while nothing is known of durations.
const unknownWeight = 1070

const (
	firstOctave     = 10
	lastOctave      = 20
	longestDuration = 1<<21 - 1
	spreadReach     = 2
	fading          = 5
	nothing         = 4 // what weighs as much as no knowledge at all, in the counts' unit
	scale           = 36
	enough          = 8
	par             = 1024
	worst           = 8 * par
	good            = 870
	bad             = 960
	judging         = 4
	wholeSpread     = 1024
)

var (
	spread = [...]int64{114, 227, 342, 227, 114}
	edges  = []int64{0}
	widths = []int64{1 << firstOctave}
)

func init() {
	for octave := firstOctave; octave <= lastOctave; octave++ {
		for step := int64(8); step < 16; step++ {
			edges = append(edges, step<<(octave-3))
			widths = append(widths, 1<<(octave-3))
		}
	}
}

// durations is what is known of how long one model's tasks take, learnt from those that ended.
//
// A budget of reads is spent best when each task is read at a rate in proportion to the square root of its
// hazard: of the chance that it ends just now, given that it has not ended before. That root is the weight
// of an age; the urgency of a read is the sum of the weights since the last one. The algorithm is in whole
// numbers below 2^53, step by step the one of the Python client's durations module, so that every language
// repeats it to the millisecond.
type durations struct {
	cost    int64 // what reading by them costs beside reading all tasks alike, in 1024ths
	known   bool  // whether there are enough to say anything
	highest int64 // no age weighs more
	sharp   bool  // whether the weights are used
	number  int64
	time    int64
	lived   int64
	weighed int64
	counts  []int64
	weights []int64
	sums    []int64 // of the weights before each bin
}

func newDurations() *durations {
	made := &durations{
		cost:    par,
		highest: unknownWeight,
		counts:  make([]int64, len(edges)),
		weights: make([]int64, len(edges)),
		sums:    make([]int64, len(edges)),
	}
	for at := range made.weights {
		made.weights[at] = unknownWeight
	}
	return made
}

// urgency are the weights between two ages in milliseconds: the larger, the sooner it is to be read.
func (d *durations) urgency(since, age int64) int64 {
	if !d.sharp {
		return (age - since) * d.highest
	}
	return d.sum(age) - d.sum(since)
}

// learn: a task ended after so many milliseconds.
func (d *durations) learn(duration int64) {
	duration = min(max(duration, 0), longestDuration)
	if d.number > 0 {
		d.judge(duration)
	}
	d.number++
	d.count(duration)
	mean := d.weigh()
	d.known = d.number >= enough
	limit := int64(good)
	if d.sharp {
		limit = bad
	}
	d.sharp = d.known && d.cost < limit
	if d.sharp {
		d.highest = slices.Max(d.weights)
	} else if d.known {
		d.highest = squareRoot((1 << scale) / mean)
	}
}

func (d *durations) sum(age int64) int64 {
	at := bin(age)
	return d.sums[at] + d.weights[at]*(age-edges[at])
}

// judge is how well the weights foretold this one.
func (d *durations) judge(duration int64) {
	d.lived += duration - d.lived>>judging
	d.weighed += d.sum(duration) - d.weighed>>judging
	found := par * d.weighed / max(d.lived, 1) / d.weights[bin(duration)]
	d.cost += min(found, worst)>>judging - d.cost>>judging
}

func (d *durations) count(duration int64) {
	d.time += duration - d.time>>fading
	for at := range d.counts {
		d.counts[at] -= d.counts[at] >> fading
	}
	first := bin(duration) - spreadReach
	for at, share := range spread {
		d.counts[min(max(first+at, 0), len(edges)-1)] += share
	}
}

// weigh makes the weights anew and returns the mean.
func (d *durations) weigh() int64 {
	after := int64(0)
	for _, count := range d.counts {
		after += count
	}
	mean := max(wholeSpread*d.time/after, wholeSpread)
	total := int64(0)
	for at, count := range d.counts {
		after -= count
		risk := after + count/2
		d.weights[at] = squareRoot((nothing + count) << scale / (nothing*mean + risk*widths[at]))
		d.sums[at] = total
		total += d.weights[at] * widths[at]
	}
	return mean
}

func bin(age int64) int {
	octave := bits.Len64(uint64(max(age, 0))) - 1
	if octave < firstOctave {
		return 0
	}
	return min(8*(octave-firstOctave)+int(age>>(octave-3))-7, len(edges)-1)
}

// squareRoot is the largest integer whose square is not above the number.
func squareRoot(number int64) int64 {
	if number <= 0 {
		return 0
	}
	root := int64(1) << ((bits.Len64(uint64(number)) + 1) / 2)
	for {
		next := (root + number/root) / 2
		if next >= root {
			return root
		}
		root = next
	}
}

// Lifetime is one task, and what its model's durations say of it; times are those of the client's clock.
type Lifetime struct {
	durations  *durations
	begun      int64
	unfinished int64 // when it was last seen unfinished, -1 where that is not known
}

// known tells whether its urgency says more than how long ago it was read.
func (l *Lifetime) known() bool { return l.durations.known }

// urgency is how urgent a read is when the last one was at since; -1 if surely below least.
func (l *Lifetime) urgency(since, now, least int64) int64 {
	if (now-since)*l.durations.highest < least {
		return -1
	}
	return l.durations.urgency(since-l.begun, now-l.begun)
}

// seen: a read that was sent at this time found the task finished, or not.
func (l *Lifetime) seen(at int64, finished bool) {
	if !finished {
		l.unfinished = at
	} else if l.unfinished >= 0 {
		l.durations.learn((l.unfinished+at)/2 - l.begun)
		l.unfinished = -1
	}
}
