"""The clients that are compared, and the command of each of their filters."""

from __future__ import annotations

import sys
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Final, Literal

from contract_tests.facts.page import ROOT
from tools import golang

Filter = Literal["validate", "wire", "trace", "names"]
GENERATED: Final = ROOT / "generated_client"
NODE: Final = ROOT / ".tools" / "node" / "bin" / "node"


@dataclass(frozen=True)
class Client:
    """One client; ``commands`` are its filters, ``environment`` what they need besides ours."""

    name: str
    commands: Mapping[Filter, tuple[str, ...]]
    environment: Mapping[str, str] = field(default_factory=dict)


def python(folder: Path = GENERATED) -> list[Client]:
    """Both faces of the Python client; they check and write with the same code."""
    run = (sys.executable, "-m")
    environment = {"PYTHONPATH": str(folder / "python")}
    tracer = (*run, "modellix_client.trace", "--client")
    commands: dict[Filter, tuple[str, ...]] = {
        "validate": (*run, "modellix_client.check"),
        "wire": (*run, "modellix_client.wire"),
        "trace": (*tracer, "python-sync"),
        "names": (*run, "modellix_client.names"),
    }
    return [
        Client("python", commands, environment),
        Client("python-async", {"trace": (*tracer, "python-async")}, environment),
    ]


def typescript(folder: Path = GENERATED) -> list[Client]:
    """The TypeScript client; its sources run as they are."""
    programs = folder / "typescript" / "src" / "cli"
    files: dict[Filter, str] = {
        "validate": "check.ts",
        "wire": "wire.ts",
        "trace": "trace.ts",
        "names": "names.ts",
    }
    commands = {name: (str(NODE), str(programs / file)) for name, file in files.items()}
    return [Client("typescript", commands)]


def go(program: Path = golang.PROGRAM) -> list[Client]:
    """The Go client; its program has to be built before it is asked."""
    filters: tuple[Filter, ...] = ("validate", "wire", "trace", "names")
    return [Client("go", {name: (str(program), name) for name in filters})]


def clients() -> list[Client]:
    """Every client, as it was generated."""
    return [*python(), *typescript(), *go()]
