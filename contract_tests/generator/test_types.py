"""What a type checker tells a user: right calls pass, each wrong one is an error on its line.

The program is written from the contract, so a new model is in it too.
"""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from generator.contract import Model, load_contract
from generator.targets.python.names import argument

pytestmark = pytest.mark.slow

HEAD = """from pathlib import Path
from typing import assert_type
from modellix_client import AsyncModellix, AsyncResult, AsyncTask, Modellix, Result, Task, Violation

client = Modellix()


def image() -> Path:
    return Path("x.png")


async def main(twin: AsyncModellix) -> None:
"""
WRONG = "  # wrong"
OTHER = {
    "string": "1",
    "integer": "'x'",
    "number": "'x'",
    "boolean": "'x'",
    "array": "1",
    "object": "1",
}


def call(arguments: dict[str, str]) -> str:
    return "(" + ", ".join(f"{argument(name)}={value}" for name, value in arguments.items()) + ")"


def calls(model: Model) -> Iterator[str]:
    """Lines of the program about one model."""
    path = f"{model.provider}.{model.attribute}"
    for example in model.examples:
        right = {name: repr(value) for name, value in example.body.items()}
        yield f"assert_type(client.{path}.submit{call(right)}, Task)"
        yield f"assert_type(client.{path}.run{call(right)}, Result)"
        yield f"assert_type(client.{path}.validate{call(right)}, list[Violation])"
        yield f"assert_type(await twin.{path}.submit{call(right)}, AsyncTask)"
        yield f"assert_type(await twin.{path}.run{call(right)}, AsyncResult)"
    right = {name: repr(value) for name, value in model.examples[0].body.items()}
    yield f"assert_type(twin.{path}.submit{call(right)}, AsyncTask){WRONG}"
    yield f"client.{path}.submit{call(right | {'no_such': '1'})}{WRONG}"
    yield f"client.{path}.submit('a prompt'){WRONG}"
    for member in model.request.fields:
        for value in (OTHER[member.shape.type], "None"):
            yield f"client.{path}.submit{call(right | {member.name: value})}{WRONG}"
        if member.required:
            fewer = {name: value for name, value in right.items() if name != member.name}
            yield f"client.{path}.submit{call(fewer)}{WRONG}"
        if member.shape.media is not None:
            yield f"client.{path}.submit{call(right | {member.name: 'image()'})}"
        if member.shape.enum is not None and member.shape.type == "string":
            for allowed in member.shape.enum:
                yield f"client.{path}.submit{call(right | {member.name: repr(allowed)})}"
            yield f"client.{path}.submit{call(right | {member.name: repr('no such')})}{WRONG}"
    for entry in model.unsupported:
        yield f"client.{path}.submit{call(right | {entry.name: repr('x')})}{WRONG}"


def program(root: Path) -> str:
    lines = [line for model in load_contract(root).models for line in calls(model)]
    return HEAD + "".join(f"    {line}\n" for line in lines)


@pytest.fixture(scope="module")
def user(root: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("user")
    (folder / "user.py").write_text(program(root), encoding="utf-8")
    return folder


def wrong(folder: Path) -> list[int]:
    lines = (folder / "user.py").read_text(encoding="utf-8").splitlines()
    return [number for number, line in enumerate(lines, 1) if line.endswith(WRONG)]


def test_mypy(root: Path, user: Path) -> None:
    done = subprocess.run(
        [
            *(sys.executable, "-m", "mypy", "--strict", "--no-error-summary", "--no-pretty"),
            *("--config-file", os.devnull, "--cache-dir", str(user / "cache"), "user.py"),
        ],
        cwd=user,
        env=os.environ | {"MYPYPATH": str(root / "generated_client" / "python")},
        capture_output=True,
        text=True,
        check=False,
    )

    assert done.returncode == 1, done.stdout + done.stderr
    found = re.findall(r"^user\.py:(\d+): error", done.stdout, re.MULTILINE)
    assert sorted({int(line) for line in found}) == wrong(user), done.stdout


def test_pyright(root: Path, user: Path) -> None:
    settings = {
        "typeCheckingMode": "strict",
        "extraPaths": [str(root / "generated_client" / "python")],
        "include": ["user.py"],
    }
    (user / "pyrightconfig.json").write_text(json.dumps(settings))

    done = subprocess.run(
        [sys.executable, "-m", "pyright", "--outputjson", "--pythonpath", sys.executable],
        cwd=user,
        env=os.environ | {"PYRIGHT_PYTHON_IGNORE_WARNINGS": "1"},
        capture_output=True,
        text=True,
        check=False,
    )

    told = json.loads(done.stdout)["generalDiagnostics"]
    found = {entry["range"]["start"]["line"] + 1 for entry in told if entry["severity"] == "error"}
    assert sorted(found) == wrong(user), done.stdout
