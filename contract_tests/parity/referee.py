"""The answer that every checker has to give, worked out without any of them.

The rules come from the published bundle, judged by jsonschema, which tells where a body breaks
them; warnings from the CEL interpreter; decoded sizes, limits and order from the contract. Against
it stands ``contract_tests.judges.verdict``, which asks another validator and knows no places.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from typing import Any

from jsonschema import Draft202012Validator, ValidationError
from jsonschema.validators import extend

from contract_tests.facts.page import Json
from contract_tests.judges.bundle import request_schema, rules
from contract_tests.judges.media import decoded_size
from contract_tests.judges.surgery import whole
from contract_tests.judges.verdict import judge
from contract_tests.judges.wire import wire
from contract_tests.validation.ordering import key
from contract_tests.validation.told import at, limit_and_actual
from generator.contract import Rule

_EXACT = 2**53
_LENGTHS = ("minLength", "maxLength")
_MEMBERS = ("rule", "path", "keyword", "limit", "actual", "message")


@dataclass(frozen=True)
class Found:
    """A rule that is broken, and where."""

    rule: Rule
    path: str


def verdict(model: str, body: Json) -> dict[str, Json]:
    """``valid``, ``violations`` and ``warnings``, as a checker answers them."""
    found = _told(_broken(model, body))
    found.sort(key=lambda one: key(model, one.rule.id, one.path))
    warned = [rule for rule in rules(model) if rule.severity == "warning"]
    suspicions = judge(model).broken(body) if warned else frozenset()
    return {
        "valid": not found,
        "violations": [_violation(one, body) for one in found],
        "warnings": [_violation(Found(r, ""), body) for r in warned if r.id in suspicions],
    }


def checker_line(line_id: str | int, told: dict[str, Json]) -> bytes:
    """A verdict as the line that a checker prints, without its line feed."""
    entries = {
        name: ",".join(_in_order(entry, _MEMBERS) for entry in told[name])
        for name in ("violations", "warnings")
    }
    return (
        f'{{"id":{_text(line_id)},"valid":{_text(told["valid"])},'
        f'"violations":[{entries["violations"]}],"warnings":[{entries["warnings"]}]}}'
    ).encode()


def _in_order(entry: dict[str, Json], members: tuple[str, ...]) -> str:
    return "{" + ",".join(f'"{name}":{_text(entry[name])}' for name in members) + "}"


def _text(value: Json) -> str:
    return wire(value, None).decode()


def _broken(model: str, body: Json) -> list[Found]:
    by_id = {rule.id: rule for rule in rules(model)}
    # One failure of a validator may show several times: once for each member that it is about.
    found = {
        (name, _pointer(path))
        for error in _validator(model).iter_errors(body)
        for name, path in _rules_of(model, error)
    }
    for rule in rules(model):
        media = rule.shape.media if rule.keyword == "media" and rule.shape else None
        if media and media.max_bytes:
            for path, text in _strings(body, rule.path):
                if decoded_size(text) > media.max_bytes:
                    found.add((rule.id, _pointer(path)))
    return [Found(by_id[name], path) for name, path in found]


def _told(found: list[Found]) -> list[Found]:
    """Without those that another one about the same value hides."""
    mistyped = {one.path for one in found if one.rule.keyword == "type"}
    sized = {one.path for one in found if one.rule.keyword in _LENGTHS}
    return [
        one
        for one in found
        if one.rule.keyword in ("type", "required", "unsupported", "additionalProperties", "rule")
        or not (one.path in mistyped or (one.rule.keyword == "media" and one.path in sized))
    ]


def _rules_of(model: str, error: ValidationError) -> Iterator[tuple[str, list[str | int]]]:
    """The rules that a failure of the validator stands for, with their places."""
    path = list(error.absolute_path)
    place = "/".join(["items" if isinstance(step, int) else step for step in path])
    above = "/".join([model, place] if place else [model])
    steps = list(error.absolute_schema_path)
    wanted: Any = error.validator_value
    instance: Any = error.instance
    match error.validator:
        case _ if "allOf" in steps:
            holder: Any = whole(request_schema(model))
            for step in steps[: steps.index("allOf") + 2]:
                holder = holder[step]
            yield holder["$comment"], [] if "/rule/" in holder["$comment"] else path
        case "not":
            yield f"{above}/unsupported", path
        case "required":
            for name in wanted:
                if name not in instance:
                    yield f"{above}/{name}/required", [*path, name]
        case "additionalProperties":
            schema: Any = error.schema
            for name in instance.keys() - schema["properties"].keys():
                yield f"{above}/additionalProperties", [*path, name]
        case keyword:
            yield f"{above}/{keyword}", path


def _violation(one: Found, body: Json) -> dict[str, Json]:
    rule, last = one.rule, one.path.rpartition("/")[2]
    value = None
    if rule.keyword not in ("required", "rule", "unsupported"):
        value = at(body, one.path)
    name = last.replace("~1", "/").replace("~0", "~")
    limit, actual = limit_and_actual(rule, value, name)
    told = (rule.id, one.path, rule.keyword, limit, actual, rule.message)
    return dict(zip(_MEMBERS, told, strict=True))


def _pointer(path: list[str | int]) -> str:
    return "".join("/" + str(step).replace("~", "~0").replace("/", "~1") for step in path)


def _strings(
    value: Json, path: tuple[str, ...], at: tuple[str | int, ...] = ()
) -> Iterator[tuple[list[str | int], str]]:
    if not path:
        if isinstance(value, str):
            yield [*at], value
    elif path[0] == "items" and isinstance(value, list):
        for index, item in enumerate(value):
            yield from _strings(item, path[1:], (*at, index))
    elif isinstance(value, dict) and path[0] in value:
        yield from _strings(value[path[0]], path[1:], (*at, path[0]))


def _is_integer(_: object, value: object) -> bool:
    # Decision 11: written with fraction or exponent, a number is an integer up to 2**53 only.
    if isinstance(value, float):
        return value.is_integer() and abs(value) <= _EXACT
    return isinstance(value, int) and not isinstance(value, bool)


def _pattern(_: object, pattern: str, instance: object, __: object) -> Iterator[ValidationError]:
    # For Python `$` also matches before a last line feed; in JSON Schema it is the end alone.
    if isinstance(instance, str) and not re.search(pattern.removesuffix("$") + r"\Z", instance):
        yield ValidationError("pattern")


_Validator: Any = extend(  # type: ignore[no-untyped-call]
    Draft202012Validator,
    {"pattern": _pattern},
    type_checker=Draft202012Validator.TYPE_CHECKER.redefine("integer", _is_integer),
)


@cache
def _validator(model: str) -> Any:
    schema = whole(request_schema(model))
    # The validator tells no place of what a schema refuses that is `false`.
    refused: dict[str, Json] = {"not": {}}
    schema["properties"] |= dict.fromkeys(schema.get("x-unsupported", ()), refused)
    return _Validator(schema)
