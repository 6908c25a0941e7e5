"""Sentences that tie parameters together: one of them, not both, only with, a sum of counts."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import combinations

from generator.contract.types import Json
from generator.docs.prose.clause import Clause, Found
from generator.docs.prose.guards import about_some_values, conditional, negated, of_a_value
from generator.docs.prose.words import AND_NOW, MUST, MUST_NOT, NAMES, TOGETHER, integer

_FOLLOWING = r"(?:(?:these|the following)(?:\s+(?:parameters|fields|inputs))?\s*)?"
_AT_LEAST = re.compile(
    rf"(?:at least one|one or more|any one|a minimum of one|minimum (?:of )?one|at least 1|"
    rf"one of)\s+(?:of|among|from|between)?\s*{_FOLLOWING}:?\s*(?P<names>{NAMES}?)"
    rf"(?:\s+{MUST}|\s+(?:is|are)\s+(?:required|mandatory|needed)|\s+required|\s*[).]|\s*$)",
    re.IGNORECASE,
)
_EITHER = re.compile(
    rf"\beither\s+(?P<names>{NAMES}?\s+or\s+{NAMES}?)(?P<both>\s*\(?or both\)?)?\s*,?\s+"
    rf"(?:{MUST}|(?:is|are)\s+(?:required|mandatory|needed)|required)",
    re.IGNORECASE,
)
_PROVIDE = re.compile(
    r"(?:you\s+)?(?:must|should|need to|have to|please)\s+(?:provide|specify|give|include|supply|"
    r"set|pass|use)\s*$",
    re.IGNORECASE,
)
_PROVIDE_EITHER = re.compile(
    r"(?:must|should|need to|have to|please)\s+(?:provide|specify|give|include|supply|set|pass|use|"
    rf"send)\s+either\s+(?P<names>{NAMES}?\s+or\s+{NAMES}?)\s*(?=[,.)]|but not|$)",
    re.IGNORECASE,
)
_NOT_EMPTY = re.compile(
    rf"(?P<names>{NAMES}?)\s+(?:can\s*not|can't|must not|may not|should not)\s+(?:all|both)\s+be\s+"
    r"(?:empty|omitted|absent|missing|blank|left out|null)",
    re.IGNORECASE,
)
_EXCLUSIVE_WITH = re.compile(
    rf"(?:mutually[ -]exclusive|exclusive|incompatible|in conflict|conflicts?)\s+(?:with|of|to)\s+"
    rf"(?P<names>{NAMES})|"
    rf"{MUST_NOT}\s*be\s+(?:{AND_NOW})?(?:used|combined|given|provided|set|specified|passed|sent|"
    rf"mixed|present|supplied)\s*(?:{TOGETHER})?\s*(?:with|alongside|when|if)\s+(?P<names2>{NAMES})|"
    rf"(?:does not|doesn't|do not|don't) work\s*(?:{TOGETHER})?\s*with\s+(?P<names3>{NAMES})|"
    rf"not (?:compatible|combinable)\s+with\s+(?P<names4>{NAMES})|"
    rf"(?:do not|don't|never|{MUST_NOT})\s+(?:use|combine|mix|provide|send|pass|specify|set|give)"
    rf"\s+(?:it\s+|this\s+(?:parameter\s+|field\s+)?)?(?:(?:{TOGETHER})\s+)?(?:with|alongside)\s+"
    rf"(?P<names5>{NAMES})",
    re.IGNORECASE,
)
_EACH_OTHER = re.compile(
    rf"(?P<names>{NAMES}?)\s+(?:(?:are|is)\s+mutually[ -]exclusive|exclude each other|"
    rf"{MUST_NOT}\s*(?:both\s+)?be\s+(?:used|combined|given|provided|set|specified|passed|present|"
    rf"sent)\s*(?:{TOGETHER}|both)?)",
    re.IGNORECASE,
)
_DO_NOT = re.compile(
    r"(?:do not|don't|never|must not|can\s*not|can't|should not)\s+(?:use|combine|mix|provide|send|"
    rf"pass|specify|set|give)\s+(?:both\s+)?(?P<names>{NAMES}?)\s+(?:(?:{TOGETHER})\s+)?(?:with|and|"
    rf"alongside)\s+(?P<others>{NAMES}?)(?P<now>\s+(?:{TOGETHER}))?\s*(?=[,.)]|$)",
    re.IGNORECASE,
)
_PRESENT = r"(?:provided|given|set|specified|used|present|supplied|included|passed|sent)"
_NOT_WHEN = re.compile(
    rf"(?:when|if|whenever|once)\s+(?P<names>{NAMES}?)\s+(?:is|are)\s+{_PRESENT}\s*,?\s*(?:then\s+)?"
    rf"(?P<others>{NAMES}?)\s+{MUST_NOT}\s+be\s+(?:{_PRESENT})",
    re.IGNORECASE,
)
# Only both of them together are refused then, which no pair says.
_BOTH_WHEN = re.compile(r"\b(?:when|if)\s.*\band\b", re.IGNORECASE)
_ONLY_ONE = re.compile(
    rf"(?P<exactly>exactly one|only one|at most one|no more than one|not more than one)\s+(?:of|"
    rf"among|from|between)\s*:?\s*(?P<names>{NAMES}?)(?:\s+{MUST}|\s+(?:can|may|is|are)\b|\s*[).]|"
    r"\s*$)",
    re.IGNORECASE,
)
_TAIL = re.compile(
    r"\s+(?:can|may|must|should|is|are|be|used|given|provided|set|specified|present|at the same "
    r"time|simultaneously|together|required)(?:\b.*)?$",
    re.IGNORECASE,
)
_SUM = (
    re.compile(
        rf"(?:total|combined|sum)\s*(?:count|number|amount|size|length)?\s*(?:of|for|:)?\s*"
        rf"(?:items (?:in|of)\s+)?(?P<names>{NAMES}?)\s*(?:combined\s*)?(?:{MUST_NOT}\s*exceed|"
        rf"(?:is|are)?\s*limited to|(?:must|should|can|may)\s+be\s+(?:at most|no more than|up to|"
        rf"less than or equal to|within)|<=|(?:is|are)\s+(?:at most|no more than|up to)|does not "
        rf"exceed|up to)\s*(?P<number>\d+)(?:\s+(?:items?|entries|elements?|images?|in total|"
        rf"total|combined))*",
        re.IGNORECASE,
    ),
    re.compile(
        rf"(?P<names>{NAMES}?)\s*,?\s*(?:combined|together|in total|taken together)\s*,?\s*"
        rf"(?:{MUST_NOT}\s*exceed|may have at most|can have at most|(?:is|are)\s+limited to|"
        rf"(?:must|should|can|may)\s+(?:be|have|contain|hold)\s+(?:at most|no more than|up to)|<=)"
        rf"\s*(?P<number>\d+)(?:\s+(?:items?|entries|elements?))?",
        re.IGNORECASE,
    ),
    re.compile(
        rf"(?P<names>{NAMES}?)\s+{MUST_NOT}\s*exceed\s+(?P<number>\d+)\s*(?:items?|entries|"
        rf"elements?)?\s*(?:combined|in total|together|altogether)",
        re.IGNORECASE,
    ),
    re.compile(
        rf"(?:maximum|max\.?|at most|up to|no more than|limit of)\s+(?P<number>\d+)\s+(?:items?|"
        rf"entries|elements?)?\s*(?:in\s+)?(?:total|combined|together|altogether)\s*"
        rf"(?:\(|for|across|of|in|between)\s*(?P<names>{NAMES}?)\s*(?:combined\s*)?(?:\)|$)",
        re.IGNORECASE,
    ),
    re.compile(
        rf"(?P<names>{NAMES}?)\s+(?:can|may|must|should)\s+(?:have|be|contain|hold)\s+"
        rf"(?:at most|up to|"
        rf"no more than)\s+(?P<number>\d+)\s*(?:items?|entries|elements?|images?)?\s+"
        rf"(?:combined|in total|together|altogether)",
        re.IGNORECASE,
    ),
    re.compile(
        rf"(?:maximum|max\.?|at most|up to|no more than)\s+(?:of\s+)?(?P<number>\d+)\s+"
        rf"(?P<names>{NAMES}?)\s+(?:combined|in total|together|altogether)\b",
        re.IGNORECASE,
    ),
)
# So many letters of the value behind a name are looked at.
_VALUE = 40
_REFERENCE = re.compile(r"<<<\s*image_\d+\s*>>>")
_FROM_LIST = re.compile(
    r"(?:from|in|of|into)\s+(?:the\s+)?['\"]?(?P<name>[A-Za-z][A-Za-z0-9_]*)", re.IGNORECASE
)


def at_least_one(clause: Clause) -> Iterator[Found]:
    """``at least one of a, b or c should be provided``."""
    for pattern in (_AT_LEAST, _EITHER, _PROVIDE_EITHER, _NOT_EMPTY):
        for match in pattern.finditer(clause.text):
            if pattern is _AT_LEAST and re.search(
                r"(?:only|exactly|most|than|if|when|whenever|once)\s*$",
                clause.text[: match.start()],
                re.IGNORECASE,
            ):
                continue
            if pattern is _AT_LEAST and _is_choice(clause.text, match):
                continue
            names = clause.vocabulary.names(_TAIL.sub("", match["names"]))
            if len(names) > 1 and not conditional(clause.text, match.start()):
                before = _PROVIDE.search(clause.text[: match.start()])
                start = before.start() if before else match.start()
                span = (start, match.end())
                yield Found(span, "at-least-one", list(names), subject="model")
                rest = clause.text[match.end() :]
                if pattern in (_EITHER, _PROVIDE_EITHER) and re.match(
                    r"\W*(?:but )?not both", rest, re.IGNORECASE
                ):
                    for one, other in combinations(names, 2):
                        yield Found(match.span(), "exclusion", [one, other], subject="model")


def _is_choice(text: str, match: re.Match[str]) -> bool:
    """Whether ``(one of ember, fresh)`` lists values: nothing around it asks for a parameter."""
    if not match[0].lower().startswith("one of"):
        return False
    demanded = re.search(rf"{MUST}|required|mandatory|needed", match[0], re.IGNORECASE)
    before = text[: match.start()]
    return not demanded and bool(before.strip(" :")) and _PROVIDE.search(before) is None


def exclusion(clause: Clause) -> Iterator[Found]:
    """``mutually exclusive with b and c``: pairs of this parameter and each of them."""
    for match in _ONLY_ONE.finditer(clause.text):
        names = clause.vocabulary.names(_TAIL.sub("", match["names"]))
        if len(names) > 1 and not conditional(clause.text, match.start()):
            yield from _pairs(match.span(), list(combinations(names, 2)))
            if match["exactly"].lower() == "exactly one":
                yield Found(match.span(), "at-least-one", list(names), subject="model")
    for pattern in (_DO_NOT, _NOT_WHEN):
        for match in pattern.finditer(clause.text):
            if of_a_value(clause, match[0]):
                continue
            others = clause.vocabulary.names(match["others"])
            pairs = [
                (one, other) for one in clause.vocabulary.names(match["names"]) for other in others
            ]
            yield from _pairs(match.span(), pairs)
    for match in _EXCLUSIVE_WITH.finditer(clause.text):
        if negated(clause.text, match.start()) or conditional(clause.text, match.start()):
            continue
        if _BOTH_WHEN.search(match[0]):
            continue
        text = next(value for value in match.groupdict().values() if value)
        if of_a_value(clause, clause.text[match.start() :][: len(match[0]) + _VALUE]):
            continue
        others = clause.vocabulary.names(_TAIL.sub("", text))
        subject = _subject_before(clause, match.start())
        if subject == [clause.subject] and about_some_values(clause, match.start()):
            continue
        yield from _pairs(match.span(), [(one, other) for one in subject for other in others])
    yield from _each_other(clause)


def _each_other(clause: Clause) -> Iterator[Found]:
    """``a and b are mutually exclusive``."""
    for match in _EACH_OTHER.finditer(clause.text):
        text = re.split(r"[.:;]\s|\bthat\b|\bnote\b", match["names"])[-1]
        names = clause.vocabulary.names(text)
        rest = clause.text[match.end() :]
        if re.match(r"\s*(?!(?:at|in)\b)\w", rest) or re.match(r"\s*in (?!the same)", rest):
            continue
        if conditional(clause.text, match.end("names")):
            continue
        if len(names) == 1 and clause.subject and names != [clause.subject]:
            names = [clause.subject, *names]
        yield from _pairs(match.span(), list(combinations(names, 2)))


def _subject_before(clause: Clause, end: int) -> list[str]:
    """Which parameters exclude: those named right before the words, else the sentence's own."""
    before = re.split(r"[.:;(]\s*|,\s+(?=\w+\s+\w+\s+\w+)", clause.text[:end])[-1]
    before = re.sub(r"\s+(?:is|are)\s*$", "", before.strip(), flags=re.IGNORECASE)
    named = [
        name
        for part in re.split(r"\s*(?:,|\band\b|\bor\b|/)\s*", before)
        if (name := clause.vocabulary.known(part))
    ]
    return named or ([clause.subject] if clause.subject else [])


