"""What stands below a head in a-format: description, constraints, options, example."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from generator.contract.types import Json, Scalar
from generator.docs.page import STATED, Fact
from generator.docs.text import bounds, headings
from generator.docs.text.json_values import json_type, read_value
from generator.docs.text.normal import plain
from generator.docs.text.type_words import TypeWord, read_type

_LABELLED = re.compile(r"([^:\"{}\[\]]{2,60}):\s*(\S.*)?")
_OPTION = re.compile(r"\"?([^\",]{1,64})\"?\s*(,?)")
_SIZE = re.compile(r"\d\s*[KMG]i?B\b", re.IGNORECASE)
_MOST_OPTIONS = 1_000


@dataclass
class Details:
    """The text below a head, taken apart; prose keeps its lines."""

    limits: list[Fact] = field(default_factory=list)
    options: list[Scalar] = field(default_factory=list)
    options_line: int | None = None
    example: Json = None
    example_line: int | None = None
    prose: list[tuple[int, str]] = field(default_factory=list)


def read_details(
    lines: Sequence[str], start: int, end: int, subject: str, word: TypeWord
) -> Details:
    """The lines from ``start`` to ``end`` (from 1, both included) below the head of ``subject``."""
    details = Details()
    number = start
    while number <= end:
        text = plain(lines[number - 1])
        if not text:
            number += 1
            continue
        number = _one(lines, number, end, text, subject, word, details)
    return details


def _one(  # noqa: PLR0917 -- one step of a walk over lines
    lines: Sequence[str],
    number: int,
    end: int,
    text: str,
    subject: str,
    word: TypeWord,
    details: Details,
) -> int:
    """Read what begins in this line; returns the line after it."""
    label = _LABELLED.fullmatch(text)
    name = label[1] if label else text
    rest = (label[2] or "").strip() if label else ""
    if headings.is_label(name, headings.EXAMPLE):
        return _example(lines, number, end, rest, details)
    if label and headings.is_label(name, headings.OPTIONS):
        return _options(lines, number, end, rest, word, details)
    value = rest
    after = number + 1
    if label and not rest:
        following = _following(lines, number, end)
        value = plain(lines[following - 1]) if following else ""
        after = (following or number) + 1
    if label and value and ". " not in name and not _SIZE.search(value):
        limits = list(_limits(name, value, subject, word, number))
        if limits:
            details.limits += limits
            return after
    if label and not rest:
        # A label in a language that is not known here: options come with commas, examples without.
        if word.enum and not details.options and _looks_like_options(lines, number, end):
            return _options(lines, number, end, "", word, details)
        if details.example_line is None and _value_after(lines, number, end, word):
            return _example(lines, number, end, "", details)
    if details.example_line is None:  # what comes after it is no longer about the parameter
        details.prose.append((number, lines[number - 1]))
    return number + 1


def _following(lines: Sequence[str], number: int, end: int) -> int | None:
    return next((n for n in range(number + 1, end + 1) if lines[n - 1]), None)


def _limits(name: str, value: str, subject: str, word: TypeWord, line: int) -> Iterator[Fact]:
    """A labelled bound: what it binds follows from the type, the label tells which end."""
    target, kind = subject, word.type
    if kind == "array" and headings.OF_STRING.search(name) and not headings.OF_ARRAY.search(name):
        target, kind = f"{subject}/items", "string"
    words = {"string": ("minLength", "maxLength"), "array": ("minItems", "maxItems")}.get(kind)
    if headings.MULTIPLE.search(name) and (many := bounds.alone(value)) is not None:
        yield Fact(target, "limit", many, STATED, line, "multipleOf")
        return
    if headings.PATTERN.search(name) and kind == "string":
        yield Fact(target, "limit", value, STATED, line, "pattern")
        return
    if words is None and kind not in ("integer", "number"):
        return
    if words is None:
        found = list(bounds.inequality(value))
        ends = bounds.interval(value)
        if not found and ends:
            found = [("minimum", ends[0]), ("maximum", ends[1])]
        for keyword, limit in found:
            yield Fact(target, "limit", limit, STATED, line, keyword)
        return
    low, high = words
    ends = bounds.interval(value)
    if ends and headings.is_length_label(name):
        yield Fact(target, "limit", ends[0], STATED, line, low)
        yield Fact(target, "limit", ends[1], STATED, line, high)
        return
    one = bounds.alone(value)
    if one is None or not isinstance(one, int) or not headings.is_length_label(name):
        return
    least, most = headings.LEAST.search(name), headings.MOST.search(name)
    if least or not most:
        yield Fact(target, "limit", one, STATED, line, low)
    if most or not least:
        yield Fact(target, "limit", one, STATED, line, high)


def _example(lines: Sequence[str], number: int, end: int, rest: str, details: Details) -> int:
    following = number if rest else _following(lines, number, end)
    if following is None:
        return number + 1
    text = "\n".join(lines[following - 1 : end])
    offset = text.find(rest) if rest else 0
    found = read_value(text, max(offset, 0))
    if found is None:
        details.example_line = details.example_line or following
        return following + 1
    if details.example_line is None:
        details.example, details.example_line = found.value, following
    return following + text.count("\n", 0, found.end) + 1


def _options(
    lines: Sequence[str], number: int, end: int, rest: str, word: TypeWord, details: Details
) -> int:
    details.options_line = number
    items = word.items if word.type == "array" and word.items else word
    if rest:
        for part in rest.split(","):
            _add(details, part.strip(" \"'"), items)
        if not rest.endswith(","):
            return number + 1
    at = number
    while (following := _following(lines, at, end)) and len(details.options) < _MOST_OPTIONS:
        text = plain(lines[following - 1])
        match = _OPTION.fullmatch(text)
        if match is None or headings.is_label(text, headings.EXAMPLE):
            if "," in text and not text.endswith((".", ":")) and not details.options:
                for part in text.split(","):
                    _add(details, part.strip(" \"'"), items)
                return following + 1
            break
        if text.endswith(":"):
            break
        _add(details, match[1].strip(), items)
        at = following
        if not match[2]:
            break
    return at + 1


def _add(details: Details, text: str, word: TypeWord) -> None:
    if text:
        details.options.append(scalar(text, word.type))


def scalar(text: str, json_type_: str) -> Scalar:
    """A value printed without quotes, in the type it has."""
    text = text.strip()
    if json_type_ in ("integer", "number", "boolean"):
        found = read_value(text.lower())
        if found and isinstance(found.value, (bool, int, float)) and found.end == len(text):
            number = found.value
            return int(number) if isinstance(number, float) and number.is_integer() else number
        return text
    if len(text) > 1 and text[0] == text[-1] and text[0] in "\"'":
        return text[1:-1]
    return text


def _looks_like_options(lines: Sequence[str], number: int, end: int) -> bool:
    following = _following(lines, number, end)
    if following is None:
        return False
    text = plain(lines[following - 1])
    return _OPTION.fullmatch(text) is not None and not text.startswith(('"', "{", "["))


def _value_after(lines: Sequence[str], number: int, end: int, word: TypeWord) -> bool:
    following = _following(lines, number, end)
    if following is None or read_type(plain(lines[following - 1])):
        return False
    found = read_value("\n".join(lines[following - 1 : min(end, following + 200)]))
    kinds = {"number": ("number", "integer")}.get(word.type, (word.type,))
    return found is not None and json_type(found.value) in kinds
