"""Who knows whom, where import-linter does not look: inside functions, and in any order."""

from __future__ import annotations

import ast
import subprocess
import sys
from pathlib import Path

import pytest


def imports(path: Path) -> set[str]:
    """The top packages that a file imports, anywhere in it."""
    found = set()
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            found |= {name.name.partition(".")[0] for name in node.names}
        elif isinstance(node, ast.ImportFrom) and node.level == 0:
            found.add((node.module or "").partition(".")[0])
    return found


def test_generator_never_imports_what_it_is_judged_by(root: Path) -> None:
    files = [path for path in (root / "generator").rglob("*.py") if "runtime" not in path.parts]

    assert len(files) > 40
    for path in files:
        assert not imports(path) & {"contract_tests", "modellix_client"}, path


def test_generated_code_imports_nothing_of_this_repository(root: Path) -> None:
    files = list((root / "generated_client" / "python" / "modellix_client").rglob("*.py"))

    assert len(files) > 60
    # The declared ones, and what httpx cannot be without.
    allowed = {*sys.stdlib_module_names, "attrs", "httpx", "pybase64", "anyio", "httpcore"}
    for path in files:
        assert imports(path) <= allowed, path


@pytest.mark.parametrize(
    "module",
    [
        "generator.spec.findings",
        "generator.spec.document",
        "generator.contract",
        "generator.rules",
        "generator.targets.openapi",
        "generator.lint",
        "generator.output",
        "generator.fingerprint",
    ],
)
def test_any_module_may_be_imported_first(module: str, root: Path) -> None:
    done = subprocess.run(
        [sys.executable, "-c", f"import {module}"],
        cwd=root,
        capture_output=True,
        text=True,
        check=False,
    )

    assert done.returncode == 0, done.stderr


def test_up_to_date_is_told_without_the_slow_imports(root: Path) -> None:
    program = "import sys, generator.cli; print(*sys.modules)"
    done = subprocess.run(
        [sys.executable, "-c", program], cwd=root, capture_output=True, text=True, check=True
    )

    slow = {"jinja2", "openapi_python_client", "ruamel", "jsonschema", "httpx", "celpy"}
    assert not slow & {name.partition(".")[0] for name in done.stdout.split()}
