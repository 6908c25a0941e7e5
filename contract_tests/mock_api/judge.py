"""Judges a request body by the bundle, with a validator that knows nothing of the clients.

Two things no validator can see (the bundle lists them under ``x-not-lowered``) are judged here:
the decoded size of an image, and an integer past 2**53 written with fraction or exponent.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

import jsonschema_rs

from contract_tests.mock_api import errors
from contract_tests.mock_api.refusal import Refusal, refusal

_EXACT = 2**53


class Judge:
    """Judges the bodies of one model."""

    def __init__(self, schema: dict[str, Any], components: Mapping[str, Any]) -> None:
        """Compile a request schema; ``components`` are the bundle's, for its references."""
        self._schema = schema
        self._validator = jsonschema_rs.Draft202012Validator({**schema, "components": components})

    def refusals(self, body: object) -> list[Refusal]:
        """Everything that is wrong with a body, in a fixed order; empty when it is accepted."""
        if self._validator.is_valid(body):
            return list(_beyond_schema(self._schema, body, ""))
        found = sorted(self._validator.iter_errors(body), key=_order)
        refusals = [refusal(self._schema, error) for error in found]
        # A value of the wrong type breaks rules that name it too: the value is what to mend.
        return sorted(refusals, key=lambda entry: "/rule/" in (entry.rule or ""))


def _order(error: jsonschema_rs.ValidationError) -> tuple[list[str], list[str]]:
    return [str(step) for step in error.instance_path], [str(step) for step in error.schema_path]


def _beyond_schema(schema: Mapping[str, Any], value: object, path: str) -> Iterator[Refusal]:
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
    padding = 2 if text.endswith("==") else 1 if text.endswith("=") else 0
    return (len(text) - start) // 4 * 3 - padding
