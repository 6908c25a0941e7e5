"""A run that is killed between two files, or may not write: whole files, and the next run heals."""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from contract_tests.facts.page import ROOT
from generator.cli import main
from generator.contract.load import load_contract
from generator.docs.accepted import known_names, load_accepted
from generator.docs.command import examine
from generator.docs.folder import read_folder
from generator.docs.patching import apply_differences
from tools.example_pages import rendered


class _Killed(BaseException):
    """What nothing catches, as nothing catches SIGKILL."""


@pytest.fixture
def root(tmp_path: Path) -> Path:
    folder = tmp_path / "repository"
    shutil.copytree(ROOT / "spec", folder / "spec")
    shutil.copy(ROOT / "CHANGELOG.md", folder)
    (tmp_path / "pages").mkdir()
    page = rendered(ROOT)["text-a/kling-v1-i2v.txt"].replace("1 - 2500", "1 - 2400")
    (tmp_path / "pages" / "page.txt").write_text(page, encoding="utf-8")
    return folder


def _arguments(root: Path) -> list[str]:
    return ["--root", str(root), "drift", str(root.parent / "pages"), "--apply"]


def _files(root: Path) -> dict[str, bytes]:
    paths = (path for path in root.rglob("*") if path.is_file())
    return {path.relative_to(root).as_posix(): path.read_bytes() for path in paths}


def _apply(root: Path) -> None:
    """As the program does it, without its check of the spec, which takes longest."""
    contract = load_contract(root)
    accepted = load_accepted(root, contract)
    pages = read_folder(root.parent / "pages", lambda model: known_names(accepted, model))
    found = examine("pages", pages, contract, accepted)
    apply_differences(root, found.differences, found.readings, contract, accepted, lambda _: [])


@pytest.mark.page("kling-v1-i2v")
def test_a_killed_run_leaves_whole_files_and_the_next_one_ends_it(
    root: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = _files(root)
    _apply(root)
    after = _files(root)
    changed = {name for name in after if after[name] != before.get(name)}
    assert changed == {
        *("CHANGELOG.md", "spec/openapi.yaml", "spec/facts/kling/kling-v1-i2v.json"),
        "spec/models/kling/kling-v1-i2v.yaml",
    }
    replace = Path.replace
    for number in range(len(changed)):
        for name in changed:
            (root / name).write_bytes(before[name])
        steps = iter(range(number))

        def counted(self: Path, target: Path, steps: Iterator[int] = steps) -> Path:
            if next(steps, None) is None:
                raise _Killed
            return replace(self, target)

        with monkeypatch.context() as patched:
            patched.setattr(Path, "replace", counted)
            with pytest.raises(_Killed):
                _apply(root)
        left = _files(root)
        assert sum(left[name] == after[name] for name in changed) == number
        assert all(left[name] in (before[name], after[name]) for name in changed)
        _apply(root)
        assert _files(root) == after


@pytest.mark.page("kling-v1-i2v")
def test_a_tree_that_cannot_be_written_is_an_error_for_people(
    root: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    before = _files(root)

    def refused(self: Path, _target: Path) -> Path:
        raise PermissionError(13, "Permission denied", os.fspath(self))

    monkeypatch.setattr(Path, "replace", refused)
    assert main(_arguments(root)) == 2
    told = capsys.readouterr()
    assert "drift: cannot write: " in told.err
    assert "Permission denied" in told.err
    assert {name: data for name, data in _files(root).items() if name in before} == before
