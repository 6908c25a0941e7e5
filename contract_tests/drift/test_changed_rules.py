"""A rule over several parameters that a page states in another way takes the place of its rule."""

from __future__ import annotations

import pytest

from contract_tests.drift.running import accepted, contract, reading
from contract_tests.drift.seeds import needs_seeds, seed
from generator.contract.types import Json
from generator.docs.comparing import compare
from generator.docs.patching.facts_file import updated

_SUM: dict[str, Json] = {"parameters": ["image_list", "element_list"]}


@needs_seeds
@pytest.mark.parametrize(("most", "class_"), [(8, "breaking"), (12, "loosening")])
def test_a_sum_that_becomes_tighter_or_looser_is_one_change(most: int, class_: str) -> None:
    """The tighter one had come beside the old one; the looser one had removed it."""
    page = reading(seed("003").replace("10 items", f"{most} items"))
    (found,) = compare(page, contract(), accepted()).differences
    assert (found.kind, found.class_) == ("count-sum", class_)
    assert (found.was, found.is_) == ({**_SUM, "maximum": 10}, {**_SUM, "maximum": most})
    assert found.rules == ("kling-image-o1/rule/images_and_elements",)
    facts = updated(accepted()["kling-image-o1"].facts, [found], page.facts)
    assert [f.value for f in facts if f.kind == "count-sum"] == [{**_SUM, "maximum": most}]


@needs_seeds
def test_a_condition_that_asks_for_less_is_one_change() -> None:
    less = "when image_reference is provided"
    page = reading(seed("002").replace("when image_reference='subject'", less))
    (found,) = compare(page, contract(), accepted()).differences
    assert (found.kind, found.class_) == ("requires", "loosening")
    assert found.rules == ("kling-v1.5-i2i/rule/human_fidelity_needs_subject",)
    assert found.is_ == {"parameter": "human_fidelity", "needs": {"image_reference": None}}
