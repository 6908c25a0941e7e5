"""Prints the calls of a model: submit, run and validate, with its request as their argument."""

from __future__ import annotations

from generator.contract.types import Model
from generator.targets.go.comments import comment
from generator.targets.go.lines import Lines
from generator.targets.go.names import Names, specification


def resource_source(model: Model, names: Names) -> str:
    """The type of the calls, and how a request names its model."""
    out = Lines()
    resource, request = names.of(model, "resource"), names.of(model, "request")
    out.add(*comment(f"{resource} is {model.id}: {model.title}."))
    out.add(f"type {resource} struct{{ calls modelCalls }}", "")
    out.add("// Submit sends a request, which is billed once it is accepted. See Client.Submit.")
    out.add(*_rule_notes(model))
    signature = f"ctx context.Context, request {request}"
    with out.block(
        f"func (m *{resource}) Submit({signature}, options ...SubmitOption) (*Task, error)"
    ):
        out.add("return m.calls.submit(ctx, &request, options)")
    out.add("", "// Run submits a request and waits for its result. See Client.Run.")
    with out.block(f"func (m *{resource}) Run({signature}, options ...RunOption) (*Result, error)"):
        out.add("return m.calls.run(ctx, &request, options)")
    out.add("", "// Map submits many requests and waits for all of them. See Client.Map.")
    signature = f"ctx context.Context, requests []{request}, options ...MapOption"
    with out.block(f"func (m *{resource}) Map({signature}) []Outcome"):
        call = f"m.calls.client.Map(ctx, {specification(model)}.id, pointers(requests), options...)"
        out.add(f"return {call}")
    out.add(
        "",
        "// Validate judges a request without sending it; a valid one costs no allocation.",
        "// The error tells of an image that cannot be read.",
    )
    with out.block(f"func (m *{resource}) Validate(request {request}) (Findings, error)"):
        with out.block("if request.plainlyValid()"):
            out.add("return Findings{}, nil")
        out.add(f"return findings(&{specification(model)}, request.value())")
    out.add("")
    with out.block(f"func (r *{request}) spec() *modelSpec"):
        out.add(f"return &{specification(model)}")
    return out.text()


def _rule_notes(model: Model) -> list[str]:
    if not model.validations:
        return []
    lines = ["//", "// Rules over several parameters:"]
    for entry in model.validations:
        lines += ["//", *comment(f"{entry.id}: {entry.message}.")]
    return lines
