"""What it costs to check a valid request."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from functools import partial
from importlib import import_module
from importlib.metadata import version
from pathlib import Path
from typing import Any

import jsonschema_rs

from benchmarks.bodies import VALID
from benchmarks.measure import Row, alternate
from benchmarks.pydantic_models import adapters

_BUNDLE = Path(__file__).parents[1] / "generated_client" / "openapi.json"
_AIM = 0.5
_SAME = "pydantic"
_PEERS = {
    _SAME: "pydantic, the same rules",
    "without": "pydantic, any string for an image",
    "jsonschema-rs": "jsonschema-rs on the bundle, yes or no",
}


def rows(rounds: int) -> Iterator[Row]:
    """Ours beside pydantic doing the same (the aim), pydantic doing less, and jsonschema-rs."""
    schemas = json.loads(_BUNDLE.read_text(encoding="utf-8"))["components"]["schemas"]
    same, less = adapters(*_patterns(schemas)), adapters(None, None)
    for model, body in VALID.items():
        compiled = jsonschema_rs.Draft202012Validator(schemas[_class_name(model)])
        candidates: dict[str, Callable[[], object]] = {
            "ours": partial(_ours(model), body),
            _SAME: partial(same[model].validate_python, body),
            "without": partial(less[model].validate_python, body),
            "jsonschema-rs": partial(compiled.is_valid, body),
        }
        if any(_ours(model)(body)) or not compiled.is_valid(body):
            raise AssertionError(f"{model}: the body of the benchmark is not valid")
        timings = alternate(candidates, rounds=rounds)
        ours = timings.pop("ours")
        for name, peer in timings.items():
            yield Row(
                name=f"check a valid request: {model}",
                ours=ours.median,
                peer=peer.median,
                peer_name=_PEERS[name],
                peer_version=version("pydantic" if name == "without" else name),
                ratio=ours.median / peer.median,
                spread=max(ours.spread, peer.spread),
                unit="µs",
                aim=_AIM if name == _SAME else None,
            )


def _ours(model: str) -> Callable[[object], Any]:
    module = import_module("modellix_client.rules." + model.replace("-", "_").replace(".", "_"))
    check: Callable[[object], Any] = module.check
    return check


def _patterns(schemas: dict[str, Any]) -> tuple[str, str]:
    """The pattern of images of any format, and of those whose format is stated."""
    anything = schemas["KlingV1I2vRequest"]["properties"]["image"]["allOf"][0]["pattern"]
    stated = schemas["KlingV15I2iRequest"]["properties"]["image"]["allOf"][0]["pattern"]
    return anything, stated


def _class_name(model: str) -> str:
    return "".join(word.capitalize() for word in model.replace(".", "-").split("-")) + "Request"
