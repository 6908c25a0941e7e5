"""What the spec says, neutral of any language."""

from generator.contract.inventory import inventory, model_rules
from generator.contract.load import load_contract
from generator.contract.rule import Rule
from generator.contract.types import Contract, Evidence, Field, Location, Media, Model, Shape

__all__ = [
    "Contract",
    "Evidence",
    "Field",
    "Location",
    "Media",
    "Model",
    "Rule",
    "Shape",
    "inventory",
    "load_contract",
    "model_rules",
]
