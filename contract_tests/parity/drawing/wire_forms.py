"""Requests whose wire form languages could write differently, with the form that was agreed on."""

from __future__ import annotations

import json
from collections.abc import Iterator
from random import Random

from contract_tests.facts.page import Json
from contract_tests.judges.bundle import contract
from contract_tests.judges.wire import wire
from contract_tests.parity.drawing.requests import Extent
from contract_tests.parity.drawing.traps import ALL, NAMES, NUMBERS, TEXTS, Raw, spelled
from contract_tests.strategies.bases import bases, full

_SHUFFLED = 12
_OPEN = {"kling-v1-i2v": "dynamic_masks"}


def wire_lines(model: str, _extent: Extent = "whole") -> list[bytes]:
    """A model's vectors, in a fixed order; they are few."""
    found: dict[str, bytes] = {}
    shape = contract().model(model).request
    for name, body in _bodies(model):
        text = spelled(body)
        expected = wire(json.loads(text), shape).decode()
        identifier = spelled(f"{model}: {name}")
        line = f'{{"id":{identifier},"model":{spelled(model)},"body":{text},"expect":'
        found.setdefault(text, f"{line}{spelled(expected)}}}".encode())
    return list(found.values())


def _bodies(model: str) -> Iterator[tuple[str, Json]]:
    first = bases(model)[0]
    for value in NUMBERS if model == "kling-v2-mi2i" else NUMBERS[:6]:
        yield f"n = {value.text}", {**first, "n": value, "z": [value]}
    for value in TEXTS if model == "kling-image-o1" else TEXTS[:3]:
        yield f"prompt = {value.text[:40]}", {**first, "prompt": value}
    for name in NAMES if model == "kling-v1.5-i2i" else NAMES[-6:]:
        yield f"member {name!r}", {name: 1, **first, "zz": {name: 2, "a": 1, "": 0}}
    for at, value in enumerate((Raw("[]"), Raw("{}"), Raw("null"), Raw("7"), Raw('"x"'))):
        yield f"body that is no request {at + 1}", value
    for value in ALL if model in _OPEN else ():
        yield (
            f"open = {value.text[:40]}",
            {**first, _OPEN[model]: [{"b": value, "a": {"z": value}}]},
        )
    random = Random(model)  # noqa: S311 (no secret: the same cases in every run)
    for number in range(_SHUFFLED):
        members = [*full(model)[0].items(), *((name, 1) for name in random.sample(NAMES, 6))]
        random.shuffle(members)
        yield f"shuffled {number + 1}", dict(members)
