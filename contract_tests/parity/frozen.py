"""The vectors that are drawn from pages, as they hold now.

They are frozen, so that a change of what is drawn or of a verdict shows in a diff. `frozen.json`
keeps a digest of the spec and the facts of each model whose vectors stand in the files. Where a
model is another one since, its lines would judge by an old page: they are drawn anew, and counted,
until somebody freezes them again. A model that was never frozen, because a docs page brought it,
has a choice of its vectors drawn in each run, and all of them in a long one.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable, Iterable, Iterator
from functools import cache
from pathlib import Path
from typing import Final

from contract_tests.counts import record
from contract_tests.facts.page import ROOT, pages
from contract_tests.parity.drawing.requests import Extent, request_lines
from contract_tests.parity.drawing.wire_forms import wire_lines
from contract_tests.profile import profile

FOLDER: Final = Path(__file__).parent / "vectors"
RECORD: Final = FOLDER / "frozen.json"
Draw = Callable[[str, Extent], Iterable[bytes]]
# By the file's name.
DRAWN: Final[dict[str, Draw]] = {"requests": request_lines, "wire": wire_lines}


def frozen() -> dict[str, str]:
    """The models whose vectors stand in the files, each with the digest of then."""
    found: dict[str, str] = json.loads(RECORD.read_text(encoding="utf-8"))
    return found


def digest(model: str) -> str:
    """Of what a model's vectors hang on."""
    found = hashlib.sha256()
    for pattern in (f"facts/*/{model}.json", f"models/*/{model}.yaml"):
        for path in sorted((ROOT / "spec").glob(pattern)):
            found.update(path.read_bytes())
    return found.hexdigest()[:16]


def holds(model: str) -> bool:
    """Whether a model's frozen vectors are about the model as it is."""
    return frozen().get(model) == digest(model)


def kept(name: str) -> dict[str, list[bytes]]:
    """The lines of a file, by model."""
    found: dict[str, list[bytes]] = {}
    for line in (FOLDER / f"{name}.ndjson").read_bytes().splitlines():
        found.setdefault(json.loads(line)["model"], []).append(line)
    return found


def new_extent() -> Extent:
    """How much is drawn of a model that was never frozen."""
    return "whole" if profile() == "long" else "chosen"


@cache
def lines(name: str) -> tuple[bytes, ...]:
    """Every line that holds now, the models in the order of their names."""
    return tuple(_lines(name))


def _lines(name: str) -> Iterator[bytes]:
    there = kept(name)
    for model in pages():
        if holds(model):
            yield from there[model]
            continue
        known = model in frozen()
        anew = list(DRAWN[name](model, "whole" if known else new_extent()))
        record(f"vectors drawn anew for a {'changed' if known else 'new'} model: {name}", len(anew))
        yield from anew
