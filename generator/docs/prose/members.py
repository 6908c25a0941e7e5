"""Sentences about what each entry of a list holds: its members, their types, which are needed."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from itertools import pairwise

from generator.docs.prose import numbers
from generator.docs.prose.clause import Clause, Found
from generator.docs.prose.vocabulary import Parameter, Vocabulary

_HOLD = (
    r"(?:contains?|have|has|includes?|provides?|specif(?:y|ies)|with|holds?|carry|carries|"
    r"requires?|needs?|takes?|consists? of)"
)
_EACH = re.compile(
    r"\b(?:each|every)\s+(?:(?:element|item|entry|object|image|picture|mask|keyframe|one)\s+)?"
    r"(?:in the (?:array|list)\s+)?(?P<modal>must|should|has to|needs to|shall|may|can)?\s*"
    rf"{_HOLD}\s+(?P<rest>.*)",
    re.IGNORECASE | re.DOTALL,
)
_FIELD = r"(?:fields?|members?|propert(?:y|ies)|keys?|attributes?)"
_WORD = r"[a-z][a-z0-9_]*"
_PART = re.compile(
    r"\b(?P<loose>may|can|could|optionally|optional|either)\b|"
    r"\b(?P<firm>must|has to|requires?|required|needs?|should)\b|"
    rf"(?P<words>(?!(?:an?|the|both|and)\b)\b{_WORD}(?:(?:\s*,\s*(?:and\s+)?|\s+and\s+)"
    rf"{_WORD})+)\s+{_FIELD}\b|"
    rf"['\"`](?P<quoted>{_WORD})['\"`](?:\s+{_FIELD}\b)?|"
    rf"\b(?P<word>(?!(?:the|this|that|other|following|same|required|optional)\b){_WORD})\s+{_FIELD}\b|"
    r"\b(?P<snake>[a-z][a-z0-9]*_[a-z0-9_]+)\b",
    re.IGNORECASE,
)
# 'simple' in "a 'type' of 'simple'" is a value.
_VALUE_BEFORE = re.compile(r"(?:\b(?:of|is|be|to|as|or|when|if|equals?)|[=:])\s*$", re.IGNORECASE)
_OPTIONAL_AFTER = re.compile(r"\s*\(?\s*(?:is\s+|being\s+)?optional\b", re.IGNORECASE)
_IMAGE = re.compile(r"\b(?:image|picture|photo|url|base64)\b", re.IGNORECASE)
# More than one of them makes a list; how many is for a person to say.
_SEVERAL = (
    r"\b(?:lists?|arrays?)\b|"
    r"\b(?:\d+|several|multiple|one or more)\s+(?:\w+\s+)?"
    r"(?:urls|strings|images|pictures|ids|points)\b"
)
_TYPE_WORDS = (
    ("array", re.compile(_SEVERAL, re.IGNORECASE)),
    ("integer", re.compile(r"\b(?:long |64-bit )?(?:integers?|int|long)\b", re.IGNORECASE)),
    ("number", re.compile(r"\b(?:numbers?|floats?|decimals?)\b", re.IGNORECASE)),
    ("boolean", re.compile(r"\b(?:boolean|bool|true or false)\b", re.IGNORECASE)),
    ("string", re.compile(r"\b(?:strings?|text|urls?|base64)\b", re.IGNORECASE)),
)
_OR = re.compile(r"\s*,?\s*or\s*(?:an?|the)?\s*", re.IGNORECASE)
_LONGEST = 2_000


@dataclass(frozen=True, slots=True)
class Member:
    """One member that each entry of a list may or must have; ``tail`` is what is said of it.

    The words from ``start`` to ``end`` say that it is one; its name is at ``at``.
    """

    name: str
    required: bool
    start: int
    end: int
    at: int
    tail: str = ""


def members_in(text: str) -> tuple[Member, ...]:
    """The members that a text names, in order; none where it leaves open which."""
    text = text[:_LONGEST]
    each = _EACH.search(text)
    if each is None:
        return ()
    found: list[Member] = []
    required = (each["modal"] or "must").lower() not in ("may", "can")
    start = each.start()
    for part in _PART.finditer(text, each.start("rest")):
        if part["loose"]:
            if part["loose"].lower() == "either":
                return ()
            required = False
        elif part["firm"]:
            required = True
        elif not _VALUE_BEFORE.search(text[: part.start()]):
            optional = _OPTIONAL_AFTER.match(text, part.end())
            must = required and optional is None
            end = optional.end() if optional else part.end()
            listed = part["words"] or part["quoted"] or part["word"] or part["snake"]
            found += [
                Member(name, must, min(start, part.start()), end, part.start())
                for name in re.findall(_WORD, listed)
                if name != "and"
            ]
            start = len(text)
    if any(_OR.fullmatch(text, one.end, other.at) for one, other in pairwise(found)):
        return ()
    return tuple(_with_tails(found, text))


def _with_tails(found: list[Member], text: str) -> Iterator[Member]:
    for entry in found:
        later = [other.at for other in found if other.at >= entry.end]
        yield replace(entry, tail=text[entry.end : min(later, default=len(text))])


def about_file(text: str) -> Member | None:
    """The one member that a passage about files is about; ``None`` where it may be several."""
    found = members_in(text)
    if len(found) > 1:
        found = tuple(entry for entry in found if _IMAGE.search(f"{entry.name} {entry.tail}"))
    return found[0] if len(found) == 1 else None


def members(clause: Clause) -> Iterator[Found]:
    """``Each element must contain an 'image' field with image URL``: a member of the entries."""
    if clause.subject is None or clause.type not in ("array", None):
        return
    base = f"{clause.subject}/items"
    named = members_in(clause.text)
    for part in _PART.finditer(clause.text, named[0].at) if named else ():
        if part["loose"] or part["firm"]:
            yield Found(part.span())
    for entry in named:
        below = f"{base}/{entry.name}"
        span = (entry.start, entry.end)
        yield Found(span, "type", "object", subject=base)
        yield Found(span, "required", entry.required, subject=below)
        for json_type, words in _TYPE_WORDS:
            if told := words.search(entry.tail):
                start = entry.end + told.start()
                # A number of entries limits them: that is not read, and left over.
                said = (start, start if json_type == "array" else entry.end + told.end())
                yield Found(said, "type", json_type, subject=below)
                break
        yield from _lengths(entry, below)


def _lengths(entry: Member, subject: str) -> Iterator[Found]:
    """``an 'id' (up to 32 characters)``: how long the member may be."""
    vocabulary = Vocabulary({subject: Parameter(subject, "string")})
    for found in numbers.lengths(Clause(entry.tail, subject, vocabulary)):
        start, end = (entry.end + at for at in found.span)
        yield replace(found, span=(start, end), subject=subject)
