package modellix

import (
	"regexp"
	"slices"
	"strings"
	"unicode/utf8"

	"modellix/internal/exchange"
	"modellix/internal/jsonvalue"
	"modellix/internal/wirejson"
)

// The forms of a string whose content is taken out.
const (
	formURL   = "url"
	formData  = "data"
	formImage = "image"
	formText  = "text"
	longHead  = 8 // code points that tell the form
)

const parameterName = `[A-Za-z_][A-Za-z0-9_.-]{0,63}`

var (
	parameterForm = regexp.MustCompile(`^(?:` + parameterName + `)$`)
	// Only where the docs have it: further on, a message may quote what a prompt says.
	messageForm = regexp.MustCompile(`^(` + strings.Join(categories, "|") + `)(?:: parameter '(` + parameterName + `)')?`)
)

var answerLayout = wirejson.Layout{
	{Name: "v"}, {Name: "at_ms"}, {Name: "model"}, {Name: "path"}, {Name: "status"}, {Name: "code"}, {Name: "category"},
	{Name: "parameter"}, {Name: "violations"}, {Name: "warnings"}, {Name: "body"},
}

// answerLine is one line of the answer log: what the service said to a submit, and what the spec says of it.
// The Python client's module _core/answer_line says what each member means; the lines are the same.
func answerLine(spec *modelSpec, body jsonvalue.Value, path string, answer *exchange.Answer, atMS int64) ([]byte, error) {
	envelope := content(answer)
	code := envelope.Get("code")
	switch {
	case code.Kind() == jsonvalue.Integer:
	case code.IsInteger() && -jsonvalue.LargestExact < code.Int() && code.Int() < jsonvalue.LargestExact:
		code = jsonvalue.OfInt(code.Int()) // written as 400.0
	default:
		code = jsonvalue.OfNull()
	}
	category, parameter := jsonvalue.OfNull(), jsonvalue.OfNull()
	if said := messageForm.FindStringSubmatch(envelope.Get("message").Text()); said != nil {
		category = jsonvalue.OfString(said[1])
		if said[2] != "" {
			parameter = jsonvalue.OfString(said[2])
		}
	}
	found := spec.check(body)
	line, err := wirejson.Append(nil, jsonvalue.OfMembers([]jsonvalue.Member{
		{Name: "v", Value: jsonvalue.OfInt(1)},
		{Name: "at_ms", Value: jsonvalue.OfInt(atMS)},
		{Name: "model", Value: jsonvalue.OfString(spec.id)},
		{Name: "path", Value: jsonvalue.OfString(path)},
		{Name: "status", Value: jsonvalue.OfInt(int64(answer.Status))},
		{Name: "code", Value: code},
		{Name: "category", Value: category},
		{Name: "parameter", Value: parameter},
		{Name: "violations", Value: ruleIDs(found.Violations)},
		{Name: "warnings", Value: ruleIDs(found.Warnings)},
		{Name: "body", Value: spec.formOf(body, "")},
	}), answerLayout)
	return append(line, '\n'), err
}

func ruleIDs(found []Violation) jsonvalue.Value {
	ids := make([]jsonvalue.Value, len(found))
	for at, violation := range found {
		ids[at] = jsonvalue.OfString(violation.Rule)
	}
	return jsonvalue.OfItems(ids)
}

// formOf is a value with its content taken out: numbers, booleans, null and the words of the model's enums
// stand as they are. path is where it stands, members joined by slashes, list items as their list.
func (s *modelSpec) formOf(value jsonvalue.Value, path string) jsonvalue.Value {
	switch value.Kind() {
	case jsonvalue.Image:
		return stringForm(value.Size(), formImage)
	case jsonvalue.String:
		text := value.Text()
		if slices.Contains(s.words, text) {
			return value
		}
		return stringForm(value.Size(), textForm(text, slices.Contains(s.media, path)))
	case jsonvalue.Array:
		items := make([]jsonvalue.Value, len(value.Items()))
		for at, item := range value.Items() {
			items[at] = s.formOf(item, path)
		}
		return jsonvalue.OfMembers([]jsonvalue.Member{{Name: "array", Value: jsonvalue.OfItems(items)}})
	case jsonvalue.Object:
		return jsonvalue.OfMembers([]jsonvalue.Member{{Name: "object", Value: s.objectForm(value, path)}})
	default:
		return value
	}
}

// objectForm keeps the names that look like those of parameters; "?" stands for all others, and the last of
// these in the order of code points for what is in them.
func (s *modelSpec) objectForm(value jsonvalue.Value, path string) jsonvalue.Value {
	members := make([]jsonvalue.Member, 0, len(value.Members()))
	byName := func(a, b jsonvalue.Member) int { return strings.Compare(a.Name, b.Name) }
	for _, member := range slices.SortedFunc(slices.Values(value.Members()), byName) {
		name := member.Name
		if !parameterForm.MatchString(name) {
			name = "?"
		}
		shown := jsonvalue.Member{Name: name, Value: s.formOf(member.Value, strings.TrimPrefix(path+"/"+name, "/"))}
		if name == "?" {
			if at := slices.IndexFunc(members, func(other jsonvalue.Member) bool { return other.Name == "?" }); at >= 0 {
				members[at] = shown
				continue
			}
		}
		members = append(members, shown)
	}
	return jsonvalue.OfMembers(members)
}

func stringForm(size int64, form string) jsonvalue.Value {
	return jsonvalue.OfMembers([]jsonvalue.Member{
		{Name: "string", Value: jsonvalue.OfInt(size)}, {Name: "form", Value: jsonvalue.OfString(form)},
	})
}

func textForm(text string, isMedia bool) string {
	end := 0
	for range longHead {
		_, size := utf8.DecodeRuneInString(text[end:])
		end += size
	}
	head := strings.ToLower(text[:end])
	switch {
	case strings.HasPrefix(head, "http://"), strings.HasPrefix(head, "https://"):
		return formURL
	case strings.HasPrefix(head, "data:"):
		return formData
	case isMedia:
		return formImage
	default:
		return formText
	}
}
