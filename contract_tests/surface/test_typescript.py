"""The TypeScript client's surface, held against what compiler and Node see of it."""

from __future__ import annotations

import json
import re
import shutil
import subprocess
from pathlib import Path

import pytest

from contract_tests.counts import record
from contract_tests.surface.lines import CLIENTS, ROOT, lines
from generator.surface.entry import JOINT, qualified, render
from generator.surface.typescript import read_typescript, typescript_surface

_CLIENT = CLIENTS / "typescript"
_NODE = ROOT / ".tools" / "node" / "bin" / "node"
_MODULES = ROOT / "tools" / "node" / "node_modules"
# A constant without a type: the compiler infers one.
_UNTYPED = "const KNOWN"

pytestmark = pytest.mark.skipif(not _NODE.exists(), reason="needs Node: make node")


@pytest.fixture(scope="module")
def declared(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The compiler's declarations of the client."""
    package = tmp_path_factory.mktemp("declared") / "package"
    shutil.copytree(_CLIENT, package, ignore=shutil.ignore_patterns("node_modules", "dist"))
    tsc: list[str | Path] = [
        _NODE,
        _MODULES / "typescript" / "bin" / "tsc",
        "-p",
        package / "tsconfig.build.json",
    ]
    more: list[str | Path] = ["--emitDeclarationOnly", "--typeRoots", _MODULES / "@types"]
    subprocess.run([*tsc, *more], check=True, capture_output=True)
    return package / "dist"


def test_the_surface_of_the_sources_is_that_of_the_declarations(declared: Path) -> None:
    sources = {"package.json": (_CLIENT / "package.json").read_text(encoding="utf-8")}
    for path in declared.rglob("*.d.ts"):
        name = path.relative_to(declared).as_posix().removesuffix(".d.ts")
        sources[f"src/{name}.ts"] = path.read_text(encoding="utf-8")
    read = {path: read_typescript(path, text) for path, text in sources.items()}
    views = {path: view for path, view in read.items() if view is not None}
    found = {_normal(line) for line in qualified(render(typescript_surface(views)))}
    assert found ^ {_normal(line) for line in lines("typescript")} == set()
    record("lines of the TypeScript surface, held against the compiler's declarations", len(found))


def _normal(line: str) -> str:
    line = re.sub(rf"{_UNTYPED}.*", _UNTYPED, line)
    return re.sub(r"[\s;]", "", line)


def test_every_export_of_every_entry_is_there(declared: Path) -> None:
    package = json.loads((_CLIENT / "package.json").read_text(encoding="utf-8"))
    for entry, target in package["exports"].items():
        if entry == "./package.json":
            continue
        top = package["name"] + entry[1:] + JOINT
        below = [line for line in lines("typescript") if line.startswith(top)]
        shown = {_word(line.removeprefix(top)) for line in below}
        source = _CLIENT / target["default"].replace("./dist/", "src/").replace(".js", ".ts")
        code = f"console.log(JSON.stringify(Object.keys(await import({source.as_uri()!r}))))"
        done = subprocess.run(
            [_NODE, "--input-type=module", "-e", code], capture_output=True, text=True, check=True
        )
        assert set(json.loads(done.stdout)) <= shown, entry
        assert _types(declared / target["types"].removeprefix("./dist/")) <= shown, entry


def _word(text: str) -> str:
    words = [word for word in re.split(r"[\s(<:]", text) if word]
    kinds = ("class", "interface", "function", "const", "type", "abstract")
    return next(word for word in words if word not in kinds)


def _types(path: Path) -> set[str]:
    """Names that a declaration file exports, as a plain search finds them."""
    text = re.sub(r"/\*.*?\*/", "", path.read_text(encoding="utf-8"), flags=re.DOTALL)
    found = set(
        re.findall(
            r"^export (?:declare )?(?:abstract )?(?:interface|type|class|function|const) (\w+)",
            text,
            re.MULTILINE,
        )
    )
    for inner in re.findall(r"^export (?:type )?\{([^}]*)\}", text, re.MULTILINE):
        found |= {part.split()[-1] for part in inner.split(",") if part.strip()}
    return found
