"""Gives each described parameter the name that fits it best, each name once."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace

from generator.contract.types import Json
from generator.docs.names.best import CLOSE, SIBLING, TOLD, Named, Pair, best_first
from generator.docs.names.candidates import Candidate, Known, fingerprint
from generator.docs.names.habits import HABITS
from generator.docs.names.likeness import is_like, is_url, looks_like
from generator.docs.names.plausible import is_part_of, is_possible
from generator.docs.names.renamed import renamed_in_call, renamed_in_notes
from generator.docs.names.score import Seen, score
from generator.docs.text.json_values import json_type

# Below this a name is a guess. One that the model has had needs less than a new one.
_OWN, _NEW = 1.6, 2.6
# So much less a name of the model fits what nobody could name beside it.
_NEWS = 1.0
# A name that the page uses and that fits so well goes before any of another model.
_FITS = 2.9
_HABIT = 0.6


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
    found = best_first(pairs, _OWN)
    renamed_in_call(found, blocks, own, known.called, body)
    renamed_in_notes(found, blocks, own, known.tied - mentioned - set(body), mentioned)
    taken = {named.name for named in found.values()}
    left = [index for index in range(len(blocks)) if index not in found]
    told_of = frozenset(body) | mentioned
    open_ = [
        entry
        for entry in _fresh(known, body, mentioned, own)
        if entry.name not in taken | refused
        # A longer name on the page says the same more exactly.
        and (entry.name in told_of or not any(is_part_of(entry.name, name) for name in told_of))
    ]
    fresh = [
        (score(blocks[index], entry, body) + (1.0 if entry.name in mentioned else 0), index, entry)
        for index in left
        for entry in open_
        if is_possible(blocks[index], entry, told_of)
        # What nobody could name when it was accepted is no news because a sibling has come since.
        and (entry.name in told_of or fingerprint(blocks[index].words) not in known.unnamed)
    ]
    siblings = {entry.name for entry in known.siblings}
    said = best_first([pair for pair in fresh if pair[2].name in told_of], _FITS, fresh)
    given = {named.name for named in said.values()}
    rest = [pair for pair in fresh if pair[1] not in said and pair[2].name not in given]
    for index, named in (said | best_first(rest, _NEW)).items():
        told = named.name in told_of
        most = TOLD if told else SIBLING if named.name in siblings else _HABIT
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
            found[places[0]] = Named(entry.name, SIBLING, entry)


def _shared(found: Mapping[int, Named], pairs: Sequence[Pair]) -> dict[int, Named]:
    """What is found, with a mark where a parameter that is not found fits as well."""
    taken = {named.name for named in found.values()}
    points = {(index, entry.name): value for value, index, entry in pairs}
    gone = {entry.name for _, _, entry in pairs} - taken
    return {
        index: replace(named, certainty=min(named.certainty, SIBLING), shared=True)
        if any(points[index, name] > points.get((index, named.name), 0.0) - CLOSE for name in gone)
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
            if index not in found and block.type and looks_like(block, value)
        ]
        for name, value in open_.items()
    }
    for name, places in fitting.items():
        rivals = [other for other, found_ in fitting.items() if other != name and places == found_]
        if len(places) == 1 and not rivals:
            found[places[0]] = Named(name, SIBLING)


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
                image=is_url(body[name]) if name in body else None,
                media=False,
                example=None,
                place=0,
                own=False,
            )
    return list(fresh.values())
