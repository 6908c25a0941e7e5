"""Values that prose lists are an enumeration where no constraint lists them."""

from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st

from contract_tests.counts import record
from contract_tests.drift.invented import listed, said, with_names
from contract_tests.profile import count
from generator.docs.prose.reader import Passage, read_prose
from generator.docs.prose.vocabulary import Parameter, Vocabulary

_LEADS = (
    "{}, one of: {}",
    "{}, one of {}",
    "{}. Must be one of the following: {}.",
    "{}. Possible values: {}",
    "{}. Allowed values are {}.",
    "{} (one of {})",
)
_WORDS = st.from_regex(r"[a-z0-9][a-z0-9]{1,8}(-[a-z0-9]{1,4})?", fullmatch=True).filter(
    lambda word: word not in ("and", "or", "of", "the", "one")
)
_JOINS = (", ", " / ", " or ")


def _facts(text: str) -> dict[str, object]:
    vocabulary = Vocabulary({"out_format": Parameter("out_format", "string")})
    facts, _ = read_prose([Passage(text, 1, "out_format")], vocabulary)
    return {fact.kind: fact.value for fact in facts}


@given(
    st.sampled_from(_LEADS),
    st.lists(_WORDS, min_size=2, max_size=8, unique=True),
    st.sampled_from(_JOINS),
    st.integers(0, 7),
)
@settings(max_examples=count(ci=100, long=5_000), deadline=None)
def test_listed_values_are_read_whole(lead: str, words: list[str], join: str, at: int) -> None:
    record("drawn lists of values in prose", 1)
    told = list(words)
    told[at % len(told)] += " (default)" if at % 2 else ""
    facts = _facts(lead.format("Look of the picture", join.join(told)))
    assert facts["enum"] == words
    assert facts.get("default") == (words[at % len(words)] if at % 2 else None)


def test_a_mark_tells_that_the_list_is_whole() -> None:
    facts = _facts("File format: png (default), jpg or webp")
    assert facts == {"enum": ["png", "jpg", "webp"], "default": "png"}


def test_examples_and_addresses_are_no_choices() -> None:
    assert _facts("Look of the picture, such as one of: dark, bright") == {}
    assert _facts("File format: png, jpg or webp") == {}
    assert "enum" not in _facts("Picture as URL or Base64")


def test_values_of_an_object_are_listed_and_name_no_parameter() -> None:
    words = "Palette with a 'name' (one of ember, fresh, jungle)"
    page = with_names(f"palette\nobject\n\n{words}\n")
    assert said(page, "palette") == {"type": "object", "required": False}
    assert listed(page) == [words]
