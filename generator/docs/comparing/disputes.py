"""Two pages of one model: what one says and the other denies is for a person.

Other forms of a page are published at other times: that one of them lags behind is no dispute, and
that both have moved on, to different values, is one.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from generator.docs.comparing.difference import Difference
from generator.docs.comparing.words import shown
from generator.docs.page import WHOLE, Reading

_ONE_VALUE = frozenset(("limit", "enum", "default", "type", "required", "media", "path"))


def with_disputes(
    readings: Sequence[Reading], differences: Sequence[Difference]
) -> list[Difference]:
    """The differences; one that another page of the same model does not share names that page."""
    return [_disputed(readings, differences, entry) for entry in differences]


def _disputed(
    readings: Sequence[Reading], differences: Sequence[Difference], entry: Difference
) -> Difference:
    if entry.advice:
        return entry
    for other in differences:
        if _moved_elsewhere(other, entry):
            return replace(
                entry,
                advice=f"{other.file}, a page of the same model, says {shown(other.is_)}: find out "
                "which of them holds",
            )
    form = next(reading.format for reading in readings if reading.file == entry.file)
    for reading in readings:
        if (reading.model, reading.format) != (entry.model, form) or reading.file == entry.file:
            continue
        shared = any(
            other.file == reading.file and _same(other, entry)
            for other in differences
            if other.model == entry.model
        )
        if not shared and _speaks(reading, entry):
            return replace(
                entry,
                advice=f"{reading.file}, a page of the same model, does not say so: find out which "
                "of them holds",
            )
    return entry


def _moved_elsewhere(one: Difference, other: Difference) -> bool:
    """Whether another page has another value in the same place."""
    return (
        one.file != other.file
        and one.kind in _ONE_VALUE
        and (one.model, one.subject, one.kind, one.keyword)
        == (other.model, other.subject, other.kind, other.keyword)
        and one.is_ != other.is_
    )


def _same(one: Difference, other: Difference) -> bool:
    return (one.subject, one.kind, one.keyword, one.is_) == (
        other.subject,
        other.kind,
        other.keyword,
        other.is_,
    )


def _speaks(reading: Reading, entry: Difference) -> bool:
    """Whether a page would say the same if it were so."""
    if entry.kind == "model":
        return False
    if entry.subject in WHOLE:
        return True
    if entry.kind == "type" and entry.is_ is None:
        return entry.subject in reading.parameters
    if entry.kind == "type" and entry.was is None:
        return reading.complete and entry.subject not in reading.parameters
    if entry.kind in reading.silent:
        return False
    return entry.subject in reading.shown or entry.subject in reading.parameters
