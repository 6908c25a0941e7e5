"""A whole copy of the repository with a sixth model: one file more is one model more, everywhere.

The same copy shows that a generation depends on its inputs alone: two at once in one folder, then
one in another folder, at another time, in another locale, under another umask and hash seed.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import httpx
import pytest

from contract_tests.generator.specs import NAME, copy_repository, example
from contract_tests.mock_api import Catalog, MockService, Request, read_bundle
from generator.contract import load_contract, model_rules

pytestmark = pytest.mark.slow

MODEL = "kling-v9-t2i"
# Twelve years on, wherever Python code asks for the time.
LATER = """
import time
_now, _local, _utc = time.time, time.localtime, time.gmtime
time.time = lambda: _now() + 4e8
time.localtime = lambda moment=None: _local(time.time() if moment is None else moment)
time.gmtime = lambda moment=None: _utc(time.time() if moment is None else moment)
"""


def start(folder: Path, umask: int = 0o022, **variables: str) -> subprocess.Popen[str]:
    environment = {
        name: value for name, value in os.environ.items() if not name.startswith(("LC_", "PYTHON"))
    }
    return subprocess.Popen(
        [sys.executable, "-m", "generator", "generate"],
        cwd=folder,
        env=environment | variables,
        umask=umask if os.name == "posix" else -1,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )


def ended(process: subprocess.Popen[str]) -> str:
    _, told = process.communicate(timeout=120)
    assert process.returncode == 0, told
    return told


def generated(folder: Path) -> dict[str, bytes]:
    output = folder / "generated_client"
    return {
        path.relative_to(output).as_posix(): path.read_bytes()
        for path in output.rglob("*")
        if path.is_file() and "__pycache__" not in path.parts
    }


@pytest.fixture(scope="module")
def copy(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = copy_repository(tmp_path_factory.mktemp("copy"))
    (folder / NAME).write_text(example(), encoding="utf-8")
    both = [start(folder, PYTHONHASHSEED="1", LC_ALL="C"), start(folder, PYTHONHASHSEED="2")]
    told = sorted(map(ended, both), key=lambda text: "up to date" in text)
    # Whoever comes second waits, and finds it done.
    assert "files, " in told[0]
    assert told[1].endswith("generated_client is up to date\n")
    return folder


def test_other_circumstances_give_the_same_bytes(
    copy: Path, tmp_path_factory: pytest.TempPathFactory
) -> None:
    later = tmp_path_factory.mktemp("later")
    (later / "sitecustomize.py").write_text(LATER)
    folder = copy_repository(tmp_path_factory.mktemp("a b ä"))
    (folder / NAME).write_text(example(), encoding="utf-8")

    ended(
        start(
            folder,
            umask=0o077,
            PYTHONHASHSEED="3",
            PYTHONPATH=str(later),
            PYTHONUTF8="0",
            LC_ALL="POSIX",
            TZ="Asia/Kathmandu",
            HOME=str(later),
            COLUMNS="40",
        )
    )

    here, there = generated(folder), generated(copy)
    assert here.keys() == there.keys()
    assert [name for name in here if here[name] != there[name]] == []


def test_nothing_is_left_beside_it(copy: Path) -> None:
    assert sorted(path.name for path in copy.iterdir() if path.name.startswith(".")) == [
        ".generated_client.lock"
    ]
    kept = {path.name for path in (copy / "out" / "cache").iterdir()}
    assert kept - {"sightings"} == {"generate.json", "generate.lock", "portions"}


def test_client_has_it(copy: Path) -> None:
    program = """
import json
from modellix_client import Modellix
client = Modellix("mdlx-test-key")
model = client.kling.v9_t2i
found = model.validate(prompt="x" * 801, style_strength=3)
found += client.validate("kling-v9-t2i", {"negative_prompt": "rain", "sed": 1})
print(json.dumps([[violation.rule, violation.path] for violation in found]))
"""
    done = subprocess.run(
        [sys.executable, "-c", program],
        env=os.environ | {"PYTHONPATH": str(copy / "generated_client" / "python")},
        capture_output=True,
        text=True,
        check=False,
    )

    assert done.returncode == 0, done.stderr
    assert json.loads(done.stdout) == [
        ["kling-v9-t2i/prompt/maxLength", "/prompt"],
        ["kling-v9-t2i/style_strength/maximum", "/style_strength"],
        ["kling-v9-t2i/rule/style_strength_needs_image", ""],
        ["kling-v9-t2i/prompt/required", "/prompt"],
        ["kling-v9-t2i/negative_prompt/unsupported", "/negative_prompt"],
        ["kling-v9-t2i/additionalProperties", "/sed"],
    ]


def test_inventory_has_it(copy: Path) -> None:
    rules = [rule.id.partition("/")[2] for rule in model_rules(load_contract(copy).model(MODEL))]

    assert rules == [
        "type",
        "prompt/required",
        "prompt/type",
        "prompt/minLength",
        "prompt/maxLength",
        "style_image/type",
        "style_image/media",
        "style_strength/type",
        "style_strength/minimum",
        "style_strength/maximum",
        "seed/type",
        "seed/minimum",
        "seed/maximum",
        "negative_prompt/unsupported",
        "additionalProperties",
        "rule/style_strength_needs_image",
    ]


def test_bundle_and_mock_have_it(copy: Path) -> None:
    bundle = read_bundle(copy / "generated_client" / "openapi.json")
    service = MockService(Catalog(bundle))

    def status(body: object) -> int:
        request = httpx.Request("POST", "https://api.modellix.ai", json=body)
        headers = {**request.headers, "authorization": f"Bearer {service.key}"}
        path = "/api/v1/kling/kling-v9-t2i/async"
        return service.handle(Request("POST", path, tuple(headers.items()), request.content)).status

    assert "KlingV9T2iRequest" in bundle["components"]["schemas"]
    assert status({"prompt": "A red kite"}) == 200
    assert status({"prompt": "A red kite", "style_strength": 1}) == 400
    assert status({"prompt": "A red kite", "negative_prompt": "rain"}) == 400


def test_one_model_changes_its_own_files_only(copy: Path, root: Path) -> None:
    (copy / NAME).rename(copy / "aside.yaml")
    try:
        without = ended(start(copy))
    finally:
        (copy / "aside.yaml").rename(copy / NAME)
    names = generated(copy).keys()

    assert "files, " in without
    assert not any("v9" in name for name in names)
    again = ended(start(copy))
    # Its own files, then the lists: in Python the package, the provider, the classes, the spec's
    # data; in TypeScript the models, the client, the package; in Go the client, the spec's data;
    # the surface of each.
    changed = int(again.split(", ")[1].split()[0])
    assert len(generated(copy)) - len(names) <= changed <= len(generated(copy)) - len(names) + 12
