"""A task begun in one language is followed to its end by the others, over real connections."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Iterator
from itertools import permutations
from pathlib import Path
from typing import Final

import pytest

from contract_tests.go.program import go
from contract_tests.mock.test_command import served
from contract_tests.parity.clients import NODE

PROGRAMS: Final = Path(__file__).with_name("programs")
LANGUAGES: Final = ("python", "typescript", "go")
Commands = dict[str, list[str]]


@pytest.fixture(scope="module")
def commands(tmp_path_factory: pytest.TempPathFactory) -> Commands:
    program = tmp_path_factory.mktemp("go") / "resume"
    made = go("build", "-trimpath", "-o", str(program), ".", cwd=PROGRAMS / "resume_go")
    assert made.returncode == 0, made.stderr
    return {
        "python": [sys.executable, str(PROGRAMS / "resume.py")],
        "typescript": [str(NODE), str(PROGRAMS / "resume.ts")],
        "go": [str(program)],
    }


@pytest.fixture(scope="module")
def environment() -> Iterator[dict[str, str]]:
    """What leads the programs to a mock of the service that hurries."""
    with served("--port", "0", "--speed", "20") as (_, url, key):
        kept = {name: value for name, value in os.environ.items() if "proxy" not in name.lower()}
        yield {**kept, "MODELLIX_BASE_URL": url, "MODELLIX_API_KEY": key}


def run(command: list[str], environment: dict[str, str], *arguments: str) -> str:
    done = subprocess.run(
        [*command, *arguments],
        env=environment,
        capture_output=True,
        encoding="utf-8",
        check=False,
        timeout=120,
    )
    assert (done.returncode, done.stderr) == (0, "")
    return done.stdout.strip()


@pytest.mark.names("kling-v2-mi2i", "prompt", "n", whole=True)
@pytest.mark.parametrize("first", LANGUAGES)
def test_every_other_language_goes_on(
    commands: Commands, environment: dict[str, str], first: str
) -> None:
    task = run(commands[first], environment, "submit")
    assert task
    others = [language for one, language in permutations(LANGUAGES, 2) if one == first]
    told = {other: run(commands[other], environment, "wait", task) for other in others}
    assert len(set(told.values())) == 1, told
    task_id, files = json.loads(told[others[0]])
    assert task_id == task
    assert len(files) == 2
