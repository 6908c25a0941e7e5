package main

import (
	"errors"
	"strings"

	"modellix"
	"modellix/internal/checks"
	"modellix/internal/jsonvalue"
	"modellix/internal/strictjson"
)

// validate judges a request as this client would before sending it.
func validate(line jsonvalue.Value) (jsonvalue.Value, error) {
	model, body, err := request(line)
	if err != nil {
		return jsonvalue.Value{}, err
	}
	findings, err := modellix.Check(model, body)
	if err != nil {
		return jsonvalue.Value{}, err
	}
	return object(
		"id", line.Get("id"),
		"valid", jsonvalue.OfBool(len(findings.Violations) == 0),
		"violations", violations(findings.Violations),
		"warnings", violations(findings.Warnings),
	), nil
}

// wire is the text of the body that would be sent.
func wire(line jsonvalue.Value) (jsonvalue.Value, error) {
	model, body, err := request(line)
	if err != nil {
		return jsonvalue.Value{}, err
	}
	text, err := modellix.Encode(model, body)
	var invalid *modellix.InvalidRequestError
	if errors.As(err, &invalid) {
		return jsonvalue.Value{}, strictjson.Fault("bad_line", invalid.Message, line)
	}
	return object("id", line.Get("id"), "wire", jsonvalue.OfString(string(text))), err
}

// request is the model and the body that a line names.
func request(line jsonvalue.Value) (string, jsonvalue.Value, error) {
	model, body := line.Get("model"), line.Get("body")
	if model.Kind() != jsonvalue.String {
		return "", body, strictjson.Fault("bad_line", "model must be there, and be a string", line)
	}
	if !body.Present() {
		return "", body, strictjson.Fault("bad_line", "body must be there", line)
	}
	return model.Text(), body, known(model.Text(), line)
}

// known refuses the id of a model that there is none of.
func known(model string, line jsonvalue.Value) error {
	names := modellix.Models()
	for _, name := range names {
		if name == model {
			return nil
		}
	}
	hint := "there are: " + strings.Join(names, ", ")
	if near := checks.Nearest(model, names); near != "" {
		hint = "did you mean " + near + "?"
	}
	return strictjson.Fault("unknown_model", "there is no such model; "+hint, line)
}

func violations(found []modellix.Violation) jsonvalue.Value {
	items := make([]jsonvalue.Value, len(found))
	for at, violation := range found {
		items[at] = object(
			"rule", jsonvalue.OfString(violation.Rule),
			"path", jsonvalue.OfString(violation.Path),
			"keyword", jsonvalue.OfString(violation.Keyword),
			"limit", jsonvalue.From(violation.Limit, nil),
			"actual", jsonvalue.From(violation.Actual, nil),
			"message", jsonvalue.OfString(violation.Message),
		)
	}
	return jsonvalue.OfItems(items)
}
