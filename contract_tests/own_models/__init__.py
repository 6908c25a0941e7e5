"""Models of the tests' own, as files of the runtimes that the tests of each client stand on.

What a client does (to send once, to wait, to hold back, to map) has nothing to do with any one
model, and a docs page that renames a parameter must not stop its tests from compiling. So the tests
of the Go and the TypeScript runtime speak of models that are invented; what users get of them is
nothing. They are printed by the generator, as every model is: `python -m contract_tests.own_models`
writes them anew, and a test tells when that was forgotten.
"""

from __future__ import annotations

import re
import tempfile
from collections.abc import Iterator
from pathlib import Path

from contract_tests.generator.specs import ROOT, generated

FOLDER = Path(__file__).parent
RUNTIMES = ROOT / "generator" / "targets"
# Where the generator puts the files of one model, and where the runtime's tests have them.
_GO = re.compile(r"go/(acme_\w+_(?:request|rules))\.go")
_TYPESCRIPT = re.compile(r"typescript/src/acme/([\w-]+)\.ts")


def printed() -> dict[Path, bytes]:
    """The files of the runtimes, as the generator prints them now."""
    found = {}
    for spec in sorted(FOLDER.glob("*.yaml")):
        for name, data in _files(spec):
            if go := _GO.fullmatch(name):
                found[RUNTIMES / "go" / "runtime" / f"{go[1]}_test.go"] = data
            elif module := _TYPESCRIPT.fullmatch(name):
                path = RUNTIMES / "typescript" / "runtime" / "test" / "acme" / f"{module[1]}.ts"
                found[path] = data.replace(b' from "../', b' from "../../src/')
    return found


def _files(spec: Path) -> Iterator[tuple[str, bytes]]:
    with tempfile.TemporaryDirectory(prefix="own-models-") as folder:
        text = spec.read_text(encoding="utf-8")
        yield from generated(Path(folder), text, f"spec/models/acme/{spec.name}").items()
