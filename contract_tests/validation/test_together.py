"""Several rules broken at once: all of them are told, in the contract's order."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from contract_tests.counts import record
from contract_tests.facts.page import Json, pages
from contract_tests.judges.bundle import models, rules
from contract_tests.judges.verdict import judge
from contract_tests.profile import count
from contract_tests.strategies.bases import full
from contract_tests.strategies.bodies import near_misses, wild_bodies
from contract_tests.strategies.edits import Edit, applied, edits
from contract_tests.validation.client_side import findings, places, reported
from contract_tests.validation.ordering import in_order


@st.composite
def _many_wrong(draw: st.DrawFn, model: str) -> tuple[list[Edit], Json]:
    """One wrong value for each of several parameters, and several names it does not take."""
    wrong: dict[object, list[Edit]] = {}
    for edit in edits(model):
        if edit.breaks and edit.path:
            wrong.setdefault(edit.path[0], []).append(edit)
    names = draw(st.lists(st.sampled_from(list(wrong)), min_size=2, unique=True))
    chosen = [draw(st.sampled_from(wrong[name])) for name in names]
    return chosen, applied(pages()[model], draw(st.sampled_from(full(model))), *chosen)


@pytest.mark.parametrize("model", models())
def test_all_are_told_in_order(model: str) -> None:
    most: list[int] = []

    @settings(max_examples=count(120, 4_000))
    @given(_many_wrong(model))
    def compare(drawn: tuple[list[Edit], Json]) -> None:
        chosen, body = drawn
        violations, warnings = findings(model, body)
        told = places(violations)
        assert {rule for rule, _ in told} == reported(judge(model).broken(body)) - {
            warning.rule for warning in warnings
        }
        for edit in chosen:
            assert (edit.breaks, edit.pointer) in told
        assert in_order(model, violations)
        assert len(set(told)) == len(told)
        most.append(len(told))

    compare()
    record("bodies that break several rules", len(most))
    assert max(most) >= len(pages()[model].parameters())


@pytest.mark.parametrize("model", models())
@given(data=st.data())
@settings(max_examples=count(30, 2_000))
def test_order_of_whatever_is_told(model: str, data: st.DataObject) -> None:
    body = data.draw(st.one_of(near_misses(model), wild_bodies(model)))
    violations, warnings = findings(model, body)
    assert in_order(model, violations)
    assert in_order(model, warnings)


@pytest.mark.page("kling-v1.6-mi2v")
def test_entries_of_a_list_come_one_after_the_other() -> None:
    body = {"prompt": "", "images": [5, "", "no image", "https://a", None]}
    model = "kling-v1.6-mi2v"
    assert places(findings(model, body)[0]) == [
        (f"{model}/images/maxItems", "/images"),
        (f"{model}/images/items/type", "/images/0"),
        (f"{model}/images/items/minLength", "/images/1"),
        (f"{model}/images/items/media", "/images/2"),
        (f"{model}/images/items/type", "/images/4"),
        (f"{model}/prompt/minLength", "/prompt"),
    ]


@pytest.mark.names("kling-image-o1", "prompt", "image_list", whole=True)
def test_objects_in_a_list_come_one_after_the_other() -> None:
    model = "kling-image-o1"
    entries: list[Json] = [{"zoo": 1, "imag": 1}, 7, {"image": "no image", "a": 1}]
    body = {"image_list": entries, "style_image": 1, "image": 1, "zoo": 1, "Zoo": 1}
    assert places(findings(model, body)[0]) == [
        (f"{model}/prompt/required", "/prompt"),
        (f"{model}/image_list/items/image/required", "/image_list/0/image"),
        (f"{model}/image_list/items/additionalProperties", "/image_list/0/imag"),
        (f"{model}/image_list/items/additionalProperties", "/image_list/0/zoo"),
        (f"{model}/image_list/items/type", "/image_list/1"),
        (f"{model}/image_list/items/image/media", "/image_list/2/image"),
        (f"{model}/image_list/items/additionalProperties", "/image_list/2/a"),
        (f"{model}/image/unsupported", "/image"),
        (f"{model}/style_image/unsupported", "/style_image"),
        (f"{model}/additionalProperties", "/Zoo"),
        (f"{model}/additionalProperties", "/zoo"),
    ]


@pytest.mark.names("kling-image-o1", "prompt", "image_list", "element_list", "n", whole=True)
def test_a_failed_type_hides_what_else_is_wrong_with_the_value_only() -> None:
    model = "kling-image-o1"
    body = {"prompt": 5, "image_list": 5, "n": "x", "element_list": [{}] * 11}
    told = places(findings(model, body)[0])
    missing = [
        (f"{model}/element_list/items/element_id/required", f"/element_list/{index}/element_id")
        for index in range(11)
    ]
    assert told == [
        (f"{model}/prompt/type", "/prompt"),
        (f"{model}/image_list/type", "/image_list"),
        (f"{model}/element_list/maxItems", "/element_list"),
        *missing,
        (f"{model}/n/type", "/n"),
    ]


@pytest.mark.page("kling-v1.5-i2i", "prompt", "human_fidelity", "image_reference")
def test_a_rule_runs_once_its_fields_are_absent_or_well_typed() -> None:
    model = "kling-v1.5-i2i"
    base = {"prompt": "x", "image": "https://a", "human_fidelity": 0.5}
    rule = (f"{model}/rule/human_fidelity_needs_subject", "")
    assert places(findings(model, base)[0]) == [rule]
    # A wrong value is not a wrong type.
    wrong = base | {"image_reference": "both"}
    assert places(findings(model, wrong)[0]) == [
        (f"{model}/image_reference/enum", "/image_reference"),
        rule,
    ]
    assert places(findings(model, base | {"image_reference": 5})[0]) == [
        (f"{model}/image_reference/type", "/image_reference")
    ]


@pytest.mark.parametrize("model", models())
def test_keywords_of_the_inventory_have_their_place(model: str) -> None:
    """Properties, then unsupported names, then unknown ones, then rules across fields."""
    rank = {"unsupported": 1, "additionalProperties": 2, "rule": 3}
    ranks = [rank.get(r.keyword, 0) if len(r.path) <= 1 else 0 for r in rules(model)]
    assert ranks == sorted(ranks)
