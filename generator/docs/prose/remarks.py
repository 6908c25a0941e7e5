"""Sentences that sound like constraints and bind nothing: they speak of other models, or advise."""

from __future__ import annotations

import re
from collections.abc import Iterator

from generator.docs.prose.clause import Clause, Found
from generator.docs.text.bounds import NUMBER

_VERSION = r"(?:kling[ -]?)?v?\d+(?:\.\d+)*"
# Where a list of what is supported ends and something else begins.
_NO_CONSTRAINT = (
    r"(?!(?:up|at|max\w*|min\w*|no|not|never|must|should|between|from|with|each|only|cannot|can't|"
    r"limited|less|more|within|does)\b|\d)"
)
# What the enum beside it says exactly.
_SUPPORTS = (
    re.compile(rf"(?:{_VERSION}\s+)?(?:\w+\s+)?only supports\s+[\w:.]+", re.IGNORECASE),
    re.compile(
        r"supports?\s+(?:values?\s*:?\s*)?[\w:.'\"]+(?:\s*(?:,|and|"
        rf"or)\s*{_NO_CONSTRAINT}[\w:.'\"]+)*",
        re.IGNORECASE,
    ),
)
_SUPPORTER = re.compile(r"([\w:.-]+)['\"]?\s+(?:only\s+)?supports?\b", re.IGNORECASE)
_REMARKS = (
    # Other versions of the model have it or lack it: this one's page has it.
    re.compile(
        rf"(?:only\s+)?\b(?:supported|available|works?)\s+(?:only\s+)?(?:by|in|on|for|with)\s+"
        rf"{_VERSION}(?:\s*(?:,|and|or|/)\s*{_VERSION})*",
        re.IGNORECASE,
    ),
    re.compile(rf"\b{_VERSION}\s+(?:exclusive|only)(?:\s+feature)?", re.IGNORECASE),
    # What an account may do, what a task costs, what is advised.
    re.compile(
        r"(?:^|[,;]\s*)[^,;]*\brequests? (?:per|an?|each|every) (?:second|minute|hour|day)\b[^,;]*",
        re.IGNORECASE,
    ),
    re.compile(
        r"(?:^|[,;]\s*)[^,;]*(?:[$\u20ac\u00a3]\s?\d|\d\s*(?:credits?|cents?|usd|dollars?)\b)[^,;]*",
        re.IGNORECASE,
    ),
    re.compile(
        rf"\b(?:recommended|suggested|typical|usual)(?:ly)?(?: values?| range)?\s*(?:is|are|:)?\s*"
        rf"(?:from |between )?{NUMBER}\s*(?:-|~|to|and)\s*{NUMBER}",
        re.IGNORECASE,
    ),
    re.compile(r"supported values\s*:.*", re.IGNORECASE),
    re.compile(r"single (?:face|person|subject) only", re.IGNORECASE),
    re.compile(r"use \w+ for .* instead", re.IGNORECASE),
    re.compile(r"all\s+(?:parameters|fields)\s+are\s+optional", re.IGNORECASE),
    re.compile(r"optional(?: but recommended.*)?", re.IGNORECASE),
    re.compile(r"\(\s*[\w:.]+(?:\s*(?:,|or|and)\s*[\w:.]+)+\s*(?:seconds?|s)\s*\)", re.IGNORECASE),
)


def remarks(clause: Clause) -> Iterator[Found]:
    """Parts of a sentence that need no one's attention."""
    for pattern in (*_REMARKS, *(() if _value_supports(clause) else _SUPPORTS)):
        for match in pattern.finditer(clause.text):
            yield Found(match.span())


def _value_supports(clause: Clause) -> bool:
    """``1080p only supports 5 seconds``: one value of a parameter, and not the model."""
    words = {word.lower() for word in _SUPPORTER.findall(clause.text)}
    known = clause.vocabulary.parameters.values()
    return any(str(option).lower() in words for entry in known for option in entry.enum)
