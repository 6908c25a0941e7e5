"""What the lines below a description say of a parameter, under the name that it was given."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

from generator.contract.types import Json
from generator.docs.formats.block import Block
from generator.docs.formats.cuts import chosen, confirmed
from generator.docs.formats.glued import Split, ValueLine
from generator.docs.names.best import Named
from generator.docs.names.habits import HABITS
from generator.docs.names.score import Seen
from generator.docs.page import DOUBTFUL, EXAMPLE, STATED, Fact
from generator.docs.prose import numbers
from generator.docs.prose.clause import Clause
from generator.docs.prose.reader import sentences_of
from generator.docs.prose.vocabulary import Parameter, Vocabulary
from generator.docs.text.json_values import json_type

_LENGTHS = ("minLength", "maxLength")
_WHOLE = re.compile(
    r"\b(?:number of|counts?|counted|how many|seeds?|steps|frames?|pixels?|px|width|height|index|"
    r"seconds?|milliseconds?|integer|whole|multiples? of \d)\b",
    re.IGNORECASE,
)
_FRACTION = re.compile(
    r"\b(?:strength|weight|scale|ratio|rate|speed|guidance|temperature|fidelity|relevance|"
    r"similarity|intensity|floats?|decimals?|loudness|volume)\b",
    re.IGNORECASE,
)
# From such a bound on, fractions are rare; so few entries or letters may be the least as well.
_MANY, _FEW, _SHORT = 20, 3, 20


def type_of(block: Block) -> str | None:
    """The JSON type that the lines show; ``None`` where they fit several."""
    value = block.value
    if value is None:
        return None
    if value.kind == "elements":
        return "array"
    if block.example is not None:
        kind = json_type(block.example)
        limits = [limit for _, limit in value.splits[0].limits]
        if kind == "integer" and any(isinstance(limit, float) for limit in limits):
            return "number"
        return kind
    if value.options:
        return json_type(value.options[0])
    bounds = [limit for keyword, limit in value.splits[0].limits if keyword not in _LENGTHS]
    if bounds:
        # Whole bounds fit both kinds of number; what it was tells, else nothing does.
        return "number" if any(isinstance(limit, float) for limit in bounds) else None
    return "string" if value.splits[0].limits or value.length is not None else None


def single(length: int, example: Json) -> str:
    """Which end a lone length is: the example fits both, or it tells."""
    size = len(example) if isinstance(example, (str, list)) else 0
    if size > length:
        return "minLength"
    return "minLength" if length <= 1 else "maxLength"


def facts_of(block: Block, seen: Seen, named: Named) -> tuple[Fact, ...]:
    """The facts, each as sure as the name and the way in which glued digits were cut apart."""
    name, line = named.name, block.value_line or block.prose[0][0]
    value = block.value or ValueLine()
    told = limits_told(block)
    split = chosen(value.splits, named.candidate, told)
    kind = _number_kind(block, seen.type, split, named) or (
        named.candidate.type if named.candidate else None
    )
    facts: list[Fact] = []
    if kind:
        facts.append(Fact(name, "type", kind, EXAMPLE, line, certainty=named.certainty))
    sure = value.sure or confirmed(split, named.candidate) or _among(split, told)
    facts += _limits(name, split, line, named.certainty if sure else DOUBTFUL)
    for keyword, size in zip(("minItems", "maxItems"), value.elements or (None, None), strict=True):
        if size is not None:
            facts += _limits(name, Split(((keyword, size),)), line, named.certainty)
    facts += _lone(name, value, line, block, named)
    facts += _options(f"{name}/items" if kind == "array" else name, value, line, named)
    item = block.item
    if item is not None and item is not value:
        facts += _limits(f"{name}/items", item.splits[0], block.item_line, named.certainty)
        facts += _lone(f"{name}/items", item, block.item_line, block, named)
        facts += _options(f"{name}/items", item, block.item_line, named)
    example = split.example if split.limits and kind in ("integer", "number") else block.example
    if example is not None:
        at = block.example_line or line
        facts.append(Fact(name, "example", example, STATED, at, certainty=named.certainty))
    return tuple(facts)


def unclear_of(block: Block, seen: Seen, named: Named) -> tuple[str, ...]:
    """What a page without types leaves open of a number."""
    split = chosen((block.value or ValueLine()).splits, named.candidate, limits_told(block))
    if seen.type == "integer" and _number_kind(block, seen.type, split, named) == "number":
        return (f"{named.name}: whole numbers only, or fractions too?",)
    return ()


def limits_told(block: Block) -> dict[str, float]:
    """Bounds of a number that the description states as well."""
    vocabulary = Vocabulary({"?": Parameter("?", "number")})
    found: dict[str, float] = {}
    for text in sentences_of(block.words):
        clause = Clause(text, "?", vocabulary)
        for entry in (*numbers.ranges(clause), *numbers.compared(clause)):
            if entry.keyword is not None and isinstance(entry.value, (int, float)):
                found[entry.keyword] = entry.value
    return found


def _number_kind(block: Block, kind: str | None, split: Split, named: Named) -> str | None:
    """Whether a number that only whole numbers stand for on the page is a whole number.

    Where neither words nor bounds tell, the kind that refuses less.
    """
    known = named.candidate.type if named.candidate else ""
    options = (block.value or ValueLine()).options
    if kind != "integer" or known in ("integer", "number") or options:
        return kind
    if HABITS.get(named.name, (frozenset(),))[0] == {"integer"} or _WHOLE.search(block.words):
        return "integer"
    most = max((limit for _, limit in split.limits), default=0)
    return "integer" if most >= _MANY and not _FRACTION.search(block.words) else "number"


def _limits(subject: str, split: Split, line: int, certainty: float) -> Iterator[Fact]:
    for keyword, limit in split.limits:
        yield Fact(subject, "limit", limit, STATED, line, keyword, certainty=certainty)


def _lone(subject: str, value: ValueLine, line: int, block: Block, named: Named) -> Iterator[Fact]:
    """A single number before an example or an item: of a text its length, of a list its count."""
    own = not subject.endswith("/items")
    entries = block.example if own and isinstance(block.example, list) else None
    size = value.count if value.count is not None else value.length
    if size is None:
        return
    known = named.candidate.limits if named.candidate else {}
    counted = not {"minItems", "maxItems"}.isdisjoint(known)
    if value.count is None and entries is not None and not (counted or _counts(entries, size)):
        subject, entries = f"{subject}/items", None
    if entries is not None or value.count is not None:
        least = size <= 1 or len(entries or ()) > size
        # Two or three entries may as well be the least that is asked for.
        open_ = not least and size <= _FEW
        certainty = DOUBTFUL if open_ else named.certainty
        keyword = "minItems" if least else "maxItems"
        yield Fact(subject, "limit", size, STATED, line, keyword, certainty=certainty)
        return
    example = _inner(block.example)
    keyword = single(size, example)
    longer = isinstance(example, str) and len(example) > size
    open_ = keyword == "maxLength" and size < _SHORT and not longer
    certainty = DOUBTFUL if open_ else named.certainty
    yield Fact(subject, "limit", size, STATED, line, keyword, certainty=certainty)


def _counts(entries: list[Json], size: int) -> bool:
    """Whether a lone number before a list counts its entries, and not the letters of one."""
    if not all(isinstance(entry, str) for entry in entries):
        return True
    shortest = min((len(entry) for entry in entries if isinstance(entry, str)), default=0)
    return 1 < size < shortest and len(entries) <= size


def _options(subject: str, value: ValueLine, line: int, named: Named) -> Iterator[Fact]:
    if value.options:
        options: list[Json] = list(dict.fromkeys(value.options))
        yield Fact(subject, "enum", options, STATED, line, certainty=named.certainty)


def _among(split: Split, told: Mapping[str, float]) -> bool:
    return bool(split.limits) and all(told.get(keyword) == limit for keyword, limit in split.limits)


def _inner(example: Json) -> Json:
    return example[0] if isinstance(example, list) and example else example
