"""How well a described parameter fits a name."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache

from generator.contract.types import Json
from generator.docs.names.candidates import Candidate, digest
from generator.docs.names.habits import called
from generator.docs.text.json_values import json_type

# The value text2video is no text.
_WORD = re.compile(r"[a-z]+(?:\d+[a-z]\w*)?")
# What a description says of other parameters describes them and not its own.
_RELATION = re.compile(
    r"(?:can(?:not|'t)|(?:may|must|should|do) not|never) be (?:used|combined|provided|given|set)"
    r"[^.;()]*|\b(?:only )?(?:available|valid|supported|used|effective|applicable|required) only "
    r"(?:when|if|with)[^.;()]*|\bonly [a-z ]{0,30}(?:when|if|with)\b[^.;()]*|"
    r"mutually exclusive[^.;()]*|\brequires\b[^.;()]*|\bconflicts with[^.;()]*|"
    r"\b(?:when|if) \w+ (?:is|are) (?:given|provided|set)[^.;()]*|"
    r"\b(?:required|mandatory|needed) (?:when|if|for|with|in)\b[^.;()]*"
)
_HEAD_WORDS = 8
# A text of so many letters is no beginning by chance.
_LONG_START = 10
# What a value is, and not what it is for: a voice_id is described as a voice.
_FORMS = frozenset(("id", "ids", "url", "urls"))


@dataclass(frozen=True, slots=True)
class Seen:
    """A parameter as a page without names shows it."""

    words: str
    type: str | None
    items: str | None
    enum: tuple[str, ...]
    limits: tuple[Mapping[str, float], ...]  # one for each way to read the line
    image: bool
    media: bool
    example: Json
    place: float


@lru_cache(maxsize=2_048)
def _parts(words: str) -> tuple[str, int, frozenset[str], frozenset[str]]:
    """A description without what it says of others, its head's length, the stems of both."""
    text = _RELATION.sub(" ", words.lower())
    head = " ".join(text.split()[:_HEAD_WORDS])
    stems, early = ({_stem(word) for word in _WORD.findall(part)} for part in (text, head))
    return text, len(head), frozenset(stems), frozenset(early)


def wording(name: str, words: str) -> float:
    """How well a description speaks of a name: 0 not at all."""
    text, head, stems, early_stems = _parts(words)
    tokens = [token for token in name.lower().split("_") if token not in _FORMS] or [name.lower()]
    hit = [token for token in tokens if _stem(token) in stems]
    early = [token for token in tokens if _stem(token) in early_stems]
    score = 2.0 * len(hit) / len(tokens) + 1.0 * len(early) / len(tokens)
    if len(hit) == len(tokens):
        score += 0.6 * (len(tokens) - 1)
    if match := called(name, text):
        score = max(score, 2.0) + (1.2 if match.start() < head else 0.4)
        score += 0.02 * min(len(match[0]), 30)
    if "_" in name and name in text and re.search(rf"\b{re.escape(name)}\b", text):
        score += 1.0
    return score


def beside(name: str, words: str) -> bool:
    """Whether a description names a parameter as another one: "Requires mask" is none of mask."""
    other = " ".join(_RELATION.findall(words.lower()))
    return re.search(rf"\b{re.escape(name.lower())}\b", other) is not None


def score(seen: Seen, candidate: Candidate, body: Mapping[str, Json]) -> float:
    """How well a described parameter fits a candidate; below zero it cannot be it."""
    total = wording(candidate.name, seen.words)
    total += _kind(seen, candidate) + _values(seen, candidate)
    if candidate.name in body:
        value = body[candidate.name]
        total += 0.8 if _fits(seen.type, value) else -3.0
        if value == seen.example and isinstance(value, (str, list)):
            total += 2.0
        elif _continued(value, seen.example):
            total += 1.5
    if candidate.own:
        total += 0.8 + 0.6 * (1 - abs(candidate.place - seen.place))
    return total


def _continued(value: Json, example: Json) -> bool:
    """Whether a text of the call and an example begin alike: one was cut from the other."""
    if not (isinstance(value, str) and isinstance(example, str)) or value.startswith("http"):
        return False
    short, long = sorted((value.rstrip(" .").lower(), example.lower()), key=len)
    return len(short) >= _LONG_START and long.startswith(short)


def _kind(seen: Seen, candidate: Candidate) -> float:
    total = 0.0
    numeric = {"integer", "number"}
    if (
        seen.type
        and candidate.type not in ("", seen.type)
        and not {seen.type, candidate.type} <= numeric
    ):
        total -= 3.0
    if candidate.image is None:
        return total
    if seen.image != candidate.image:
        total -= 2.0
    elif seen.image:
        total += 1.0 + 0.5 * (seen.media == candidate.media)
    return total


def _values(seen: Seen, candidate: Candidate) -> float:
    total = 0.0
    if seen.enum and candidate.enum:
        both, either = set(seen.enum) & set(candidate.enum), set(seen.enum) | set(candidate.enum)
        total += 4.0 * len(both) / len(either) - (1.5 if not both else 0)
    elif bool(seen.enum) != bool(candidate.enum):
        total -= 0.7
    total += max((_limits(limits, candidate.limits) for limits in seen.limits), default=0.0)
    if candidate.example is not None and _same_example(seen.example, candidate.example):
        total += 5.0 if isinstance(seen.example, (list, str)) and not seen.enum else 0.7
    return total


def _limits(limits: Mapping[str, float], known: Mapping[str, float]) -> float:
    total = 0.0
    for keyword in {*limits, *known}:
        if keyword in limits and keyword in known:
            total += 0.8 if limits[keyword] == known[keyword] else 0.0
        else:
            total -= 0.2
    return total


def _same_example(example: Json, known: Json) -> bool:
    if isinstance(known, dict) and "sha256" in known and isinstance(example, str):
        return digest(example) == known
    return example == known


def _fits(kind: str | None, value: Json) -> bool:
    found = json_type(value)
    return kind in (None, found) or {kind, found} <= {"integer", "number"}


def _stem(word: str) -> str:
    for ending in ("ies", "es", "s"):
        if word.endswith(ending) and len(word) > len(ending) + 2:
            return word[: -len(ending)]
    return word
