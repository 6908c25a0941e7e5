package modellix

import (
	"fmt"
	"reflect"
	"strings"

	"modellix/internal/checks"
	"modellix/internal/jsonvalue"
	"modellix/internal/wirejson"
)

// modelSpec is what the client knows of a model.
type modelSpec struct {
	id         string
	documented string            // the vintage whose path the model's page documents
	routes     map[string]string // the path in each vintage
	layout     wirejson.Layout
	words      []string // every string that an enum lists: of all that a request says, these alone may be shown
	media      []string // where images stand: members joined by slashes, list items as their list
	check      func(body jsonvalue.Value) Findings
}

// protocol is how a submitted task is followed. Durations are milliseconds.
type protocol struct {
	path          string
	terminal      []string
	success       []string
	firstDelay    int64
	minDelay      int64
	maxDelay      int64
	growthPercent int64
	waitTimeout   int64
}

// requestType is a generated request.
type requestType interface {
	spec() *modelSpec
	value() jsonvalue.Value
	plainlyValid() bool
}

// requestOf is the generated request that a body is, given as a pointer or as a value.
func requestOf(body any) (requestType, bool) {
	given := reflect.ValueOf(body)
	if given.Kind() == reflect.Struct {
		pointer := reflect.New(given.Type())
		pointer.Elem().Set(given)
		body = pointer.Interface()
	}
	request, ok := body.(requestType)
	return request, ok && (given.Kind() != reflect.Pointer || !given.IsNil())
}

// Models are the ids of the models that this client knows.
func Models() []string {
	names := make([]string, len(modelSpecs))
	for at, model := range modelSpecs {
		names[at] = model.id
	}
	return names
}

// Check judges a request without sending it, for the model with that id. The body is what
// Client.Submit takes.
//
// It fails with an *InvalidRequestError when there is no such model, and with a *MediaError when an
// image cannot be read.
func Check(model string, body any) (Findings, error) {
	spec, err := modelNamed(model)
	if err != nil {
		return Findings{}, err
	}
	if request, ok := requestOf(body); ok && request.spec() == spec && request.plainlyValid() {
		return Findings{}, nil
	}
	return findings(spec, valueOf(body))
}

// Encode is the body of a request exactly as it goes over the wire, unchecked.
//
// It fails as Check does, and with an *InvalidRequestError when JSON has no form for the body.
func Encode(model string, body any) ([]byte, error) {
	spec, err := modelNamed(model)
	if err != nil {
		return nil, err
	}
	made, err := newBody(valueOf(body), spec.layout)
	if err != nil {
		return nil, err
	}
	return made.text()
}

func findings(spec *modelSpec, body jsonvalue.Value) (Findings, error) {
	if err := examine(body); err != nil {
		return Findings{}, err
	}
	return spec.check(body), nil
}

func modelNamed(name string) (*modelSpec, error) {
	for _, model := range modelSpecs {
		if model.id == name {
			return model, nil
		}
	}
	hint := "this client knows " + strings.Join(Models(), ", ")
	if near := checks.Nearest(name, Models()); near != "" {
		hint = fmt.Sprintf("did you mean %s?", near)
	}
	return nil, &InvalidRequestError{ModellixError: ModellixError{
		Message: "there is no model of that id, nothing was sent; " + hint,
	}}
}
