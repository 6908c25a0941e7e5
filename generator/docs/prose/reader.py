"""Reads prose: every sentence through every pattern, and what is left over that sounds binding."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from generator.contract.types import Json
from generator.docs.page import ACROSS, STATED, Fact, PageError, Sentence
from generator.docs.prose import (
    choices,
    conditions,
    media,
    members,
    numbers,
    of_values,
    relations,
    remarks,
    ties,
    unsupported,
)
from generator.docs.prose.clause import Clause, Found, Pattern
from generator.docs.prose.guards import LIMITING, advised, of_some_requests
from generator.docs.prose.vocabulary import Vocabulary
from generator.docs.text.normal import plain

_PATTERNS: tuple[Pattern, ...] = (
    *(unsupported.unsupported, relations.reference, members.members, media.image, media.formats),
    *(
        media.size,
        numbers.lengths,
        numbers.counts,
        numbers.ranges,
        numbers.compared,
        numbers.default,
        choices.choices,
    ),
    *(numbers.presence, remarks.remarks),
)
# Between parameters; where a template takes a sentence whole, no part of it means anything else.
_BETWEEN: tuple[Pattern, ...] = (
    relations.count_sum,
    relations.at_least_one,
    relations.exclusion,
    conditions.requires,
    of_values.of_values,
)
# No word of these, no constraint: most sentences are let through without a further look.
_BINDING = re.compile(
    r"\b(?:must|only|at least|at most|exclusive|can\s?not|can't|not|unsupported|every|"
    r"required?s?|needs?|"
    r"max\w*|min\w*|up to|between|exceed\w*|more than|less than|one of|either|both|"
    r"combined|total|together|limit\w*|depends|unless|when|default\w*|optional|range|from|formats?|supports?|decimals?|same|unique|distinct|duplicates?|repeats?|values|options|choices|"
    r"supported|accepts?|incompatible|conflicts?|each|within|larger|smaller|url|base64|images|"
    r"characters|chars|letters|items|elements|entries|span|ha(?:ve|s) to|pairs?|without|effect|"
    r"provide|specify|requests?|share|add|applies|<<<)\b|<<<|[<>]=|"
    r"\d\s*(?:-|~|to)\s*\d",
    re.IGNORECASE,
)
_DIGITS = r"\d[\d,.' ]*"
_TIME = r"sec|min|hour|day|s\b"
_NO_TIME = rf"(?!{_TIME})"
# What a person should look at when no pattern has understood it.
_STERN = re.compile(
    r"\b(?:must|ha(?:s|ve) to|needs? to|shall (?:not|be)|fixed (?:to|at)|"
    r"at least|at most|exclusive|can\s?not|can't|"
    r"does not|doesn't|do not|don't|never|"
    r"multiples? of \d|divisible by|mandatory|not (?:be|allowed|"
    r"supported|available|compatible)|required|requires|maximum|minimum|up to|exceed\w*|no more "
    r"than|only|unless|incompatible|conflicts?|ignored)\b|"
    r"\b(?:un)?(?:supported|accepted|allowed) formats?\b|\bformats?:|"
    r"\blimited (?:to|by)\b|[<>]=?\s*\d|"
    r"\b(?:no|not|never) (?:more|less|fewer|greater|larger|longer|bigger|above|beyond)\b|"
    r"\b(?:less|fewer|smaller|greater|longer|shorter) than \d|"
    # A range by itself, or of things at the end; what is counted in time limits nothing.
    rf"(?:^|[:;,.(]\s*){_DIGITS}\s*(?:-|~|to)\s*{_DIGITS}\s*(?:[).]|$|{_NO_TIME}\w+\s*(?:[).]|$))|"
    rf"\b(?:between|from|among)\s+{_DIGITS}\s*(?:and|to|through|-)\s*\d[\d,.']*(?!\s*(?:{_TIME}))|"
    r"\bnot both\b|\bexactly (?:one|two|three|\d)|\bno effect\b|\b(?:steps?|increments?) of \d|"
    r"\bpairs?\b|\bvice versa\b|\b(?:applies|effective) only\b|"
    r"\b(?:decimals?|decimal places?|digits?) (?:places?|after)\b|\bdecimal place|"
    r"\bsame (?:\w+ ){1,5}(?:as|of)\b|\b(?:unique|distinct|duplicates?|without repeats?)\b|"
    r"\b(?:no|not|without|never) (?:\w+ )?base64\b|"
    r"\bone of (?!the (?:most|best)\b)[^.;]*(?:,|\bor\b)|"
    r"\b(?:range|span)\s*:|\b(?:max|min)\b\.?\s+(?:\w+\s+){0,3}\d",
    re.IGNORECASE,
)
# Of a file: how long, how large, in what shape. No fact says so yet, and a person has to know.
_SECONDS = r"(?:s|secs?|seconds?|mins?|minutes?)"
_STERN_OF_FILES = re.compile(
    rf"\b(?:duration|length|long)\b\W+(?:\w+\W+){{0,3}}\d|"
    rf"\d\s*(?:-|to|~|and)\s*\d+\s*{_SECONDS}\b|"
    rf"\d\s*(?:{_SECONDS}|[KMG]i?B)\s*(?:max|long|or (?:less|shorter|smaller|more|longer))|"
    r"\d\s*(?:x|\u00d7|by)\s*\d{2}|\d\s*(?:px|pixels?)\b|\bratio\b.*\d\s*:\s*\d|"
    r"\b(?:mp4|mov|webm|avi|mkv|m4v|mp3|wav|m4a|aac|flac|ogg)\b(?:\s*(?:,|/|or|and)|.*\bonly\b)|"
    r"\bonly\s+\.?(?:mp4|mov|webm|mp3|wav)\b",
    re.IGNORECASE,
)
_NO_FILE = re.compile(
    r"\b(?:takes?|took|finish\w*|process\w*|wait\w*|kept|deleted|expires?|per)\b", re.IGNORECASE
)
# Names begin small: after a whole word the next sentence may as well.
_NO_END = "".join(
    rf"(?<!\b{word})" for word in ("max", "min", "incl", "approx", "resp", "no", "vs", "ca", "ver")
)
_END = re.compile(
    r"(?<!\be\.g)(?<!\bi\.e)(?<!\betc)"
    rf"(?:[.;!?](?=\s+[A-Z\"'(<]|\s*$)|(?<=[\w)\"'])(?<!\b\w){_NO_END}\.(?=\s+[a-z])|\n)"
)
_BEFORE = re.compile(
    r"(?:\b(?:(?:must|should|has to|have to|needs? to|required|and)\s+)+(?:be|have|contain)?\s*)$",
    re.IGNORECASE,
)
_AFTER = re.compile(r"\s*(?:(?:is|are)\s+)?(?:required|allowed|supported|only)\b", re.IGNORECASE)
_FILES = (None, "string", "array")
_LONGEST = 2_000
_MOST = 150_000


@dataclass(frozen=True, slots=True)
class Passage:
    """A run of prose: about a parameter, or about the model where ``subject`` is ``None``."""

    text: str
    line: int
    subject: str | None
    # Of prose about the model, only what ties parameters together is of interest.
    binding: bool = True


def read_prose(
    passages: list[Passage], vocabulary: Vocabulary
) -> tuple[list[Fact], list[Sentence]]:
    """The facts that sentences state, and the sentences that sound binding and were not read.

    Raises:
        PageError: there is more prose than a page for people has.
    """
    if sum(len(passage.text) for passage in passages) > _MOST:
        raise PageError(f"more than {_MOST} characters of prose: cut the page down to one model")
    facts: list[Fact] = []
    sentences: list[Sentence] = []
    for passage in passages:
        about = members.about_file(plain(passage.text)) if passage.subject else None
        member = about.name if about else None
        for text in sentences_of(passage.text):
            if len(text) == _LONGEST and passage.binding:
                # Cut off: what the rest says was not read.
                sentences.append(Sentence(text, passage.line, passage.subject or "model"))
            clause = Clause(text, passage.subject, vocabulary, member)
            if not (_BINDING.search(text) or _stern(clause, text)):
                continue
            tied = list(ties.ties(clause))
            whole = any(entry.span == (0, len(text)) for entry in tied)
            patterns = _PATTERNS if whole else (*_BETWEEN, *_PATTERNS)
            found = [_binding(text, entry) for pattern in patterns for entry in pattern(clause)]
            found += tied
            found = [entry for entry in found if not _of_a_member(entry, clause)]
            if "/" in (passage.subject or ""):
                # What ties the members of one value together, no fact can say.
                found = [entry for entry in found if entry.kind not in ACROSS]
            partly = of_some_requests(clause, found)
            if partly:
                found = [entry for entry in found if entry.kind not in LIMITING]
            facts += _facts(found, passage)
            left = _left_over(text, found)
            if passage.binding and (partly or _stern(clause, left)):
                sentences.append(Sentence(text, passage.line, passage.subject or "model"))
    return _merged(facts), sentences


def _of_a_member(entry: Found, clause: Clause) -> bool:
    """Whether a limit stands among the members of a list's entries: it is none of the list."""
    if entry.kind not in LIMITING or entry.subject is not None:
        return False
    named = members.members_in(clause.text)
    if not named or entry.span[0] < named[0].at:
        return False
    return re.search(r"[.;]\s", clause.text[named[0].at : entry.span[0]]) is None


