"""Sentences that bind a parameter to one value of another: ``required when mode is speech``."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from generator.contract.types import Json
from generator.docs.needs import NOT
from generator.docs.prose.clause import Clause, Found
from generator.docs.prose.guards import about_some_values, conditional, negated
from generator.docs.prose.vocabulary import Parameter
from generator.docs.text.json_values import read_value

_ONE = r"(?:\"[^\"]{1,80}\"|'[^']{1,80}'|[\w:./-]*\w)"
_IS = (
    r"(?:\s*(?:==?|:)\s*|\s+(?:is set to|is|equals|equal to|set to|has the value|is equal to|"
    r"is one of|is either)\s+)"
)
_VALUES = rf"(?P<values>{_ONE}(?:\s*(?:,\s*or\b|/|\bor\b)\s*{_ONE}){{0,9}})"
_WHEN = (
    r"(?:when(?:ever)?|if|where|once|in case|(?:together |in combination )?with|alongside|for)\s+"
    r"(?:the\s+)?(?:parameter\s+)?"
    rf"['\"]?(?P<name>[A-Za-z]\w*)['\"]?{_IS}{_VALUES}"
)
_GIVEN = r"(?:provided|given|set|specified|supplied|included|used|present|passed|sent)"
_MUST = r"(?:must|has to|have to|needs? to|should|shall)"
_DEMANDED = (
    rf"(?:(?:is|are)\s+)?(?:also\s+|always\s+)?(?:required|mandatory|needed)|"
    rf"{_MUST}\s+(?:also\s+)?be\s+{_GIVEN}|(?:can\s*not|can't|must not|may not)\s+be\s+"
    rf"(?:empty|omitted|left out)"
)
_REFUSED = (
    r"(?:(?:is|are)\s+)?(?:not|un)\s*-?(?:currently\s+)?(?:supported|available|allowed|accepted|"
    r"valid|applicable|permitted|usable|possible|compatible)|"
    r"(?:can\s*not|can't|must not|mustn't|may not|should not)\s+be\s+(?:also\s+)?"
    rf"(?:{_GIVEN}|combined)|{_MUST}\s+be\s+(?:empty|omitted|left out|absent|unset)"
)
_PARTS: Final = (
    (re.compile(rf"(?P<says>{_DEMANDED})\s+{_WHEN}", re.IGNORECASE), True),
    (re.compile(rf"(?P<says>{_REFUSED})\s+{_WHEN}", re.IGNORECASE), False),
)
# "When mode is speech, text is required": the parameters stand between.
_TURNED: Final = (
    (
        re.compile(
            rf"{_WHEN}\s*,?\s*(?:then\s+)?(?P<needed>[^.;]{{1,200}}?)\s+(?:{_DEMANDED})\s*(?=[.;]|$)",
            re.IGNORECASE,
        ),
        True,
    ),
    (
        re.compile(
            rf"{_WHEN}\s*,?\s*(?:then\s+)?(?P<needed>[^.;]{{1,200}}?)\s+(?:{_REFUSED})\s*(?=[.;]|$)",
            re.IGNORECASE,
        ),
        False,
    ),
)
# What may follow a condition; any other word may make it another one.
_ENDS = re.compile(
    r"\s*(?:$|[.;)(]|,?\s*(?:and is |and are |but )?(?:otherwise|optional|ignored|else)\b)",
    re.IGNORECASE,
)
_BEGINS = re.compile(r"(?:^|[.;:(])\s*$")
_NO_REFUSAL = re.compile(r"\bignored\b|\bno effect\b", re.IGNORECASE)
_ONLY = re.compile(r"\b(?:only|not always|sometimes)\s*$", re.IGNORECASE)
_PREDICATES: Final = (
    frozenset(
        "not also already absent omitted missing empty unset left neither".split()  # noqa: SIM905
    )
    | frozenset(re.findall(r"\w+", _GIVEN)[1:])
)
_SWITCHED: Final = {"enabled": True, "on": True, "disabled": False, "off": False}


def of_values(clause: Clause) -> Iterator[Found]:
    """What a value of another parameter asks for, or shuts out; no word of it may be left open."""
    for pattern, demanded in _PARTS:
        for match in pattern.finditer(clause.text):
            before = clause.text[: match.start()]
            if _ONLY.search(before) or negated(clause.text, match.start()):
                continue
            if not demanded and _NO_REFUSAL.search(clause.text):
                continue
            if conditional(clause.text, match.start()):
                continue
            named = _listed_before(clause, before)
            if not named and (_speaks(clause, before) or about_some_values(clause, match.start())):
                continue
            names = named or ([clause.subject] if clause.subject else [])
            yield from _rules(clause, match, names, demanded=demanded)
    for pattern, demanded in _TURNED:
        for match in pattern.finditer(clause.text):
            if _BEGINS.search(clause.text[: match.start()]):
                names = _listed(clause, match["needed"])
                yield from _rules(clause, match, names, demanded=demanded)


def _rules(
    clause: Clause, match: re.Match[str], names: list[str], *, demanded: bool
) -> Iterator[Found]:
    other = clause.vocabulary.known(match["name"])
    values = _known_values(clause, other, match["values"]) if other else []
    rest = clause.text[match.end() :]
    if other is None or not values or not names or other in names or not _ENDS.match(rest):
        return
    if any("/" in name for name in names):
        return
    for name in names:
        if demanded:
            for value in values:
                told: Json = {"parameter": other, "value": value, "needs": {name: None}}
                yield Found(match.span(), "requires", told, subject="model")
        else:
            told = {"parameter": name, "needs": {other: {NOT: values}}}
            yield Found(match.span(), "requires", told, subject="model")


def _known_values(clause: Clause, name: str, text: str) -> list[Json]:
    """The values as the parameter has them; none where one of them is no value of it."""
    words = [word for word in re.findall(_ONE, text) if word.lower() != "or"]
    values = [_value(clause.vocabulary.parameters[name], word) for word in words]
    return list(dict.fromkeys(values)) if None not in values else []


def _value(parameter: Parameter, text: str) -> Json:
    word = text.strip("'\"").rstrip(".")
    for option in parameter.enum:
        if str(option).lower() == word.lower():
            return option if isinstance(option, (bool, int, float, str)) else str(option)
    if parameter.enum or word.lower() in _PREDICATES:
        return None
    if parameter.type == "boolean":
        return {**_SWITCHED, "true": True, "false": False}.get(word.lower())
    if parameter.type in ("integer", "number"):
        read = read_value(word)
        return read.value if read is not None and isinstance(read.value, (int, float)) else None
    return word if text != word else None


def _speaks(clause: Clause, before: str) -> bool:
    """Whether the words before speak of another parameter, or of a number of something."""
    words = set(re.findall(r"\w+", re.split(r"[.;:(]\s*", before)[-1]))
    if any(word.isdigit() for word in words):
        return True  # so many of them, not the parameter
    return not words.isdisjoint(set(clause.vocabulary.parameters) - {clause.subject})


def _listed(clause: Clause, text: str) -> list[str]:
    """``text, voice and speed`` as these three; nothing where it holds any other word, or "or"."""
    parts = re.split(r"\s*(?:,\s*(?:and\s+)?|\band\b|&)\s*", re.sub(r"^(?:the|both)\s+", "", text))
    names = [clause.vocabulary.known(re.sub(r"\s+(?:fields?|parameters?)$", "", p)) for p in parts]
    return [name for name in names if name] if all(names) else []


def _listed_before(clause: Clause, before: str) -> list[str]:
    """The parameters right before the words; of a parameter's own words there are often none."""
    last = re.split(r"[.;:(]\s*", before)[-1].strip()
    return _listed(clause, last) if last else []
