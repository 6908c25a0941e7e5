"""From the spec to the files of every target."""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence
from pathlib import Path

from generator.contract.load import read_contract
from generator.contract.types import Contract
from generator.lint import contract_findings
from generator.spec.document import Document, load
from generator.spec.findings import Finding, SpecError
from generator.surface import build_surfaces
from generator.targets.go import build_go
from generator.targets.openapi import build_bundle
from generator.targets.python import build_python
from generator.targets.typescript import build_typescript

_TARGETS = {"python": build_python, "typescript": build_typescript, "go": build_go}


def read_spec(root: Path) -> tuple[Document, Contract]:
    """The spec below ``root``, checked; raises ``SpecError`` with every finding."""
    document, findings = load(root)
    return document, checked(document, findings)


def checked(document: Document, findings: Sequence[Finding] = ()) -> Contract:
    """The contract of a spec that has been read; raises ``SpecError`` with every finding."""
    contract, problems = read_contract(document)
    found = [*findings, *problems, *contract_findings(contract)]
    if found:
        raise SpecError(found)
    return contract


def build(
    document: Document, contract: Contract, targets: Iterable[str] = tuple(_TARGETS)
) -> dict[str, bytes]:
    """Every generated file by its path below the output folder: bundle, targets, surfaces."""
    bundle = build_bundle(document, contract)
    text = json.dumps(bundle, indent=2, ensure_ascii=False) + "\n"
    files = {"openapi.json": text.encode()}
    for folder in targets:
        made = _TARGETS[folder](document, contract)
        files |= {f"{folder}/{path}": data for path, data in made.items()}
    return files | build_surfaces(files)
