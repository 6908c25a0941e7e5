package pacing

import (
	"net/http"
	"net/mail"
)

// dateMS is a date of HTTP in milliseconds since the epoch; false when it is none.
func dateMS(text string) (int64, bool) {
	if text == "" {
		return 0, false
	}
	moment, err := http.ParseTime(text)
	if err != nil {
		// Servers also write a zone other than GMT.
		moment, err = mail.ParseDate(text)
	}
	return moment.Unix() * 1000, err == nil
}
