"""What a page says about one parameter as a schema of the spec, with its evidence."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from typing import Any

import yaml
from ruamel.yaml.comments import CommentedMap
from ruamel.yaml.scalarstring import DoubleQuotedScalarString

from generator.contract.evidence import evidence_for
from generator.contract.types import Evidence
from generator.docs.page import EXAMPLE, Fact
from generator.docs.patching.samples import sample
from generator.docs.patching.yaml_file import flow_list, flow_map

_ORDER = (
    *("minLength", "maxLength", "pattern", "minimum", "exclusiveMinimum", "maximum"),
    *("exclusiveMaximum", "multipleOf", "minItems", "maxItems"),
)
_APPLIES = {
    "string": ("minLength", "maxLength", "pattern"),
    "integer": (*("minimum", "exclusiveMinimum", "maximum"), "exclusiveMaximum", "multipleOf"),
    "number": ("minimum", "exclusiveMinimum", "maximum", "exclusiveMaximum"),
    "array": ("minItems", "maxItems"),
}
_NO_DIGITS = 17
_SIMPLE = re.compile(r"[A-Za-z0-9_][A-Za-z0-9_ -]*")


def schema_of(page: str, subject: str, facts: Sequence[Fact]) -> CommentedMap:
    """The schema of the value at ``subject``; ``facts`` are those of its parameter."""
    about = [fact for fact in facts if fact.subject == subject]
    values = {fact.kind: fact.value for fact in about if fact.kind != "limit"}
    kind = values.get("type") or _assumed(subject, facts)
    schema = CommentedMap()
    schema["type"] = kind
    schema["description"] = _words(subject)
    enum = values.get("enum")
    if isinstance(enum, list) and kind in ("string", "integer", "number", "boolean"):
        schema["enum"] = flow_list([quoted(option) for option in enum])
    limits = {fact.keyword: fact.value for fact in about if fact.kind == "limit"}
    for keyword in _ORDER:
        if keyword in limits and keyword in _APPLIES.get(str(kind), ()):
            schema[keyword] = limits[keyword]
    media = _media(values)
    if media is not None and kind == "string":
        schema["x-media"] = media
    if "default" in values:
        schema["default"] = quoted(values["default"])
    evidence = _evidence(page, about, schema)
    if kind == "array":
        schema["x-evidence"] = evidence
        schema["items"] = schema_of(page, f"{subject}/items", facts)
    elif kind == "object":
        schema["x-evidence"] = evidence
        _members(page, subject, facts, schema)
    else:
        schema["x-evidence"] = evidence
    if "/" not in subject:
        example = _address(schema, values.get("example"))
        if example is None:
            example = sample(schema, _matching(schema, values.get("example")))
        if example is not None:
            schema["examples"] = flow_list([_flow(example)])
    return schema


def _address(schema: CommentedMap, example: Any) -> str | None:
    """An address of our own where the page shows one: of a clip, a recording, a hook."""
    if {"enum", "pattern", "x-media"} & set(schema) or not isinstance(example, str):
        return None
    if not re.match(r"https?://", example):
        return None
    ending = re.search(r"[^/]/[^?#]*(\.[A-Za-z0-9]{2,4})$", example)
    address = f"https://example.com/file{ending[1] if ending else ''}"
    return address if len(address) <= int(schema.get("maxLength", len(address))) else None


def _matching(schema: CommentedMap, example: Any) -> Any:
    """The page's example of a text of a certain form, if it has that form."""
    pattern = schema.get("pattern")
    if pattern is None or not isinstance(example, str):
        return None
    try:
        return example if re.search(pattern, example) else None
    except re.error:
        return None


def _assumed(subject: str, facts: Sequence[Fact]) -> str:
    """A value whose type nothing shows: an object if something is said of its members."""
    below = any(fact.subject.startswith(f"{subject}/") for fact in facts)
    return "object" if below or subject.endswith("/items") else "string"


