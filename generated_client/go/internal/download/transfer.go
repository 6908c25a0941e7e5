package download

import (
	"fmt"
	"regexp"
	"slices"
	"strconv"
	"strings"

	"modellix/internal/exchange"
	"modellix/internal/pacing"
)

const (
	mostRedirects = 5
	mostRetries   = 5
	firstPause    = 500 // milliseconds
)

var (
	moved  = []int{301, 302, 303, 307, 308}
	again  = []int{408, 425, 429, 500, 502, 503, 504}
	gone   = []int{401, 403, 404, 410}
	plain  = []string{"", "identity"}
	coded  = []string{"", "identity", "gzip", "deflate"}
	pages  = []string{"text/html", "application/xhtml+xml"}
	strong = regexp.MustCompile(`^"[\x21\x23-\x7e]*"$`)
	length = regexp.MustCompile(`^[0-9]{1,15}$`)
	ranges = regexp.MustCompile(`(?i)^bytes ([0-9]{1,15})-([0-9]{1,15})/([0-9]{1,15}|\*)$`)
)

// Head is the beginning of an answer.
type Head struct {
	Status  int
	Headers exchange.Headers
	// IsFramed tells whether the protocol tells the end of the content from a lost connection: by a length,
	// by chunks, or by frames of HTTP/2.
	IsFramed bool
}

// Limits are what a transfer is held to.
type Limits struct {
	Allowed  []Reach
	MaxBytes int64
	LateAt   int64 // the moment at which it is given up, -1 for never
	IsMedia  bool  // whether it is an image, a clip or a sound, which no web page is
	TaskID   string
}

// Transfer is one file on its way. A shell asks Request, sends it, and tells what came: Receive for the
// head of an answer, Take for each piece of its content, End for its regular end, Broke for a failure.
// Before each request it lets Pause milliseconds pass.
//
// A connection that breaks, and a status that may pass, are tried again, beginning at the first address:
// what a redirect leads to may be signed for a moment only. What is there already is kept when the first
// answer had a strong ETag and no coding. Content is counted as it is written, decoded: no announced length
// is trusted, and one that turns out wrong is an error.
type Transfer struct {
	Target      Target // where the next request goes
	Received    int64
	Total       int64  // how many bytes there will be, -1 as long as nobody said
	ContentType string // what the host says it is
	Pause       int64  // milliseconds before the next request
	Complete    bool

	limits    Limits
	first     Target
	seen      []string
	retries   int
	etag      string
	askedFrom int64
	until     int64 // where the content of this answer ends, -1 if it was not said
}

// NewTransfer is a transfer that has not begun; it fails for an address that is not one to fetch from.
func NewTransfer(address string, limits Limits) (*Transfer, error) {
	target, err := Check(address, limits.Allowed)
	if err != nil {
		return nil, err
	}
	return &Transfer{Target: target, first: target, Total: -1, until: -1, limits: limits, seen: []string{target.URL}}, nil
}

// Request are the headers of the next request to Target, besides the client's own.
func (t *Transfer) Request() map[string]string {
	t.Pause = 0
	t.askedFrom = 0
	if t.etag == "" || t.Received == 0 {
		return nil
	}
	t.askedFrom = t.Received
	return map[string]string{"Range": fmt.Sprintf("bytes=%d-", t.askedFrom), "If-Range": t.etag}
}

// Receive judges the head of an answer. It tells whether its content is to be written, from Received on;
// if not, the next request is due.
func (t *Transfer) Receive(head Head, now int64) (bool, error) {
	switch {
	case slices.Contains(moved, head.Status):
		return false, t.follow(head.Headers["location"])
	case slices.Contains(again, head.Status):
		asked, _ := pacing.RetryAfterMS(head.Headers)
		err := t.broke(fmt.Sprintf("its host answered HTTP %d", head.Status), now, head.Status)
		t.Pause = max(t.Pause, asked)
		return false, err
	case head.Status == 416 && t.askedFrom > 0:
		t.forget()
		return false, t.broke("its host answered HTTP 416", now, head.Status)
	case head.Status == 206 && t.askedFrom > 0:
		return true, t.proceed(head)
	case head.Status == 200:
		return true, t.begin(head)
	}
	hint := ""
	if slices.Contains(gone, head.Status) {
		hint = fmt.Sprintf("; the link has expired or was withdrawn. Read the task again, client.Tasks.Wait(ctx, %q), "+
			"for a fresh one: results are kept for some days", t.limits.TaskID)
	}
	return false, &Refusal{Reason: fmt.Sprintf("its host answered HTTP %d%s", head.Status, hint), Status: head.Status}
}

