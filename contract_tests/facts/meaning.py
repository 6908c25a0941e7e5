"""What a statement about several parameters means, told by the bodies it refuses.

The facts are read by a few lines of Python, the spec's rules by a CEL interpreter; bodies are
every combination of absent, and of each value or size that could matter.
"""

import itertools
import re
from collections.abc import Iterator
from functools import cache

from contract_tests.facts import needs
from contract_tests.facts.page import Fact, Json, Page, Place
from contract_tests.oracles.cel import CelRule
from generator.contract import Model
from generator.contract.types import Validation

Body = dict[str, Json]
ACROSS = ("exclusion", "at-least-one", "requires", "count-sum", "reference")
# What the page only suggests (decision 10).
WARNINGS = ("reference",)
_FIELD = re.compile(r"\bself\.([A-Za-z][A-Za-z0-9_]*)")
_REFERENCE = re.compile(r"<<<image_([0-9]+)>>>")
_REFERS = re.compile(r"\bmaxImageRef\(self\.([A-Za-z][A-Za-z0-9_]*)\)")
_PROMPTS = ("words", *(f"<<<image_{number}>>>" for number in (0, 1, 2, 3, 9, 10, 11, 12)))


def names_of_fact(fact: Fact) -> frozenset[str]:
    """The parameters that a fact ties together."""
    match fact.kind:
        case "requires":
            return frozenset({fact.value["parameter"], *fact.value["needs"]})
        case "count-sum":
            return frozenset(fact.value["parameters"])
        case "reference":
            return frozenset({fact.value["prompt"], fact.value["list"]})
    return frozenset(fact.value)


def names_of_rule(rule: Validation) -> frozenset[str]:
    """The parameters that a rule of the spec names."""
    return frozenset(_FIELD.findall(rule.text))


def fact_holds(fact: Fact, body: Body) -> bool:
    """Whether a body does what the fact asks for."""
    value = fact.value
    match fact.kind:
        case "exclusion":
            return sum(name in body for name in value) <= 1
        case "at-least-one":
            return any(name in body for name in value)
        case "requires":
            return needs.holds(fact, body)
        case "count-sum":
            size = sum(len(body.get(name, ())) for name in value["parameters"])
            return size <= int(value["maximum"])
        case "reference":
            numbers = map(int, _REFERENCE.findall(body.get(value["prompt"], "")))
            return max(numbers, default=0) <= len(body.get(value["list"], ()))
    raise ValueError(fact.kind)


def rule_holds(rule: Validation, body: Body) -> bool:
    """Whether a body keeps a rule of the spec."""
    return _compiled(rule.text).holds(body)


@cache
def _compiled(text: str) -> CelRule:
    return CelRule(text)


def bodies(page: Page, model: Model, names: frozenset[str]) -> Iterator[Body]:
    """Every combination of these parameters; of a size or value, all that either side tells."""
    places = {place.name: place for place in page.parameters()}
    lists = {field.name for field in model.request.fields if field.shape.type == "array"}
    referring = {fact.value["prompt"] for fact in page.all("reference")}
    referring |= {name for rule in model.validations for name in _REFERS.findall(rule.text)}
    ordered = sorted(names)
    options = [
        _options(places[name], name in referring) if name in places else _unknown(name in lists)
        for name in ordered
    ]
    for chosen in itertools.product(*options):
        yield {
            name: value for name, value in zip(ordered, chosen, strict=True) if value is not None
        }


def _unknown(is_list: bool) -> list[Json]:  # noqa: FBT001
    return [None, [], ["word"]] if is_list else [None, "word"]


def _options(place: Place, referring: bool) -> list[Json]:  # noqa: FBT001
    """Values of one parameter; ``None`` leaves it out. What a prompt says counts if it refers."""
    if place.enum:
        return [None, *place.enum]
    match place.type:
        case "array":
            most = int(place.limits.get("maxItems", 2))
            return [None, *([{}] * size for size in range(most + 2))]
        case "integer" | "number":
            ends = {value for name, value in place.limits.items() if name != "multipleOf"}
            return [None, *sorted(ends or {0, 1})]
        case "boolean":
            return [None, True, False]
        case "string" if referring:
            return [None, *_PROMPTS]
    return [None, "word"]
