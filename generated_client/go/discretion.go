package modellix

import (
	"slices"
	"strings"

	"modellix/internal/exchange"
	"modellix/internal/jsonvalue"
	"modellix/internal/wirejson"
)

// Shares of a request that are taken for a quotation of it.
const (
	shortestPrivate = 4    // shorter ones are everyday words, and say nothing that the docs do not
	quotedWindow    = 12   // a service may quote a part: so many code points in a row are taken for one
	longestPrivate  = 8192 // of a longer string the beginning: that is what a message would quote
	longestQuoting  = 600  // messages longer than this are cut before they are shown
)

// categories are what the message of an error begins with (api facts, errors).
var categories = []string{
	"Invalid parameters", "Missing required parameter", "Invalid format", "Value out of range",
	"Authentication failed", "Resource not found", "Rate limit exceeded", "Concurrent limit exceeded",
}

// discreet is the answer, its error message without the caller's strings: they become an error's text. The
// category at its beginning stays, whatever the request says: the docs list it. So do the words of the model's enums.
func discreet(answer *exchange.Answer, request jsonvalue.Value, words []string) *exchange.Answer {
	if answer == nil || answer.Status < statusFirstError {
		return answer
	}
	envelope := content(answer)
	said := envelope.Get("message")
	if said.Kind() != jsonvalue.String {
		return answer
	}
	category := ""
	for _, known := range categories {
		if strings.HasPrefix(said.Text(), known) {
			category = known
			break
		}
	}
	detail := []rune(strings.TrimPrefix(said.Text(), category))
	hidden := category + withoutQuotes(detail[:min(len(detail), longestQuoting)], privateStrings(request, words, nil))
	if hidden == said.Text() {
		return answer
	}
	members := append([]jsonvalue.Member(nil), envelope.Members()...)
	for at := range members {
		if members[at].Name == "message" {
			members[at].Value = jsonvalue.OfString(hidden)
		}
	}
	body, err := wirejson.AppendAsGiven(nil, jsonvalue.OfMembers(members))
	if err != nil {
		body = nil
	}
	return &exchange.Answer{Status: answer.Status, Headers: answer.Headers, Body: body, Oversize: answer.Oversize}
}

// privateStrings are the strings of a request: prompts, addresses and the beginnings of images.
func privateStrings(value jsonvalue.Value, words, found []string) []string {
	switch value.Kind() {
	case jsonvalue.String:
		if !slices.Contains(words, value.Text()) {
			found = append(found, value.Text())
		}
	case jsonvalue.Image:
		found = append(found, beginningOf(value.Source()))
	}
	for _, item := range value.Items() {
		found = privateStrings(item, words, found)
	}
	for _, member := range value.Members() {
		found = privateStrings(member.Value, words, found)
	}
	return found
}

// beginningOf is the beginning of an image as it was sent; nothing of one that cannot be read any more.
func beginningOf(image jsonvalue.Source) string {
	source, ok := image.(*source)
	if !ok {
		return ""
	}
	content := imageReader{source: source}
	defer content.close()
	part, err := content.next()
	if err != nil {
		return ""
	}
	return string(part[:min(len(part), longestPrivate)])
}

func withoutQuotes(text []rune, private []string) string {
	quoted := make([]bool, len(text))
	for _, secret := range private {
		letters := []rune(secret[:min(len(secret), 4*longestPrivate)])
		letters = letters[:min(len(letters), longestPrivate)]
		if len(letters) < shortestPrivate {
			continue
		}
		beginning := string(letters)
		size := min(quotedWindow, len(letters))
		for start := 0; start+size <= len(text); start++ {
			if strings.Contains(beginning, string(text[start:start+size])) {
				for at := start; at < start+size; at++ {
					quoted[at] = true
				}
			}
		}
	}
	var out strings.Builder
	for at, letter := range text {
		if !quoted[at] {
			out.WriteRune(letter)
		} else if at == 0 || !quoted[at-1] {
			out.WriteRune('…')
		}
	}
	return out.String()
}
