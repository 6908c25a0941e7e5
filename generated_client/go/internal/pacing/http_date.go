package pacing

import (
	"regexp"
	"strconv"
	"time"
)

// The one form that servers have to send (RFC 9110, 5.6.7), also with another zone. What libraries guess
// beyond it differs from one to the next, and clients are to agree.
var dateForm = regexp.MustCompile(`^(?:Mon|Tue|Wed|Thu|Fri|Sat|Sun), ([0-9]{2}) ([A-Z][a-z]{2}) ([0-9]{4}) ` +
	`([0-9]{2}):([0-9]{2}):([0-9]{2}) (?:GMT|([+-])([0-9]{2})([0-9]{2}))$`)

var months = map[string]time.Month{
	"Jan": 1, "Feb": 2, "Mar": 3, "Apr": 4, "May": 5, "Jun": 6, "Jul": 7, "Aug": 8, "Sep": 9, "Oct": 10, "Nov": 11, "Dec": 12,
}

// dateMS is a date of HTTP in milliseconds since the epoch; false when it is none.
func dateMS(text string) (int64, bool) {
	found := dateForm.FindStringSubmatch(text)
	if found == nil {
		return 0, false
	}
	number := func(at int) int {
		value, _ := strconv.Atoi(found[at]) // at most four digits
		return value
	}
	month, day, year := months[found[2]], number(1), number(3)
	hour, minute, second := number(4), number(5), number(6)
	moment := time.Date(year, month, day, hour, minute, second, 0, time.UTC)
	// Go would take the 30th of February for the 2nd of March.
	if month == 0 || year < 1970 || moment.Day() != day || hour > 23 || minute > 59 || second > 59 {
		return 0, false
	}
	east := int64(0)
	if found[7] != "" {
		east = int64(number(8)*60 + number(9))
	}
	if found[7] == "-" {
		east = -east
	}
	return (moment.Unix() - east*60) * 1000, true
}
