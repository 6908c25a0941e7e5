"""Judges a request body by the bundle, with a validator that knows nothing of the clients.

Two things no validator can see (the bundle lists them under ``x-not-lowered``) are judged here:
the decoded size of an image, and an integer past 2**53 written with fraction or exponent.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import jsonschema_rs

from contract_tests.mock_api import errors

_EXACT = 2**53
_NAME_SHOWN = 64
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


@dataclass(frozen=True, slots=True)
class Refusal:
    """Why a body is refused; ``rule`` is the bundle's ``$comment`` where there is one."""

    category: str
    detail: str
    rule: str | None = None


class Judge:
    """Judges the bodies of one model."""

    def __init__(self, schema: dict[str, Any], definitions: dict[str, Any]) -> None:
        """Compile a request schema; ``definitions`` are the bundle's ``components``."""
        self._schema = schema
        self._validator = jsonschema_rs.Draft202012Validator({**schema, "components": definitions})

    def refusals(self, body: Any) -> list[Refusal]:
        """Everything that is wrong with a body, in a fixed order; empty when it is accepted."""
        if self._validator.is_valid(body):
            return list(_beyond_schema(self._schema, body, ""))
        found = sorted(
            self._validator.iter_errors(body),
            key=lambda error: (
                [str(step) for step in error.instance_path],
                [str(step) for step in error.schema_path],
            ),
        )
        return [self._refusal(error) for error in found]

    def _refusal(self, error: jsonschema_rs.ValidationError) -> Refusal:
        name = _shown(error.instance_path)
        keyword = error.kind.name
        limit = getattr(error.kind, "value", None)
        rule = _comment(self._schema, error.schema_path)
        if keyword == "required":
            missing = _shown([*error.instance_path, error.kind.property])
            return Refusal(errors.INVALID_PARAMETERS, f"parameter '{missing}' is required", rule)
        if keyword == "additionalProperties":
            unknown = ", ".join(
                f"'{_shown([*error.instance_path, member])}'"
                for member in sorted(error.kind.unexpected)[:3]
            )
            return Refusal(errors.INVALID_PARAMETERS, f"parameter {unknown} is not supported", rule)
        if rule is not None and rule.partition("/")[2].startswith("rule/"):
            category = errors.INVALID_PARAMETERS
            if keyword == "anyOf" and not error.instance:
                category = errors.MISSING_PARAMETER
            return Refusal(category, self._message(rule), rule)
        if keyword == "pattern":
            detail = f"parameter '{name}' has the wrong form"
            if rule is not None and rule.endswith("/media"):
                detail = (
                    f"parameter '{name}' must be an image as URL or Base64, of a format it takes"
                )
            return Refusal(errors.INVALID_FORMAT, detail, rule)
        if keyword in _BOUNDS:
            return Refusal(
                errors.OUT_OF_RANGE, f"parameter '{name}' {_BOUNDS[keyword].format(limit)}", rule
            )
        if keyword == "enum":
            options = ", ".join(str(option) for option in limit or ())
            return Refusal(
                errors.INVALID_PARAMETERS, f"parameter '{name}' must be one of {options}", rule
            )
        if keyword == "type":
            wanted = " or ".join(limit or ())
            subject = f"parameter '{name}'" if name else "the body"
            return Refusal(errors.INVALID_PARAMETERS, f"{subject} must be of type {wanted}", rule)
        return Refusal(errors.INVALID_PARAMETERS, f"parameter '{name}' breaks {keyword}", rule)

    def _message(self, rule: str) -> str:
        name = rule.rpartition("/")[2]
        for entry in self._schema.get("x-validations", ()):
            if entry["id"] == name:
                return str(entry["message"])
        return f"the parameters break {name}"


def _beyond_schema(schema: dict[str, Any], value: Any, path: str) -> Iterator[Refusal]:
    """What a validator cannot see, in a body that it accepts."""
    if schema.get("type") == "integer" and isinstance(value, float) and abs(value) > _EXACT:
        yield Refusal(errors.INVALID_PARAMETERS, f"parameter '{path}' must be of type integer")
    limit = schema.get("x-media", {}).get("maxBytes")
    if limit is not None and isinstance(value, str):
        size = decoded_size(value)
        if size is not None and size > limit:
            detail = f"parameter '{path}' must be at most {limit} bytes, got {size}"
            yield Refusal(errors.OUT_OF_RANGE, detail)
    if isinstance(value, dict):
        for name, member in schema.get("properties", {}).items():
            if name in value:
                yield from _beyond_schema(member, value[name], f"{path}.{name}" if path else name)
    if isinstance(value, list) and "items" in schema:
        for index, item in enumerate(value):
            yield from _beyond_schema(schema["items"], item, f"{path}[{index}]")


def decoded_size(text: str) -> int | None:
    """Bytes that a Base64 or data URL image decodes to, without decoding it; a URL has ``None``."""
    if text[:8].lower().startswith(("http://", "https://")):
        return None
    start = text.index(",") + 1 if text.startswith("data:") else 0
    return (len(text) - start) // 4 * 3 - (len(text) - len(text.rstrip("=")))


def _shown(path: list[str | int]) -> str:
    """A path as people write it: ``image_list[0].image``; long names are cut."""
    text = ""
    for step in path:
        if isinstance(step, int):
            text += f"[{step}]"
        else:
            text += ("." if text else "") + step[:_NAME_SHOWN]
    return text


def _comment(schema: Any, path: list[str | int]) -> str | None:
    """The ``$comment`` nearest to a keyword, on the way from the root to it."""
    found = None
    for step in path:
        if isinstance(schema, dict):
            found = schema.get("$comment", found)
            schema = schema.get(str(step))
        elif isinstance(schema, list) and isinstance(step, int):
            schema = schema[step]
        else:
            break
    return found
