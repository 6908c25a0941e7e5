"""The plain text that has lost names, types, flags and defaults (b-format)."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace

from generator.contract.types import Json
from generator.docs.formats.assembly import Described, assemble
from generator.docs.formats.block import Block
from generator.docs.formats.block_facts import facts_of, single, type_of, unclear_of
from generator.docs.formats.endings import endings
from generator.docs.formats.frame import Frame, read_frame
from generator.docs.formats.glued import ValueLine, read_value_line
from generator.docs.formats.mentions import mentioned
from generator.docs.names.assign import assign
from generator.docs.names.best import Named
from generator.docs.names.candidates import Candidate, Known, fingerprint
from generator.docs.names.habits import HABITS
from generator.docs.names.likeness import is_like
from generator.docs.names.score import Seen, wording
from generator.docs.page import NAMELESS, Format, PageError, Reading, Unnamed
from generator.docs.prose.clause import Clause
from generator.docs.prose.media import image
from generator.docs.prose.reader import Passage
from generator.docs.prose.unsupported import unsupported
from generator.docs.prose.vocabulary import Vocabulary
from generator.docs.text import headings
from generator.docs.text.json_values import json_type
from generator.docs.text.normal import plain

SILENT = frozenset({"required", "default"})
_MOST_BLOCKS = 500
_NOTE = re.compile(
    r"^(?:note|important|warning|attention|tip)s?\b|\bthis model\b|"
    r"\ball parameters\b",
    re.IGNORECASE,
)
_BEARER = re.compile(r"\bBearer\b")
_OPTION = re.compile(r"^-?\s*Option \d", re.IGNORECASE)
_HEADING_WORDS = 4
# A lone line is a parameter without constraints only if its words fit a name this well.
_LONE = 3.0
_SURE_REMOVAL, _UNSURE_REMOVAL = 0.85, 0.5


def read_text_b(
    file: str, lines: Sequence[str], names: Callable[[str], Known], format_: Format = "b"
) -> Reading:
    """Read one page; ``names`` gives, for a model's id, what helps to recover its names.

    Raises:
        PageError: it has no call to a model, or no parameter.
    """
    frame = read_frame(lines)
    known = names(frame.route.model)
    start, end = _extent(lines, frame)
    notes, blocks = _blocks(lines, start, end, frame)
    if not blocks:
        raise PageError("no parameters below a heading Body: nothing to compare")
    if len(blocks) > _MOST_BLOCKS:
        raise PageError(f"{len(blocks)} parameters: no model has that many")
    body = frame.call.body if isinstance(frame.call.body, dict) else {}
    seen = [_seen(block, index / max(len(blocks) - 1, 1)) for index, block in enumerate(blocks)]
    options = {option for entry in seen for option in entry.enum}
    told, refused = _names_in(notes, blocks, known, body)
    # A value with an underscore is no name, whatever a sentence says of it.
    told -= options - {entry.name for entry in known.own}
    named = assign(seen, known, body, told, refused)
    described, nameless, unnamed = _described(blocks, seen, named, body)
    missing = {entry.name for entry in known.own} - {entry.name for entry in named.values()}
    news = [entry for entry in unnamed if entry.fingerprint not in known.unnamed]
    sure = not news and all(entry.certainty >= _UNSURE_REMOVAL for entry in named.values())
    shared = any(named[index].shared for index in named)
    return assemble(
        file=file,
        route=frame.route,
        format_=format_,
        frame=frame.facts,
        parameters=described,
        notes=notes,
        elsewhere=known.names | refused,
        silent=SILENT,
        complete=not missing or sure,
        unnamed=unnamed,
        removal_certainty=_UNSURE_REMOVAL if shared else _SURE_REMOVAL,
        nameless=nameless,
        endings=endings(lines, frame.taken),
        unseen=_unseen(known, missing, blocks, named),
        told_of=frozenset(name for name in told if "_" in name) - options,
    )


def _extent(lines: Sequence[str], frame: Frame) -> tuple[int, int]:
    """The first and last line of the body, by its heading or by what stands before it."""
    free = [n for n in range(1, len(lines) + 1) if n not in frame.taken and lines[n - 1]]
    titles = [n for n in free if headings.is_label(lines[n - 1], headings.BODY)]
    if titles:
        start = titles[-1] + 1
    else:
        bearer = [n for n in free if _BEARER.search(lines[n - 1])]
        start = (bearer[-1] if bearer else max(frame.taken)) + 1
        while start <= len(lines) and (
            not lines[start - 1]
            or (
                len(lines[start - 1].split()) <= _HEADING_WORDS
                and read_value_line(lines, start - 1) is None
                and not lines[start - 1].endswith(".")
            )
        ):
            start += 1
    stops = [
        n
        for n in free
        if n > start
        and headings.is_label(lines[n - 1], headings.RESPONSE | headings.AUTH)
        and len(lines[n - 1].split()) <= _HEADING_WORDS
    ]
    calls = [n for n in frame.taken if n > start]
    return start, min([*stops, *calls, len(lines) + 1]) - 1


def _blocks(
    lines: Sequence[str], start: int, end: int, frame: Frame
) -> tuple[list[Passage], list[Block]]:
    notes = [Passage(text, line, None, binding=False) for line, text in frame.rests]
    body = lines[:end]
    blocks: list[Block] = []
    waiting: list[tuple[int, str]] = []
    number = start
    while number <= end:
        text = body[number - 1]
        if not text or number in frame.taken:
            number += 1
            continue
        value = read_value_line(body, number - 1)
        if value is None or not (waiting or blocks):
            if not blocks and _is_note(text):
                notes.append(Passage(text, number, None))
            elif not _OPTION.match(text):
                waiting.append((number, text))
            number += 1
            continue
        if not waiting:
            number += value.lines  # a second example, or noise: it belongs to no description
            continue
        block = Block(prose=waiting, value=value, value_line=number)
        number, rest = _finish(body, number, end, block)
        # What follows the end of a list on its line is the next description.
        waiting = [(number - 1, rest)] if rest else []
        blocks += _apart(block, notes, first=not blocks)
    blocks += [Block(prose=[entry]) for entry in waiting]
    return notes, blocks


def _finish(lines: Sequence[str], number: int, end: int, block: Block) -> tuple[int, str]:
    """Read on to the example of a list.

    Returns the line after the block, and what its last line holds beside it.
    """
    value = block.value or ValueLine()
    number += value.lines
    if value.kind != "elements":
        block.example = value.splits[0].example
        block.example_line = block.value_line
        return number, value.rest
    if value.rest:
        inline = read_value_line([value.rest, *lines[block.value_line :]], 0)
        if inline is not None and isinstance(inline.splits[0].example, list):
            block.example, block.example_line = inline.splits[0].example, block.value_line
            block.item, block.item_line = inline, block.value_line
            return number + inline.lines - 1, inline.rest
        block.item_prose.append((block.value_line, value.rest))
    return _list_example(lines, number, end, block)


def _list_example(lines: Sequence[str], number: int, end: int, block: Block) -> tuple[int, str]:
    """The constraint of the items and the example of the list, if they follow."""
    at, limit = number, min(end, number + 40)
    prose: list[tuple[int, str]] = []
    while at <= limit:
        text = lines[at - 1]
        value = read_value_line(lines, at - 1) if text else None
        if value is not None and isinstance(value.splits[0].example, list):
            block.example, block.example_line = value.splits[0].example, at
            if block.item is None or value.length is not None or value.options:
                block.item, block.item_line = value, at
            block.item_prose += prose
            return at + value.lines, value.rest
        if value is not None and block.item is None and value.splits[0].example is None:
            block.item, block.item_line = value, at
        elif text and value is None:
            prose.append((at, text))
        at += value.lines if value is not None else 1
    return number, ""


def _is_note(text: str) -> bool:
    """Whether a line speaks of the model; a few words are a heading, unless "Note:" begins them."""
    found = _NOTE.search(plain(text))
    return found is not None and (len(text.split()) > _HEADING_WORDS or ": " in text)


def _apart(block: Block, notes: list[Passage], *, first: bool) -> list[Block]:
    """Description lines before the last one: notes about the model, or parameters of their own."""
    *before, last = block.prose
    kept = [last]
    alone: list[Block] = []
    for number, text in before:
        if first and _is_note(text):
            notes.append(Passage(text, number, None))
        else:
            alone.append(Block(prose=[(number, text)]))
    block.prose = kept
    return [*alone, block]


def _names_in(
    notes: Sequence[Passage], blocks: Sequence[Block], known: Known, body: Mapping[str, Json]
) -> tuple[frozenset[str], frozenset[str]]:
    """Names that prose uses for parameters of the page, and names that the notes refuse."""
    vocabulary = Vocabulary({}, known.names | frozenset(body) | frozenset(HABITS))
    refused = {
        str(found.subject)
        for note in notes
        for found in unsupported(Clause(plain(note.text), None, vocabulary))
    }
    told = mentioned(
        [note for note in notes if note.binding],
        [plain(text) for block in blocks for _, text in (*block.prose, *block.item_prose)],
    )
    return told - refused, frozenset(refused - set(body))


def _seen(block: Block, place: float) -> Seen:
    value = block.value or ValueLine()
    subject = Clause(block.whole, "?", Vocabulary({}))
    forms = any(True for _ in image(subject))
    kind = type_of(block)
    limits = tuple(dict(split.limits) for split in value.splits)
    if value.elements is not None:
        low, high = value.elements
        sizes = {"minItems": low, "maxItems": high}
        limits = ({key: size for key, size in sizes.items() if size is not None},)
    elif value.length is not None:
        limits = ({single(value.length, block.example): value.length},)
    options = value.options or (block.item.options if block.item else ())
    return Seen(
        words=block.words,
        type=kind,
        items=None,
        enum=tuple(str(option) for option in options),
        limits=limits,
        image=forms or (kind in ("string", "array") and "base64" in block.whole.lower()),
        media="format" in block.whole.lower(),
        example=block.example,
        place=place,
    )


def _described(
    blocks: Sequence[Block],
    seen: Sequence[Seen],
    named: Mapping[int, Named],
    body: Mapping[str, Json],
) -> tuple[list[Described], list[Described], list[Unnamed]]:
    """Parameters with a name, those without, and the latter as a reading shows them."""
    described: list[Described] = []
    nameless: list[Described] = []
    unnamed: list[Unnamed] = []
    inside = _inside(blocks, seen, named)
    for index, block in enumerate(blocks):
        name = named.get(index)
        if name is not None and (block.value is not None or _stands_alone(block, name)):
            facts = facts_of(block, _typed(seen[index], name.name, body), name)
            prose = _passages(block, name.name)
            unclear = unclear_of(block, seen[index], name)
            described.append(
                Described(name.name, facts, prose, block.example, block.example_line, unclear)
            )
        elif block.value is not None:
            facts = facts_of(block, seen[index], Named("", 0.3))
            if index not in inside:
                unnamed.append(Unnamed(block.prose[0][0], facts, fingerprint(block.words)))
            own = facts_of(block, seen[index], Named(NAMELESS, 0.3))
            nameless.append(Described(NAMELESS, own, _passages(block, NAMELESS)))
        elif described:
            # A further paragraph of the parameter before it, or something beside the parameters.
            line, text = block.prose[0]
            last = described[-1]
            further = Passage(text, line, last.subject, binding=False)
            described[-1] = replace(last, prose=(*last.prose, further))
    return described, nameless, unnamed


def _inside(
    blocks: Sequence[Block], seen: Sequence[Seen], named: Mapping[int, Named]
) -> frozenset[int]:
    """The descriptions without a name that follow an object and are like its members."""
    found: set[int] = set()
    left: list[Candidate] = []
    for index, block in enumerate(blocks):
        if index in named:
            candidate = named[index].candidate
            left = list(candidate.members) if candidate else []
        elif block.value is not None:
            member = next((entry for entry in left if is_like(seen[index], entry)), None)
            if member is None:
                left = []
            else:
                left.remove(member)
                found.add(index)
    return frozenset(found)


def _unseen(
    known: Known, missing: set[str], blocks: Sequence[Block], named: Mapping[int, Named]
) -> frozenset[str]:
    """Parameters of which a page without names shows but a line of prose, if there is one left."""
    if not any(block.value is None for index, block in enumerate(blocks) if index not in named):
        return frozenset()
    return frozenset(
        entry.name
        for entry in known.own
        if entry.name in missing
        and not (entry.limits or entry.enum or entry.items)
        and entry.example is None
    )


def _typed(seen: Seen, name: str, body: Mapping[str, Json]) -> Seen:
    """Of what type a parameter is by its value in the call, or by its name, if no line shows it."""
    if seen.type is not None:
        return seen
    if name in body:
        return replace(seen, type=json_type(body[name]))
    usual = HABITS[name][0] if name in HABITS else frozenset[str]()
    return replace(seen, type=next(iter(usual))) if len(usual) == 1 else seen


def _passages(block: Block, name: str) -> tuple[Passage, ...]:
    return tuple(Passage(text, line, name) for line, text in (*block.prose, *block.item_prose))


def _stands_alone(block: Block, named: Named) -> bool:
    """Whether a line without any value is a parameter, and not a further paragraph or a menu."""
    own = named.candidate is not None and named.candidate.own
    enough = len(block.words.split()) >= _HEADING_WORDS
    return enough and (own or wording(named.name, block.words) >= _LONE)
