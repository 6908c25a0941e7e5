"""Each name to the description that it fits best, and how sure that is."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass

from generator.docs.names.candidates import Candidate

_WELL = 4.0
# At most so sure is a name that the page itself has.
TOLD = 0.9
# A name that the page itself does not have: that other models have it makes it likely.
SIBLING = 0.75
# With a rival as near as this a new name may as well be the rival's.
CLOSE = 0.5

# How well a block, by its index, fits a name.
Pair = tuple[float, int, Candidate]


@dataclass(frozen=True, slots=True)
class Named:
    """A name with how sure it is (0 to 1)."""

    name: str
    certainty: float
    candidate: Candidate | None = None
    # Another parameter of the model, which is not found, could be meant as well.
    shared: bool = False


def best_first(
    pairs: Sequence[Pair], least: float, beside: Sequence[Pair] | None = None
) -> dict[int, Named]:
    """The best of the pairs first; how sure each is goes by all that could stand in its place."""
    found: dict[int, Named] = {}
    taken: set[str] = set()
    of_block: dict[int, list[tuple[float, str]]] = defaultdict(list)
    of_name: dict[str, list[tuple[float, int]]] = defaultdict(list)
    for points, index, entry in pairs if beside is None else beside:
        of_block[index].append((points, entry.name))
        of_name[entry.name].append((points, index))
    for points, index, entry in sorted(pairs, key=lambda pair: (-pair[0], pair[1], pair[2].name)):
        if points < least:
            break
        if index in found or entry.name in taken:
            continue
        rivals = [p for p, name in of_block[index] if name != entry.name]
        rivals += [p for p, block in of_name[entry.name] if block != index]
        margin = points - max(rivals, default=0.0)
        found[index] = Named(entry.name, _certainty(points, margin, own=entry.own), entry)
        taken.add(entry.name)
    return found


def _certainty(points: float, margin: float, *, own: bool) -> float:
    sure = min(1.0, 0.55 + points / 20 + max(0.0, min(margin, 3.0)) / 10)
    if margin < CLOSE and not own:
        sure = min(sure, SIBLING)
    return round(min(1.0 if own else 0.9, sure + (0.2 if own and points >= _WELL else 0)), 2)