def _stern(clause: Clause, text: str) -> bool:
    """Whether the words, or what is left of them, sound binding."""
    return (
        _STERN.search(text) is not None or _limits_files(clause, text) or _of_a_value(clause, text)
    )


def _of_a_value(clause: Clause, text: str) -> bool:
    """``mode=pro``: what holds for one value of another parameter."""
    found = re.findall(r"\b([A-Za-z]\w*)\s?={1,2}\s?['\"]?\w", text)
    return any(name in clause.vocabulary.parameters and name != clause.subject for name in found)


def _limits_files(clause: Clause, text: str) -> bool:
    """Whether the rest of a sentence about a file says how long or large it may be."""
    known = clause.vocabulary.parameters.get(clause.subject or "")
    if clause.subject is None or known is None or known.enum or known.type not in _FILES:
        return False
    return bool(_STERN_OF_FILES.search(text)) and not _NO_FILE.search(text)


def _binding(text: str, found: Found) -> Found:
    """A number that the page only recommends binds nothing."""
    if found.kind in ("limit", "media") and advised(text, found.span):
        return Found(found.span)
    return found


def sentences_of(text: str) -> Iterator[str]:
    """The sentences of a passage in plain signs; an endless one is cut."""
    start = 0
    text = plain(text)
    for match in _END.finditer(text):
        yield text[start : match.start() + 1].strip()[:_LONGEST]
        start = match.end()
    if text[start:].strip():
        yield text[start:].strip()[:_LONGEST]


