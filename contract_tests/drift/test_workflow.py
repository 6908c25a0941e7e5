"""The step of the scheduled workflow that proposes a change, run as the workflow runs it."""

from __future__ import annotations

import os
import shutil
import subprocess
from pathlib import Path
from typing import Any

import pytest
import yaml

from contract_tests.facts.page import ROOT

_FILE = ROOT / ".github" / "workflows" / "drift.yml"
pytestmark = pytest.mark.skipif(shutil.which("git") is None, reason="needs git")


def _steps() -> list[dict[str, Any]]:
    steps: list[dict[str, Any]] = yaml.safe_load(_FILE.read_text("utf-8"))["jobs"]["drift"]["steps"]
    return steps


def _git(folder: Path, *arguments: str) -> str:
    return subprocess.run(
        ["git", "-c", "user.name=x", "-c", "user.email=x@example.com", *arguments],
        cwd=folder,
        check=True,
        capture_output=True,
        text=True,
    ).stdout


@pytest.fixture
def clone(tmp_path: Path) -> Path:
    """A clone of a small repository, and a `gh` that only notes what it was asked."""
    _git(tmp_path, "init", "-q", "--bare", "origin.git")
    _git(tmp_path, "clone", "-q", "origin.git", "clone")
    folder = tmp_path / "clone"
    for name in ("spec/openapi.yaml", "generated_client/openapi.json", "README.md", "CHANGELOG.md"):
        (folder / name).parent.mkdir(exist_ok=True)
        (folder / name).write_text("before\n", encoding="utf-8")
    _git(folder, "add", ".")
    _git(folder, "commit", "-q", "-m", "Begin")
    _git(folder, "push", "-q", "origin", "HEAD")
    (tmp_path / "bin").mkdir()
    program = tmp_path / "bin" / "gh"
    program.write_text(f'#!/bin/sh\necho "$@" >> {tmp_path}/asked\n', encoding="utf-8")
    program.chmod(0o755)
    return folder


def _propose(clone: Path, report: str = "# Docs pages\n") -> str:
    """Run the step; returns what `gh` was asked."""
    (script,) = [step["run"] for step in _steps() if step.get("id") == "propose"]
    (clone / "drift.md").write_text(report, encoding="utf-8")
    env = {
        "PATH": f"{clone.parent / 'bin'}{os.pathsep}{os.environ['PATH']}",
        "GITHUB_RUN_ID": "7",
        "GITHUB_STEP_SUMMARY": str(clone.parent / "summary"),
        "HOME": str(clone.parent),
    }
    # As GitHub runs a step.
    subprocess.run(
        ["bash", "-e", "-o", "pipefail", "-c", script],
        cwd=clone,
        env=env,
        check=True,
        capture_output=True,
    )
    asked = clone.parent / "asked"
    return asked.read_text(encoding="utf-8") if asked.exists() else ""


def _proposed(clone: Path) -> list[str]:
    """The branches that were pushed for a person."""
    return [line.strip() for line in _git(clone, "branch", "-r", "--list", "*docs-drift*").split()]


def test_where_nothing_changed_nothing_is_proposed(clone: Path) -> None:
    assert _propose(clone) == ""
    assert "docs-drift" not in _git(clone, "branch", "-r")


@pytest.mark.parametrize(
    "name", ["spec/models/kling/new.yaml", "spec/openapi.yaml", "generated_client/go/new.go"]
)
def test_a_change_is_pushed_and_proposed(clone: Path, name: str) -> None:
    """A new file too: a model that nobody knew is nothing else."""
    (clone / name).parent.mkdir(parents=True, exist_ok=True)
    (clone / name).write_text("after\n", encoding="utf-8")
    assert "pr create --title The docs pages have changed --body-file body.md" in _propose(clone)
    (branch,) = _proposed(clone)
    assert _git(clone, "show", "--format=", "--name-only", branch).split() == [name]


def test_a_change_is_proposed_once_however_long_it_waits(clone: Path) -> None:
    """Also when the repository has moved on meanwhile; another change is another proposal."""
    first = clone / "spec" / "openapi.yaml"
    first.write_text("after\n", encoding="utf-8")
    once = _propose(clone)
    branches = _proposed(clone)
    _git(clone, "switch", "-q", "-")
    (clone / "LICENSE").write_text("new\n", encoding="utf-8")
    _git(clone, "add", "LICENSE")
    _git(clone, "commit", "-q", "-m", "Go on")
    first.write_text("after\n", encoding="utf-8")
    assert _propose(clone).count("pr create") == once.count("pr create") == 1
    assert _proposed(clone) == branches
    assert "proposed before" in (clone.parent / "summary").read_text("utf-8")
    first.write_text("after that\n", encoding="utf-8")
    assert _propose(clone).count("pr create") == 2
    assert len(_proposed(clone)) == 2


@pytest.mark.parametrize("lines", [1, 20_000])
def test_a_report_is_no_longer_than_a_proposal_may_be(clone: Path, lines: int) -> None:
    """GitHub refuses a longer text, and the change would lie on a branch that nobody sees."""
    (clone / "README.md").write_text("after\n", encoding="utf-8")
    report = "| é | whole line |\n" * lines
    assert "pr create" in _propose(clone, report)
    told = (clone / "body.md").read_text("utf-8")
    assert len(told) < 65_536
    *rows, end = told.rstrip("\n").split("\n")
    if lines == 1:
        assert told == report
    else:
        assert {row for row in rows if row} == {"| é | whole line |"}
        assert end == "… the rest is in the summary of run 7."


def test_no_step_but_the_last_can_push() -> None:
    steps = _steps()
    assert steps[0]["with"]["persist-credentials"] is False
    assert [step.get("id") for step in steps if "GH_TOKEN" in step.get("env", {})] == ["propose"]
