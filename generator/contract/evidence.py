"""``x-evidence``: which page supports an entry, and how; and the level that follows from it."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import get_args

from generator.contract.reading import Reading
from generator.contract.types import Evidence, Level, Location, Vintage
from generator.spec.source import Items, Table

_HOW = re.compile(r"stated|example|sibling|decision-([1-9][0-9]*)")
_MEMBERS = ("page", "how", "for")
_KEYWORDS = (
    *("type", "enum", "minLength", "maxLength", "pattern"),
    *("minimum", "exclusiveMinimum", "maximum", "exclusiveMaximum", "multipleOf"),
    *("minItems", "maxItems", "required", "default", "additionalProperties", "media"),
)
# A server's reaction to these is documented nowhere (api facts, section 5).
_ALWAYS_SHOULD = ("unsupported", "additionalProperties", "media")
DECISIONS = 17


def read_evidence(reading: Reading, table: Table) -> tuple[Evidence, ...]:
    """The entries under ``x-evidence``: one mapping, or a list of them."""
    value = table.get("x-evidence")
    if value is None:
        return ()
    entries = [value] if isinstance(value, Table) else value
    if not isinstance(entries, list):
        reading.report(
            table.at("x-evidence"),
            "x-evidence is neither a mapping nor a list of them",
            "write {page: …, how: stated}",
        )
        return ()
    result = []
    for index, entry in enumerate(entries):
        if isinstance(entry, Table):
            result.append(_entry(reading, entry))
        else:
            where = entries.at(index) if isinstance(entries, Items) else table.location
            reading.report(where, "an entry that is no mapping", "write {page: …, how: stated}")
    return tuple(result)


def _entry(reading: Reading, table: Table) -> Evidence:
    for key in table:
        if key not in _MEMBERS:
            reading.report(
                table.at(key), f"unknown keyword {key!r} in evidence", "use page, how and for"
            )
    how = reading.text(table, "how")
    match = _HOW.fullmatch(how)
    if how and (match is None or int(match[1] or 1) > DECISIONS):
        reading.report(
            table.value_at("how"),
            f"unknown evidence {how!r}",
            f"use stated, example, sibling or decision-N with N from 1 to {DECISIONS}",
        )
    page = reading.text(table, "page")
    name, at, vintage = page.partition("@")
    if page and (name not in reading.pages or (at and vintage not in get_args(Vintage))):
        reading.report(
            table.value_at("page"),
            f"evidence names the unknown page {page!r}",
            "name the model whose page says so, page@a for an earlier version of it",
        )
    keywords = reading.names(table, "for")
    for keyword, where in keywords:
        if keyword not in _KEYWORDS:
            reading.report(
                where,
                f"evidence speaks for the unknown keyword {keyword!r}",
                "use one of " + ", ".join(_KEYWORDS),
            )
    return Evidence(page, how, tuple(keyword for keyword, _ in keywords))


def evidence_for(entries: Sequence[Evidence], keyword: str) -> tuple[Evidence, ...]:
    """The entries that speak for ``keyword``: those that name it, else those that name none."""
    named = tuple(entry for entry in entries if keyword in entry.keywords)
    general = tuple(entry for entry in entries if not entry.keywords)
    if all(entry.how.startswith("decision-") for entry in named):
        return general + named
    return named


def require_evidence(
    reading: Reading, entries: Sequence[Evidence], keyword: str, location: Location
) -> None:
    """Report an entry that no evidence speaks for."""
    if not evidence_for(entries, keyword):
        reading.report(
            location,
            f"no evidence for {keyword!r}",
            "add x-evidence: {page: …, how: …} that covers it",
        )


def level_of(keyword: str, entries: Sequence[Evidence]) -> Level:
    """``must`` for what a page says, ``should`` for what it leaves open or a decision filled in."""
    if keyword in _ALWAYS_SHOULD:
        return "should"
    spoken = evidence_for(entries, keyword)
    if all(entry.how.startswith("decision-") for entry in spoken):
        return "should"
    return "must"
