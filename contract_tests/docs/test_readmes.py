"""The examples of both READMEs, run against the mock on its own clock."""

from __future__ import annotations

import json
import os
import subprocess
from base64 import b64decode
from functools import partialmethod
from pathlib import Path

import modellix_client
import pytest

from contract_tests.docs.blocks import blocks
from contract_tests.mock_api import MockService, VirtualClock, transport
from contract_tests.strategies.images import JPEG
from generator.contract import load_contract
from tools.models_table import rendered

_KEY = "mdlx-your-key"
_CLIENT_README = "generated_client/python/README.md"


@pytest.fixture
def service(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> MockService:
    """A mock that every client talks to whose maker says nothing else."""
    clock = VirtualClock()
    mock = MockService(clock=clock, key=_KEY)
    base = modellix_client.Modellix.__mro__[1]
    begin = partialmethod(base.__init__, transport=transport(mock), clock=clock)  # type: ignore[misc]
    monkeypatch.setattr(modellix_client.Modellix, "__init__", begin)
    monkeypatch.setenv("MODELLIX_API_KEY", _KEY)
    monkeypatch.chdir(tmp_path)
    Path("first.jpg").write_bytes(b64decode(JPEG))
    return mock


def _run(path: Path, index: int) -> None:
    block = blocks(path, "python")[index]
    # Line numbers of the README, so that a failure points into it.
    code = compile("\n" * (block.line - 1) + block.text, str(path), "exec")
    exec(code, {"__name__": "readme"})  # noqa: S102 - that it runs is the point


@pytest.mark.page("kling-v2-mi2i", "prompt", "subject_images", "n")
def test_first_request(
    service: MockService, root: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    _run(root / "README.md", 0)
    lines = capsys.readouterr().out.splitlines()
    files = [Path(line) for line in lines if line.startswith("out")]
    assert lines[-3] == "success"
    assert len(files) == 2
    assert all(file.read_bytes().startswith(b"\x89PNG") for file in files)
    assert service.accepted == 1


@pytest.mark.page("kling-v2-mi2i", "prompt")
def test_many_requests_are_paid_once(
    service: MockService, root: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    for _ in range(2):  # as when the program was killed and runs again
        _run(root / "README.md", 1)
    assert service.accepted == 2
    assert all((Path("out") / name).is_dir() for name in ("cafe", "lake"))
    assert "failed" not in capsys.readouterr().out


@pytest.mark.page("kling-v1-i2v")
def test_refused_request(
    service: MockService, root: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    _run(root / "README.md", 2)
    assert capsys.readouterr().out == blocks(root / "README.md", "")[0].text
    assert not service.log


def test_every_python_block_is_run(root: Path) -> None:
    assert len(blocks(root / "README.md", "python")) == 3
    assert len(blocks(root / _CLIENT_README, "python")) == 1


@pytest.mark.page("kling-v2-mi2i", "prompt", "n")
def test_client_readme(service: MockService, root: Path) -> None:
    _run(root / _CLIENT_README, 0)
    assert len(list(Path("out").iterdir())) == 2
    assert service.accepted == 1


@pytest.mark.page("kling-v1-i2v", "image", "duration")
def test_the_checker_answers_as_shown(root: Path) -> None:
    command = next(b.text for b in blocks(root / "README.md", "sh") if "validate" in b.text)
    wanted = blocks(root / "README.md", "json")[0].text
    # The set-up has been done: this test runs in it. Without make, on Windows, there is no filter.
    done = subprocess.run(
        ["bash", "-c", command],
        cwd=root,
        env={name: value for name, value in os.environ.items() if not name.startswith("MAKE")},
        capture_output=True,
        text=True,
        check=True,
    )
    assert done.stdout == wanted
    assert json.loads(wanted)["valid"] is False


def test_the_table_of_models_is_that_of_the_spec(root: Path) -> None:
    text = (root / "README.md").read_text(encoding="utf-8")
    assert text == rendered(text, load_contract(root)), "run: python -m tools.models_table"


def test_commands_of_the_readme_are_targets_of_make(root: Path) -> None:
    makefile = (root / "Makefile").read_text(encoding="utf-8")
    targets = {line.partition(":")[0] for line in makefile.splitlines() if ":" in line}
    text = (root / "README.md").read_text(encoding="utf-8")
    named = {part.split()[0].strip("`|") for part in text.split("`make ")[1:]}
    assert named - {"-s"} <= targets
