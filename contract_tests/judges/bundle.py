"""The published bundle and the contract that it was made from, each read once."""

import copy
import json
from functools import cache

from contract_tests.facts.page import ROOT, Json
from generator.contract import Contract, Rule, load_contract, model_rules

Schema = dict[str, Json]
BUNDLE = ROOT / "generated_client" / "openapi.json"


@cache
def contract() -> Contract:
    """What the spec says."""
    return load_contract(ROOT)


@cache
def models() -> tuple[str, ...]:
    """Every model's id."""
    return tuple(model.id for model in contract().models)


@cache
def rules(model: str) -> tuple[Rule, ...]:
    """The rule inventory of a model, in the order of violations."""
    return model_rules(contract().model(model))


@cache
def rules_by_id() -> dict[str, Rule]:
    """The whole inventory."""
    return {rule.id: rule for model in models() for rule in rules(model)}


@cache
def bundle() -> Schema:
    """The bundle as it is published; integers keep all their digits."""
    document: Schema = json.loads(BUNDLE.read_text(encoding="utf-8"))
    return document


@cache
def request_schema(model: str) -> Schema:
    """A model's request schema, complete in itself."""
    post = bundle()["paths"][contract().model(model).path]["post"]
    reference = post["requestBody"]["content"]["application/json"]["schema"]["$ref"]
    found: Json = bundle()
    for step in reference.removeprefix("#/").split("/"):
        found = found[step]
    schema: Schema = copy.deepcopy(found)
    return schema


@cache
def not_lowered() -> dict[str, str]:
    """The rules of which the bundle says that its schemas cannot hold them, with the reasons."""
    return {entry["rule"]: entry["reason"] for entry in bundle()["x-not-lowered"]}
