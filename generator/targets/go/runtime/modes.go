package modellix

import (
	"fmt"
	"strings"
)

// Mode is how strictly a rule is kept.
type Mode string

// The modes.
const (
	// Strict refuses a request that breaks the rule; nothing is sent.
	Strict Mode = "strict"
	// Warn sends it, and tells whoever listens; see WithWarnings.
	Warn Mode = "warn"
	// Off does not look.
	Off Mode = "off"
)

const anyRule = "*"

// modes is the mode of each rule: its own, else that of every rule, else what holds below.
type modes struct {
	rules map[string]Mode
	below *modes
}

func (m *modes) set(rule string, mode Mode) {
	if m.rules == nil {
		m.rules = map[string]Mode{}
	}
	m.rules[rule] = mode
}

// check fails for a mode or a rule that cannot be.
func (m *modes) check() error {
	for rule, mode := range m.rules {
		if mode != Strict && mode != Warn && mode != Off {
			return configuration("a validation mode must be one of %s, %s, %s", Strict, Warn, Off)
		}
		if rule != anyRule && !strings.Contains(rule, "/") {
			return configuration("a rule must be named by its id, such as kling-v2-mi2i/prompt/maxLength")
		}
	}
	return nil
}

func (m *modes) of(rule string) Mode {
	for level := m; level != nil; level = level.below {
		if mode, ok := level.rules[rule]; ok {
			return mode
		}
		if mode, ok := level.rules[anyRule]; ok {
			return mode
		}
	}
	return Strict
}

// allOff tells whether no rule can have a say, so that checking is wasted work.
func (m *modes) allOff() bool {
	for level := m; level != nil; level = level.below {
		for _, mode := range level.rules {
			if mode != Off {
				return false
			}
		}
		if _, ok := level.rules[anyRule]; ok {
			return true
		}
	}
	return false
}

// enforce refuses or warns, as the modes say.
func enforce(found Findings, modes *modes, model string, warn func(model string, finding Violation)) error {
	var refused []Violation
	for _, violation := range found.Violations {
		if modes.of(violation.Rule) == Strict {
			refused = append(refused, violation)
		}
	}
	if len(refused) > 0 {
		return refusal(refused, model)
	}
	for _, findings := range [][]Violation{found.Violations, found.Warnings} {
		for _, finding := range findings {
			if modes.of(finding.Rule) != Off {
				warn(model, finding)
			}
		}
	}
	return nil
}

// refusal is the error that names every violation.
func refusal(violations []Violation, model string) error {
	count := "1 rule is broken"
	if len(violations) != 1 {
		count = fmt.Sprintf("%d rules are broken", len(violations))
	}
	lines := []string{fmt.Sprintf("%s: %s, nothing was sent", model, count)}
	for _, violation := range violations {
		lines = append(lines, fmt.Sprintf("  %s [%s]", violation, violation.Rule))
	}
	return &InvalidRequestError{ModellixError{Message: strings.Join(lines, "\n")}, violations}
}
