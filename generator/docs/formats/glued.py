"""Lines of b-format, where bound and example are glued together: ``1 <= x <= 91``, ``5, 10 5``."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from generator.contract.types import Json, Scalar
from generator.docs.text import bounds
from generator.docs.text.bounds import NUMBER, Limit
from generator.docs.text.json_values import read_value
from generator.docs.text.normal import plain

_ELEMENTS = re.compile(r"(\d{1,9})(?:\s*-\s*(\d{1,9}))?\s+elements?\s*")
_LENGTHS = re.compile(r"(\d{1,9})\s*-\s*(\d{1,9})(?=\s*(?:\"|\[|$))")
# "4Style image": how many entries a list takes, with the description of one of them glued to it.
_COUNT = re.compile(r"(\d{1,4})(?=[A-Z][A-Za-z]{2,})")
# Between an option and the example of it stands a space: 5 "5" limits no length.
_ONE_OPTION = re.compile(r"(\d+) \"\1\"")
_LENGTH = re.compile(r"(\d{1,9})(?=\s*(?:\"|\[))")
# What stands for the value; a longer word is a name, and the line a description.
_X = r"(?:[A-Za-z]|value)"
_CHAIN = re.compile(rf"({NUMBER})\s*(<=?)\s*{_X}\s*(<=?)\s*(-?[\d.]+(?:e[+-]?\d+)?)", re.IGNORECASE)
_SIDE = re.compile(rf"{_X}\s*(<=?|>=?)\s*(-?[\d.]+)")
_NUMBER = re.compile(NUMBER)
_CANONICAL = re.compile(r"-?(?:0|[1-9]\d{0,20})(?:\.\d{1,20})?")
_OPTION = re.compile(r"[^\s,\"\[\]{}][^,\"\[\]{}]{0,63}")
_OPTIONS_LINE = re.compile(r"option \d", re.IGNORECASE)
_OF_SIGN = {"<": "exclusiveMaximum", "<=": "maximum", ">": "exclusiveMinimum", ">=": "minimum"}
_MIRRORED = {"<": ">", "<=": ">=", ">": "<", ">=": "<="}
_MOST_LINES = 400
# So much likelier than another way to cut digits is none but a bound such as 2147483647.
_CLEARLY = 2.5
_LONGEST_OPTION_WORDS = 3


@dataclass(frozen=True, slots=True)
class Split:
    """One way to take a glued line apart; ``example`` is ``None`` where the line has none."""

    limits: tuple[Limit, ...]
    example: Json = None


@dataclass(frozen=True, slots=True)
class ValueLine:
    """A line that is no prose: its bounds, its options, its example, what text follows.

    ``splits`` holds every way to read it, the likeliest first. ``lines`` is how many lines it
    takes up, with an example that goes on below. ``sure`` tells that the first way is the only one
    that makes sense. ``count`` is a lone number of entries, of which the page no longer says
    whether it is the least or the most.
    """

    splits: tuple[Split, ...] = (Split(()),)
    elements: tuple[int | None, int | None] | None = None
    options: tuple[Scalar, ...] = ()
    length: int | None = None
    count: int | None = None
    rest: str = ""
    lines: int = 1
    kind: str = field(default="value")
    sure: bool = True


def read_value_line(lines: Sequence[str], index: int) -> ValueLine | None:
    """The value line at ``index`` (from 0); ``None`` when it is prose."""
    text = plain(lines[index])
    if not text:
        return None
    return _sizes(lines, index, text) or _numbers(text) or _alone(lines, index, text)


def _sizes(lines: Sequence[str], index: int, text: str) -> ValueLine | None:
    """Lengths of strings and lists, which stand before an example or an item's description."""
    if match := _ELEMENTS.match(text):
        low, high = int(match[1]), int(match[2]) if match[2] else None
        sizes = (low, high) if high is not None else (None, low)
        return ValueLine(elements=sizes, rest=lines[index][match.end() :].strip(), kind="elements")
    if match := _COUNT.match(text):
        rest = lines[index][match.end() :].strip()
        return ValueLine(count=int(match[1]), rest=rest, kind="elements")
    if match := _LENGTHS.match(text):
        ends = (("minLength", int(match[1])), ("maxLength", int(match[2])))
        return _with_example(lines, index, match.end(), ends)
    if (match := _LENGTH.match(text)) and not _ONE_OPTION.fullmatch(text):
        found = _with_example(lines, index, match.end(), ())
        return None if found is None else replace(found, length=int(match[1]))
    return None


def _numbers(text: str) -> ValueLine | None:
    """Inequalities, with an example glued to their last number."""
    if match := _CHAIN.match(text):
        low_limit = (_OF_SIGN[_MIRRORED[match[2]]], bounds.number(match[1]))
        return _glued_numbers(text[match.start(4) :], _OF_SIGN[match[3]], (low_limit,))
    if match := _SIDE.match(text):
        return _glued_numbers(text[match.start(2) :], _OF_SIGN[match[1]], ())
    return None


def _alone(lines: Sequence[str], index: int, text: str) -> ValueLine | None:
    """An example without a bound, or the options of an enum."""
    if text[0] in '"[{':
        return _with_example(lines, index, 0, ())
    if text in ("true", "false"):
        return ValueLine((Split((), text == "true"),))
    if _NUMBER.fullmatch(text):
        return ValueLine((Split((), bounds.number(text)),))
    return _options(text) or _options_of_list(lines, index, text)


