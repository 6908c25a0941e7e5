"""The known name that a mistyped one most likely stands for."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Final

_FARTHEST: Final = 2
# By a length, the names that two edits may turn into one of it, in the contract's order; each with
# three parts of it, of which two edits leave one as it was.
Spellings = dict[int, list[tuple[str, str, str, str]]]


def spellings(known: Iterable[str]) -> Spellings:
    """Known names, made ready for ``nearest``.

    Args:
        known: The names there are, in the contract's order.
    """
    found: Spellings = {}
    for name in known:
        third = len(name) // 3
        rest = len(name) - third
        entry = (name, name[:third], name[third:rest], name[rest:])
        for length in range(len(name) - _FARTHEST, len(name) + _FARTHEST + 1):
            found.setdefault(length, []).append(entry)
    return found


def nearest(name: str, known: Spellings) -> str | None:
    """The closest known name that is at most two edits away.

    Args:
        name: As it was written; megabytes of it cost nothing.
        known: What ``spellings`` made of the names there are.

    Returns:
        The one with the smallest distance (Levenshtein, code points), the first of equals;
        ``None`` when all are farther away.
    """
    best = None
    bound = _FARTHEST
    for candidate, begin, middle, end in known.get(len(name), ()):
        if begin in name or middle in name or end in name:
            distance = _distance(name, candidate)
            if distance <= bound:
                best = candidate
                bound = distance - 1
                if bound < 0:
                    break
    return best


def _distance(longer: str, shorter: str) -> int:
    """The edits between two names: 0, 1, 2, or 3 for any number above."""
    end, short_end = len(longer), len(shorter)
    if end < short_end:
        longer, shorter, end, short_end = shorter, longer, short_end, end
    more = end - short_end
    # What they begin and end with alike takes no edit. Half of it is told without a loop.
    half = short_end >> 1
    start = half if longer[:half] == shorter[:half] else 0
    while start < short_end and longer[start] == shorter[start]:
        start += 1
    # Most slips need no look at the end: a letter too many, another one, two that changed places.
    if longer[start + 1 :] == shorter[start + (not more) :]:
        return min(end - start, 1)
    if not more and longer[start + 2 :] == shorter[start + 2 :]:
        return _FARTHEST
    while start < short_end and longer[end - 1] == shorter[short_end - 1]:
        end -= 1
        short_end -= 1
    size = end - start
    if start == short_end or size == 1:
        return min(size, _FARTHEST + 1)
    # Both ends differ now, so that one edit falls to each: nothing is left for the middle.
    middle = longer[start + 1 : end - 1]
    if more == 0:
        near = (
            middle == shorter[start + 1 : short_end - 1]
            or longer[start + 1 : end] == shorter[start : short_end - 1]
            or longer[start : end - 1] == shorter[start + 1 : short_end]
        )
    elif more == 1:
        near = middle in (shorter[start + 1 : short_end], shorter[start : short_end - 1])
    else:
        near = middle == shorter[start:short_end]
    return _FARTHEST if near else _FARTHEST + 1
