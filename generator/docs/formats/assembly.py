"""From parameters as a format shows them to a reading: prose is read once all names are known."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from generator.contract.types import Json
from generator.docs.formats.frame import Route
from generator.docs.formats.whole import whole_bounds
from generator.docs.page import (
    ACROSS,
    EXAMPLE,
    NAMELESS,
    Fact,
    Format,
    PageError,
    Reading,
    Sentence,
    Unnamed,
    names_of,
)
from generator.docs.prose.reader import Passage, read_prose
from generator.docs.prose.vocabulary import Parameter, Vocabulary
from generator.docs.text.json_values import json_type
from generator.docs.text.normal import plain

_DATA_URL = "data:image/"
# Each sentence is held against each name; the longest page that is known has 20.
_MOST_PARAMETERS = 500


@dataclass(frozen=True, slots=True)
class Described:
    """One parameter of a page: what its constraints say, its prose, its example."""

    subject: str
    facts: tuple[Fact, ...]
    prose: tuple[Passage, ...] = ()
    example: Json = None
    example_line: int | None = None
    # What the page says of it in a way that no fact can say.
    unclear: tuple[str, ...] = ()


def assemble(  # noqa: PLR0913 -- everything a format has to say
    *,
    file: str,
    route: Route,
    format_: Format,
    frame: Sequence[Fact],
    parameters: Sequence[Described],
    notes: Sequence[Passage],
    elsewhere: frozenset[str] = frozenset(),
    silent: frozenset[str] = frozenset(),
    complete: bool = True,
    unnamed: Sequence[Unnamed] = (),
    removal_certainty: float = 1.0,
    told_of: frozenset[str] = frozenset(),
    nameless: Sequence[Described] = (),
    endings: Sequence[Sentence] = (),
    unseen: frozenset[str] = frozenset(),
) -> Reading:
    """The reading of a page, with what its prose and examples add to its constraints.

    ``told_of`` are names of its own parameters that no description could be given, ``nameless``
    are the descriptions that no name was found for, ``endings`` what else a person has to
    read: of the model's end, of names that are none, ``unseen`` names that a line without
    values may be of.

    Raises:
        PageError: more parameters than any model has.
    """
    if len(parameters) > _MOST_PARAMETERS:
        raise PageError(
            f"{len(parameters)} parameters of {route.model}: at most {_MOST_PARAMETERS} are read"
        )
    known = [fact for entry in parameters for fact in entry.facts]
    known, sentences_of_bounds = whole_bounds(known)
    words = {name: Parameter(name) for name in sorted(told_of)} | _words(parameters)
    vocabulary = Vocabulary(words, elsewhere)
    passages = [passage for entry in parameters for passage in entry.prose]
    told, sentences = read_prose([*notes, *passages], vocabulary)
    sentences += sentences_of_bounds
    for entry in nameless:
        rules, left = _nameless(entry, vocabulary)
        told, sentences = [*told, *rules], [*sentences, *left]
    sentences += [
        Sentence(text, entry.example_line or 1, entry.subject)
        for entry in parameters
        for text in entry.unclear
    ]
    shown = {fact.subject for fact in known if fact.kind == "type"}
    known = _with_members(known, parameters)
    names = [entry.subject for entry in parameters if "/" not in entry.subject]
    told = _paired(_spread(told, names), names)
    told = _as_sure_as_names(told, known)
    known = _confirmed(known, told)
    facts = [*frame, *known, *_new(told, known, shown, silent)]
    facts = _with_data_form(facts, parameters)
    return Reading(
        file=file,
        model=route.model,
        provider=route.provider,
        format=format_,
        facts=tuple(_ordered(facts, names)),
        parameters=tuple(names),
        sentences=(*endings, *sentences),
        complete=complete,
        silent=silent,
        shown=frozenset(shown),
        unnamed=tuple(unnamed),
        removal_certainty=removal_certainty,
        unseen=unseen,
        origin=route.origin,
        origin_line=route.line,
    )


def _nameless(
    entry: Described, vocabulary: Vocabulary
) -> tuple[Iterable[Fact], Iterable[Sentence]]:
    """Rules between others that a description without a name states, and what it says of its own.

    That can be no fact: a person has to read it.
    """
    words = {**vocabulary.parameters, **_words([entry])}
    rules: list[Fact] = []
    sentences: list[Sentence] = []
    for passage in entry.prose:
        told, left = read_prose([passage], replace(vocabulary, parameters=words))
        across = [fact for fact in told if fact.kind in ACROSS]
        rules += [fact for fact in across if NAMELESS not in names_of(fact)]
        if len(rules) < len(across) and not left:
            left = [Sentence(plain(passage.text), passage.line, NAMELESS)]
        sentences += left
    return rules, sentences


def _as_sure_as_names(told: Iterable[Fact], known: Sequence[Fact]) -> list[Fact]:
    """What prose says of a parameter is no surer than the parameter's name."""
    sure = {fact.subject: fact.certainty for fact in known if fact.kind == "type"}
    facts = []
    for fact in told:
        names = {fact.subject.split("/")[0], *(names_of(fact) if fact.kind in ACROSS else ())}
        least = min((sure.get(name, 1.0) for name in names), default=1.0)
        facts.append(replace(fact, certainty=min(fact.certainty, least)))
    return facts


def _confirmed(known: Sequence[Fact], told: Sequence[Fact]) -> list[Fact]:
    """A limit that could be read in two ways is sure once a sentence says the same."""
    said = {(fact.key, str(fact.value)): fact.certainty for fact in told if fact.kind == "limit"}
    return [
        replace(fact, certainty=max(fact.certainty, said.get((fact.key, str(fact.value)), 0.0)))
        for fact in known
    ]


