"""Gives each described parameter the name that fits it best, each name once."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from generator.contract.types import Json
from generator.docs.names.candidates import Candidate, Known, fingerprint
from generator.docs.names.habits import HABITS, called, can_be
from generator.docs.names.score import Seen, beside, score, wording
from generator.docs.text.json_values import json_type

# Below this a name is a guess. One that the model has had needs less than a new one.
_OWN, _NEW = 1.6, 2.6
# So much less a name of the model fits what nobody could name beside it.
_NEWS = 1.0
# A name that the page uses and that fits so well goes before any of another model.
_FITS = 2.9
_WELL = 4.0
_RENAMED, _RENAMED_IN_NOTE = 1.4, 2.0
# At most so sure is a name that the page itself has.
_TOLD = 0.9
# A name that the page itself does not have: that other models have it makes it likely.
_SIBLING, _HABIT = 0.75, 0.6
# With a rival as near as this a new name may as well be the rival's.
_CLOSE = 0.5
# A description begins with what it describes.
_HEAD, _FIRST = 8, 3

# How well a block, by its index, fits a name.
_Pair = tuple[float, int, Candidate]


@dataclass(frozen=True, slots=True)
class Named:
    """A name with how sure it is (0 to 1)."""

    name: str
    certainty: float
    candidate: Candidate | None = None
    # Another parameter of the model, which is not found, could be meant as well.
    shared: bool = False


def assign(
    blocks: Sequence[Seen],
    known: Known,
    body: Mapping[str, Json],
    mentioned: frozenset[str],
    refused: frozenset[str],
) -> dict[int, Named]:
    """Names by block.

    ``mentioned`` are names that the page's prose uses for its own parameters, ``refused`` those
    that it says the model does not take.
    """
    own = {entry.name: entry for entry in known.own}
    lost = {index for index, block in enumerate(blocks) if _was_unnamed(block, known)}
    pairs = [
        (score(block, entry, body) - (_NEWS if index in lost else 0), index, entry)
        for index, block in enumerate(blocks)
        for entry in known.own
        if entry.name not in refused
    ]
    found = _greedy(pairs, _OWN)
    _rename(found, blocks, own, known.called, body)
    _rename_in_notes(found, blocks, own, known.tied - mentioned - set(body), mentioned)
    taken = {named.name for named in found.values()}
    left = [index for index in range(len(blocks)) if index not in found]
    told_of = frozenset(body) | mentioned
    open_ = [
        entry
        for entry in _fresh(known, body, mentioned, own)
        if entry.name not in taken | refused
        # A longer name on the page says the same more exactly.
        and (entry.name in told_of or not any(_part_of(entry.name, name) for name in told_of))
    ]
    fresh = [
        (score(blocks[index], entry, body) + (1.0 if entry.name in mentioned else 0), index, entry)
        for index in left
        for entry in open_
        if _possible(blocks[index], entry, told_of)
        # What nobody could name when it was accepted is no news because a sibling has come since.
        and (entry.name in told_of or fingerprint(blocks[index].words) not in known.unnamed)
    ]
    siblings = {entry.name for entry in known.siblings}
    said = _greedy([pair for pair in fresh if pair[2].name in told_of], _FITS, fresh)
    given = {named.name for named in said.values()}
    rest = [pair for pair in fresh if pair[1] not in said and pair[2].name not in given]
    for index, named in (said | _greedy(rest, _NEW)).items():
        told = named.name in told_of
        most = _TOLD if told else _SIBLING if named.name in siblings else _HABIT
        found[index] = replace(named, certainty=min(named.certainty, most))
    _by_elimination(found, blocks, body, own)
    _last_of_its_kind(found, blocks, [e for e in known.own if e.name not in refused], lost)
    return _shared(found, pairs)


def _was_unnamed(block: Seen, known: Known) -> bool:
    return fingerprint(block.words) in known.unnamed


def _last_of_its_kind(
    found: dict[int, Named], blocks: Sequence[Seen], own: Sequence[Candidate], lost: set[int]
) -> None:
    """Gives the one parameter that was not found to the one description left that is like it."""
    taken = {named.name for named in found.values()}
    missing = [entry for entry in own if entry.name not in taken]
    left = [index for index, block in enumerate(blocks) if index not in found and block.type]
    for entry in missing:
        places = [index for index in left if is_like(blocks[index], entry)]
        rivals = [
            other
            for other in missing
            if other is not entry and any(is_like(blocks[index], other) for index in places)
        ]
        if len(places) == 1 and not rivals and places[0] not in lost:
            found[places[0]] = Named(entry.name, _SIBLING, entry)


def is_like(block: Seen, entry: Candidate) -> bool:
    """Whether a description binds its values just as a parameter is bound."""
    kind = block.type is not None and _same(block.type, entry.type)
    limits = any(dict(limits) == dict(entry.limits) for limits in block.limits)
    return kind and limits and set(block.enum) == set(entry.enum)


def _shared(found: Mapping[int, Named], pairs: Sequence[_Pair]) -> dict[int, Named]:
    """What is found, with a mark where a parameter that is not found fits as well."""
    taken = {named.name for named in found.values()}
    points = {(index, entry.name): value for value, index, entry in pairs}
    gone = {entry.name for _, _, entry in pairs} - taken
    return {
        index: replace(named, certainty=min(named.certainty, _SIBLING), shared=True)
        if any(points[index, name] > points.get((index, named.name), 0.0) - _CLOSE for name in gone)
        and named.candidate is not None
        and named.candidate.name == named.name
        else named
        for index, named in found.items()
    }


def _by_elimination(
    found: dict[int, Named],
    blocks: Sequence[Seen],
    body: Mapping[str, Json],
    own: Mapping[str, Candidate],
) -> None:
    """Gives a name of the call to the one block left that it fits, whatever its words are."""
    taken = {named.name for named in found.values()}
    open_ = {name: value for name, value in body.items() if name not in taken and name not in own}
    fitting = {
        name: [
            index
            for index, block in enumerate(blocks)
            if index not in found and block.type and _looks_like(block, value)
        ]
        for name, value in open_.items()
    }
    for name, places in fitting.items():
        rivals = [other for other, found_ in fitting.items() if other != name and places == found_]
        if len(places) == 1 and not rivals:
            found[places[0]] = Named(name, _SIBLING)


def _looks_like(block: Seen, value: Json) -> bool:
    """Whether the value of the call could be this parameter's: its type, an address or a text."""
    return _alike(block, value) > 0 and _is_url(block.example) == _is_url(value)


