"""Values that a sentence lists: ``one of: photo, anime or ink``."""

from __future__ import annotations

import re
from collections.abc import Iterator

from generator.contract.types import Json
from generator.docs.prose.clause import Clause, Found
from generator.docs.prose.guards import conditional, negated

_VALUE = r"(?:\"[^\"]{1,64}\"|'[^']{1,64}'|[A-Za-z0-9][\w:+-]*(?:\.\w+)*)(?:\s*\([^()]{0,80}\))?"
_NEXT = r"(?:\s*,\s*(?:and\s+|or\s+)?|\s*/\s*|\s+or\s+|\s+and\s+)"
_LIST = rf"(?P<list>{_VALUE}(?:{_NEXT}{_VALUE}){{1,60}})\s*(?=[.;)]|$)"
_KIND = r"(?:possible|allowed|accepted|valid|supported|available|permitted)"
_ONE_OF = re.compile(
    rf"(?:(?<!least )(?<!most )(?<!only )(?<!exactly )\bone of(?:\s+the following)?\s*:?|"
    rf"\b{_KIND}\s+(?:values|options|choices)\s*(?:are|include|:|=)?|"
    rf"\b(?:values|options|choices)\s*(?:are|:|=))\s*{_LIST}",
    re.IGNORECASE,
)
# "File format: png (default), jpg or webp": the mark tells that these are all of them.
_MARKED = re.compile(rf"(?:^|:\s*|,\s*either\s+){_LIST}", re.IGNORECASE)
_ONE = re.compile(rf"({_VALUE})(?:{_NEXT}|$)", re.IGNORECASE)
_MARK = re.compile(r"\(\s*(?:the\s+)?default\b[^()]*\)", re.IGNORECASE)
_SUGGESTED = re.compile(
    r"\b(?:e\.g\.?|such as|for example|for instance|like)\s*[:,]?\s*$", re.IGNORECASE
)


def choices(clause: Clause) -> Iterator[Found]:
    """The values that a text can be, where no constraint lists them, and which one is marked."""
    known = clause.vocabulary.parameters.get(clause.subject or "")
    if known is None or known.type != "string" or known.enum:
        return
    for pattern in (_ONE_OF, _MARKED):
        for match in pattern.finditer(clause.text):
            before = clause.text[: match.start()]
            marked = [one for one in _ONE.findall(match["list"]) if _MARK.search(one)]
            if (pattern is _MARKED and len(marked) != 1) or _SUGGESTED.search(before):
                continue
            if negated(clause.text, match.start()) or conditional(clause.text, match.start()):
                continue
            values = [_bare(one) for one in _ONE.findall(match["list"])]
            if not set(values).isdisjoint(clause.vocabulary.parameters):
                continue  # parameters, one of which is asked for
            options: list[Json] = list(dict.fromkeys(values))
            yield Found(match.span(), "enum", options)
            if len(marked) == 1:
                yield Found(match.span(), "default", _bare(marked[0]))
            return


def _bare(text: str) -> str:
    return re.sub(r"\s*\([^()]*\)$", "", text).strip("'\"")
