"""The program in the README of the Go client, as a newcomer would run it."""

import os
import subprocess
from pathlib import Path

import pytest

from contract_tests.docs.blocks import blocks
from contract_tests.go.program import go
from contract_tests.mock.test_command import served
from tools import environment, golang


@pytest.mark.page("kling-v2-mi2i", "prompt", "n")
@pytest.mark.slow
def test_first_request_saves_its_files_from_the_mock(tmp_path: Path) -> None:
    (program,) = blocks(golang.MODULE / "README.md", "go")
    (command,) = (block for block in blocks(golang.MODULE / "README.md", "sh"))
    (tmp_path / "main.go").write_text(program.text, encoding="utf-8")
    for line in command.text.splitlines():
        told = line.replace("path/to/generated_client/go", str(golang.MODULE)).split()
        assert go(*told[1:], cwd=tmp_path).returncode == 0
    built = go("build", "-o", str(tmp_path / "program"), ".", cwd=tmp_path)
    assert built.returncode == 0, built.stderr
    with served("--port", "0", "--speed", "100") as (_, url, key):
        done = subprocess.run(
            [tmp_path / "program"],
            cwd=tmp_path,
            env={**os.environ, "MODELLIX_BASE_URL": url, "MODELLIX_API_KEY": key},
            capture_output=True,
            text=True,
            timeout=120,
            check=False,
        )
    files = sorted((tmp_path / "out").iterdir())
    assert (done.returncode, done.stderr) == (0, "")
    assert len(files) == 2
    assert all(file.read_bytes().startswith(b"\x89PNG") for file in files)
    assert all(f"out/{file.name}" in done.stdout for file in files)


def test_environment_of_go_is_inside_the_checkout() -> None:
    env = environment.for_go(golang.TOOLS)
    assert env["GOPROXY"] == "off"
    assert env["GOCACHE"].startswith(str(golang.TOOLS))
