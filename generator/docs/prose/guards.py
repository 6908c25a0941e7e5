"""Words around a pattern that take its meaning away: advice, negation, another subject."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Final

from generator.docs.prose.clause import Clause, Found

_ADVICE = (
    r"(?:(?<!but )recommend(?:ed|s)?|suggest(?:ed|s)?|typical(?:ly)?|usual(?:ly)?|"
    r"best(?: results?)?|ideal(?:ly)?|prefer(?:ably|red|s)?|optimal|common(?:ly)?)"
)
_ADVISED_BEFORE = re.compile(rf"\b{_ADVICE}\b[^.;()]*$", re.IGNORECASE)
_ADVISED_AFTER = re.compile(rf"^[^.;,()]*\b{_ADVICE}\b", re.IGNORECASE)
_NEGATED = re.compile(
    r"\b(?:not|never|no longer|isn't|aren't|doesn't|don't|needn't)\s+(?:\w+ly\s+|to be\s+)?$",
    re.IGNORECASE,
)
# "Longer clips are …", "values above 5 are …": some of a parameter's values, not the parameter.
_SOME_VALUES = re.compile(
    r"\d|\b(?:values?|some|certain|other|larger|longer|higher|lower|shorter|smaller|more|above|"
    r"below|than|over)\b",
    re.IGNORECASE,
)

# "If mode is pro, a requires b" says nothing of other requests.
_CONDITION_BEFORE = re.compile(
    r"(?:^|[.;:(]\s*)(?!(?:in (?:addition|general|any case|all cases)|for this|in this)\b)"
    r"(?:if|when|whenever|unless|for|with|without|in|once|while|only)\b[^.;]*,[^.;]*$",
    re.IGNORECASE,
)

# What binds a value; true of some requests only, it binds the others in no way.
LIMITING: Final = frozenset(("limit", "media", "default"))
_CONDITION = re.compile(
    r"\b(?:if|when|whenever|unless|otherwise|depending on)\b|"
    r"\b(?:in|for|with|under|at)\s+(?:the\s+)?(?:['\"]?\w+['\"]?\s+mode\b|\w+\s?={1,2}\s?\S)",
    re.IGNORECASE,
)
# Another amount in the same sentence: which of them holds depends on something.
_AMOUNT = re.compile(r"\d[\d,]*\s*(?:characters?|chars?|letters|[KMG]i?B)\b", re.IGNORECASE)


# "Up to 7 images without a video", "at most 4 with image".
_BESIDE = re.compile(
    r"\b(?:with(?:out)?|alongside)\s+(?:an?\s+|any\s+|the\s+)?['\"]?([A-Za-z]\w*)", re.IGNORECASE
)


def of_some_requests(clause: Clause, found: Sequence[Found]) -> bool:
    """Whether limits that a sentence states hold under a condition, or of some values only."""
    text = clause.text
    if not any(entry.kind in LIMITING for entry in found):
        return False
    beside = list(text)
    rest = list(text)
    for entry in found:
        start, end = entry.span
        rest[start:end] = " " * (end - start)
        if entry.kind not in LIMITING:
            beside[start:end] = " " * (end - start)
    beside_others = any(
        name in clause.vocabulary.parameters and name != clause.subject
        for name in _BESIDE.findall("".join(rest))
    )
    return beside_others or bool(
        _CONDITION.search("".join(beside)) or _AMOUNT.search("".join(rest))
    )


# "When mode is pro" speaks of one value; "when mode is given" of any.
_OF_A_VALUE = re.compile(
    r"(?:\s*={1,2}\s*|\s*:\s*|\s+(?:is|are)\s+(?:set\s+to\s+)?|\s+(?:equals?(?:\s+to)?|set\s+to)\s+)"
    r"['\"]?(?!(?:not|also|already|both|then|always|provided|given|specified|present|used|supplied|"
    r"included|passed|sent|defined|filled|submitted|absent|omitted|missing|empty|unset|left|non)\b|"
    r"set\b(?!\s+to\b))\w",
    re.IGNORECASE,
)


def of_a_value(clause: Clause, text: str) -> bool:
    """Whether words tell of one value of a parameter: ``mode is pro``, ``mode=pro``."""
    for match in re.finditer(r"['\"]?\b([A-Za-z]\w*)\b['\"]?", text):
        named = match[1] in clause.vocabulary.parameters
        if named and _OF_A_VALUE.match(text, match.end()):
            return True
    return False


def conditional(text: str, start: int) -> bool:
    """Whether what stands before ``start`` makes the sentence true of some requests only."""
    return _CONDITION_BEFORE.search(text[:start]) is not None


def advised(text: str, span: tuple[int, int]) -> bool:
    """Whether a number is what the page recommends, and not what it demands."""
    return bool(_ADVISED_BEFORE.search(text[: span[0]]) or _ADVISED_AFTER.match(text[span[1] :]))


def negated(text: str, start: int) -> bool:
    """Whether the words right before ``start`` turn a sentence into its opposite."""
    return _NEGATED.search(text[:start]) is not None


def about_some_values(clause: Clause, start: int) -> bool:
    """Whether what stands before ``start`` speaks of some values of the parameter alone.

    ``1080p is only available when mode is pro`` says nothing about the other members of the enum.
    """
    before = re.split(r"[.;:(,]\s|\(", clause.text[:start])[-1]
    parameter = clause.vocabulary.parameters.get(clause.subject or "")
    options = [str(option).lower() for option in parameter.enum] if parameter else []
    words = {word.strip("'\"").lower() for word in before.split()}
    named = clause.subject is not None and clause.subject.lower() in words
    return not named and bool(_SOME_VALUES.search(before) or words & set(options))
