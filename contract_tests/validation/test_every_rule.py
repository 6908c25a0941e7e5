"""Every rule of the inventory, on both sides, in every run."""

import pytest

from contract_tests.counts import record
from contract_tests.judges.bundle import models, rules, rules_by_id
from contract_tests.judges.verdict import judge
from contract_tests.strategies.edits import edits
from contract_tests.strategies.kept import inside, kept
from contract_tests.strategies.search import Witness, search
from contract_tests.strategies.summary import implied_rules, rule_counts, rule_summary
from contract_tests.validation.client_side import findings, places, reported
from contract_tests.validation.company import companions

ALL = [rule.id for model in models() for rule in rules(model)]
# At one place, a rule that no body breaks alone, and the one that always falls with it.
AT_ONE_PLACE = {
    "type": "enum",  # a value of another type is no member of an enumeration
    "minLength": "media",  # the empty string is no image either
}


def witnesses(rule: str) -> tuple[Witness, ...]:
    """Bodies that break the rule: it alone, where that is possible."""
    found = search(rule.partition("/")[0])
    return found.alone.get(rule) or found.implied.get(rule, ())


def test_alone_and_implied_add_up() -> None:
    alone, implied, total = rule_counts()
    assert not [rule for model in models() for rule in search(model).unreached()]
    assert alone + implied == total == len(ALL) == len(set(ALL))
    assert rule_summary() == f"rules: {alone} alone + {implied} implied = {total}"
    record("rules broken alone", alone)
    record("rules in the inventory", total)


@pytest.mark.parametrize("entry", implied_rules(), ids=lambda entry: entry["rule"])
def test_implied_rules_and_their_reasons(entry: dict[str, str | list[str]]) -> None:
    rule, told = str(entry["rule"]), list(entry["implied_by"])
    place, _, keyword = rule.rpartition("/")
    if keyword in AT_ONE_PLACE:
        assert told == [f"{place}/{AT_ONE_PLACE[keyword]}"]
    else:
        # All that is tied to it, in every combination: never it alone.
        company = companions(rule)
        assert company
        assert all(company), "the search passed over a body that breaks it alone"
        assert set(told) == frozenset.intersection(*company)
    record("rules implied by others", 1)


@pytest.mark.page("kling-image-o1")
def test_ten_of_each_are_eleven_together_as_soon_as_one_list_has_eleven() -> None:
    found = {entry["rule"]: entry["implied_by"] for entry in implied_rules()}
    for name in ("image_list", "element_list"):
        together = ["kling-image-o1/rule/images_and_elements"]
        assert found[f"kling-image-o1/{name}/maxItems"] == together


@pytest.mark.parametrize("rule", ALL)
def test_broken(rule: str) -> None:
    """The client tells the rule, at its place, and nothing that the judge does not see."""
    model = rule.partition("/")[0]
    assert witnesses(rule)
    for witness in witnesses(rule):
        violations, warnings = findings(model, witness.body)
        told = places([*violations, *warnings])
        assert (rule, witness.pointer) in told, witness.label
        assert {name for name, _ in told} == reported(witness.broken), witness.label
        if witness.alone:
            assert told == [(rule, witness.pointer)], witness.label
            is_warning = rules_by_id()[rule].severity == "warning"
            assert bool(warnings) is is_warning
    record("bodies that break one rule", sum(w.alone for w in witnesses(rule)))


# A warning blocks nothing: the whole contract admits a body that earns one.
NOT_ALONE = {entry["rule"] for entry in implied_rules()}
BLOCKING = [r for r in ALL if r not in NOT_ALONE and rules_by_id()[r].severity == "error"]


@pytest.mark.parametrize("rule", BLOCKING)
def test_alone_means_that_only_the_contract_without_it_admits_the_body(rule: str) -> None:
    model = rule.partition("/")[0]
    for witness in witnesses(rule):
        assert judge(model).admitting(witness.body) == {rule}, witness.label


@pytest.mark.parametrize("rule", ALL)
def test_kept(rule: str) -> None:
    """On its limit, and by the page's own numbers, a rule is kept."""
    model = rule.partition("/")[0]
    bodies = kept(model)[rule]
    assert bodies
    for body in bodies:
        assert judge(model).broken(body.body) == frozenset(), body.label
        assert findings(model, body.body) == ([], []), body.label
    record("bodies that just keep a rule", len(bodies))


@pytest.mark.parametrize("model", models())
def test_all_that_the_page_allows_is_accepted(model: str) -> None:
    for body in inside(model):
        assert judge(model).accepts(body.body), body.label
        assert findings(model, body.body) == ([], []), body.label
        # Beside something wrong it is still right: a client may look twice at such a body only.
        violations, warnings = findings(model, body.body | {"unknown_parameter": 1})
        assert places(violations) == [(f"{model}/additionalProperties", "/unknown_parameter")]
        assert not warnings
    record("single changes within the page", len(inside(model)))


@pytest.mark.parametrize("model", models())
def test_all_that_the_page_forbids_is_a_rule(model: str) -> None:
    """Each change that the page alone calls wrong was tried, and broke the rule it should."""
    known = rules_by_id()
    wrong = {edit.breaks for edit in edits(model) if edit.breaks}
    assert wrong <= known.keys()
    across = {rule.id for rule in rules(model) if rule.keyword == "rule"}
    assert wrong == {rule.id for rule in rules(model)} - across
