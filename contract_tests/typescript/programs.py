"""The programs of the TypeScript client, run as a person would run them."""

from __future__ import annotations

import os
import subprocess
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from functools import cache
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
CLIENT = ROOT / "generated_client" / "typescript"
_NODE = ROOT / ".tools" / "node" / "bin" / "node"


@cache
def node() -> str:
    """The Node that set-up made ready; a test that needs it and runs by hand is skipped without."""
    if _NODE.exists():
        return str(_NODE)
    if os.environ.get("MODELLIX_PROFILE"):
        pytest.fail("there is no .tools/node: run `make node`")
    return pytest.skip("there is no .tools/node: run `make node`")


def run(
    script: Path, *arguments: str, given: bytes = b"", timeout: float = 120
) -> subprocess.CompletedProcess[bytes]:
    """What a script of ours did."""
    return subprocess.run(
        [node(), str(script), *arguments],
        input=given,
        capture_output=True,
        timeout=timeout,
        check=False,
    )


def answers(program: str, lines: Sequence[bytes], *arguments: str) -> list[bytes]:
    """What a filter (``check``, ``wire``, ``trace``) answers, each line with its line feed."""
    script = CLIENT / "src" / "cli" / f"{program}.ts"
    done = run(script, *arguments, given=b"".join(line + b"\n" for line in lines))
    assert done.stderr == b"", done.stderr.decode()
    assert done.returncode == 0
    found = done.stdout.splitlines(keepends=True)
    assert len(found) == len(lines)
    return found


class Filter:
    """A program that stays, and answers one line after the other."""

    def __init__(self, process: subprocess.Popen[bytes]) -> None:
        assert process.stdin is not None
        assert process.stdout is not None
        self._given, self._told = process.stdin, process.stdout

    def answer(self, line: bytes) -> bytes:
        """What it says to one line, with the line feed."""
        self._given.write(line + b"\n")
        self._given.flush()
        return self._told.readline()


@contextmanager
def staying(program: str, *arguments: str) -> Iterator[Filter]:
    """A filter (``check``, ``wire``, ``trace``) for as long as the block lasts."""
    script = CLIENT / "src" / "cli" / f"{program}.ts"
    command = [node(), str(script), *arguments]
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE) as process:
        yield Filter(process)
        assert process.stdin is not None
        process.stdin.close()
        assert process.wait(timeout=60) == 0
