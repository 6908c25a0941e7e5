package modellix

import (
	"fmt"
	"unicode/utf8"

	"modellix/internal/jsonvalue"
	"modellix/internal/wirejson"
)

// Violation is one broken rule of a request.
type Violation struct {
	// Rule is the rule's stable id, such as kling-v2-mi2i/prompt/maxLength.
	Rule string `json:"rule"`
	// Path is where, as an RFC 6901 pointer; empty for the whole body.
	Path string `json:"path"`
	// Keyword is the JSON Schema keyword, or unsupported, media, rule.
	Keyword string `json:"keyword"`
	// Limit is what the rule allows: nil, an int64, a float64, a string or a []any of these.
	Limit any `json:"limit"`
	// Actual is what was found instead: a count, a type, a short value of an enumeration, or nil.
	Actual any `json:"actual"`
	// Message is the rule as a sentence. It is constant, so it never holds what the caller wrote.
	Message string `json:"message"`
}

const longestPath = 120

// String is the violation for a person: path, rule, limit; never the value itself.
func (v Violation) String() string {
	text := "request: " + v.Message
	if v.Path != "" {
		text = shortened(v.Path) + ": " + v.Message
	}
	switch v.Keyword {
	case "additionalProperties":
		if near, ok := v.Limit.(string); ok {
			return text + " (did you mean " + near + "?)"
		}
	case "type", "minLength", "maxLength", "minItems", "maxItems", "media":
		// For these it is a count or a name of ours, never what the caller wrote.
		if v.Actual != nil {
			return fmt.Sprintf("%s (found %v)", text, v.Actual)
		}
	}
	return text
}

// MarshalJSON writes the violation as every client does.
func (v Violation) MarshalJSON() ([]byte, error) {
	return wirejson.Append(nil, v.value(), violationLayout)
}

var violationLayout = wirejson.Layout{
	{Name: "rule"}, {Name: "path"}, {Name: "keyword"}, {Name: "limit"}, {Name: "actual"}, {Name: "message"},
}

func (v Violation) value() jsonvalue.Value {
	return jsonvalue.OfMembers([]jsonvalue.Member{
		{Name: "rule", Value: jsonvalue.OfString(v.Rule)},
		{Name: "path", Value: jsonvalue.OfString(v.Path)},
		{Name: "keyword", Value: jsonvalue.OfString(v.Keyword)},
		{Name: "limit", Value: jsonvalue.From(v.Limit, nil)},
		{Name: "actual", Value: jsonvalue.From(v.Actual, nil)},
		{Name: "message", Value: jsonvalue.OfString(v.Message)},
	})
}

// shortened is a path that is fit for a line of text: a name of the caller's may be megabytes long.
func shortened(path string) string {
	if utf8.RuneCountInString(path) <= longestPath {
		return path
	}
	return string([]rune(path)[:longestPath]) + "…"
}

// Findings are what is wrong with a request, in the order of the rule inventory.
type Findings struct {
	// Violations are broken rules, which the service would refuse or may bill for nothing.
	Violations []Violation
	// Warnings are broken rules that never keep a request from being sent.
	Warnings []Violation
}

// Clean tells whether nothing at all was found.
func (f Findings) Clean() bool { return len(f.Violations) == 0 && len(f.Warnings) == 0 }

func (f *Findings) add(rule, path, keyword string, limit, actual any, message string) {
	f.Violations = append(f.Violations, Violation{rule, path, keyword, limit, actual, message})
}

func (f *Findings) warn(rule, message string) {
	f.Warnings = append(f.Warnings, Violation{rule, "", "rule", nil, nil, message})
}
