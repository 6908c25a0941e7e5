"""The spec and the facts, two readings of the same pages, say the same."""

import pytest

from contract_tests.counts import record
from contract_tests.facts.comparison import compare
from contract_tests.facts.page import WHOLE, pages
from contract_tests.judges.bundle import bundle, contract, models, rules
from generator.docs.comparing.statements import statements


def test_every_model_has_a_page_and_every_page_a_model() -> None:
    assert set(pages()) == set(models())


@pytest.mark.parametrize("model", models())
def test_spec_and_facts_agree(model: str) -> None:
    mismatches = compare(contract().model(model), pages()[model])
    assert not mismatches, "\n".join(map(str, mismatches))
    record("facts held against the spec", len(pages()[model].facts))


@pytest.mark.parametrize("model", models())
def test_every_rule_of_the_inventory_is_compared(model: str) -> None:
    """What the comparison does not look at is exactly what no page states."""
    compared = {
        "/".join((model, *statement.subject.split("/"), statement.keyword or statement.kind))
        for statement in statements(contract().model(model))
    }
    across = {f"{model}/rule/{rule.id}" for rule in contract().model(model).validations}
    left = [rule for rule in rules(model) if rule.id not in compared | across]
    assert all(
        rule.keyword == "additionalProperties"
        or (rule.keyword == "type" and not rule.path)
        # Forms and limits of an image are two facts and one rule.
        or (rule.keyword == "media" and _has_image_fact(model, rule.path))
        for rule in left
    ), [rule.id for rule in left]


def _has_image_fact(model: str, path: tuple[str, ...]) -> bool:
    return pages()[model].find("/".join(path), "image") is not None


@pytest.mark.parametrize("model", models())
def test_examples_belong_to_parameters(model: str) -> None:
    page = pages()[model]
    known = {place.name for place in page.parameters()} | {"model"}
    assert {fact.subject for fact in page.all("example")} <= known
    assert {fact.subject for fact in page.facts if fact.subject in WHOLE} == WHOLE


@pytest.mark.parametrize("model", models())
def test_the_key_goes_where_the_page_says(model: str) -> None:
    (fact,) = pages()[model].all("auth")
    scheme = bundle()["components"]["securitySchemes"]["apiKey"]
    assert (scheme["type"], scheme["scheme"]) == ("http", fact.value["scheme"])
    assert fact.value["header"] == "Authorization"
    assert bundle()["security"] == [{"apiKey": []}]
