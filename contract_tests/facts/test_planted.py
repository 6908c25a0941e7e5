"""The comparison can fail: every kind of slip in the spec is seen and told with its place."""

import pytest

from contract_tests.facts import slips
from contract_tests.facts.comparison import Mismatch, compare
from contract_tests.facts.page import pages
from contract_tests.facts.planted import PLANTED, TWO
from contract_tests.judges.bundle import contract


@pytest.mark.parametrize(
    "name", [pytest.param(name, marks=pytest.mark.page(PLANTED[name][0])) for name in PLANTED]
)
def test_slip_is_reported(name: str) -> None:
    model, change, subject, about = PLANTED[name]
    right = contract().model(model)
    wrong = change(right)
    assert wrong != right
    found = compare(wrong, pages()[model])
    assert (model, subject, about) in {(m.model, m.subject, m.about) for m in found}, found


@pytest.mark.page(TWO, "prompt")
def test_report_names_both_sides_and_the_place() -> None:
    right = contract().model(TWO)
    (found,) = compare(slips.shape("prompt", max_length=2499)(right), pages()[TWO])
    assert isinstance(found, Mismatch)
    where = right.request.fields[0].shape.locate("maxLength")
    assert str(found) == (
        "kling-v2-mi2i, prompt, maxLength: the page says 2500 in line 60, "
        f"the spec says 2499 ({where})"
    )
    assert where.file == "spec/models/kling/kling-v2-mi2i.yaml"


def test_every_kind_of_fact_is_planted() -> None:
    """A kind that appears on a page and is not tried above would be compared untested."""
    about = {entry[3] for entry in PLANTED.values()}
    kinds = {
        fact.keyword or fact.kind
        for page in pages().values()
        for fact in page.facts
        if fact.kind not in ("auth", "example", "response")
    }
    assert kinds - about == {"reference"}  # planted by its rule's name above
