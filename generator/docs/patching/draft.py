"""A first file for a model that the spec does not know, from what its page says."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Any

from ruamel.yaml.comments import CommentedMap

from generator.contract.outputs import output_named
from generator.docs.formats.frame import route_of
from generator.docs.page import ACROSS, DOUBTFUL, Fact, Reading, names_of
from generator.docs.patching.least import least_example
from generator.docs.patching.rule_text import rule_text
from generator.docs.patching.schema_text import schema_of, untyped
from generator.docs.patching.yaml_file import dump, flow_list, flow_map

_KINDS = {
    "t2i": "text-to-image",
    "i2i": "image-to-image",
    "t2v": "text-to-video",
    "i2v": "image-to-video",
    "v2v": "video-to-video",
}
_STATUSES = {
    "200": "TaskAccepted",
    "400": "InvalidParameters",
    "401": "AuthenticationFailed",
    "402": "PaymentRequired",
    "404": "NotFound",
    "429": "LimitExceeded",
    "500": "InternalError",
    "503": "Unavailable",
}
_SURE = 0.85


@dataclass(frozen=True, slots=True)
class Draft:
    """The text of a new model's file, and what a person still has to find out.

    ``facts`` are what can be accepted with it: no statement about parameters that the page does
    not describe; those (``undescribed``) stay open until a person knows what is meant.
    """

    path: str
    text: str
    questions: tuple[str, ...]
    facts: tuple[Fact, ...]
    undescribed: tuple[Fact, ...] = ()


def draft(reading: Reading) -> Draft:
    """Everything that the page states, each entry with its evidence; nothing is made up."""
    questions = list(dict.fromkeys(_questions(reading)))
    kind, guessed = _kind(reading)
    if guessed:
        questions.append(f"is it {kind}? the page does not say, and the path of vintage a names it")
    operation = CommentedMap()
    operation["operationId"] = reading.model
    operation["tags"] = flow_list([reading.provider])
    title = " ".join(re.split(r"[-_]", reading.model)).capitalize()
    operation["summary"] = f"{title}, {kind.replace('-', ' ')}"
    named = output_named(kind)
    output = named or _output(reading)
    operation["description"] = f"Makes {output}s."
    base = f"/api/v1/{reading.provider}/{reading.model}"
    routes = {
        "a": f"/api/v1/{kind}/{reading.provider}/{reading.model}/async",
        "b": f"{base}/async",
        "c": base,
    }
    operation["x-routes"] = CommentedMap(routes)
    if named is None:
        operation["x-output"] = output
        questions.append(
            f"does it make {output}s? neither the page nor the path says what comes out"
        )
    schema = _schema(reading)
    examples = least_example(reading, schema)
    if not examples:
        questions.append("what is a good request? none that was tried keeps every rule of the page")
    media = CommentedMap({"schema": schema} | ({"examples": examples} if examples else {}))
    operation["requestBody"] = CommentedMap(
        {"required": True, "content": CommentedMap({"application/json": media})}
    )
    operation["responses"] = CommentedMap(
        {
            status: flow_map({"$ref": f"../../openapi.yaml#/components/responses/{name}"})
            for status, name in _STATUSES.items()
        }
    )
    path = reading.find("route", "path")
    documented = path.value if path and path.value in routes.values() else routes["b"]
    tree = CommentedMap({"paths": CommentedMap({documented: CommentedMap({"post": operation})})})
    head = "".join(f"# Open: {question}\n" for question in questions)
    file = f"spec/models/{reading.provider}/{reading.model}.yaml"
    facts = tuple(fact for fact in reading.facts if not _unknown(reading, fact))
    open_ = tuple(fact for fact in reading.facts if fact not in facts)
    return Draft(file, head + dump(tree), tuple(questions), facts, open_)


def _kind(reading: Reading) -> tuple[str, bool]:
    """The kind of task, and whether it is a guess."""
    path = reading.find("route", "path")
    route = route_of(str(path.value)) if path else None
    if route is not None and route.vintage == "a":
        return route.path.split("/")[3], False
    for short, kind in _KINDS.items():
        if re.search(rf"(?:^|-)[a-z]*{short}(?:-|$)", reading.model):
            return kind, False
    if {"video", "video_url"} & set(reading.parameters):
        return "video-to-video", True
    pictured = any(fact.kind == "image" for fact in reading.facts)
    return f"{'image' if pictured else 'text'}-to-{_output(reading)}", True


def _output(reading: Reading) -> str:
    """What probably comes out, going by what can be asked for."""
    moving = {"duration", "fps", "camera_control", "video", "video_url"} & set(reading.parameters)
    return "video" if moving else "image"


def _schema(reading: Reading) -> CommentedMap:
    page = reading.model
    required = [
        name
        for name in reading.parameters
        if any(f.value is True for f in reading.facts if f.key == (name, "required", None))
    ]
    schema = CommentedMap({"type": "object", "additionalProperties": False})
    if required:
        schema["required"] = flow_list(required)
    schema["x-evidence"] = [
        flow_map({"page": page, "how": "example", "for": ["type"]}),
        flow_map({"page": page, "how": "decision-15", "for": ["additionalProperties"]}),
    ]
    schema["properties"] = CommentedMap(
        {name: schema_of(page, name, _about(reading, name)) for name in reading.parameters}
    )
    refused = [f.subject for f in reading.all("unsupported") if f.subject not in reading.parameters]
    if refused:
        evidence = [
            flow_map({"page": page, "how": "stated"}),
            flow_map({"page": page, "how": "decision-6"}),
        ]
        schema["x-unsupported"] = CommentedMap(
            {"names": flow_list(refused), "x-evidence": evidence}
        )
    rules = _rules(reading, set(required))
    if rules:
        schema["x-validations"] = rules
    return schema


def _about(reading: Reading, name: str) -> list[Fact]:
    """What the page says of one parameter; where it says two things, the tighter one."""
    facts: dict[tuple[str, str, str | None], Fact] = {}
    for fact in reading.facts:
        if fact.subject.split("/")[0] != name or _doubtful(fact):
            continue
        other = facts.get(fact.key)
        facts[fact.key] = fact if other is None else _tighter(other, fact)
    return list(facts.values())


def _doubtful(fact: Fact) -> bool:
    """A limit that could as well be another one; nothing is refused for it."""
    return fact.kind == "limit" and fact.certainty <= DOUBTFUL


def _tighter(one: Fact, other: Fact) -> Fact:
    if one.kind != "limit" or not isinstance(one.value, (int, float)):
        return one
    if not isinstance(other.value, (int, float)):
        return one
    low = (one.keyword or "").lower().endswith(("minimum",)) or (one.keyword or "").startswith(
        "min"
    )
    return one if (one.value > other.value) is low else other


def _rules(reading: Reading, required: set[str]) -> list[Any]:
    rules: list[Any] = []
    for fact in reading.facts:
        if fact.kind not in ACROSS or _unknown(reading, fact):
            continue
        if fact.kind == "at-least-one" and required.intersection(names_of(fact)):
            continue
        text = rule_text(fact, [rule["id"] for rule in rules])
        entry = CommentedMap(
            {"id": text.id, "rule": text.rule, "message": text.message, "severity": text.severity}
        )
        entry["x-evidence"] = flow_map({"page": reading.model, "how": "stated"})
        rules.append(entry)
    return rules


def _unknown(reading: Reading, fact: Fact) -> list[str]:
    """The parameters that a statement about several names and the page does not describe."""
    if fact.kind not in ACROSS:
        return []
    return sorted(names_of(fact) - set(reading.parameters))


def _left_out(reading: Reading) -> list[str]:
    """What the page says and the language of the spec cannot say as it stands."""
    kinds = {fact.subject: fact.value for fact in reading.all("type")}
    left = [
        f"line {fact.line}: that {fact.subject} is a multiple of {fact.value} is left out: only of "
        "whole numbers that is checked"
        for fact in reading.all("limit")
        if fact.keyword == "multipleOf" and kinds.get(fact.subject) == "number"
    ]
    sizes = [
        f"line {fact.line}: the size of {fact.subject} is left out: which formats is it for?"
        for fact in reading.all("media")
        if isinstance(fact.value, dict) and not fact.value.get("formats")
    ]
    members = [
        f"line {fact.line}: what is {fact.subject}? no type is told, so any value is let through"
        for fact in reading.all("required")
        if "/" in fact.subject and untyped(fact.subject, reading.facts)
    ]
    return left + sizes + members


def _questions(reading: Reading) -> list[str]:
    found = []
    if "required" in reading.silent:
        stated = {fact.subject for fact in reading.all("required")}
        open_ = [name for name in reading.parameters if name not in stated]
        if open_:
            found.append(f"which of {', '.join(open_)} are required? the page has lost the flags")
    if "default" in reading.silent:
        found.append("what are the defaults? the page has lost them")
    unsure = [
        f.subject for f in reading.all("type") if f.certainty < _SURE and "/" not in f.subject
    ]
    if unsure:
        found.append(f"are these the names: {', '.join(unsure)}? they were told by their words")
    found += [f"line {entry.line}: what is the parameter described there called?"
              for entry in reading.unnamed]  # fmt: skip
    found += [
        f"line {fact.line}: is the {fact.keyword} of {fact.subject} {fact.value}? an example is "
        "glued to it"
        for fact in reading.facts
        if _doubtful(fact)
    ]
    found += _left_out(reading)
    found += [
        f"line {fact.line}: a rule names {', '.join(unknown)}, which the page does not describe"
        for fact in reading.facts
        if (unknown := _unknown(reading, fact))
    ]
    found += [f"line {entry.line} ({entry.subject}) sounds binding: read it" for entry in
              reading.sentences]  # fmt: skip
    return found
