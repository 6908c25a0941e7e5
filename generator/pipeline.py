"""From the spec to the files of every target."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from pathlib import Path

from generator.assembly import (
    Portion,
    finished,
    fixed_portion,
    listing,
    model_portion,
    targets,
)
from generator.contract.load import read_contract
from generator.contract.types import Contract
from generator.lint import contract_findings
from generator.spec.document import Document, load
from generator.spec.findings import Finding, SpecError
from generator.surface import build_surfaces, read_surfaces
from generator.targets.common.part import Target


def read_spec(root: Path) -> tuple[Document, Contract]:
    """The spec below ``root``, checked; raises ``SpecError`` with every finding."""
    document, findings = load(root)
    return document, checked(document, findings)


def mistakes(root: Path) -> list[str]:
    """What is wrong with the spec below ``root``, one line each."""
    try:
        read_spec(root)
    except SpecError as error:
        return [str(finding) for finding in error.findings]
    return []


def checked(document: Document, findings: Sequence[Finding] = ()) -> Contract:
    """The contract of a spec that has been read; raises ``SpecError`` with every finding."""
    contract, problems = read_contract(document)
    found = [*findings, *problems, *contract_findings(contract)]
    if found:
        raise SpecError(found)
    return contract


def build(
    document: Document, contract: Contract, folders: Collection[str] | None = None
) -> dict[str, bytes]:
    """Every generated file, by its path below the output folder.

    Args:
        document: The spec.
        contract: What it says.
        folders: Of the targets to build, when it is not all of them; without their surfaces then.
    """
    chosen = [one for one in targets() if folders is None or one.folder in folders]
    fixed = fixed_portion(chosen, document, contract)
    models = model_portions(chosen, document, contract)
    files = dict(fixed.files)
    for portion in models.values():
        files |= portion.files
    for target in chosen:
        facts = {model: portion.facts[target.folder] for model, portion in models.items()}
        files |= listing(target, contract, fixed.facts[target.folder], facts)
    files = finished(chosen, files)
    return files if folders is not None else files | build_surfaces(read_surfaces(files))


def model_portions(
    chosen: Sequence[Target], document: Document, contract: Contract
) -> dict[str, Portion]:
    """What each model of a contract gives, by its id, in the contract's order."""
    models = {model.id: model for model in contract.models}
    return {file.model: model_portion(chosen, file, models[file.model]) for file in document.models}
