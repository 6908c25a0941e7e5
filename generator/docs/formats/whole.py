"""Bounds of whole numbers that are no whole numbers themselves."""

from __future__ import annotations

import math
from collections.abc import Iterable
from dataclasses import replace

from generator.docs.page import Fact, Sentence

_ROUNDED = {
    "minimum": math.ceil,
    "exclusiveMaximum": math.ceil,
    "maximum": math.floor,
    "exclusiveMinimum": math.floor,
}


def whole_bounds(facts: Iterable[Fact]) -> tuple[list[Fact], list[Sentence]]:
    """``x <= 9.5`` of an integer as ``x <= 9``, which binds the same, and a word to a person.

    Whoever wrote it may have meant another type or another number.
    """
    facts = list(facts)
    whole = {fact.subject for fact in facts if fact.kind == "type" and fact.value == "integer"}
    found: list[Fact] = []
    sentences: list[Sentence] = []
    for fact in facts:
        rounded = _ROUNDED.get(fact.keyword or "") if fact.subject in whole else None
        if rounded is not None and isinstance(fact.value, float):
            text = f"{fact.subject}: the {fact.keyword} of a whole number is {fact.value}"
            sentences.append(Sentence(text, fact.line or 1, fact.subject))
            found.append(replace(fact, value=rounded(fact.value)))
        else:
            found.append(fact)
    return found, sentences
