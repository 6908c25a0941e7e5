"""The programs of the Go client, and Go itself, as these tests run them."""

import fcntl
import os
import subprocess
from collections.abc import Mapping
from functools import cache
from pathlib import Path
from types import MappingProxyType, TracebackType
from typing import Self

import pytest

from tools import environment, golang


def go(
    *arguments: str,
    timeout: float = 540,
    cwd: Path = golang.MODULE,
    more: Mapping[str, str] = MappingProxyType({}),
) -> subprocess.CompletedProcess[str]:
    """Run ``go`` in a module, the generated one at first, with these variables as well."""
    _needed()
    command = [str(golang.TOOLS / "go" / "bin" / "go"), *arguments]
    return _run(command, timeout, cwd, more)


def run_in_module(program: str, *arguments: str) -> subprocess.CompletedProcess[str]:
    """Run another program in the generated module, with the Go of the checkout on PATH."""
    _needed()
    path = f"{golang.TOOLS / 'go' / 'bin'}{os.pathsep}{os.environ.get('PATH', os.defpath)}"
    return _run([program, *arguments], 300, golang.MODULE, {"PATH": path})


def gofmt(*arguments: str) -> subprocess.CompletedProcess[str]:
    """Run ``gofmt`` there."""
    _needed()
    return _run([str(golang.TOOLS / "go" / "bin" / "gofmt"), *arguments], 60, golang.MODULE, {})


def _run(
    command: list[str], timeout: float, cwd: Path, more: Mapping[str, str]
) -> subprocess.CompletedProcess[str]:
    env = {**environment.for_go(golang.TOOLS), **more}
    return subprocess.run(
        command,
        cwd=cwd,
        env=env,
        capture_output=True,
        text=True,
        check=False,
        timeout=timeout,
    )


def _needed() -> None:
    if not golang.is_current(golang.ROOT, golang.TOOLS):
        pytest.fail("Go is not set up: `make go` does it, `make test` does it by itself")


@cache
def built() -> str:
    """The path of the program, built from the sources as they are now."""
    _needed()
    with (golang.TOOLS / "go.lock").open("w") as lock:
        # Several test processes at once: one builds, the others find it built.
        fcntl.flock(lock, fcntl.LOCK_EX)
        made = go("build", "-trimpath", "-o", str(golang.PROGRAM), "./cmd/modellix")
    assert made.returncode == 0, made.stderr
    return str(golang.PROGRAM)


def answers(name: str, raw: bytes) -> bytes:
    """What one of the programs answers to these lines."""
    done = subprocess.run([built(), name], input=raw, capture_output=True, check=False, timeout=300)
    assert (done.returncode, done.stderr) == (0, b"")
    return done.stdout


class Filter:
    """A program that stays, and answers one line after the other."""

    def __init__(self, name: str) -> None:
        self._name = name

    def __enter__(self) -> Self:
        self._process = subprocess.Popen(
            [built(), self._name], stdin=subprocess.PIPE, stdout=subprocess.PIPE, env=os.environ
        )
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self._process.communicate(timeout=60)
        assert self._process.returncode == 0

    def ask(self, line: bytes) -> bytes:
        """The answer to a line without its line feed; both without one."""
        assert self._process.stdin is not None
        assert self._process.stdout is not None
        self._process.stdin.write(line + b"\n")
        self._process.stdin.flush()
        return self._process.stdout.readline().removesuffix(b"\n")