def _options_of_list(lines: Sequence[str], index: int, text: str) -> ValueLine | None:
    """``warm, cold [`` with an example that goes on below: the enum of a list's items."""
    opening = text.find(" [")
    options = _options(f'{text[:opening]} "-"') if opening > 0 else None
    found = _with_example(lines, index, opening, ()) if options else None
    if options is None or found is None or not isinstance(found.splits[0].example, list):
        return None
    return replace(found, options=options.options, length=None)


def _with_example(
    lines: Sequence[str], index: int, start: int, limits: tuple[Limit, ...]
) -> ValueLine | None:
    """The example that begins at ``start`` of this line and may go on below."""
    text = "\n".join(lines[index : index + _MOST_LINES])
    while start < len(text) and text[start] == " ":
        start += 1
    found = read_value(text, start)
    if found is None:
        return ValueLine((Split(limits),)) if limits else None
    rest = text[found.end :].split("\n", 1)[0].strip()
    lines_taken = text.count("\n", 0, found.end) + 1
    return ValueLine((Split(limits, found.value),), rest=rest, lines=lines_taken)


def _glued_numbers(text: str, keyword: str, before: tuple[Limit, ...]) -> ValueLine | None:
    """Every way to cut the digits after the last sign into a bound and an example."""
    text = text.strip()
    low = before[0][1] if before else None
    found: list[tuple[float, Split]] = []
    for cut in range(1, len(text) + 1):
        bound_text, example_text = text[:cut].strip(), text[cut:].strip()
        if not _CANONICAL.fullmatch(bound_text) or text[cut : cut + 1] == ".":
            continue
        bound = bounds.number(bound_text)
        limits = (*before, (keyword, bound))
        if low is not None and bound < low:
            continue
        if not example_text:
            found.append((0.0, Split(limits)))
            continue
        if not _CANONICAL.fullmatch(example_text):
            continue
        example = bounds.number(example_text)
        # An example that breaks its own bound is left over from before the bound changed.
        stale = 0.0 if _within(example, limits) else -6.0
        points = _roundness(bound) + _plainness(example_text, bound_text) + stale
        found.append((points, Split(limits, example)))
    if not found:
        return None
    found.sort(key=lambda pair: -pair[0])
    # A line without an example is likelier than none at all, and less likely than one with it.
    rivals = [points for points, split in found[1:] if split.example is not None and points > 0]
    sure = not rivals or found[0][0] - rivals[0] >= _CLEARLY
    return ValueLine(tuple(split for _, split in found), sure=sure)


def _within(example: float, limits: tuple[Limit, ...]) -> bool:
    for keyword, limit in limits:
        if keyword == "maximum" and example > limit:
            return False
        if keyword == "minimum" and example < limit:
            return False
        if keyword == "exclusiveMaximum" and example >= limit:
            return False
        if keyword == "exclusiveMinimum" and example <= limit:
            return False
    return True


def _roundness(bound: float) -> float:
    """How much a number looks like a limit that somebody chose."""
    if not float(bound).is_integer():
        return 1.0
    whole = abs(int(bound))
    if whole in (2**31 - 1, 2**32 - 1, 2**31, 2**32, 2**53 - 1, 2**63 - 1, 2**16 - 1, 999_999_999):
        return 4.0
    digits = str(whole)
    if set(digits) == {"9"} and len(digits) > 2:  # noqa: PLR2004 -- 999, 9999
        return 2.5
    zeros = len(digits) - len(digits.rstrip("0"))
    return 1.0 + zeros if zeros else 2.0 if len(digits) == 1 else 1.0


def _plainness(example: str, bound: str) -> float:
    """An example is at most as long as its bound, but for decimals."""
    return 1.0 if "." in example or len(example) <= len(bound) else 0.5


def _options(text: str) -> ValueLine | None:
    """``std, pro "std"`` and ``5, 10 5``: an enum and an example."""
    body = text
    example: Json = None
    quoted = re.search(r"\s+(\"[^\"]{0,80}\"|\[.*\])$", text)
    if quoted:
        found = read_value(quoted[1])
        if found is None:
            return None
        body = text[: quoted.start()]
        example = found.value
    parts = [part.strip() for part in body.split(",")]
    if not all(_OPTION.fullmatch(part) for part in parts) or _OPTIONS_LINE.search(body):
        return None
    if not quoted:
        last = parts[-1].split()
        if len(parts) > 1 and len(last) == 2 and last[1] in (*parts[:-1], last[0]):  # noqa: PLR2004
            parts[-1], example = last[0], bounds.number(last[1]) if _is_number(last[1]) else last[1]
        elif len(parts) == 1:
            if len(last) != 2 or last[0] != last[1]:  # noqa: PLR2004
                return None
            parts = [last[0]]
            example = bounds.number(last[1]) if _is_number(last[1]) else last[1]
    if any(len(part.split()) > _LONGEST_OPTION_WORDS for part in parts):
        return None
    # Prose with commas and no sentence end is still prose.
    if not quoted and any(" " in part for part in parts):
        return None
    numbers = all(_is_number(part) for part in parts) and not isinstance(example, str)
    options: tuple[Scalar, ...] = tuple(
        bounds.number(part) if numbers else part.strip("'") for part in parts
    )
    if numbers and isinstance(example, str):
        example = bounds.number(example)
    return ValueLine((Split((), example),), options=options)


def _is_number(text: str) -> bool:
    return _CANONICAL.fullmatch(text) is not None
