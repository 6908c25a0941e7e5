"""Sentences drawn from wordings, numbers, signs and spaces: read rightly, and never wrongly."""

from __future__ import annotations

import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from contract_tests.counts import record
from contract_tests.drift import sentences
from contract_tests.drift.sentences import Limits, Told
from contract_tests.drift.test_wordings import VOCABULARY
from contract_tests.profile import count
from generator.docs.prose.reader import Passage, read_prose

_EACH = settings(max_examples=count(ci=150, long=5_000), deadline=None)
_KINDS = {
    "lengths": sentences.lengths(),
    "counts": sentences.counts(),
    "ranges": sentences.ranges(),
    "sizes": sentences.sizes(),
}


def _read(told: Told) -> tuple[Limits, int]:
    facts, left = read_prose([Passage(told.text, 1, told.subject)], VOCABULARY)
    limits = {(f.subject, str(f.keyword), f.value) for f in facts if f.kind == "limit"}
    for fact in facts:
        if fact.kind == "media" and isinstance(fact.value, dict) and "maxBytes" in fact.value:
            limits.add((fact.subject, "maxBytes", fact.value["maxBytes"]))
    return frozenset(limits), len(left)  # type: ignore[arg-type]


@pytest.mark.parametrize("kind", _KINDS)
@_EACH
@given(data=st.data())
def test_a_sentence_says_what_it_says_in_any_words(kind: str, data: st.DataObject) -> None:
    told = data.draw(_KINDS[kind])
    assert _read(told) == (told.limits, 0)
    record(f"drawn sentences about {kind}", 1)


# A thousand in other ways, and turns that no pattern knows.
_STRANGE = (
    (",", " "), (",", "."), (",", "\u2019"), ("characters", "glyphs"), ("images", "things"),
    ("up to", "never above"), ("at most", "not beyond"), ("between", "anywhere among"),
    ("MB", "megabytes"), ("Range", "Span"), (" and ", " through "),
)  # fmt: skip


@_EACH
@given(told=st.one_of(*_KINDS.values()), change=st.sampled_from(_STRANGE))
def test_what_is_not_understood_is_never_read_wrongly(told: Told, change: tuple[str, str]) -> None:
    old, new = change
    # A comma counts between digits alone.
    pattern = r"(?<=\d),(?=\d)" if old == "," else re.escape(old)
    strange = Told(re.sub(pattern, new, told.text), told.subject, told.limits)
    found, left = _read(strange)
    assert found <= told.limits
    assert found == told.limits or left, "neither read nor listed for a person"
    record("drawn sentences in turns that few patterns know", 1)


@_EACH
@given(sentences.harmless())
def test_numbers_that_limit_nothing_limit_nothing(told: Told) -> None:
    assert _read(told)[0] == frozenset()
    record("drawn sentences with numbers that limit nothing", 1)


@pytest.mark.parametrize(
    "text",
    [
        "Must never be above 500 characters",
        "Required to stay under the maximum of your plan",
        "At most as long as the clip",
        "Must not be empty when the mode needs it",
        "Only for accounts of the second tier",
        "Cannot be larger than what the resolution allows",
    ],
)
def test_what_sounds_binding_and_is_not_understood_is_listed(text: str) -> None:
    facts, left = read_prose([Passage(text, 4, "prompt")], VOCABULARY)
    assert facts == []
    assert [(entry.text, entry.line, entry.subject) for entry in left] == [(text, 4, "prompt")]
