"""From what a caller wrote to the body of a submit: convert, check, add, lay out."""

from __future__ import annotations

import os
from collections.abc import Iterator, Mapping, Sequence
from contextlib import suppress
from typing import TYPE_CHECKING, Final, cast

from ._body import Body, json_body
from ._media_text import MediaText
from ._modes import Modes, enforce
from ._plain import plain
from ._rules import rules_of
from ._specification import ModelSpec
from .errors import InvalidRequestError, MediaError
from .violations import CLEAN, Findings, Violation, shortened

if TYPE_CHECKING:
    from ._core.answer_line import Submitted

_LONGEST_FILE_NAME: Final = 4096


def findings_of(model: ModelSpec, body: object) -> Findings:
    """Violations and warnings of a body, which may hold images in any form.

    Raises:
        MediaError: an image cannot be read.
        InvalidRequestError: the body is nothing that could be written as JSON.
    """
    rules = rules_of(model)
    return rules.check(plain(body, rules.MEDIA))


class Draft:
    """A request as plain JSON values, not yet checked; images are as ``MediaText`` tells.

    Args:
        model: The model.
        body: The request as the caller wrote it.
        extra_body: Members to put over it, unchecked.

    Raises:
        MediaError: an image cannot be read.
        InvalidRequestError: the body is nothing that could be written as JSON.
    """

    __slots__ = ("_extra", "_rules", "_value", "model")

    def __init__(
        self, model: ModelSpec, body: object, extra_body: Mapping[str, object] | None
    ) -> None:
        self.model = model
        self._rules = rules_of(model)
        self._value = plain(body, self._rules.MEDIA)
        self._extra = extra_body

    def examine(self) -> Iterator[None]:
        """Do what takes long in ``body`` in small steps, for whoever has other work in between."""
        for image in _images(self._value):
            yield from image.source.examine()

    def body(self, modes: Modes) -> Body:
        """The body to send.

        Args:
            modes: How strictly to check it.

        Raises:
            InvalidRequestError: a rule that is strict is broken, or it is no JSON.
        """
        rules, value = self._rules, self._value
        findings = CLEAN if modes.all_off else rules.check(value)
        if findings is not CLEAN:
            enforce(findings, modes, self.model.id, _hints(findings[0], value))
        if self._extra:
            if not isinstance(value, dict):
                raise InvalidRequestError(
                    "extra_body needs a body that is a mapping; nothing was sent"
                )
            added = cast("dict[str, object]", plain(self._extra, None))
            value = cast("dict[str, object]", value) | added
        self._value = value
        return json_body(value, rules.LAYOUT)

    def private(self) -> Iterator[str]:
        """The caller's strings, long images by their beginnings; to be asked after ``body``."""
        return _strings(self._value, self._rules.WORDS)

    def submitted(self) -> Submitted:
        """What the answer log keeps of the body; to be asked after ``body``."""
        from ._core.answer_line import Submitted  # noqa: PLC0415 (only who keeps a log pays)

        rules = self._rules
        findings = rules.check(self._value)
        return Submitted(self.model.id, self._value, findings, rules.WORDS, rules.MEDIA)


def _images(value: object) -> Iterator[MediaText]:
    if isinstance(value, MediaText):
        yield value
    elif isinstance(value, dict):
        for member in cast("dict[str, object]", value).values():
            yield from _images(member)
    elif isinstance(value, list):
        for item in cast("list[object]", value):
            yield from _images(item)


def _strings(value: object, words: frozenset[str]) -> Iterator[str]:
    if isinstance(value, MediaText):
        with suppress(MediaError):
            yield next(iter(value.source.pieces()), b"").decode("ascii", "replace")
    elif isinstance(value, str):
        if value not in words:
            yield value
    elif isinstance(value, dict):
        for member in cast("dict[str, object]", value).values():
            yield from _strings(member, words)
    elif isinstance(value, (list, tuple)):
        for item in cast("Sequence[object]", value):
            yield from _strings(item, words)


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