def _members(page: str, subject: str, facts: Sequence[Fact], schema: CommentedMap) -> None:
    """Members that the page states; with none of them the object stays open."""
    names = [
        fact.subject.removeprefix(f"{subject}/")
        for fact in facts
        if fact.subject.startswith(f"{subject}/") and fact.confidence != EXAMPLE
    ]
    told = list(dict.fromkeys(name for name in names if "/" not in name))
    names = [name for name in told if not untyped(f"{subject}/{name}", facts)]
    schema["additionalProperties"] = len(names) < max(len(told), 1)
    if not names:
        return
    flags = {fact.subject: fact.value for fact in facts if fact.kind == "required"}
    required = [name for name in names if flags.get(f"{subject}/{name}") is True]
    if required:
        schema["required"] = flow_list(required)
    schema["properties"] = CommentedMap(
        {name: schema_of(page, f"{subject}/{name}", facts) for name in names}
    )


def untyped(subject: str, facts: Sequence[Fact]) -> bool:
    """Whether nothing shows what a value is: a member that is left out, and let through."""
    return not any(
        fact.subject.startswith(f"{subject}/") or fact.key == (subject, "type", None)
        for fact in facts
    )


def _media(values: dict[str, Any]) -> CommentedMap | None:
    media = values.get("media") or {}
    if media.get("formats"):
        known = {key: media[key] for key in ("formats", "maxBytes") if media.get(key) is not None}
        return flow_map(known)
    return flow_map({}) if "image" in values else None


def _evidence(page: str, about: Iterable[Fact], schema: CommentedMap) -> Any:
    """Who says so: the page, and the decisions that say how its words are meant."""
    entries = [flow_map({"page": page, "how": "stated"})]
    if any(fact.kind == "type" and fact.confidence == EXAMPLE for fact in about):
        entries.append(flow_map({"page": page, "how": "example", "for": ["type"]}))
    lengths = [keyword for keyword in ("minLength", "maxLength") if keyword in schema]
    if lengths and "x-media" not in schema:
        entries.append(flow_map({"page": page, "how": "decision-12", "for": lengths}))
    if "x-media" in schema:
        entries.append(flow_map({"page": page, "how": "decision-13", "for": ["media"]}))
        if schema["x-media"]:
            entries.append(flow_map({"page": page, "how": "decision-14", "for": ["media"]}))
    if schema["type"] == "integer":
        entries.append(flow_map({"page": page, "how": f"decision-{_NO_DIGITS}", "for": ["type"]}))
    if "default" in schema:
        entries.append(flow_map({"page": page, "how": "decision-16", "for": ["default"]}))
    if schema["type"] == "object":
        entries.append(
            flow_map({"page": page, "how": "decision-15", "for": ["additionalProperties"]})
        )
    return entries[0] if len(entries) == 1 else entries


def covered(entries: Any, keyword: str) -> bool:
    """Whether evidence as it stands in a file speaks for a keyword."""
    listed = entries if isinstance(entries, list) else [entries]
    known = [
        Evidence(str(entry["page"]), str(entry["how"]), tuple(entry.get("for", ())))
        for entry in listed
        if isinstance(entry, dict)
    ]
    return bool(evidence_for(known, keyword))


def _words(subject: str) -> str:
    """A first description, from the name alone: the page's words are not ours."""
    name = subject.removesuffix("/items").rpartition("/")[2].replace("_", " ")
    one = "One entry of " if subject.endswith("/items") else ""
    return f"{one}{name}." if one else f"{name.capitalize()}."


def quoted(value: Any) -> Any:
    """A string in quotes where some reader of YAML takes it for a number, a time or a truth."""
    if isinstance(value, str) and not (_SIMPLE.fullmatch(value) and yaml.safe_load(value) == value):
        return DoubleQuotedScalarString(value)
    return value


def _flow(value: Any) -> Any:
    if isinstance(value, dict):
        return flow_map({key: _flow(member) for key, member in value.items()})
    return (
        flow_list([_flow(entry) for entry in value]) if isinstance(value, list) else quoted(value)
    )