def _left_over(text: str, found: list[Found]) -> str:
    """The sentence without what was understood."""
    kept = list(text)
    for entry in found:
        start, end = entry.span
        # "must be" before a number and "are required" after it are part of what it says.
        before = _BEFORE.search(text[:start])
        start = before.start() if before else start
        end += len(match[0]) if (match := _AFTER.match(text[end:])) else 0
        kept[start:end] = " " * (end - start)
    return "".join(kept)


def _facts(found: list[Found], passage: Passage) -> Iterator[Fact]:
    taken: list[tuple[int, int]] = []
    for entry in found:
        if entry.kind is None:
            continue
        # "Maximum 10 items total" is a sum: what a sum has used is no count of one list.
        if entry.kind == "limit" and any(
            start <= entry.span[0] < end or start < entry.span[1] <= end for start, end in taken
        ):
            continue
        if entry.kind in ("count-sum", "media"):
            taken.append(entry.span)
        subject = entry.subject or passage.subject or "model"
        yield Fact(subject, entry.kind, entry.value, STATED, passage.line, entry.keyword)


def _merged(facts: list[Fact]) -> list[Fact]:
    """Formats and size of an image, said in two sentences, as one fact; no fact twice."""
    media_of: dict[str, tuple[dict[str, Json], int | None]] = {}
    rest: list[Fact] = []
    for fact in facts:
        if fact.kind == "media" and isinstance(fact.value, dict):
            value, line = media_of.setdefault(fact.subject, ({}, fact.line))
            value.update(fact.value)
        elif not any(fact.key == other.key and fact.value == other.value for other in rest):
            rest.append(fact)
    for subject, (value, line) in media_of.items():
        whole: Json = {"formats": value.get("formats", [])}
        if isinstance(whole, dict) and "maxBytes" in value:
            whole["maxBytes"] = value["maxBytes"]
        rest.append(Fact(subject, "media", whole, STATED, line))
    return rest
