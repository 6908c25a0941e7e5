"""From what a caller wrote to the bytes of a submit: convert, check, add, write."""

from __future__ import annotations

import os
from collections.abc import Mapping, Sequence
from typing import Final, cast

from ._json import to_bytes
from ._modes import Modes, enforce
from ._plain import plain
from ._rules import rules_of
from ._specification import ModelSpec
from .errors import InvalidRequestError
from .violations import CLEAN, Findings, Violation, shortened

_LONGEST_FILE_NAME: Final = 4096


def findings_of(model: ModelSpec, body: object) -> Findings:
    """Violations and warnings of a body, which may hold images in any form.

    Raises:
        MediaError: an image cannot be read.
        InvalidRequestError: the body is nothing that could be written as JSON.
    """
    rules = rules_of(model)
    return rules.check(plain(body, rules.MEDIA))


def prepared_body(
    model: ModelSpec, body: object, *, modes: Modes, extra_body: Mapping[str, object] | None
) -> bytes:
    """The bytes to send.

    Args:
        model: The model.
        body: The request as the caller wrote it.
        modes: How strictly to check it.
        extra_body: Members to put over it, unchecked.

    Raises:
        MediaError: an image cannot be read.
        InvalidRequestError: a rule that is strict is broken, or it is no JSON.
    """
    rules = rules_of(model)
    value = plain(body, rules.MEDIA)
    findings = CLEAN if modes.all_off else rules.check(value)
    if findings is not CLEAN:
        enforce(findings, modes, model.id, _hints(findings[0], value))
    if extra_body:
        if not isinstance(value, dict):
            raise InvalidRequestError("extra_body needs a body that is a mapping; nothing was sent")
        added = cast("dict[str, object]", plain(extra_body, None))
        value = cast("dict[str, object]", value) | added
    return to_bytes(value, rules.LAYOUT)


def _hints(violations: Sequence[Violation], body: object) -> list[str]:
    """What a person may have meant, where that can be told without showing what they wrote."""
    hints: list[str] = []
    for violation in violations:
        if violation.keyword == "media" and _names_a_file(_at(body, violation.path)):
            place = shortened(violation.path)
            hints.append(
                f"hint: {place} is the name of a file here; pathlib.Path(…) sends the file"
            )
    return hints


def _names_a_file(value: object) -> bool:
    if not isinstance(value, str) or len(value) > _LONGEST_FILE_NAME:
        return False
    try:
        return os.path.isfile(value)  # noqa: PTH113 (no pathlib for a yes or no)
    except (OSError, ValueError):
        return False


def _at(body: object, path: str) -> object:
    value = body
    for step in path.split("/")[1:]:
        if isinstance(value, list):
            value = cast("list[object]", value)[int(step)]
        elif isinstance(value, dict):
            name = step.replace("~1", "/").replace("~0", "~")
            value = cast("dict[str, object]", value).get(name)
    return value
