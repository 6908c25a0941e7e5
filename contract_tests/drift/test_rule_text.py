"""The words of a rule that a page's statement becomes: they are shown to whoever breaks it."""

from __future__ import annotations

import pytest

from generator.contract.types import Json
from generator.docs.page import STATED, Fact
from generator.docs.patching.rule_text import rule_text


@pytest.mark.parametrize(
    ("value", "rule", "words"),
    [
        (True, "self.loop == true", "loop to be given as true"),
        (4, "self.loop == 4", "loop to be given as 4"),
        ("on", "self.loop == 'on'", "loop to be given as on"),
        (None, "has(self.loop)", "needs loop"),
    ],
)
def test_a_value_is_told_as_json_has_it(value: Json, rule: str, words: str) -> None:
    needs: Json = {"parameter": "tint", "needs": {"loop": value}}
    text = rule_text(Fact("model", "requires", needs, STATED, 1))
    assert rule in text.rule
    assert text.message.endswith(words)
