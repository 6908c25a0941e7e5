"""The Makefile is a thin face: what it says to a person, and what it leaves to the programs."""

import os
import re
import shutil
import subprocess

import pytest

from tools import setup

MAKEFILE = (setup.ROOT / "Makefile").read_text(encoding="utf-8")


def _make(*arguments: str) -> subprocess.CompletedProcess[str]:
    program = shutil.which("make")
    if program is None:
        pytest.skip("no make on this machine")
    # These tests may run under a make of their own: its flags and values are not for this one.
    inherited = ("ARGS", "CLIENT", "MAKE", "MFLAGS", "ONLY", "PORT")
    env = {name: value for name, value in os.environ.items() if not name.startswith(inherited)}
    return subprocess.run(
        [program, "--no-print-directory", *arguments],
        cwd=setup.ROOT,
        env=env,
        stdin=subprocess.DEVNULL,
        capture_output=True,
        text=True,
        check=False,
    )


def _targets() -> set[str]:
    return set(re.findall(r"^([a-z][a-z-]*):", MAKEFILE, re.MULTILINE))


def test_help_is_what_make_alone_prints_and_names_every_target() -> None:
    told = _make().stdout
    shown = set(re.findall(r"^make (?:-s )?([a-z-]+)", told, re.MULTILINE))

    assert shown == _targets() - {"help", "node", "go", "runtimes"}


def test_no_target_is_taken_for_a_file_of_its_name() -> None:
    phony = re.search(r"^\.PHONY: (.*)$", MAKEFILE, re.MULTILINE)

    assert phony is not None
    assert set(phony[1].split()) == _targets()


@pytest.mark.parametrize("target", ["validate", "wire", "names"])
def test_unknown_client_is_refused_by_name(target: str) -> None:
    done = _make("-s", target, "CLIENT=perl")

    assert (done.returncode, done.stdout) == (2, "")
    assert "there is no CLIENT=perl; there are: python, typescript, go" in done.stderr


def test_unknown_traced_client_is_refused_by_name() -> None:
    done = _make("-s", "trace", "CLIENT=perl")

    assert (done.returncode, done.stdout) == (2, "")
    known = "python-sync, python-async, typescript, go"
    assert f"there is no CLIENT=perl; there are: {known}" in done.stderr


def test_value_with_shell_in_it_is_a_value() -> None:
    done = _make("-s", "validate", "CLIENT=$$(echo run >&2); echo run")

    assert (done.returncode, done.stdout) == (2, "")
    assert "run\n" not in done.stderr.replace("echo run", "")
