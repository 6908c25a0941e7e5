"""All files of the spec, found by folder."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from generator.spec.findings import Finding
from generator.spec.location import Location
from generator.spec.source import Table, read

_OPENAPI = Path("spec/openapi.yaml")


@dataclass(frozen=True, slots=True)
class ModelFile:
    """One model's file: the provider is its folder's name, the model its own."""

    provider: str
    model: str
    name: str
    table: Table


@dataclass(frozen=True, slots=True)
class Document:
    """The spec as it stands on disk."""

    openapi: Table
    models: tuple[ModelFile, ...]


def load(root: Path) -> tuple[Document, list[Finding]]:
    """Read ``spec/`` below ``root``; returns it with all that could not be read."""
    path = root / _OPENAPI
    if not path.is_file():
        where = Location(_OPENAPI.as_posix(), 1, 1)
        missing = Finding(where, "no such file", "run this from the root of the repository")
        return Document(Table(where), ()), [missing]
    openapi, findings = read(path, root)
    folder = root / "spec" / "models"
    findings += _strays(folder, root)
    models = []
    for file in sorted(folder.glob("*/*.yaml")):
        table, problems = read(file, root)
        findings += problems
        relative = file.relative_to(root).as_posix()
        models.append(ModelFile(file.parent.name, file.stem, relative, table))
    return Document(openapi, tuple(models)), findings


def _strays(folder: Path, root: Path) -> list[Finding]:
    """Files that would be passed over in silence, but for what editors leave behind."""
    return [
        Finding(
            Location(path.relative_to(root).as_posix(), 1, 1),
            "this file is no model",
            "name it spec/models/<provider>/<model>.yaml, or remove it",
        )
        for path in sorted(folder.rglob("*"))
        if path.is_file()
        and not path.name.startswith(".")
        and not path.name.endswith("~")
        and not (path.parent.parent == folder and path.suffix == ".yaml")
    ]
