package pacing

const (
	minuteMS       = 60_000
	shortestLookMS = 6_000
	longestLookMS  = 12_000
	memoryMS       = 60 * minuteMS
)

// kind is which limiter the counts look like.
type kind uint8

const (
	unknown kind = iota // read as a sliding window, which never sees others where there are none
	fixed               // gives everything back at once: the count jumps up
	tokens              // gives back all the time: more is left than this client's own use would explain
)

// look is a count that was told: when the request was sent, its number, what was left, and how many
// requests of the minute before were this client's own.
type look struct {
	at, number, remaining, own int64
}

// peak is how many requests a minute others made, as seen at a time.
type peak struct{ at, others int64 }

// neighbours estimates how many requests a minute others make with the same key, from what the
// remaining counts tell beyond this client's own requests.
//
// A sliding window gives a request back a minute after it was made. Times are those at which requests
// were sent, so that latency does not blur the counts.
type neighbours struct {
	kind   kind
	window int64 // when the present fixed window was first seen; 0 before
	limit  int64
	own    []int64 // when this client's own requests of a minute were sent
	base   int64   // how many of its requests are older
	last   *look
	looks  []look
	peaks  []peak // falling
	most   int64  // the largest remaining count ever seen
}

// limited: the key may make that many requests a minute; what was seen under another limit goes.
func (n *neighbours) limited(limit int64) {
	if limit == n.limit {
		return
	}
	n.limit = limit
	n.most = 0
	n.last = nil
	n.looks = nil
	n.peaks = nil
	n.kind = unknown
}

// sent: this client sends a request.
func (n *neighbours) sent(now int64) {
	n.own = append(n.own, now)
	// A service that states no counts never asks for these: an hour of them is plenty.
	for n.own[0] <= now-memoryMS {
		n.own = n.own[1:]
		n.base++
	}
}

// heard: the request with this number, counted from 1, was sent at that time and was told this.
func (n *neighbours) heard(at, number, remaining int64) {
	if n.last != nil && number <= n.last.number {
		return // overtaken by a later one
	}
	for len(n.own) > 0 && n.own[0] <= at-minuteMS {
		n.own = n.own[1:]
		n.base++
	}
	own := number - n.base
	n.classify(at, number, remaining, own)
	n.most = max(n.most, remaining)
	others := n.estimate(at, number, remaining, own)
	now := look{at, number, remaining, own}
	n.last = &now
	n.looks = append(n.looks, now)
	for n.looks[0].at < at-longestLookMS {
		n.looks = n.looks[1:]
	}
	if others*50 <= n.limit { // less than two in a hundred is what rounding makes
		return
	}
	for len(n.peaks) > 0 && n.peaks[len(n.peaks)-1].others <= others {
		n.peaks = n.peaks[:len(n.peaks)-1]
	}
	n.peaks = append(n.peaks, peak{at, others})
}

// others are the requests a minute that others made, at the most of the last minute.
func (n *neighbours) others(now int64) int64 {
	for len(n.peaks) > 0 && n.peaks[0].at <= now-minuteMS {
		n.peaks = n.peaks[1:]
	}
	if len(n.peaks) == 0 {
		return 0
	}
	return n.peaks[0].others
}

func (n *neighbours) classify(at, number, remaining, own int64) {
	if n.last != nil {
		back := remaining - n.last.remaining + number - n.last.number
		refilled := n.limit * (at - n.last.at) / minuteMS
		if back > max(4, n.limit/10)+2*refilled {
			if n.kind != fixed {
				n.peaks = nil // they were read by the wrong rule
			}
			n.kind = fixed
			n.window = at
			n.looks = nil
			return
		}
	}
	explained := n.limit - remaining
	if n.kind == unknown && own-explained > max(4, n.limit/20) {
		n.kind = tokens
		n.peaks = nil
	}
}

func (n *neighbours) estimate(at, number, remaining, own int64) int64 {
	var level int64
	if n.kind == unknown {
		level = n.limit - own - remaining
	}
	if len(n.looks) == 0 || at-n.looks[0].at < shortestLookMS {
		return max(level, 0)
	}
	first := n.looks[0]
	span := at - first.at
	used := first.remaining - remaining - (number - first.number)
	switch n.kind {
	case unknown:
		used += (number - first.number) - (own - first.own)
	case tokens:
		// A full bucket loses what would flow in: then nobody takes too much.
		full := n.most - max(3, n.limit/50)
		if remaining >= full || first.remaining >= full {
			return 0
		}
		used += n.limit * span / minuteMS
	}
	return max(level, (used-1)*minuteMS/span, 0)
}
