package modellix

import (
	"crypto/rand"
	"encoding/hex"
	"net/url"
	"slices"
	"strings"
)

const (
	webhookHeader   = "X-Webhook-URL"
	requestIDHeader = "X-Request-ID"
	longestGivenID  = 128
	tokenLetters    = "!#$%&'*+-.^_`|~0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz"
)

// ownHeaders are the client's own: another value would send the key elsewhere, or break the message's
// framing.
var ownHeaders = []string{
	"accept-encoding", "authorization", "connection", "content-encoding", "content-length", "content-type",
	"expect", "host", "transfer-encoding", "upgrade",
}

// submitHeaders are all headers that belong to one submit, by their canonical names. The errors show no
// value.
func submitHeaders(sending *sending) (map[string]string, error) {
	headers, err := checkedHeaders(sending.headers)
	if err != nil {
		return nil, err
	}
	names := map[string]string{}
	for name := range headers {
		names[strings.ToLower(name)] = name
	}
	if sending.webhookURL != nil {
		if _, twice := names[strings.ToLower(webhookHeader)]; twice {
			return nil, configuration("WebhookURL and ExtraHeaders both set %s; drop one", webhookHeader)
		}
		if err := checkWebhook(*sending.webhookURL); err != nil {
			return nil, err
		}
		headers[webhookHeader] = *sending.webhookURL
	}
	given, found := names[strings.ToLower(requestIDHeader)]
	switch {
	case found && sending.requestID != nil:
		return nil, configuration("RequestID and ExtraHeaders both set %s; drop one", requestIDHeader)
	case found:
		value := headers[given]
		delete(headers, given)
		headers[requestIDHeader] = value
	default:
		if headers[requestIDHeader], err = requestIDOf(sending.requestID); err != nil {
			return nil, err
		}
	}
	return headers, nil
}

func checkedHeaders(headers map[string]string) (map[string]string, error) {
	checked := make(map[string]string, len(headers)+2)
	for name, value := range headers {
		switch {
		case name == "" || strings.Trim(name, tokenLetters) != "" || !isToken(name):
			return nil, configuration("ExtraHeaders: a name must be letters, digits and hyphens")
		case slices.Contains(ownHeaders, strings.ToLower(name)):
			return nil, configuration("ExtraHeaders: %s is set by the client; leave it out", name)
		case !isPrintableASCII(strings.ReplaceAll(value, "\t", " ")):
			return nil, configuration("ExtraHeaders: the value of %s must be printable ASCII on one line", name)
		}
		checked[name] = value
	}
	return checked, nil
}

func isToken(name string) bool {
	return !strings.ContainsFunc(name, func(letter rune) bool { return !strings.ContainsRune(tokenLetters, letter) })
}

func isPrintableASCII(text string) bool {
	return !strings.ContainsFunc(text, func(letter rune) bool { return letter < ' ' || letter > '~' })
}

func checkWebhook(address string) error {
	parts, err := url.Parse(address)
	if err != nil || !isPrintableASCII(address) || strings.Contains(address, " ") || parts.Scheme != "https" ||
		parts.Hostname() == "" || parts.Port() == "0" || strings.Contains(address, "#") {
		return configuration("WebhookURL must be a public https:// address in printable ASCII, such as " +
			"https://example.com/hooks/modellix; nothing was sent")
	}
	return nil
}

func requestIDOf(given *string) (string, error) {
	if given == nil {
		var id [16]byte
		_, _ = rand.Read(id[:]) // it never fails
		return hex.EncodeToString(id[:]), nil
	}
	if *given == "" || len(*given) > longestGivenID || !isPrintableASCII(*given) || strings.Contains(*given, " ") {
		return "", configuration("RequestID must be 1 to %d printable ASCII characters without spaces", longestGivenID)
	}
	return *given, nil
}
