"""Names of the page that are new to the model, in the place of those that are gone from it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from generator.contract.types import Json
from generator.docs.names.best import CLOSE, SIBLING, TOLD, Named
from generator.docs.names.candidates import Candidate
from generator.docs.names.likeness import likeness
from generator.docs.names.score import Seen, wording

_RENAMED, _RENAMED_IN_NOTE = 1.4, 2.0


def renamed_in_call(
    found: dict[int, Named],
    blocks: Sequence[Seen],
    own: Mapping[str, Candidate],
    called: frozenset[str],
    body: Mapping[str, Json],
) -> None:
    """Gives a name of the call that is new to the block that it fits best.

    That may be one whose old name is gone from the call.
    """
    taken = {named.name for named in found.values()}
    rated: list[tuple[float, str, int]] = []
    for name, value in body.items():
        if name in own or name in taken:
            continue
        for index, block in enumerate(blocks):
            named = found.get(index)
            if named is not None and (named.name in body or named.name not in own):
                continue
            points = wording(name, block.words) + likeness(block, value)
            if named is not None:
                # The call shows what is needed: what it showed before was this, most likely.
                points += 2.0 if named.name in called else -1.0
            rated.append((points, name, index))
    given: set[str] = set()
    placed: set[int] = set()
    for points, name, index in sorted(rated, key=lambda entry: (-entry[0], entry[2], entry[1])):
        if points < _RENAMED:
            break
        if name in given or index in placed:
            continue
        given.add(name)
        placed.add(index)
        nearest = max(
            (
                other
                for other, rival, place in rated
                if (rival == name and place not in placed)
                or (place == index and rival not in given)
            ),
            default=0.0,
        )
        sure = TOLD if points - nearest >= CLOSE else SIBLING
        before = found.get(index)
        found[index] = Named(name, sure, own.get(before.name) if before else None)


def renamed_in_notes(
    found: dict[int, Named],
    blocks: Sequence[Seen],
    own: Mapping[str, Candidate],
    unsaid: frozenset[str],
    mentioned: frozenset[str],
) -> None:
    """Gives a new name of a note to the block that it fits, whose old name the note had before."""
    for name in sorted(mentioned - set(own)):
        fitting = sorted(
            (wording(name, blocks[index].words), index)
            for index, named in found.items()
            if named.name in unsaid
            and wording(name, blocks[index].words) > wording(named.name, blocks[index].words)
        )
        if fitting and fitting[-1][0] >= _RENAMED_IN_NOTE:
            index = fitting[-1][1]
            found[index] = Named(name, TOLD, own.get(found[index].name))
