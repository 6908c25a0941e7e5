"""The tests of a sixth model, run as they would be the day after it was added.

spec/README.md shows a model's file and its facts; with these two, and nothing else, every test
that goes by model, rule or fact finds it, and passes.
"""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from contract_tests.counts import record
from contract_tests.generator.specs import NAME, copy_repository, example

pytestmark = pytest.mark.slow

_FACTS = re.compile(r"<!-- facts: (\S+) -->\n```json\n(.*?)^```", re.DOTALL | re.MULTILINE)
_PASSED = re.compile(r"(\d+) passed")
_SUITES = ("facts", "validation", "mock", "schemathesis_run")


def test_its_tests_are_there_and_pass(root: Path, tmp_path: Path) -> None:
    copy = copy_repository(tmp_path)
    for name in ("contract_tests", "schemas", "tools"):
        shutil.copytree(root / name, copy / name, ignore=shutil.ignore_patterns("__pycache__"))
    shutil.copy(root / "pyproject.toml", copy)
    (copy / NAME).write_text(example(), encoding="utf-8")
    path, facts = _FACTS.findall((root / "spec" / "README.md").read_text(encoding="utf-8"))[0]
    (copy / "spec" / path).write_text(facts, encoding="utf-8")

    _run(copy, "generator", "generate")
    suites = [f"contract_tests/{name}" for name in _SUITES]
    told = _run(copy, "pytest", "-q", "-p", "no:cacheprovider", "-k", "v9-t2i", *suites)

    passed = _PASSED.search(told)
    assert passed is not None, told
    assert int(passed[1]) > 50
    assert "failed" not in told
    record("tests of a sixth model", int(passed[1]))


def _run(copy: Path, *arguments: str) -> str:
    inherited = {k: v for k, v in os.environ.items() if not k.startswith(("PYTEST", "PYTHON"))}
    done = subprocess.run(
        [sys.executable, "-m", *arguments],
        cwd=copy,
        # Its own client, before the one that this environment knows.
        env=inherited | {"PYTHONPATH": str(copy / "generated_client" / "python")},
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stdout + done.stderr
    return done.stdout
