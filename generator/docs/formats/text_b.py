"""The plain text that has lost names, types, flags and defaults (b-format)."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace

from generator.contract.types import Json
from generator.docs.formats.assembly import Described, assemble
from generator.docs.formats.cuts import chosen, confirmed
from generator.docs.formats.frame import Frame, read_frame
from generator.docs.formats.glued import ValueLine, read_value_line
from generator.docs.names.assign import Named, assign
from generator.docs.names.candidates import Known
from generator.docs.names.score import WORDINGS, Seen, wording
from generator.docs.page import DOUBTFUL, EXAMPLE, STATED, Fact, Format, PageError, Reading, Unnamed
from generator.docs.prose.clause import Clause
from generator.docs.prose.media import image
from generator.docs.prose.reader import Passage, read_prose
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
_LENGTHS = ("minLength", "maxLength")
# A lone line is a parameter without constraints only if its words fit a name this well.
_LONE = 3.0
_SURE_REMOVAL, _UNSURE_REMOVAL = 0.85, 0.5


@dataclass
class _Block:
    """One parameter: its description, then its value line or lines; lines count from 1."""

    prose: list[tuple[int, str]]
    value: ValueLine | None = None
    value_line: int = 0
    item_prose: list[tuple[int, str]] = field(default_factory=list)
    item: ValueLine | None = None
    item_line: int = 0
    example: Json = None
    example_line: int | None = None

    @property
    def words(self) -> str:
        return " ".join(plain(text) for _, text in self.prose)

    @property
    def whole(self) -> str:
        return " ".join(plain(text) for _, text in (*self.prose, *self.item_prose))


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
    mentioned, refused = _names_in(notes, known, body)
    seen = [_seen(block, index / max(len(blocks) - 1, 1)) for index, block in enumerate(blocks)]
    named = assign(seen, known, body, mentioned, refused)
    described, unnamed = _described(blocks, seen, named)
    missing = {entry.name for entry in known.own} - {entry.name for entry in named.values()}
    sure = not unnamed and all(entry.certainty >= _UNSURE_REMOVAL for entry in named.values())
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
        removal_certainty=_SURE_REMOVAL,
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
) -> tuple[list[Passage], list[_Block]]:
    notes = [Passage(text, line, None, binding=False) for line, text in frame.rests]
    body = lines[:end]
    blocks: list[_Block] = []
    waiting: list[tuple[int, str]] = []
    number = start
    while number <= end:
        text = body[number - 1]
        if not text or number in frame.taken:
            number += 1
            continue
        value = read_value_line(body, number - 1)
        if value is None or not (waiting or blocks):
            if _NOTE.search(plain(text)) and not blocks and len(text.split()) > _HEADING_WORDS:
                notes.append(Passage(text, number, None))
            elif not _OPTION.match(text):
                waiting.append((number, text))
            number += 1
            continue
        if not waiting:
            number += value.lines  # a second example, or noise: it belongs to no description
            continue
        block = _Block(prose=waiting, value=value, value_line=number)
        number, rest = _finish(body, number, end, block)
        # What follows the end of a list on its line is the next description.
        waiting = [(number - 1, rest)] if rest else []
        blocks += _apart(block, notes, first=not blocks)
    blocks += [_Block(prose=[entry]) for entry in waiting]
    return notes, blocks


def _finish(lines: Sequence[str], number: int, end: int, block: _Block) -> tuple[int, str]:
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


def _list_example(lines: Sequence[str], number: int, end: int, block: _Block) -> tuple[int, str]:
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


def _apart(block: _Block, notes: list[Passage], *, first: bool) -> list[_Block]:
    """Description lines before the last one: notes about the model, or parameters of their own."""
    *before, last = block.prose
    kept = [last]
    alone: list[_Block] = []
    for number, text in before:
        if first and len(text.split()) > _HEADING_WORDS and _NOTE.search(plain(text)):
            notes.append(Passage(text, number, None))
        else:
            alone.append(_Block(prose=[(number, text)]))
    block.prose = kept
    return [*alone, block]


def _names_in(
    notes: Sequence[Passage], known: Known, body: Mapping[str, Json]
) -> tuple[frozenset[str], frozenset[str]]:
    """Names that the notes use for parameters of the page, and names that they refuse."""
    vocabulary = Vocabulary({}, known.names | frozenset(body) | frozenset(WORDINGS))
    refused = {
        str(found.subject)
        for note in notes
        for found in unsupported(Clause(plain(note.text), None, vocabulary))
    }
    told, _ = read_prose([note for note in notes if note.binding], vocabulary)
    mentioned: set[str] = set()
    for fact in told:
        if fact.kind in ("at-least-one", "exclusion") and isinstance(fact.value, list):
            mentioned |= {str(name) for name in fact.value}
        elif fact.kind == "count-sum" and isinstance(fact.value, dict):
            names = fact.value["parameters"]
            mentioned |= set(map(str, names)) if isinstance(names, list) else set()
    return frozenset(mentioned - refused), frozenset(refused - set(body))


def _seen(block: _Block, place: float) -> Seen:
    value = block.value or ValueLine()
    subject = Clause(block.whole, "?", Vocabulary({}))
    forms = any(True for _ in image(subject))
    kind = _type(block)
    limits = tuple(dict(split.limits) for split in value.splits)
    if value.elements is not None:
        low, high = value.elements
        sizes = {"minItems": low, "maxItems": high}
        limits = ({key: size for key, size in sizes.items() if size is not None},)
    elif value.length is not None:
        limits = ({_single(value.length, block.example): value.length},)
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


def _type(block: _Block) -> str | None:
    value = block.value
    if value is None:
        return None
    if value.kind == "elements":
        return "array"
    if block.example is not None:
        kind = json_type(block.example)
        numbers = [limit for _, limit in value.splits[0].limits]
        if kind == "integer" and any(isinstance(limit, float) for limit in numbers):
            return "number"
        return kind
    if value.options:
        return json_type(value.options[0])
    numbers = [limit for keyword, limit in value.splits[0].limits if keyword not in _LENGTHS]
    if numbers:
        # Whole bounds fit both kinds of number; what it was tells, else nothing does.
        return "number" if any(isinstance(limit, float) for limit in numbers) else None
    return "string" if value.splits[0].limits or value.length is not None else None


def _single(length: int, example: Json) -> str:
    """Which end a lone length is: the example fits both, or it tells."""
    size = len(example) if isinstance(example, (str, list)) else 0
    if size > length:
        return "minLength"
    return "minLength" if length <= 1 else "maxLength"


def _described(
    blocks: Sequence[_Block], seen: Sequence[Seen], named: Mapping[int, Named]
) -> tuple[list[Described], list[Unnamed]]:
    described: list[Described] = []
    unnamed: list[Unnamed] = []
    for index, block in enumerate(blocks):
        name = named.get(index)
        if name is not None and (block.value is not None or _stands_alone(block, name)):
            facts = _facts(block, seen[index], name)
            prose = tuple(
                Passage(text, line, name.name) for line, text in (*block.prose, *block.item_prose)
            )
            described.append(Described(name.name, facts, prose, block.example, block.example_line))
        elif block.value is not None:
            facts = _facts(block, seen[index], Named("", 0.3))
            unnamed.append(Unnamed(block.prose[0][0], facts))
        elif described:
            # A further paragraph of the parameter before it, or something beside the parameters.
            line, text = block.prose[0]
            last = described[-1]
            described[-1] = Described(
                last.subject,
                last.facts,
                (*last.prose, Passage(text, line, last.subject, binding=False)),
                last.example,
                last.example_line,
            )
    return described, unnamed


def _stands_alone(block: _Block, named: Named) -> bool:
    """Whether a line without any value is a parameter, and not a further paragraph or a menu."""
    own = named.candidate is not None and named.candidate.own
    enough = len(block.words.split()) >= _HEADING_WORDS
    return enough and (own or wording(named.name, block.words) >= _LONE)


def _facts(block: _Block, seen: Seen, named: Named) -> tuple[Fact, ...]:
    name, line = named.name, block.value_line or block.prose[0][0]
    kind = seen.type or (named.candidate.type if named.candidate else None)
    value = block.value or ValueLine()
    split = chosen(value.splits, named.candidate)
    inner = "/items" if kind == "array" else ""
    facts: list[Fact] = []
    if kind:
        facts.append(Fact(name, "type", kind, EXAMPLE, line))
    facts += [Fact(name, "limit", limit, STATED, line, keyword) for keyword, limit in split.limits]
    sure = named.certainty
    if not value.sure and not confirmed(split, named.candidate):
        sure = min(sure, DOUBTFUL)
    for keyword, size in zip(("minItems", "maxItems"), value.elements or (None, None), strict=True):
        if size is not None:
            facts.append(Fact(name, "limit", size, STATED, line, keyword))
    facts += _strings(name + inner, value, line, block.example)
    if block.item is not None and block.item is not value:
        facts += [
            Fact(f"{name}/items", "limit", limit, STATED, block.item_line, keyword)
            for keyword, limit in block.item.splits[0].limits
        ]
        facts += _strings(f"{name}/items", block.item, block.item_line, block.example)
    example = split.example if split.limits and kind in ("integer", "number") else block.example
    if example is not None:
        facts.append(Fact(name, "example", example, STATED, block.example_line or line))
    return tuple(
        replace(fact, certainty=sure if fact.kind == "limit" else named.certainty) for fact in facts
    )


def _strings(subject: str, value: ValueLine, line: int, example: Json) -> Iterator[Fact]:
    """A lone length and the options of a value line, which belong to the items of a list."""
    if value.length is not None:
        keyword = _single(value.length, _inner(example))
        yield Fact(subject, "limit", value.length, STATED, line, keyword)
    if value.options:
        options: list[Json] = list(dict.fromkeys(value.options))
        yield Fact(subject, "enum", options, STATED, line)


def _inner(example: Json) -> Json:
    return example[0] if isinstance(example, list) and example else example
