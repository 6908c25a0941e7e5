"""The request schema without one rule, and the schema of one rule alone.

A failure of a validator does not tell which rules a body breaks; these two do. A rule over
several fields is put behind a guard: it speaks only about objects in which each field it names
is absent or of its type, as the interfaces say.
"""

import copy
import re

from contract_tests.facts.page import Json
from contract_tests.judges.bundle import Schema
from generator.contract import Rule

_FIELD = re.compile(r"\bself\.([A-Za-z][A-Za-z0-9_]*)")


def whole(schema: Schema) -> Schema:
    """The schema with every rule in a place of its own, so that each can be taken out alone."""
    result = copy.deepcopy(schema)
    if "allOf" in result:
        result["allOf"] = [_guarded(result, entry) for entry in result["allOf"]]
    result["properties"] |= dict.fromkeys(result.get("x-unsupported", ()), False)
    return result


def without(schema: Schema, rule: Rule) -> Schema:
    """The whole contract but for one rule."""
    result = whole(schema)
    match rule.keyword:
        case "rule" | "media":
            holder = _at(result, rule.path)
            holder["allOf"] = [e if e["$comment"] != rule.id else True for e in holder["allOf"]]
        case "unsupported":
            result["properties"][rule.path[0]] = True
        case "additionalProperties":
            _at(result, rule.path)["additionalProperties"] = True
        case "required":
            holder = _at(result, rule.path[:-1])
            holder["required"] = [name for name in holder["required"] if name != rule.path[-1]]
        case keyword:
            del _at(result, rule.path)[keyword]
    return result


def only(schema: Schema, rule: Rule) -> Schema:
    """Nothing of the contract but one rule."""
    source = whole(schema)
    leaf: Schema
    path = rule.path
    match rule.keyword:
        case "rule" | "media":
            (leaf,) = (e for e in _at(source, path)["allOf"] if e["$comment"] == rule.id)
        case "unsupported":
            leaf = {"properties": {path[0]: False}}
            path = ()
        case "additionalProperties":
            known = dict.fromkeys(_at(source, path)["properties"], True)
            leaf = {"properties": known, "additionalProperties": False}
        case "required":
            leaf = {"required": [path[-1]]}
            path = path[:-1]
        case keyword:
            leaf = {keyword: _at(source, path)[keyword]}
    for depth in range(len(path), 0, -1):
        step = path[depth - 1]
        item = _is_item(source, path[:depth])
        leaf = {"items": leaf} if item else {"properties": {step: leaf}}
    return leaf


def fields_of(text: str) -> tuple[str, ...]:
    """The parameters that a rule's text names."""
    return tuple(dict.fromkeys(_FIELD.findall(text)))


def _guarded(schema: Schema, entry: Schema) -> Schema:
    identifier = entry["$comment"].rpartition("/")[2]
    (written,) = (v for v in schema["x-validations"] if v["id"] == identifier)
    types = {
        name: {"type": schema["properties"][name]["type"]} for name in fields_of(written["rule"])
    }
    guard = {"type": "object", "properties": types}
    body = {key: value for key, value in entry.items() if key != "$comment"}
    return {"$comment": entry["$comment"], "if": guard, "then": body}


def _is_item(schema: Schema, path: tuple[str, ...]) -> bool:
    return path[-1] == "items" and "items" in _at(schema, path[:-1])


def _at(schema: Schema, path: tuple[str, ...]) -> Json:
    found: Json = schema
    for step in path:
        item = step == "items" and "items" in found
        found = found["items"] if item else found["properties"][step]
    return found
