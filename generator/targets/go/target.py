"""The Go target: the contract and the spec's answers become a module."""

from __future__ import annotations

import re
from pathlib import Path

from generator.contract.types import Contract
from generator.spec.document import Document
from generator.targets.common.operations import ACCOUNT, FILES, operation_paths
from generator.targets.go.answers import answers_file
from generator.targets.go.clients import client_file, spec_file
from generator.targets.go.models import model_files
from generator.targets.go.names import Names

_RUNTIME = Path(__file__).parent / "runtime"
_NAMED = re.compile(r"^(?:(?:func|type|var|const) |\t)([A-Z]\w*)\b", re.MULTILINE)


def build_go(document: Document, contract: Contract) -> dict[str, bytes]:
    """Every file of the Go client, by its path below the target's folder.

    Raises:
        GenerationError: a rule or an answer that this target has no code for.
    """
    runtime = _runtime()
    names = Names(contract, _taken(runtime))
    files = dict(runtime)
    files["answer_types.go"] = answers_file(document)
    files["client.go"] = client_file(contract, names)
    files["spec.go"] = spec_file(
        contract, operation_paths(document, ACCOUNT), operation_paths(document, FILES)
    )
    for model in contract.models:
        files |= model_files(model, names)
    root = Path(__file__).parents[3]
    for name in ("LICENSE", "THIRD_PARTY_NOTICES"):
        files[name] = (root / name).read_bytes()
    return files


def _runtime() -> dict[str, bytes]:
    sources = (path for path in sorted(_RUNTIME.rglob("*")) if path.is_file())
    return {
        path.relative_to(_RUNTIME).as_posix(): path.read_bytes()
        for path in sources
        if not path.name.startswith(".")
    }


def _taken(runtime: dict[str, bytes]) -> frozenset[str]:
    """The exported names of the package itself, fields too: too many do no harm."""
    own = (data.decode() for path, data in runtime.items() if "/" not in path)
    return frozenset(name for text in own for name in _NAMED.findall(text)) | {"Client", "Version"}
