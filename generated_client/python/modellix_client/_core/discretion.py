"""Takes what the caller wrote out of what the service says, before it becomes an error's text."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Final

from .._json import to_bytes
from .answers import CATEGORIES, FIRST_ERROR, content
from .exchange import Answer

_HIDDEN: Final = "…"
# Shorter ones are everyday words, and say nothing of the request that the docs do not.
_SHORTEST: Final = 4
# A service may quote a part: this many code points in a row are taken for one.
_WINDOW: Final = 12
# Of a longer string the beginning: that is what a message would quote.
_LONGEST: Final = 8192
# Messages longer than this are cut before they are shown.
_SHOWN: Final = 600


def discreet(answer: Answer, private: Iterable[str]) -> Answer:
    """The answer, its error message without the caller's strings.

    The category at its beginning stays, whatever the request says: the docs list it.

    Args:
        answer: What the service said.
        private: The strings of the request: prompts, addresses and the beginnings of images.
    """
    if answer.status < FIRST_ERROR:
        return answer
    envelope = content(answer)
    message = envelope.get("message") if envelope is not None else None
    if envelope is None or not isinstance(message, str):
        return answer
    category = next((known for known in CATEGORIES if message.startswith(known)), "")
    detail = message.removeprefix(category)
    hidden = category + _without(detail[:_SHOWN], private)
    if hidden == message:
        return answer
    body = to_bytes({**envelope, "message": hidden})
    return Answer(answer.status, answer.headers, body, oversize=answer.oversize)


def _without(text: str, private: Iterable[str]) -> str:
    quoted = bytearray(len(text))
    for string in private:
        secret = string[:_LONGEST]
        if len(secret) < _SHORTEST:
            continue
        size = min(_WINDOW, len(secret))
        for start in range(len(text) - size + 1):
            if text[start : start + size] in secret:
                quoted[start : start + size] = b"\1" * size
    out: list[str] = []
    for letter, is_quoted in zip(text, quoted, strict=True):
        if not is_quoted:
            out.append(letter)
        elif not out or out[-1] != _HIDDEN:
            out.append(_HIDDEN)
    return "".join(out)
