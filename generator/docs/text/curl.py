"""The call that a page shows: address, key, body, and the answer after it."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from urllib.parse import urlsplit

from generator.contract.types import Json
from generator.docs.text.json_values import read_value
from generator.docs.text.normal import plain

_START = re.compile(r"^\s*(?:\$\s*)?curl\b")
_URL = re.compile(r"https?://[^\s'\"\\]+")
_HEADER = re.compile(r"(?:--header|-H)\s+['\"]?([A-Za-z][A-Za-z0-9-]*)\s*:\s*([^'\"\n]*)")
_DATA = re.compile(r"(?:--data(?:-raw|-binary|-ascii)?|--json|(?<!\S)-d)[\s=]*['\"]?\s*")
# Short lines between a call and an answer in JSON that shows a code.
_LABELS = re.compile(r"\s*(?:[^\n{}]{1,24}\n\s*){1,6}(?=\{\s*\"code\"\s*:)")
# A call ends with its answer; more lines than this are no call.
_MOST_LINES = 400


@dataclass(frozen=True, slots=True)
class Call:
    """A curl call as printed; lines count from 1, ``end`` is the last line of the answer."""

    url: str
    url_line: int
    key_header: tuple[str, str, int] | None
    body: Json
    body_line: int | None
    answer: Json
    answer_line: int | None
    start: int
    end: int
    rest: str

    @property
    def path(self) -> str:
        """The path of the address, without a trailing slash."""
        return urlsplit(self.url).path.rstrip("/")


def calls(lines: Sequence[str]) -> list[Call]:
    """Every curl call of a page, in order."""
    found: list[Call] = []
    end = 0
    for number, line in enumerate(lines, 1):
        if number > end and _START.match(line):
            call = _call(lines, number)
            if call is not None:
                found.append(call)
                end = call.end
    return found


def _call(lines: Sequence[str], start: int) -> Call | None:
    text = "\n".join(lines[start - 1 : start - 1 + _MOST_LINES])

    def line_at(offset: int) -> int:
        return start + text.count("\n", 0, offset)

    address = _URL.search(text)
    if address is None:
        return None
    data = _DATA.search(text, address.start())
    body: Json = None
    body_line, end = None, _call_end(text, address.end())
    head = text[: data.start() if data else end]
    if data is not None:
        opening = data.end()
        found = read_value(text, opening)
        if found and isinstance(found.value, dict):
            body, body_line = found.value, line_at(opening)
            end = found.end + len(_leading_quote(text[found.end : found.end + 80]))
    keys = [match for match in _HEADER.finditer(head) if _is_key(match[1], match[2])]
    key = (keys[0][1], plain(keys[0][2]).strip(), line_at(keys[0].start())) if keys else None
    answer, answer_line, rest = None, None, ""
    opening = _opening(text, end)
    if text[opening : opening + 1] == "{":
        found = read_value(text, opening)
        if found and isinstance(found.value, dict):
            answer, answer_line, end = found.value, line_at(opening), found.end
            rest = text[end:].split("\n", 1)[0].strip()
    return Call(
        url=address[0],
        url_line=line_at(address.start()),
        key_header=key,
        body=body,
        body_line=body_line,
        answer=answer,
        answer_line=answer_line,
        start=start,
        end=line_at(end),
        rest=rest,
    )


def _opening(text: str, end: int) -> int:
    """Where the answer begins: past the labels of its box (``200``, ``Copy``), if there are any."""
    labels = _LABELS.match(text, end)
    return labels.end() if labels else len(text) - len(text[end:].lstrip())


def _is_key(name: str, value: str) -> bool:
    return (
        name.lower() in ("authorization", "x-api-key", "api-key")
        or "bearer" in value.lower()
        or "key" in name.lower()
    )


def _leading_quote(text: str) -> str:
    match = re.match(r"\s*['\"]?", text)
    return match[0] if match else ""


def _call_end(text: str, start: int) -> int:
    """Where a call without a body ends: after the last line that goes on with a backslash."""
    end = text.find("\n", start)
    while end >= 0 and text[:end].rstrip(" ").endswith("\\"):
        end = text.find("\n", end + 1)
    return len(text) if end < 0 else end
