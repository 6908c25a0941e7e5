package modellix

import "regexp"

// The ids that were seen so far; what else stands there may be cut short or mean something else.
var taskIDPattern = regexp.MustCompile(`"task_id"\s{0,9}:\s{0,9}"([A-Za-z0-9._~:/+@=-]{1,512})"`)

// salvagedTaskID is the one task id that the bytes of a broken answer name, closing quote and all, or
// nothing: it may be all that is left of a paid task.
func salvagedTaskID(body []byte) string {
	found := ""
	for _, match := range taskIDPattern.FindAllSubmatch(body, -1) {
		if id := string(match[1]); found == "" {
			found = id
		} else if found != id {
			return ""
		}
	}
	return found
}
