// Package download holds the decisions of one download: where a file may come from, what to ask for, what
// an answer means, when it is over, and what the file is called. It does no input or output.
package download

// Refusal is why a file is not fetched, or not any more; the text never shows the address.
type Refusal struct {
	Reason      string
	Status      int // the HTTP status behind it, 0 if there was none
	SafeToRetry bool
}

func (r *Refusal) Error() string { return r.Reason }

func refused(reason string) *Refusal { return &Refusal{Reason: reason} }
