package modellix

import (
	"errors"
	"strings"
	"testing"
	"time"
)

func TestTheKeyGoesOnlyWhereItIsSafe(t *testing.T) {
	for address, isFine := range map[string]bool{
		"https://api.example":                 true,
		"https://api.example:8443/gateway/":   true,
		"http://127.0.0.1:8080":               true,
		"http://[::1]:8080":                   true,
		"http://localhost":                    true,
		"http://mock.localhost:1":             true,
		"http://api.example":                  false,
		"http://127.0.0.1.example":            false,
		"http://localhost.example":            false,
		"http://10.0.0.1":                     false,
		"http://0.0.0.0:8080":                 false,
		"ftp://api.example":                   false,
		"api.example":                         false,
		"https://":                            false,
		"https://user:pass@api.example":       false,
		"https://api.example/?x=1":            false,
		"https://api.example/#x":              false,
		"https://api.example/api/v1":          false,
		"https://api.example/api/":            false,
		"https://api.example/a/../b":          false,
		"https://api.example/a b":             false,
		"https://api.example/\u00e9":          false,
		"https://api.example:0":               false,
		"https://api.example/%2e%2e/x":        true, // as it is written
		"https://api.example/a\r\nHost: evil": false,
	} {
		client := New(testKey, WithBaseURL(address))
		err := client.Err()
		if (err == nil) != isFine || err != nil && !errors.As(err, new(*ConfigurationError)) {
			t.Errorf("%q: %v", address, err)
		}
		if err != nil && strings.Contains(err.Error(), "pass@") {
			t.Errorf("it shows a password: %v", err)
		}
	}
}

func TestSettingsThatCannotBeAreToldByEveryCall(t *testing.T) {
	settings := map[string]*Client{
		"a key with a line break": New("mdlx-a\n"),
		"a key outside ASCII":     New("mdlx-\u00e9"),
		"routes":                  New(testKey, WithRoutes("d")),
		"a time limit of nothing": New(testKey, WithTimeout(0)),
		"one that is negative":    New(testKey, WithTimeout(-time.Second)),
		"one beyond all limits":   New(testKey, WithTimeout(longestTime+1)),
		"a mode":                  New(testKey, WithValidation("lax")),
		"a rule that is none":     New(testKey, WithRule("prompt", Off)),
	}
	for what, client := range settings {
		if !errors.As(client.Err(), new(*ConfigurationError)) {
			t.Errorf("%s: %v", what, client.Err())
		}
		_, submitting := client.merge().Submit(t.Context(), cafe())
		_, waiting := client.Tasks.Wait(t.Context(), "task-1")
		_, reading := client.Account.Balance(t.Context())
		for _, err := range []error{submitting, waiting, reading} {
			if !errors.Is(err, client.Err()) {
				t.Errorf("%s: a call says %v", what, err)
			}
		}
		client.Close()
	}
}
