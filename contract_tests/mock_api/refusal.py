"""Turns what a validator found into the words of a 400."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import jsonschema_rs

from contract_tests.mock_api import errors

_NAME_SHOWN = 64
_UNKNOWN_SHOWN = 3
_BOUNDS = {
    "minLength": "must have at least {} characters",
    "maxLength": "must have at most {} characters",
    "minItems": "must have at least {} items",
    "maxItems": "must have at most {} items",
    "minimum": "must be at least {}",
    "maximum": "must be at most {}",
    "exclusiveMinimum": "must be greater than {}",
    "exclusiveMaximum": "must be less than {}",
}
_MEDIA = "must be an image as URL or Base64, in a format that the model takes"


@dataclass(frozen=True, slots=True)
class Refusal:
    """Why a body is refused; ``rule`` is the bundle's ``$comment`` where there is one."""

    category: str
    detail: str
    rule: str | None = None


def refusal(schema: Mapping[str, Any], error: jsonschema_rs.ValidationError) -> Refusal:
    """The refusal for one finding of a validator; it quotes no value, only names and limits.

    A missing parameter is told in the words that the docs show, under the category they show.
    """
    kind = error.kind.as_dict()
    keyword = error.kind.name
    rule = _nearest_comment(schema, error.schema_path)
    if keyword == "required":
        name = _shown([*error.instance_path, kind["property"]])
        return Refusal(errors.INVALID_PARAMETERS, f"parameter '{name}' is required", rule)
    if keyword == "additionalProperties":
        unknown = sorted(kind["unexpected"])[:_UNKNOWN_SHOWN]
        names = ", ".join(f"'{_shown([*error.instance_path, name])}'" for name in unknown)
        return Refusal(errors.INVALID_PARAMETERS, f"parameter {names} is not supported", rule)
    if rule is not None and rule.split("/")[1] == "rule":
        missing = keyword == "anyOf" and not error.instance
        category = errors.MISSING_PARAMETER if missing else errors.INVALID_PARAMETERS
        return Refusal(category, _message(schema, rule.rpartition("/")[2]), rule)
    category, words = _about_value(keyword, kind, rule)
    name = _shown(error.instance_path)
    return Refusal(category, f"parameter '{name}' {words}" if name else f"the body {words}", rule)


def _about_value(keyword: str, kind: Mapping[str, Any], rule: str | None) -> tuple[str, str]:
    """Category and words for one value that breaks one keyword."""
    if keyword == "pattern":
        media = rule is not None and rule.endswith("/media")
        return errors.INVALID_FORMAT, _MEDIA if media else "has the wrong form"
    if keyword in _BOUNDS:
        return errors.OUT_OF_RANGE, _BOUNDS[keyword].format(kind["limit"])
    if keyword == "enum":
        return errors.INVALID_PARAMETERS, f"must be one of {', '.join(map(str, kind['options']))}"
    if keyword == "type":
        return errors.INVALID_PARAMETERS, f"must be of type {' or '.join(kind['types'])}"
    return errors.INVALID_PARAMETERS, f"breaks {keyword}"


def _message(schema: Mapping[str, Any], rule: str) -> str:
    """What the bundle says about a rule over several parameters."""
    for entry in schema.get("x-validations", ()):
        if entry["id"] == rule:
            return str(entry["message"])
    return f"the parameters break {rule}"


def _shown(path: Sequence[str | int]) -> str:
    """A path as people write it, ``image_list[0].image``; a long name is cut."""
    text = ""
    for step in path:
        if isinstance(step, int):
            text += f"[{step}]"
        else:
            text += ("." if text else "") + step[:_NAME_SHOWN]
    return text


def _nearest_comment(schema: object, path: Sequence[str | int]) -> str | None:
    """The ``$comment`` nearest to a keyword, on the way from the root to it."""
    found = None
    for step in path:
        if isinstance(schema, dict):
            found = schema.get("$comment", found)
            schema = schema.get(str(step))
        elif isinstance(schema, list) and isinstance(step, int):
            schema = schema[step]
    return found