def _pairs(span: tuple[int, int], pairs: list[tuple[str, str]]) -> Iterator[Found]:
    for one, other in pairs:
        if one != other and "/" not in one:
            yield Found(span, "exclusion", [one, other], subject="model")


def count_sum(clause: Clause) -> Iterator[Found]:
    """``a and b combined must not exceed 10``."""
    for pattern in _SUM:
        for match in pattern.finditer(clause.text):
            names: list[Json] = list(clause.vocabulary.names(match["names"]))
            # One picture counts as one: no rule adds it to the entries of a list.
            if conditional(clause.text, match.start("number")):
                continue
            if len(names) > 1 and all(_is_list(clause, str(name)) for name in names):
                value: Json = {"parameters": names, "maximum": integer(match["number"])}
                yield Found(match.span(), "count-sum", value, subject="model")


def _is_list(clause: Clause, name: str) -> bool:
    known = clause.vocabulary.parameters.get(name)
    return known is None or known.type not in ("string", "integer", "number", "boolean")


def reference(clause: Clause) -> Iterator[Found]:
    """``use <<<image_1>>> to refer to entries of image_list``."""
    first = _REFERENCE.search(clause.text)
    if first is None or clause.subject is None:
        return
    for match in _FROM_LIST.finditer(clause.text):
        name = clause.vocabulary.known(match["name"])
        if name is not None and name != clause.subject:
            value: Json = {"prompt": clause.subject, "list": name}
            yield Found((first.start(), match.end()), "reference", value, subject="model")
            return
