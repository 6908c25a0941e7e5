"""What a run says and answers: up to date, stale, in the way."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from contract_tests.generator.specs import ROOT
from generator.cli import main
from generator.spec.document import sources

OPENAPI = "generated_client/openapi.json"


@pytest.fixture
def root(tmp_path: Path) -> Path:
    """A spec of one model; everything else is read from where the generator stands."""
    kling = "spec/models/kling"
    (tmp_path / kling).mkdir(parents=True)
    for name in ("spec/openapi.yaml", f"{kling}/kling-v1-i2v.yaml"):
        shutil.copy(ROOT / name, tmp_path / name)
    return tmp_path


@pytest.fixture
def told(root: Path, capsys: pytest.CaptureFixture[str]) -> Callable[..., tuple[int, str]]:
    def run(*arguments: str) -> tuple[int, str]:
        code = main(["--root", str(root), *arguments])
        return code, capsys.readouterr().err

    return run


def test_a_life(root: Path, told: Callable[..., tuple[int, str]]) -> None:
    assert told("generate", "--check")[0] == 1
    assert not (root / "generated_client").exists()

    code, text = told("generate")
    assert code == 0
    assert text.endswith(" changed\n")
    assert told("generate") == (0, "generated_client is up to date\n")
    assert told("generate", "--check") == (0, "")

    written = (root / OPENAPI).read_bytes()
    (root / OPENAPI).write_bytes(b"{}")
    assert told("generate", "--check") == (
        1,
        f"{OPENAPI} is not what the spec gives\nrun: make generate\n",
    )
    assert told("generate")[1].endswith(", 1 changed\n")
    assert (root / OPENAPI).read_bytes() == written

    mine = root / "generated_client/python/mine.txt"
    mine.write_text("mine")
    spec = root / "spec/openapi.yaml"
    spec.write_text(spec.read_text() + "# a remark\n")
    assert told("generate")[1].endswith(", 0 changed\n")
    assert mine.read_text() == "mine"


def test_spec_changed_while_it_was_read_is_not_up_to_date(
    root: Path, told: Callable[..., tuple[int, str]], monkeypatch: pytest.MonkeyPatch
) -> None:
    spec = root / "spec/openapi.yaml"

    def slow(folder: Path) -> object:
        result = sources(folder)
        spec.write_text(spec.read_text().replace("summary: Read a task.", "summary: Look."))
        return result

    monkeypatch.setattr("generator.regenerate.sources", slow)
    told("generate")
    monkeypatch.undo()

    assert told("generate")[1].endswith(", 1 changed\n")


def test_file_in_the_way(root: Path, told: Callable[..., tuple[int, str]]) -> None:
    (root / "generated_client").mkdir()
    (root / OPENAPI).write_text("mine")

    code, text = told("generate")

    assert code == 1
    assert text == (
        f"generate: {root / OPENAPI} was not written by the generator: "
        "move it away, then generate again\n"
    )
    assert (root / OPENAPI).read_text() == "mine"


def test_folder_that_cannot_be_written(
    root: Path, told: Callable[..., tuple[int, str]], monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(*_: object, **__: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("generator.output.transaction._write", full)

    assert told("generate") == (1, "generate: [Errno 28] No space left on device\n")


def test_where_no_lock_can_be_made_it_generates_all_the_same(
    root: Path, told: Callable[..., tuple[int, str]]
) -> None:
    (root / "out").write_bytes(b"mine")

    assert told("generate")[0] == 0

    assert told("generate", "--check") == (0, "")
    assert (root / "out").read_bytes() == b"mine"


def test_a_reader_that_leaves_is_no_fault(root: Path) -> None:
    """As ``head`` does, which has what it wanted."""
    read, write = os.pipe()
    os.close(read)
    (root / "pages").mkdir()
    (root / "pages" / "page.txt").write_text("no page of a model")
    done = subprocess.run(
        [sys.executable, "-m", "generator", "--root", root, "drift", root / "pages"],
        cwd=ROOT,
        env={k: v for k, v in os.environ.items() if k != "PYTHONUNBUFFERED"},
        stdout=write,
        stderr=subprocess.PIPE,
        text=True,
        check=False,
    )
    os.close(write)
    assert "Traceback" not in done.stderr
    assert done.returncode == 2
