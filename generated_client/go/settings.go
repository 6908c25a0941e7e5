package modellix

import (
	"fmt"
	"net/netip"
	"net/url"
	"os"
	"slices"
	"strings"
	"time"
)

// The environment variables that stand in for settings.
const (
	apiKeyVariable  = "MODELLIX_API_KEY"
	baseURLVariable = "MODELLIX_BASE_URL"
	routesVariable  = "MODELLIX_ROUTES"
)

const (
	apiPrefix   = "/api/v1"
	longestTime = 10 * 365 * 24 * time.Hour
	pathLetters = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-._~/%"
)

var routeChoices = []string{routesDocumented, "a", "b", "c", routesAuto}

func configuration(format string, arguments ...any) *ConfigurationError {
	return &ConfigurationError{ModellixError{Message: fmt.Sprintf(format, arguments...)}}
}

// chosen is a setting and where it comes from, in words: the argument, else the environment. A variable
// that is set to nothing is how shells and CI systems say "not set".
func chosen(name, argument, variable string) (source, value string) {
	if argument != "" {
		return name, argument
	}
	return "the environment variable " + variable, os.Getenv(variable)
}

// resolveAPIKey is the API key, empty when there is none: checking requests needs no key.
func resolveAPIKey(argument string) (string, error) {
	source, key := chosen("the API key", argument, apiKeyVariable)
	for _, letter := range key {
		switch {
		case letter == ' ' || '\t' <= letter && letter <= '\r':
			return "", configuration("%s holds white space (often a line break from a file, or 'Bearer ' before "+
				"the key); give the key alone", source)
		case letter < ' ' || letter > '~':
			return "", configuration("%s holds characters that are not printable ASCII; copy the key once more", source)
		}
	}
	return key, nil
}

// resolveBaseURL is the origin of the service and an optional path before /api/v1, no slash at the end.
func resolveBaseURL(argument string) (string, error) {
	source, given := chosen("the base URL", argument, baseURLVariable)
	if given == "" {
		return DefaultBaseURL, nil
	}
	example := "give the service's origin, such as " + DefaultBaseURL
	if strings.ContainsFunc(given, func(letter rune) bool { return letter <= ' ' || letter > '~' }) {
		return "", configuration("%s holds white space or characters outside ASCII; %s", source, example)
	}
	parts, err := url.Parse(given)
	if err != nil {
		// The error's own text would show it, with a password that may stand in it.
		return "", configuration("%s is no URL; %s", source, example)
	}
	host := parts.Hostname()
	switch {
	case parts.Scheme != "https" && parts.Scheme != "http" || host == "" || parts.Port() == "0":
		return "", configuration("%s must begin with https:// and a host; %s", source, example)
	case parts.User != nil:
		return "", configuration("%s must not hold a user or a password; %s", source, example)
	case strings.ContainsAny(given, "?#"):
		return "", configuration("%s must not hold a query or a fragment; %s", source, example)
	case parts.Scheme == "http" && !isLoopback(host):
		return "", configuration("%s must begin with https://, because the API key goes there; plain http is for "+
			"this computer only (127.0.0.1, localhost)", source)
	}
	path := strings.TrimRight(parts.EscapedPath(), "/")
	if strings.HasSuffix(path, apiPrefix) || path == strings.TrimSuffix(apiPrefix, "/v1") {
		return "", configuration("%s must not end in %s: the client adds it; drop it", source, apiPrefix)
	}
	steps := strings.Split(path, "/")
	if strings.Trim(path, pathLetters) != "" || slices.Contains(steps, ".") || slices.Contains(steps, "..") {
		return "", configuration("%s holds a path that cannot be used; drop it", source)
	}
	return parts.Scheme + "://" + parts.Host + path, nil
}

// resolveRoutes is which vintage of the API's paths to use.
func resolveRoutes(argument string) (string, error) {
	source, routes := chosen("the routes", argument, routesVariable)
	if routes == "" {
		return routesDocumented, nil
	}
	if !slices.Contains(routeChoices, routes) {
		return "", configuration("%s must be one of %s", source, strings.Join(routeChoices, ", "))
	}
	return routes, nil
}

// isLoopback tells whether a host is this computer, by its name or address alone.
func isLoopback(host string) bool {
	if host == "localhost" || strings.HasSuffix(host, ".localhost") {
		return true
	}
	address, err := netip.ParseAddr(host)
	return err == nil && address.IsLoopback()
}

// progressMS is a limit of inactivity in milliseconds, -1 for one that was not given.
func progressMS(name string, limit *time.Duration) (int64, error) {
	if limit == nil {
		return -1, nil
	}
	ms, err := durationMS(name, *limit)
	if err == nil && ms == 0 {
		err = configuration("%s must be at least a millisecond", name)
	}
	return ms, err
}

// durationMS is a duration of the caller's in whole milliseconds.
func durationMS(name string, duration time.Duration) (int64, error) {
	if duration < 0 || duration > longestTime {
		return 0, configuration("%s must be between 0 and ten years; it is %s", name, duration)
	}
	return duration.Round(time.Millisecond).Milliseconds(), nil
}

func missingAPIKey() error {
	return configuration("there is no API key, nothing was sent; give it to New or set %s in the environment", apiKeyVariable)
}

func closedClient() error {
	return configuration("the client is closed, nothing was sent; make a new one, which finds a task by its id: " +
		"client.Tasks.Wait(ctx, …)")
}
