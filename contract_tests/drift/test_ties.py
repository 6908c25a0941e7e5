"""Sentences that tie parameters together, in the turns of many docs teams, with their meaning.

``ties.txt`` holds one a line: the facts, the parameter whose description it stands in (none: a
note about the model), the sentence. A line that begins with ``?`` states something that no fact can
say: it is left to a person; one with ``-`` binds nothing at all, or says what need not be told.
"""

from __future__ import annotations

from pathlib import Path

import pytest

from contract_tests.drift.test_wordings import VOCABULARY, short
from generator.docs.prose.reader import Passage, read_prose
from generator.docs.prose.vocabulary import Parameter, Vocabulary

_WORDS = Vocabulary(
    dict(VOCABULARY.parameters)
    | {
        entry.name: entry
        for entry in (
            Parameter("width", "integer", "Width"),
            Parameter("height", "integer", "Height"),
            Parameter("aspect_ratio", "string", "Aspect ratio", ("1:1", "16:9")),
            Parameter("style_images", "array", "Style images"),
            Parameter("generate_audio", "boolean", "Sound"),
            Parameter("voice_id", "string", "Voice"),
            Parameter("output_format", "string", "File format", ("png", "jpg")),
            Parameter("quality", "integer", "Quality"),
            Parameter("video", "string", "Source video"),
            Parameter("loras", "array", "Add-on weights"),
            Parameter("background", "string", "Background", ("custom", "office")),
            Parameter("background_image", "string", "Picture"),
        )
    },
    VOCABULARY.elsewhere,
)
_LINES = [
    tuple(part.strip() for part in line.split("|", 2))
    for line in (Path(__file__).parent / "ties.txt").read_text(encoding="utf-8").splitlines()
    if line and not line.startswith("#")
]


@pytest.mark.parametrize(("meaning", "subject", "text"), _LINES, ids=[line[2] for line in _LINES])
def test_a_sentence_ties_what_it_means_to_tie(meaning: str, subject: str, text: str) -> None:
    facts, left = read_prose([Passage(text, 7, subject or None)], _WORDS)
    expected = sorted(part for part in meaning.strip("?- ").split("; ") if part)
    assert sorted(map(short, facts)) == expected
    if not meaning.startswith("-"):
        assert bool(left) is meaning.startswith("?"), "listed for a person, or not"
