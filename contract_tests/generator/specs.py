"""Specs to try the generator on: one invented model, changed by text, and whole copies on disk."""

from __future__ import annotations

import re
import shutil
from functools import lru_cache
from pathlib import Path
from typing import Any

from generator.contract.types import Contract
from generator.pipeline import build, checked
from generator.spec.document import Document, ModelFile
from generator.spec.findings import Finding, SpecError
from generator.spec.source import Items, Table, read

ROOT = Path(__file__).resolve().parents[2]
NAME = "spec/models/kling/kling-v9-t2i.yaml"
_EXAMPLE = re.compile(r"<!-- example: (\S+) -->\n```yaml\n(.*?)^```", re.DOTALL | re.MULTILINE)


@lru_cache
def example() -> str:
    """The model that spec/README.md shows how to add."""
    text = (ROOT / "spec" / "README.md").read_text(encoding="utf-8")
    (path, model), *more = _EXAMPLE.findall(text)
    assert f"spec/{path}" == NAME
    assert not more
    return str(model)


@lru_cache
def _openapi() -> Table:
    table, findings = read(ROOT / "spec" / "openapi.yaml", ROOT)
    assert not findings
    return table


def changed(*changes: tuple[str, str]) -> str:
    """The example with texts replaced; each has to stand in it exactly once."""
    text = example()
    for old, new in changes:
        assert text.count(old) == 1, f"{old!r} stands {text.count(old)} times in the example"
        text = text.replace(old, new)
    return text


def document(folder: Path, model: str, name: str = NAME) -> tuple[Document, list[Finding]]:
    """A spec of the real ``openapi.yaml`` and one model, written below ``folder``."""
    path = folder / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(model, encoding="utf-8", errors="surrogatepass")
    table, findings = read(path, folder)
    file = ModelFile(path.parent.name, path.stem, name, table)
    return Document(_openapi(), (file,)), findings


def lint(folder: Path, model: str, name: str = NAME) -> list[Finding]:
    """What is wrong with such a spec."""
    try:
        checked(*document(folder, model, name))
    except SpecError as error:
        return list(error.findings)
    return []


def contract(folder: Path, model: str, name: str = NAME) -> Contract:
    """The contract of such a spec; raises ``SpecError``."""
    return checked(*document(folder, model, name))


def generated(folder: Path, model: str, name: str = NAME) -> dict[str, bytes]:
    """Every file that is generated from such a spec."""
    read_document, findings = document(folder, model, name)
    return build(read_document, checked(read_document, findings))


def copied(value: Any) -> Any:
    """The same tree to change at will; places and scalars are shared."""
    made: Any = value
    if isinstance(value, Table):
        made = Table(value.location)
        made.update({key: copied(member) for key, member in value.items()})
        made.keys_at, made.values_at = value.keys_at, value.values_at
    elif isinstance(value, Items):
        made = Items(value.location)
        made.extend(copied(entry) for entry in value)
        made.items_at = value.items_at
    return made


def copy_repository(folder: Path) -> Path:
    """What a generation needs, in a folder of its own; nothing generated is in it."""
    for name in ("spec", "generator"):
        ignored = shutil.ignore_patterns("__pycache__")
        shutil.copytree(ROOT / name, folder / name, ignore=ignored, dirs_exist_ok=True)
    (folder / "requirements").mkdir()
    for name in ("LICENSE", "THIRD_PARTY_NOTICES", "requirements/dev.txt"):
        shutil.copy(ROOT / name, folder / name)
    return folder