// Take counts a piece before it is written.
func (t *Transfer) Take(size int, now int64) error {
	t.Received += int64(size)
	switch {
	case t.until >= 0 && t.Received > t.until:
		return refused("its host sent more bytes than it said")
	case t.Received > t.limits.MaxBytes:
		return t.tooLarge()
	case t.limits.LateAt >= 0 && now >= t.limits.LateAt:
		return late()
	}
	return nil
}

// End: the content ended as the protocol has it.
func (t *Transfer) End(now int64) error {
	switch {
	case t.until >= 0 && t.Received < t.until:
		return t.Broke("its host sent fewer bytes than it said", now)
	case t.Total >= 0 && t.Received < t.Total:
		return t.Broke("its host sent a part only", now)
	case t.Received == 0:
		return refused("its host sent an empty file")
	}
	t.Complete = true
	t.Total = t.Received
	return nil
}

// Broke: an attempt failed; it fails itself when that was the last one.
func (t *Transfer) Broke(reason string, now int64) error { return t.broke(reason, now, 0) }

func (t *Transfer) broke(reason string, now int64, status int) error {
	t.retries++
	if t.retries > mostRetries {
		reason = fmt.Sprintf("%s, at the last of %d attempts", reason, t.retries)
		return &Refusal{Reason: reason, Status: status, SafeToRetry: true}
	}
	t.Pause = firstPause << (t.retries - 1)
	if t.limits.LateAt >= 0 && now+t.Pause >= t.limits.LateAt {
		return late()
	}
	t.Target = t.first
	t.seen = []string{t.Target.URL}
	return nil
}

func (t *Transfer) follow(location string) error {
	if location == "" {
		return refused("its host redirects without saying where to")
	}
	target, err := Redirected(t.Target, location, t.limits.Allowed)
	if err != nil {
		return err
	}
	if slices.Contains(t.seen, target.URL) {
		return refused("its host redirects in a circle")
	}
	if len(t.seen) > mostRedirects {
		return refused(fmt.Sprintf("its host redirects more than %d times", mostRedirects))
	}
	t.Target = target
	t.seen = append(t.seen, target.URL)
	return nil
}

func (t *Transfer) begin(head Head) error {
	t.forget()
	coding := codingOf(head)
	if !slices.Contains(coded, coding) {
		return refused("its host sent it in a coding that was not asked for")
	}
	if !head.IsFramed {
		return refused("its host does not tell how long it is, so a part could pass for it")
	}
	t.ContentType = head.Headers["content-type"]
	kind, _, _ := strings.Cut(t.ContentType, ";")
	if t.limits.IsMedia && slices.Contains(pages, strings.ToLower(strings.TrimSpace(kind))) {
		return refused("its host sent a web page in its place")
	}
	if slices.Contains(plain, coding) {
		if announced, ok := head.Headers["content-length"]; ok {
			if !length.MatchString(announced) {
				return refused("its host announces a length that cannot be")
			}
			t.Total, _ = strconv.ParseInt(announced, 10, 64)
			t.until = t.Total
		}
		if etag := head.Headers["etag"]; strong.MatchString(etag) {
			t.etag = etag
		}
	}
	if t.Total > t.limits.MaxBytes {
		return t.tooLarge()
	}
	return nil
}

func (t *Transfer) proceed(head Head) error {
	wrong := refused("its host continued with another part than it was asked for")
	found := ranges.FindStringSubmatch(strings.TrimSpace(head.Headers["content-range"]))
	if found == nil || !head.IsFramed {
		return wrong
	}
	first, _ := strconv.ParseInt(found[1], 10, 64)
	last, _ := strconv.ParseInt(found[2], 10, 64)
	total := t.Total
	if found[3] != "*" {
		total, _ = strconv.ParseInt(found[3], 10, 64)
	}
	announced, ok := head.Headers["content-length"]
	etag, tagged := head.Headers["etag"]
	switch {
	case first != t.askedFrom, last < first,
		t.Total >= 0 && total != t.Total,
		total >= 0 && last >= total,
		ok && announced != strconv.FormatInt(last-first+1, 10),
		tagged && etag != t.etag,
		!slices.Contains(plain, codingOf(head)):
		return wrong
	}
	t.Total, t.until = total, last+1
	if total > t.limits.MaxBytes {
		return t.tooLarge()
	}
	return nil
}

func codingOf(head Head) string {
	return strings.ToLower(strings.TrimSpace(head.Headers["content-encoding"]))
}

func (t *Transfer) forget() { t.Received, t.Total, t.etag, t.until = 0, -1, "", -1 }

func (t *Transfer) tooLarge() error {
	return refused(fmt.Sprintf("it is over %d bytes, all that SaveMaxBytes and SaveMaxTotalBytes leave it", t.limits.MaxBytes))
}

func late() error { return &Refusal{Reason: "it took longer than its timeout", SafeToRetry: true} }
