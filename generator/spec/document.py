"""All files of the spec, found by folder."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path, PurePosixPath

from generator.spec.findings import Finding
from generator.spec.location import Location
from generator.spec.source import Table, parse, unreadable
from generator.walk import files_below

_OPENAPI = Path("spec/openapi.yaml")


@dataclass(frozen=True, slots=True)
class ModelFile:
    """One model's file: the provider is its folder's name, the model its own."""

    provider: str
    model: str
    name: str
    table: Table


@dataclass(frozen=True, slots=True)
class Source:
    """A file of the spec as its bytes; ``name`` is its path below the repository."""

    name: str
    content: bytes

    @property
    def provider(self) -> str:
        """The name of its folder."""
        return PurePosixPath(self.name).parent.name

    @property
    def model(self) -> str:
        """Its own name."""
        return PurePosixPath(self.name).stem

    def read(self) -> tuple[ModelFile, list[Finding]]:
        """The file of a model, and what cannot be read of it."""
        table, findings = parse(self.name, self.content)
        return ModelFile(self.provider, self.model, self.name, table), findings


@dataclass(frozen=True, slots=True)
class Sources:
    """Every file of the spec, read once: what is judged, printed and remembered is one state."""

    openapi: Source
    models: tuple[Source, ...]


@dataclass(frozen=True, slots=True)
class Document:
    """The spec as it stands on disk."""

    openapi: Table
    models: tuple[ModelFile, ...]


def sources(root: Path) -> tuple[Sources | None, list[Finding]]:
    """The files of the spec below ``root``; returns them with what is wrong about any as a file."""
    path = root / _OPENAPI
    if not path.is_file():
        where = Location(_OPENAPI.as_posix(), 1, 1)
        return None, [Finding(where, "no such file", "run this from the root of the repository")]
    folder = root / "spec" / "models"
    findings = _strays(folder, root)
    found = []
    for file in (path, *sorted(folder.glob("*/*.yaml"))):
        name = file.relative_to(root).as_posix()
        try:
            found.append(Source(name, file.read_bytes()))
        except OSError as error:
            findings.append(unreadable(Location(name, 1, 1), error))
    if not found or found[0].name != _OPENAPI.as_posix():
        return None, findings
    return Sources(found[0], tuple(found[1:])), findings


def load(root: Path) -> tuple[Document, list[Finding]]:
    """Read ``spec/`` below ``root``; returns it with all that could not be read."""
    found, findings = sources(root)
    if found is None:
        return Document(Table(Location(_OPENAPI.as_posix(), 1, 1)), ()), findings
    document, problems = parsed(found)
    return document, [*findings, *problems]


def parsed(found: Sources) -> tuple[Document, list[Finding]]:
    """What these files say; returns it with all that cannot be read."""
    openapi, findings = parse(found.openapi.name, found.openapi.content)
    models = []
    for source in found.models:
        file, problems = source.read()
        models.append(file)
        findings += problems
    return Document(openapi, tuple(models)), findings


def _strays(folder: Path, root: Path) -> list[Finding]:
    """Files that would be passed over in silence, but for what editors leave behind."""
    start = folder.relative_to(root).as_posix()
    return [
        Finding(
            Location(f"{start}/{name}", 1, 1),
            "this file is no model",
            "name it spec/models/<provider>/<model>.yaml, or remove it",
        )
        for name, _ in files_below(folder)
        if not name.rpartition("/")[2].startswith(".")
        and not name.endswith("~")
        and not (name.count("/") == 1 and name.endswith(".yaml"))
    ]
