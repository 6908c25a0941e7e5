"""One line of the answer log: what the service said to a submit, and what the spec says of it.

The log is a witness beside the docs pages: a 400 to a request that breaks no rule, or a 200 to one
that does, shows that the spec and the service differ. A line is a JSON object with ``v`` (1),
``at_ms``, ``model``, ``path``, ``status`` (HTTP), ``code`` (of the envelope), ``category`` and
``parameter`` (read from the message, which itself is not kept), ``violations`` and ``warnings``
(rule ids, whatever mode they were in) and ``body``.

``body`` is the request with its content taken out. Numbers, booleans, ``null`` and strings that an
enum of the model lists stand as they are; another string is ``{"string": code points, "form":
"url"|"data"|"image"|"text"}`` (``image``: what is no address where the model takes images), a list
``{"array": [...]}``, an object ``{"object": {...}}``. The name of a member is kept when it looks
like the name of a parameter, and is ``"?"`` otherwise; of several such members the last one in the
order of code points stands there.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from operator import itemgetter
from typing import Final, Literal, cast

from .._json import Layout, to_bytes
from .._media import Places
from .._media_text import MediaText
from ..violations import Findings, Json
from .answers import CATEGORIES, content
from .exchange import Answer

FORMAT: Final = 1
_INT64: Final = range(-(2**63), 2**63)
_EXACT: Final = 2**53

_NAME: Final = re.compile(r"[A-Za-z_][A-Za-z0-9_.-]{0,63}")
# Only where the docs have it: further on, a message may quote what a prompt says.
_MESSAGE: Final = re.compile(rf"({'|'.join(CATEGORIES)})(?:: parameter '({_NAME.pattern})')?")
_LAYOUT: Final[Layout] = dict.fromkeys(
    (
        "v",
        "at_ms",
        "model",
        "path",
        "status",
        "code",
        "category",
        "parameter",
        "violations",
        "warnings",
        "body",
    )
)


class Submitted:
    """What a submit said, for the answer log.

    Args:
        model: The model's id.
        value: The request as JSON values; images as ``MediaText`` tells.
        findings: What breaks the model's rules, and what its warnings say.
        words: The strings that may be shown.
        places: Which members take images.
    """

    __slots__ = ("_findings", "_places", "_value", "_words", "model")

    def __init__(
        self, model: str, value: object, findings: Findings, words: frozenset[str], places: Places
    ) -> None:
        self.model = model
        self._places = places
        self._value = value
        self._findings = findings
        self._words = words

    def line(self, path: str, answer: Answer, at_ms: int) -> bytes:
        """The line for an answer.

        Args:
            path: Where the submit went.
            answer: What the service said.
            at_ms: When, in milliseconds since the epoch.
        """
        envelope = content(answer) or {}
        code = envelope.get("code")
        message = envelope.get("message")
        said = _MESSAGE.match(message) if isinstance(message, str) else None
        broken, suspicions = self._findings
        record: dict[str, Json] = {
            "v": FORMAT,
            "at_ms": at_ms,
            "model": self.model,
            "path": path,
            "status": answer.status,
            "code": _integer(code),
            "category": said and said[1],
            "parameter": said and said[2],
            "violations": [violation.rule for violation in broken],
            "warnings": [violation.rule for violation in suspicions],
            "body": _form(self._value, self._words, self._places),
        }
        return to_bytes(record, _LAYOUT) + b"\n"


def _integer(value: object) -> int | None:
    """An integer of 64 bits, also one written as ``400.0`` as far as doubles are exact."""
    if isinstance(value, float):
        return int(value) if value.is_integer() and abs(value) < _EXACT else None
    if isinstance(value, int) and not isinstance(value, bool):
        return value if value in _INT64 else None
    return None


def _form(value: object, words: frozenset[str], places: Places | Literal[True] | None) -> Json:
    if value is None or isinstance(value, (bool, int, float)):
        return value
    if isinstance(value, str):
        if value in words:
            return value
        return {"string": len(value), "form": _form_of(value, is_media=places is True)}
    if isinstance(value, Mapping):
        members = cast("Mapping[str, object]", value)
        below: Places = places if isinstance(places, Mapping) else {}
        return {
            "object": {
                name if _NAME.fullmatch(name) else "?": _form(member, words, below.get(name))
                for name, member in sorted(members.items(), key=itemgetter(0))
            }
        }
    items = cast("Sequence[object]", value)
    return {"array": [_form(item, words, places) for item in items]}


def _form_of(text: str, *, is_media: bool) -> str:
    if isinstance(text, MediaText):
        return "image"
    head = text[:8].lower()
    if head.startswith(("http://", "https://")):
        return "url"
    if head.startswith("data:"):
        return "data"
    return "image" if is_media else "text"
