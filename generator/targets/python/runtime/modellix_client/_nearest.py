"""The known name that a mistyped one most likely stands for."""

from __future__ import annotations

from typing import Final

_FARTHEST: Final = 2
_Parts = tuple[tuple[str, int, str, str, str], ...]
# Of the lists of names that the contract has: there are few, and they stay.
_PARTS: Final[dict[tuple[str, ...], _Parts]] = {}


def nearest(name: str, known: tuple[str, ...]) -> str | None:
    """The closest known name that is at most two edits away.

    Args:
        name: As it was written; megabytes of it cost nothing.
        known: The names there are, in the contract's order.

    Returns:
        The one with the smallest distance (Levenshtein, code points), the first of equals;
        ``None`` when all are farther away.
    """
    best = None
    bound = _FARTHEST
    length = len(name)
    for candidate, size, begin, middle, end in _PARTS.get(known) or _parts(known):
        if -bound <= size - length <= bound and (begin in name or middle in name or end in name):
            distance = _distance(name, candidate)
            if distance <= bound:
                best = candidate
                bound = distance - 1
                if bound < 0:
                    break
    return best


def _parts(known: tuple[str, ...]) -> _Parts:
    """Each name with its length and three parts: two edits leave one of them as it was."""
    parts: list[tuple[str, int, str, str, str]] = []
    for name in known:
        third = len(name) // 3
        rest = len(name) - third
        parts.append((name, len(name), name[:third], name[third:rest], name[rest:]))
    _PARTS[known] = tuple(parts)
    return _PARTS[known]


def _distance(left: str, right: str) -> int:
    """The edits between the two: 0, 1, 2, or 3 for any number above."""
    if len(left) < len(right):
        left, right = right, left
    # What they begin and end with alike takes no edit.
    start = 0
    for a, b in zip(left, right, strict=False):
        if a != b:
            break
        start += 1
    left, right = left[start:], right[start:]
    end = 0
    for a, b in zip(reversed(left), reversed(right), strict=False):
        if a != b:
            break
        end += 1
    if end:
        left, right = left[:-end], right[:-end]
    longer, size = len(left) - len(right), len(left)
    if not right or size == 1:
        return min(size, _FARTHEST + 1)
    # Both ends differ now, so that one edit falls to each: nothing is left for the middle.
    middle = left[1:-1]
    if longer == 0:
        near = middle == right[1:-1] or left[1:] == right[:-1] or left[:-1] == right[1:]
    elif longer == 1:
        near = middle in (right[1:], right[:-1])
    else:
        near = middle == right
    return _FARTHEST if near else _FARTHEST + 1