def _possible(block: Seen, entry: Candidate, told_of: frozenset[str]) -> bool:
    """Whether a new name can be the block's at all.

    One that the page itself does not have needs the type it always has; one that is only a habit
    also words of its own.
    """
    if entry.name in block.enum:
        return False
    # A description that names a parameter speaks of another one.
    if "_" in entry.name and entry.name in re.findall(r"\w+", block.words):
        return False
    if beside(entry.name, block.words):
        return False
    if entry.name in told_of:
        shown = entry.image is not None  # in the call, with its value
        return shown or (can_be(entry.name, block.type) and not _several(entry.name, block.type))
    if entry.type and block.type and not _same(entry.type, block.type):
        return False
    if entry.type:
        return _says(entry.name, block.words)
    head = " ".join(block.words.lower().split()[:_HEAD])
    return can_be(entry.name, block.type) and called(entry.name, head) is not None


def _says(name: str, words: str) -> bool:
    """Whether a description speaks of what another model calls so: in its habitual words, or all.

    One word of a name among many says nothing: "in steps of 0.05" is no number of steps.
    """
    head = words.lower().split()[:_HEAD]
    if called(name, " ".join(head)) is not None:
        return True
    tokens = [token.rstrip("s") for token in name.lower().split("_")]
    if len(tokens) == 1:
        return name not in HABITS and any(
            word.strip(".,:;()").rstrip("s") == tokens[0] for word in head[:_FIRST]
        )
    stems = {word.rstrip("s") for word in re.findall(r"[a-z0-9]+", " ".join(head))}
    return stems.issuperset(tokens)


def _several(name: str, kind: str | None) -> bool:
    """Whether a name speaks of several things where the block is a switch."""
    return kind == "boolean" and name.endswith("s") and not name.endswith(("ss", "us", "is"))


def _same(one: str, other: str) -> bool:
    return one == other or {one, other} <= {"integer", "number"}


def _part_of(name: str, longer: str) -> bool:
    """Whether a name of the page is this one and more: ``voice_id`` and ``voice``."""
    parts, all_ = name.split("_"), longer.split("_")
    return name != longer and {part.rstrip("s") for part in parts} <= {
        part.rstrip("s") for part in all_
    }


def _greedy(
    pairs: Sequence[_Pair], least: float, beside: Sequence[_Pair] | None = None
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
    if margin < _CLOSE and not own:
        sure = min(sure, _SIBLING)
    return round(min(1.0 if own else 0.9, sure + (0.2 if own and points >= _WELL else 0)), 2)


def _rename(
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
            points = wording(name, block.words) + _alike(block, value)
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
        sure = _TOLD if points - nearest >= _CLOSE else _SIBLING
        before = found.get(index)
        found[index] = Named(name, sure, own.get(before.name) if before else None)


def _rename_in_notes(
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
            found[index] = Named(name, _TOLD, own.get(found[index].name))


def _alike(block: Seen, value: Json) -> float:
    kind = json_type(value)
    if block.example is not None and _is_url(block.example) != _is_url(value):
        return -5.0
    if block.type not in (None, kind) and not {block.type, kind} <= {"integer", "number"}:
        return -5.0
    total = 0.5
    if block.example == value:
        total += 3.0
    if isinstance(value, str) and value.startswith("http") == block.image:
        total += 0.5
    if block.enum:
        total += 1.5 if str(value) in block.enum else -4.0
    return total


def _fresh(
    known: Known, body: Mapping[str, Json], mentioned: frozenset[str], own: Mapping[str, Candidate]
) -> list[Candidate]:
    """Names that a new parameter may have: from the call, from prose, from siblings, from habit."""
    fresh: dict[str, Candidate] = {}
    for entry in known.siblings:
        if entry.name not in own:
            fresh.setdefault(entry.name, entry)
    for name in (*body, *sorted(mentioned), *HABITS):
        if name not in own and name not in fresh:
            fresh[name] = Candidate(
                name=name,
                type=json_type(body[name]) if name in body else "",
                items=None,
                enum=(),
                limits={},
                image=_is_url(body[name]) if name in body else None,
                media=False,
                example=None,
                place=0,
                own=False,
            )
    return list(fresh.values())


def _is_url(value: Json) -> bool:
    first = value[0] if isinstance(value, list) and value else value
    return isinstance(first, str) and first.startswith("http")
