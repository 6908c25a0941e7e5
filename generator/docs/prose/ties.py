"""Whole sentences that tie parameters together, matched in signs from end to end.

A template takes a sentence only as a whole: a word too many, and it is left to a person.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from itertools import combinations
from typing import Final

from generator.contract.types import Json
from generator.docs.prose.canonical import Canonical, Names, canonical
from generator.docs.prose.clause import Clause, Found
from generator.docs.prose.words import integer

_L = r"«\d+»"
_M = r"(?:MUST|REQUIRED)"
_GIVE = r"(?:provide|specify|give|include|supply|set|pass|use|send|submit)"
_DEMAND = rf"(?:(?:you )?(?:must|should|need to|have to|please) {_GIVE}|{_GIVE})"
_OK = r"(?:available|supported|allowed|valid|usable|possible|applicable|accepted|permitted)"
_ONLY = rf"(?:(?:is|are|can) )?(?:only(?: be)?(?: (?:{_OK}|used))?|{_OK} only)"
_ASK = r"(?:(?:(?:each|every|a|the|this) (?:request|call|body|model) )?(?:requires?|needs?))"
_NOT = r"(?:can\s*not|can't|must not|may not|should not|does not|do not|don't)"
_MOST = r"(?:at most|up to|(?:no|not) more than|a maximum of|maximum|max\.?|a total of at most)"
_N = r"(?P<n>\d{1,4}|one|two|three|four|five|six|seven|eight|nine|ten)"
_THINGS = r"(?: (?:reference )?(?:items?|entries|elements?|images?|pictures?|references?|values?))?"
_LIMIT = (
    rf"(?:{_NOT} (?:exceed|be (?:more|greater|larger|higher) than|"
    r"(?:contain|have|hold|include|add up to|sum to|total|number) more than)|"
    rf"(?:(?:(?:may|can|must|should) )?(?:be|have|contain|hold|include|take|add up to)|is|are)?"
    rf" ?(?:{_MOST}|limited to|less than or equal to|<=))"
)
_SUM: Final = (
    rf"(?:TOGETHER ?,? ){_L} {_LIMIT} {_N}{_THINGS}",
    rf"{_L} ?,? TOGETHER ?,? {_LIMIT} {_N}{_THINGS}",
    rf"{_L} {_LIMIT} {_N}{_THINGS} TOGETHER",
    (
        rf"(?:the )?(?:total |TOGETHER )(?:number |count |length |size )?(?:of )?"
        rf"(?:(?:the )?(?:items|entries|elements|images) (?:in|of) )?{_L} {_LIMIT} {_N}{_THINGS}"
    ),
    rf"(?:the )?sum of (?:the )?(?:(?:lengths?|counts?|sizes?) of )?{_L} {_LIMIT} {_N}{_THINGS}",
    rf"(?:a total of )?{_MOST} {_N}{_THINGS} across {_L}",
    rf"{_MOST} {_N}{_THINGS} (?:(?:in|for|of|from) )?{_L} TOGETHER",
    rf"{_L} {_NOT} (?:add up|sum|amount) to more than {_N}{_THINGS}",
    rf"{_L} share (?:a|one) (?:limit|maximum|quota) of {_N}{_THINGS}",
)
# A plus sign already says that they count together.
_PLUS: Final = rf"(?:(?:the )?number of )?{_L} {_LIMIT} {_N}{_THINGS}"
_BOTH: Final = (
    rf"{_L} (?:{_M}|FORBID without each other) ?(?:TOGETHER|both)?",
    rf"{_L} {_M} or (?:both|all) (?:be )?(?:omitted|left out|absent|empty)",
    rf"{_L} (?:must|should) (?:be )?both (?:be )?set or both (?:be )?omitted",
    rf"{_L} (?:require|need) each other",
    rf"if (?:either|one|any)(?: one)?(?: of)? {_L} GIVEN ?,? the others? (?:one )?{_M}(?: too)?",
)
_VICE_VERSA: Final = rf"({_L}) (?:requires?|needs?) ({_L}) ,? ?and vice versa"
_ONE: Final = (
    rf"(?:{_DEMAND}|{_ASK}) (?:either |LEASTONE of )?{_L}",
    rf"(?:either )?{_L} {_M}",
    rf"(?:either|one of) {_L} {_M}",
)
_NOT_NONE: Final = rf"{_L} {_NOT} (?:all|both) be (?:empty|omitted|absent|missing|left out|null)"
_OR: Final = (
    rf"({_L}) {_M} (?:if|where) ({_L}) ABSENT",
    rf"if ({_L}) ABSENT ?,? (?:then )?({_L}) {_M}",
    rf"({_L}) {_M} unless ({_L}) GIVEN",
    rf"unless ({_L}) GIVEN ?,? ({_L}) {_M}",
    rf"without ({_L}) ?,? ({_L}) {_M}",
)
_EXCLUDE: Final = (
    rf"({_L}) FORBID (?:TOGETHER )?(?:with|alongside) ({_L})",
    rf"({_L}) (?:is|are) (?:mutually exclusive|incompatible|not compatible) (?:with|to) ({_L})",
    rf"({_L}) {_NOT} (?:coexist|be TOGETHER|go TOGETHER|occur|appear) ?(?:TOGETHER )?with ({_L})",
    rf"({_L}) FORBID if ({_L}) GIVEN",
    rf"if ({_L}) GIVEN ?,? (?:then )?({_L}) FORBID",
    rf"({_L}) {_ONLY} if ({_L}) ABSENT",
    rf"({_L}) {_ONLY} without ({_L})",
)
_NEED: Final = (
    rf"({_L}) (?:must|has to|have to|should|needs to) be (?:accompanied by|TOGETHER with) ({_L})",
    rf"({_L}) (?:MUST|FORBID unless combined) (?:TOGETHER )?with ({_L})",
    rf"({_L}) FORBID without ({_L})",
    rf"({_L}) FORBID if ({_L}) ABSENT",
    rf"({_L}) {_ONLY} (?:TOGETHER )?with ({_L})",
    rf"({_L}) (?:requires|needs) ({_L})(?: to be (?:set|given|provided))?",
)
# Here the one that is needed stands first.
_NEEDED: Final = (
    rf"({_L}) {_M} if (?:using )?({_L})(?: GIVEN)?",
    rf"({_L}) REQUIRED (?:with|for) ({_L})",
)
_USING: Final = rf"if (?:using )?({_L})(?: GIVEN)? ?,? (?:then )?({_L}) {_M}"
_EXCEPT_VALUE: Final = rf"({_L}) FORBID if ({_L}) is not ['\"]?([\w:.-]+)['\"]?"
# "mode must be pro when b is given": b needs mode to be pro.
_VALUE_WHEN: Final = (
    rf"({_L}) (?:must|has to|needs to) be (?:set to )?['\"]?([\w:.-]+)['\"]? (?:if|with) "
    rf"({_L})(?: GIVEN)?"
)
_LATER = re.compile(r" ?,? (?:and|but) (?=MUST|REQUIRED|FORBID|is |are |can|must |may )")

Rule = Callable[[re.Match[str], Sequence[Names], Clause], list[tuple[str, Json]] | None]


def ties(clause: Clause) -> Iterator[Found]:
    """Every rule of the first stretch of the sentence that a template takes whole."""
    if clause.subject is not None and "/" in clause.subject:
        return
    for entry in canonical(clause):
        rules = _read(entry, clause)
        if rules:
            for kind, value in rules:
                yield Found(entry.span, kind, value, subject="model")
            return


def _read(entry: Canonical, clause: Clause) -> list[tuple[str, Json]] | None:
    """The rules that a stretch states; ``None`` where no template takes it."""
    lists = entry.lists
    for text, more in _with_subject(entry.text, clause):
        found = _whole(text, (*lists, *more), clause)
        if found:
            return found
        # "a and b must be given together and cannot be used with c": one subject, two predicates.
        parts = _LATER.split(text)
        first = re.match(_L, text)
        if len(parts) > 1 and first:
            each = [_whole(parts[0], (*lists, *more), clause)]
            each += [_whole(f"{first[0]} {p}", (*lists, *more), clause) for p in parts[1:]]
            if all(each):
                return [rule for rules in each for rule in rules or ()]
    return None


def _with_subject(text: str, clause: Clause) -> Iterator[tuple[str, tuple[Names, ...]]]:
    """The text itself; in the words of a parameter also with that parameter as its subject."""
    yield text, ()
    if clause.subject is not None:
        own = (Names((clause.subject,), ""),)
        yield f"«{len(re.findall(_L, text))}» {text[:1].lower() + text[1:]}", own


def _whole(text: str, lists: Sequence[Names], clause: Clause) -> list[tuple[str, Json]] | None:
    for templates, rule in _RULES:
        for template in templates:
            match = re.fullmatch(template, text, re.IGNORECASE)
            found = rule(match, lists, clause) if match else None
            if found:
                return found
    return None


def _of(token: str, lists: Sequence[Names]) -> Names:
    return lists[int(token[1:-1])]


def _lists(match: re.Match[str], lists: Sequence[Names]) -> list[Names]:
    return [_of(token, lists) for token in re.findall(_L, match[0])]


def _sum(
    match: re.Match[str], lists: Sequence[Names], clause: Clause
) -> list[tuple[str, Json]] | None:
    (entry,) = _lists(match, lists)
    kinds = [clause.vocabulary.parameters[name].type for name in entry.names]
    if len(entry.names) < 2 or any(kind not in ("array", None) for kind in kinds):  # noqa: PLR2004
        return None
    return [("count-sum", {"parameters": list(entry.names), "maximum": integer(match["n"])})]


def _plus(
    match: re.Match[str], lists: Sequence[Names], clause: Clause
) -> list[tuple[str, Json]] | None:
    joined = re.search(r"\+|\bplus\b", clause.text)
    return _sum(match, lists, clause) if joined else None


def _both(match: re.Match[str], lists: Sequence[Names], _: Clause) -> list[tuple[str, Json]] | None:
    (entry,) = _lists(match, lists)
    together = re.search(r"TOGETHER|both|each other|the other|\bor all\b", match[0])
    if len(entry.names) < 2 or not together or (entry.word != "and" and "other" not in match[0]):  # noqa: PLR2004
        return None
    return [_need(name, [n for n in entry.names if n != name]) for name in entry.names]


def _vice_versa(
    match: re.Match[str], lists: Sequence[Names], _: Clause
) -> list[tuple[str, Json]] | None:
    one, other = _lists(match, lists)
    if len(one.names) + len(other.names) > 2:  # noqa: PLR2004
        return None
    return [_need(one.names[0], other.names), _need(other.names[0], one.names)]


def _one(match: re.Match[str], lists: Sequence[Names], clause: Clause) -> list[tuple[str, Json]]:
    """One of these at least: only ``or`` says so."""
    (entry,) = _lists(match, lists)
    # Of one parameter's words "requires a or b" is what that parameter requires.
    of_one = clause.subject is not None and re.match(r"requires?|needs?", match[0], re.IGNORECASE)
    if len(entry.names) < 2 or entry.word != "or" or of_one:  # noqa: PLR2004
        return []
    if re.match(r"use «", match[0], re.IGNORECASE):
        return []  # which one is left to the reader, or none of them
    return [("at-least-one", list(entry.names))]


def _not_none(match: re.Match[str], lists: Sequence[Names], _: Clause) -> list[tuple[str, Json]]:
    (entry,) = _lists(match, lists)
    return [("at-least-one", list(entry.names))] if len(entry.names) > 1 else []


def _one_alone(
    match: re.Match[str], lists: Sequence[Names], clause: Clause
) -> list[tuple[str, Json]]:
    """``… or …, not both``: whether one is needed as well is for the words before it to say."""
    (entry,) = _lists(match, lists)
    if len(entry.names) != 2 or entry.word == "and":  # noqa: PLR2004
        return []
    demands = re.search(r"either|must|should|MUST|REQUIRED|one of|need|have to", match[0])
    least = _one(match, lists, clause) if demands else []
    return [*least, ("exclusion", list(entry.names))]


def _or(match: re.Match[str], lists: Sequence[Names], _: Clause) -> list[tuple[str, Json]]:
    one, other = _lists(match, lists)
    if len(one.names) > 1 or (len(other.names) > 1 and other.word != "or"):
        return []
    return [("at-least-one", [*one.names, *other.names])]


def _exclude(match: re.Match[str], lists: Sequence[Names], _: Clause) -> list[tuple[str, Json]]:
    ones, others = _lists(match, lists)
    conditional = re.search(r"\bGIVEN|\bABSENT", match[0])
    if conditional and any(entry.word == "and" for entry in (ones, others)):
        return []  # only both together exclude: no fact says that
    pairs = [(one, other) for one in ones.names for other in others.names if one != other]
    return [("exclusion", [one, other]) for one, other in pairs]


def _requires(match: re.Match[str], lists: Sequence[Names], _: Clause) -> list[tuple[str, Json]]:
    ones, others = _lists(match, lists)
    if others.word == "or" or not set(ones.names).isdisjoint(others.names):
        return []  # any of several: no fact says that
    return [_need(one, others.names) for one in ones.names]


def _required_by(match: re.Match[str], lists: Sequence[Names], _: Clause) -> list[tuple[str, Json]]:
    needed, ones = _lists(match, lists)
    if (len(ones.names) > 1 and ones.word != "or") or needed.word == "or":
        return []
    if not set(ones.names).isdisjoint(needed.names):
        return []
    return [_need(one, needed.names) for one in ones.names]


def _using(match: re.Match[str], lists: Sequence[Names], _: Clause) -> list[tuple[str, Json]]:
    ones, needed = _lists(match, lists)
    if (len(ones.names) > 1 and ones.word != "or") or needed.word == "or":
        return []
    if not set(ones.names).isdisjoint(needed.names):
        return []
    return [_need(one, needed.names) for one in ones.names]


def _except_value(
    match: re.Match[str], lists: Sequence[Names], clause: Clause
) -> list[tuple[str, Json]]:
    ones, other = _lists(match, lists)
    if len(other.names) > 1:
        return []
    options = clause.vocabulary.parameters[other.names[0]].enum
    wanted = [option for option in options if str(option) == match[3]]
    if not wanted or not isinstance(wanted[0], (bool, int, float, str)):
        return []
    needs: Json = {other.names[0]: wanted[0]}
    return [("requires", {"parameter": one, "needs": needs}) for one in ones.names]


def _value_when(
    match: re.Match[str], lists: Sequence[Names], clause: Clause
) -> list[tuple[str, Json]]:
    needed, ones = _of(match[1], lists), _of(match[3], lists)
    if len(needed.names) > 1 or ones.word == "and" or needed.names[0] in ones.names:
        return []
    options = clause.vocabulary.parameters[needed.names[0]].enum
    wanted = [option for option in options if str(option) == match[2]]
    if not wanted or not isinstance(wanted[0], (bool, int, float, str)):
        return []
    needs: Json = {needed.names[0]: wanted[0]}
    return [("requires", {"parameter": one, "needs": needs}) for one in ones.names]


def _need(one: str, others: Sequence[str]) -> tuple[str, Json]:
    needs: Json = dict.fromkeys(others)
    return "requires", {"parameter": one, "needs": needs}


_NOT_BOTH: Final = (
    *(f"{template} ?,? NOTBOTH(?: TOGETHER)?" for template in _ONE),
    rf"(?:you )?(?:can|may) {_GIVE} (?:either )?{_L} ?,? NOTBOTH(?: TOGETHER)?",
)
_EXACTLY: Final = (
    rf"(?:{_DEMAND} )?(?:only )?(?:EXACTLYONE|either one) of {_L}",
    rf"{_DEMAND} one of {_L} ?,? NOTBOTH(?: TOGETHER)?",
)


def _exactly(match: re.Match[str], lists: Sequence[Names], _: Clause) -> list[tuple[str, Json]]:
    (entry,) = _lists(match, lists)
    if len(entry.names) < 2:  # noqa: PLR2004
        return []
    pairs: list[tuple[str, Json]] = [
        ("exclusion", list(pair)) for pair in combinations(entry.names, 2)
    ]
    return [("at-least-one", list(entry.names)), *pairs]


_RULES: Final[tuple[tuple[tuple[str, ...], Rule], ...]] = (
    (_SUM, _sum),
    ((_PLUS,), _plus),
    (_BOTH, _both),
    ((_VICE_VERSA,), _vice_versa),
    (_EXACTLY, _exactly),
    (_NOT_BOTH, _one_alone),
    (_ONE, _one),
    ((_NOT_NONE,), _not_none),
    (_OR, _or),
    (_EXCLUDE, _exclude),
    (_NEED, _requires),
    (_NEEDED, _required_by),
    ((_USING,), _using),
    ((_EXCEPT_VALUE,), _except_value),
    ((_VALUE_WHEN,), _value_when),
)
