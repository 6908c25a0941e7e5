"""What an import loads: a structure, so that no slow machine can turn it red."""

from __future__ import annotations

import json
import subprocess
import sys

import modellix_client
import pytest
from modellix_client._spec import MODELS

from contract_tests.client.wire import IT

pytestmark = pytest.mark.client

SLOW = {
    "httpx",
    "attrs",
    "attr",
    "anyio",
    "dataclasses",
    "inspect",
    "asyncio",
    "logging",
    "pathlib",
}
LATER = {"httpx", "attrs", "attr", "anyio", "asyncio", "logging"}


def loaded(program: str) -> set[str]:
    command = [
        sys.executable,
        "-c",
        f"{program}\nimport sys, json; print(json.dumps([*sys.modules]))",
    ]
    bare = [sys.executable, "-c", "import sys, json; print(json.dumps([*sys.modules]))"]
    after, before = (
        set(json.loads(subprocess.run(line, check=True, capture_output=True).stdout))
        for line in (command, bare)
    )
    return after - before


def test_the_import_loads_nothing_slow() -> None:
    found = loaded("from modellix_client import Modellix, AsyncModellix, ModellixError")
    assert "modellix_client.client" in found
    assert not SLOW & found
    assert not {name for name in found if name.startswith("modellix_client.rules.")}


def test_checking_loads_no_network() -> None:
    spec = MODELS[IT.model]
    found = loaded(
        "from modellix_client import Modellix\n"
        "client = Modellix()\n"
        f"assert client.{spec.provider}.{spec.attribute}.validate(**{IT.body()}) == []\n"
        f"assert client.validate({IT.model!r}, {IT.body('')})"
    )
    assert not LATER & found
    rules = {name for name in found if name.startswith("modellix_client.rules.")}
    assert rules == {f"modellix_client.rules.{spec.module}"}


def test_the_checker_loads_no_network() -> None:
    assert not LATER & loaded("import modellix_client.check")


def test_every_public_name_is_there_and_listed() -> None:
    for name in modellix_client.__all__:
        assert getattr(modellix_client, name) is not None
    assert dir(modellix_client) == sorted(modellix_client.__all__)
    with pytest.raises(AttributeError, match="nothing"):
        modellix_client.nothing  # noqa: B018