def _words(parameters: Sequence[Described]) -> dict[str, Parameter]:
    words: dict[str, Parameter] = {}
    for entry in parameters:
        values = {fact.kind: fact.value for fact in entry.facts if fact.subject == entry.subject}
        kind, enum = values.get("type"), values.get("enum")
        prose = " ".join(passage.text.split("(")[0] + _for(passage.text) for passage in entry.prose)
        words[entry.subject] = Parameter(
            name=entry.subject,
            type=kind if isinstance(kind, str) else None,
            words=prose,
            enum=tuple(enum) if isinstance(enum, list) else (),
        )
    return words


def _for(text: str) -> str:
    """Brackets often hold a constraint, which names others; the rest describes the parameter."""
    return " " + text.rpartition(")")[2]


def _spread(told: Iterable[Fact], names: Sequence[str]) -> list[Fact]:
    """``All parameters are optional`` as one fact for each of them."""
    facts: list[Fact] = []
    for fact in told:
        if fact.subject == "*":
            facts += [replace(fact, subject=name) for name in names]
        else:
            facts.append(fact)
    return facts


def _paired(told: Iterable[Fact], names: Sequence[str]) -> list[Fact]:
    """Exclusions in the order of the page, whichever of the two says so."""
    place = {name: index for index, name in enumerate(names)}
    facts: list[Fact] = []
    for fact in told:
        if fact.kind == "exclusion" and isinstance(fact.value, list):
            pair = sorted(fact.value, key=lambda name: place.get(str(name), len(place)))
            facts.append(replace(fact, value=pair))
        else:
            facts.append(fact)
    return facts


def _with_data_form(facts: Sequence[Fact], parameters: Sequence[Described]) -> list[Fact]:
    """An example that is a data URL shows that these are taken too."""
    shown = {
        path
        for entry in parameters
        for path, value in _strings(entry.subject, entry.example)
        if value.startswith(_DATA_URL)
    }
    return [
        replace(fact, value=[*fact.value, "data"])
        if fact.kind == "image"
        and fact.subject in shown
        and isinstance(fact.value, list)
        and "data" not in fact.value
        else fact
        for fact in facts
    ]


def _strings(subject: str, value: Json) -> Iterable[tuple[str, str]]:
    if isinstance(value, str):
        yield subject, value
    elif isinstance(value, list):
        for entry in value:
            if isinstance(entry, str):
                yield f"{subject}/items", entry
            elif isinstance(entry, dict):
                for name, member in entry.items():
                    if isinstance(member, str):
                        yield f"{subject}/items/{name}", member


def _new(
    told: Sequence[Fact], known: Sequence[Fact], shown: set[str], silent: frozenset[str]
) -> list[Fact]:
    """What prose adds: where a constraint says the same it is dropped, where not it is kept."""
    has = {fact.key: fact for fact in known}
    facts: list[Fact] = []
    for fact in told:
        if fact.kind == "required" and fact.kind not in silent and fact.subject in shown:
            continue  # the flag beside the name says it
        other = has.get(fact.key)
        if other is not None and fact.kind not in ("limit", *ACROSS):
            continue
        if other is not None and other.value == fact.value:
            continue
        if any(fact.key == entry.key and fact.value == entry.value for entry in facts):
            continue
        if fact.kind == "required" and any(fact.key == entry.key for entry in facts):
            continue
        facts.append(fact)
    return facts


def _with_members(known: Sequence[Fact], parameters: Sequence[Described]) -> list[Fact]:
    """Types that examples show: of the entries of lists, of members of objects."""
    facts = list(known)
    have = {fact.key: fact for fact in facts}
    for entry in parameters:
        line = entry.example_line
        kinds: dict[str, list[str]] = {}
        for path, value in _inside(entry.subject, entry.example):
            kinds.setdefault(path, []).append(json_type(value))
        for path, shown in kinds.items():
            kind = _common(shown)
            if kind is not None and (path, "type", None) not in have:
                top = have.get((entry.subject, "type", None))
                sure = top.certainty if top else 1.0
                facts.append(Fact(path, "type", kind, EXAMPLE, line, certainty=sure))
    return facts


def _common(kinds: Iterable[str]) -> str | None:
    """The one type that takes all values shown; a fraction among whole numbers makes numbers."""
    found = set(kinds)
    if found == {"integer", "number"}:
        return "number"
    return found.pop() if len(found) == 1 else None


def _inside(subject: str, value: Json) -> Iterable[tuple[str, Json]]:
    """What one level of a list of values or objects shows."""
    if not isinstance(value, list) or not value:
        return
    kind = _common(json_type(entry) for entry in value)
    if kind in (None, "null"):
        return
    yield from _entries(subject, value)
    if kind == "object":
        for entry in value:
            if isinstance(entry, dict):
                for name, member in entry.items():
                    if member is not None:
                        yield f"{subject}/items/{name}", member
                    if isinstance(member, list):
                        yield from _entries(f"{subject}/items/{name}", member)


def _entries(subject: str, value: list[Json]) -> Iterable[tuple[str, Json]]:
    return ((f"{subject}/items", entry) for entry in value)


def _ordered(facts: Sequence[Fact], names: Sequence[str]) -> list[Fact]:
    """Facts of the whole page first, then each parameter's together, in the page's order."""
    place = {name: index for index, name in enumerate(names)}
    rank = {"route": -5, "auth": -4, "response": -2, "model": -3}

    def key(fact: Fact) -> tuple[int, int]:
        top = fact.subject.split("/")[0]
        return rank.get(top, -1) if top not in place else place[top], 0

    return sorted(facts, key=key)
