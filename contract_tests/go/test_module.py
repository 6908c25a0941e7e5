"""The generated module is Go as its users expect it: formatted, vetted, of the standard library."""

import json
import shutil
from pathlib import Path

import pytest

from contract_tests.go.program import go, gofmt, run_in_module
from contract_tests.judges.bundle import models
from contract_tests.profile import profile
from contract_tests.strategies.bases import bases
from tools import golang

_VARIABLES = {
    "MODELLIX_BUNDLE": str(golang.ROOT / "generated_client" / "openapi.json"),
    "MODELLIX_VECTORS": str(golang.ROOT / "contract_tests" / "parity" / "vectors"),
}


def test_layout_is_that_of_gofmt() -> None:
    told = gofmt("-l", ".")
    assert (told.returncode, told.stdout, told.stderr) == (0, "", "")


def test_vet_finds_nothing() -> None:
    told = go("vet", "./...")
    assert told.returncode == 0, told.stderr


def test_staticcheck_finds_nothing() -> None:
    program = shutil.which("staticcheck")
    if program is None:
        # No wheel and no npm package carries it; Debian 12's go-staticcheck is of 2023 and too old.
        pytest.skip("no staticcheck on PATH; it comes as a Go module, and set-up fetches none")
    told = run_in_module(program, "./...")
    if "panic: unsupported version" in told.stderr:
        pytest.skip("the staticcheck on PATH is older than the Go here and cannot read it")
    assert told.returncode == 0, told.stdout + told.stderr


def test_nothing_but_the_standard_library_is_needed() -> None:
    text = (golang.MODULE / "go.mod").read_text(encoding="utf-8")
    assert text.splitlines()[0] == "module modellix"
    assert "require" not in text
    assert not (golang.MODULE / "go.sum").exists()


def _variables(folder: Path) -> dict[str, str]:
    """What the tests of the module are told: the bundle, the vectors, and valid bodies to vary."""
    samples = folder / "samples.json"
    samples.write_text(json.dumps({model: bases(model) for model in models()}), encoding="utf-8")
    return _VARIABLES | {"MODELLIX_SAMPLES": str(samples)}


def test_native_tests_pass(tmp_path: Path) -> None:
    told = go("test", "./...", more=_variables(tmp_path))
    assert told.returncode == 0, told.stdout + told.stderr


@pytest.mark.slow
def test_native_tests_pass_under_the_race_detector(tmp_path: Path) -> None:
    if profile() != "long":
        pytest.skip("the race detector is for the long profile: `make test-long`")
    if shutil.which("gcc") is None and shutil.which("clang") is None:
        pytest.skip("no C compiler on PATH, which the race detector needs")
    told = go(
        "test", "-race", "./...", timeout=1_800, more=_variables(tmp_path) | {"CGO_ENABLED": "1"}
    )
    assert told.returncode == 0, told.stdout + told.stderr
