"""Sentences that name parameters which the model does not take."""

from __future__ import annotations

import re
from collections.abc import Iterator

from generator.docs.prose.clause import Clause, Found
from generator.docs.prose.vocabulary import Vocabulary

_LIST = r"(?P<names>[A-Za-z'\"(][\w ,'\"/&+().\[\]-]{0,600})"
# After a colon a list may be parted by semicolons.
_LIST_AFTER = _LIST.replace("[\\w ,", "[\\w ,;")
_DOES_NOT = re.compile(
    r"(?:does\s+not|doesn't|do\s+not|don't|cannot|can't|will not|won't)\s+(?:yet\s+|currently\s+)?"
    rf"(?:support|accept|take|allow|recognize|recognise)(?P<colon>\s*:)?\s+(?:the following\s*"
    rf"(?:parameters?|fields?)?\s*:?\s*)?{_LIST_AFTER}",
    re.IGNORECASE,
)
_NOT_SUPPORTED_LIST = re.compile(
    rf"(?:unsupported|not\s+supported|not\s+accepted|not\s+available)(?:\s+(?:parameters?|fields?|"
    rf"by this model|here))*(?P<colon>\s*(?::|are\b))\s*{_LIST_AFTER}",
    re.IGNORECASE,
)
_ARE_NOT = re.compile(
    rf"{_LIST}\s+(?:is|are)\s+(?:not|un)\s*-?(?:currently\s+)?(?:supported|accepted|available|"
    r"allowed|recognized)(?:\s+(?:by|for|in|with|on)\s+(?:this\s+(?:model|version|endpoint)|it))?"
    r"\s*(?=[.;)!]|$)",
    re.IGNORECASE,
)
_CONDITION = re.compile(
    r"\b(?:when|if|while|unless|together|combined|"
    r"at the same time)\b",
    re.IGNORECASE,
)
_NOUN = re.compile(r"\b(?:parameters?|fields?|arguments?)\b", re.IGNORECASE)


def unsupported(clause: Clause) -> Iterator[Found]:
    """``this model does NOT support: a, b (single), or c parameters``: each name by itself."""
    if clause.subject is not None:
        return
    for pattern in (_DOES_NOT, _NOT_SUPPORTED_LIST, _ARE_NOT):
        for match in pattern.finditer(clause.text):
            colon = bool(match.groupdict().get("colon"))
            text = re.split(r"\.(?:\s|$)" if colon else r"\.(?:\s|$)|;", match["names"])[0]
            if _CONDITION.search(text) or _CONDITION.match(clause.text[match.end() :].strip()):
                continue
            listed = colon or bool(_NOUN.search(match[0])) or _all_names(text)
            names = _names(text, clause.vocabulary, listed=listed)
            if names:
                end = match.start("names") + len(text)
                span = (match.start(), max(end, match.end() if pattern is _ARE_NOT else end))
                for name in names:
                    yield Found(span, "unsupported", value=True, subject=name)


def _all_names(text: str) -> bool:
    """Whether a list is one of names alone: one written like no word vouches for the others."""
    parts = re.split(r",\s*(?:and|or)\s+|,\s*|\s+(?:and|or)\s+", text.strip())
    return "_" in text and all(re.fullmatch(r"[a-z][a-z0-9_]*", part) for part in parts)


def _names(text: str, vocabulary: Vocabulary, *, listed: bool) -> list[str]:
    text = (
        re.sub(r"^(?:.*\b(?:parameters?|fields?))\s*:?\s+(?=[a-z_]+\b)", "", text)
        if (re.match(r"(?:the |these |following )+(?:parameters?|fields?)", text, re.IGNORECASE))
        else text
    )
    parts = re.split(r"\s*(?:,|;|/|&|\+|\b(?:and|or|nor)\b)\s*", re.sub(r"\([^()]*\)", " ", text))
    found: list[str] = []
    for part in parts:
        if not part.strip(" '\"*.:"):
            continue
        names = [
            name
            for name in vocabulary.one(part, listed=listed)
            if len(part.split()) == 1 or name in vocabulary.parameters or _NOUN.search(part)
        ]
        if not names:
            return []  # not a list of parameters: a person has to look at it
        found += names[:1]
    return list(dict.fromkeys(found))
