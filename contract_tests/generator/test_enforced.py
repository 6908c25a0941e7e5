"""A keyword of the spec is enforced, or generation fails and names it."""

from __future__ import annotations

from functools import lru_cache
from importlib import import_module
from pathlib import Path
from typing import Any

import pytest

from contract_tests.generator.specs import contract, example
from generator.contract.types import Field, Location, Model, Shape
from generator.targets.common.errors import GenerationError
from generator.targets.python import validator

# The package exports a function of that name.
inventory: Any = import_module("generator.contract.inventory")


@lru_cache
def model_of(folder: Path) -> Model:
    (model,) = contract(folder, example()).models
    return model


def test_every_rule_is_printed(tmp_path: Path) -> None:
    model = model_of(tmp_path)

    printed = validator.ValidatorPrinter(model).body.text()

    for rule in inventory.model_rules(model):
        assert repr(rule.id) in printed


def test_keyword_that_nobody_enforces(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    # As if somebody had added a keyword to the contract and its messages, and no target knew.
    keyword = ("maxWords", "description")
    monkeypatch.setattr(inventory, "_BEFORE_ITEMS", (*inventory._BEFORE_ITEMS, keyword))
    monkeypatch.setattr(inventory, "message_for", lambda _, keyword, __: f"{keyword}!")

    with pytest.raises(GenerationError, match=r"kling-v9-t2i/prompt/maxWords"):
        validator.ValidatorPrinter(model_of(tmp_path))


@pytest.mark.parametrize("keyword", inventory.KEYWORDS)
def test_keyword_that_a_printer_forgets(keyword: str, monkeypatch: pytest.MonkeyPatch) -> None:
    model, rule = lone(keyword)
    real = validator.ValidatorPrinter._found

    def forgetful(self: Any, found: Any, *rest: Any, **more: Any) -> str:
        return "pass" if found.id == rule else real(self, found, *rest, **more)

    validator.ValidatorPrinter(model)
    monkeypatch.setattr(validator.ValidatorPrinter, "_found", forgetful)

    with pytest.raises(GenerationError, match=f"does not enforce {rule}$"):
        validator.ValidatorPrinter(model)


LIMITS: dict[str, dict[str, Any]] = {
    "type": {"type": "string"},
    "enum": {"type": "string", "enum": ("a",)},
    "minLength": {"type": "string", "min_length": 1},
    "maxLength": {"type": "string", "max_length": 1},
    "pattern": {"type": "string", "pattern": "a"},
    "minimum": {"type": "integer", "minimum": 1},
    "exclusiveMinimum": {"type": "number", "exclusive_minimum": 1},
    "maximum": {"type": "integer", "maximum": 1},
    "exclusiveMaximum": {"type": "number", "exclusive_maximum": 1},
    "multipleOf": {"type": "integer", "multiple_of": 2},
    "minItems": {"type": "array", "min_items": 1},
    "maxItems": {"type": "array", "max_items": 1},
}


def lone(keyword: str) -> tuple[Model, str]:
    """A model with one member that is held to this keyword, and the id of that rule."""
    place = Location("spec/x.yaml", 1, 1)
    limits = dict(LIMITS[keyword])
    if limits["type"] == "array":
        limits["items"] = Shape("string", place)
    member = Field("member", required=False, shape=Shape(location=place, **limits))
    request = Shape("object", place, fields=(member,))
    model = Model(
        "kling-x", "kling", "x", "KlingX", "kling_x", "text-to-image", "image", "X",
        (("b", "/api/v1/kling/kling-x"),), "b", place, "X", request, (), (), (),
    )  # fmt: skip
    return model, f"kling-x/member/{keyword}"


def test_no_keyword_is_left_out_here() -> None:
    assert LIMITS.keys() == set(inventory.KEYWORDS)
