"""The words of a rule that a page's statement becomes: they are shown to whoever breaks it."""

from __future__ import annotations

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from generator.contract.types import Json
from generator.docs.needs import NOT, kept
from generator.docs.page import STATED, Fact
from generator.docs.patching.rule_text import rule_text
from generator.rules.evaluate import holds
from generator.rules.parse import parse

WORDS = st.text(st.characters(exclude_categories=["Cs"]), max_size=8)


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


@given(
    value=WORDS, wanted=st.lists(WORDS, min_size=1, max_size=3), other=WORDS, negated=st.booleans()
)
@example(value="it's", wanted=["' || true || '"], other="a", negated=False)
@example(value="\\", wanted=["\\'", "\n"], other="\u2028", negated=True)
def test_no_value_of_a_page_ends_its_literal(
    value: str, wanted: list[str], other: str, *, negated: bool
) -> None:
    listed: list[Json] = [*wanted]
    needs: Json = {"loop": {NOT: listed} if negated else listed}
    said: dict[str, Json] = {"parameter": "tint", "value": value, "needs": needs}
    rule = parse(rule_text(Fact("model", "requires", said, STATED, 1)).rule)
    for tint in (value, other, None):
        for loop in (*wanted, other, None):
            given_ = {"tint": tint, "loop": loop}
            body = {name: text for name, text in given_.items() if text is not None}
            assert holds(rule, body) == kept(said, body), body


def test_statements_that_differ_in_a_value_alone_have_ids_of_their_own() -> None:
    taken: list[str] = []
    for mode in ("speech", "song", "hum"):
        needs: Json = {"parameter": "tint", "needs": {"mode": mode}}
        taken.append(rule_text(Fact("model", "requires", needs, STATED, 1), taken).id)
    assert taken == ["tint_needs_mode", "tint_needs_mode_2", "tint_needs_mode_3"]
