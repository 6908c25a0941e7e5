package checks

import (
	"slices"
	"strings"
	"unicode/utf8"

	"modellix/internal/jsonvalue"
)

const farthest = 2

// Strangers are the names among the members that an object does not take, by their UTF-8 bytes.
func Strangers(members []jsonvalue.Member, known, unsupported []string) []string {
	var names []string
	for _, member := range members {
		if !slices.Contains(known, member.Name) && !slices.Contains(unsupported, member.Name) {
			names = append(names, member.Name)
		}
	}
	slices.Sort(names)
	return names
}

// Pointer is a member's name as one token of an RFC 6901 pointer, without the slash.
func Pointer(name string) string {
	if !strings.ContainsAny(name, "~/") {
		return name
	}
	return strings.ReplaceAll(strings.ReplaceAll(name, "~", "~0"), "/", "~1")
}

// NearestOrNil is Nearest as the limit of a violation: nil where no name is near.
func NearestOrNil(name string, known []string) any {
	if near := Nearest(name, known); near != "" {
		return near
	}
	return nil
}

// Nearest is the known name that a mistyped one most likely stands for: the closest one at most two
// edits (Levenshtein, code points) away, the first of equals; empty if there is none.
func Nearest(name string, known []string) string {
	best := ""
	bound := farthest
	length := utf8.RuneCountInString(name)
	for _, candidate := range known {
		// A name of megabytes is ruled out by its length alone.
		if difference := utf8.RuneCountInString(candidate) - length; difference > bound || -difference > bound {
			continue
		}
		if distance := levenshtein([]rune(name), []rune(candidate)); distance <= bound {
			best = candidate
			bound = distance - 1
		}
		if bound < 0 {
			break
		}
	}
	return best
}

func levenshtein(left, right []rune) int {
	row := make([]int, len(right)+1)
	for at := range row {
		row[at] = at
	}
	for i, a := range left {
		aboveLeft := i
		row[0] = i + 1
		for j, b := range right {
			replaced := aboveLeft
			if a != b {
				replaced++
			}
			aboveLeft = row[j+1]
			row[j+1] = min(row[j+1]+1, row[j]+1, replaced)
		}
	}
	return row[len(right)]
}
