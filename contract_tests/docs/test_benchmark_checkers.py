"""What the benchmarks time gives the verdicts of the cases written by hand, or says where not."""

from __future__ import annotations

import base64
import json
import os
import subprocess
from collections.abc import Callable, Iterator
from functools import cache
from pathlib import Path

import pytest

from benchmarks import node_peers
from benchmarks.bodies import BROKEN, VALID
from benchmarks.checkers import catalogue
from benchmarks.checkers.catalogue import Checker, checkers
from contract_tests.counts import record
from contract_tests.facts.page import Json
from contract_tests.vectors.current import FOLDER, lines, outdated

_TOO_LARGE = base64.b64encode(b"\xff\xd8\xff" + bytes(10 * 1024 * 1024)).decode()


def _leaves(value: Json) -> Iterator[Json]:
    if isinstance(value, dict | list):
        for below in value.values() if isinstance(value, dict) else value:
            yield from _leaves(below)
    else:
        yield value


def _is_float(value: Json) -> bool:
    return isinstance(value, float) and value.is_integer()


# Whether a body has in it what a checker says that it cannot tell.
GAPS: dict[str, Callable[[Json], bool]] = {
    catalogue.INTEGRAL_FLOATS: lambda body: any(map(_is_float, _leaves(body))),
    catalogue.FLOATS_PAST_2_53: lambda body: any(
        _is_float(value) and abs(value) > 2**53 for value in _leaves(body)
    ),
    catalogue.LAST_NEWLINE: lambda body: any(
        isinstance(value, str) and value.endswith("\n") for value in _leaves(body)
    ),
    catalogue.DECODED_SIZE: lambda body: _TOO_LARGE in _leaves(body),
}


@cache
def _cases() -> tuple[dict[str, Json], ...]:
    found = [json.loads(line) for path in sorted(FOLDER.glob("*.ndjson")) for line in lines(path)]
    if not outdated("kling-v1.5-i2i", "prompt", "image"):
        body = {"prompt": "x", "image": _TOO_LARGE}
        large = {"id": "too large", "model": "kling-v1.5-i2i", "body": body, "valid": False}
        found.append(large)
    return tuple(found)


@cache
def _every(model: str) -> dict[str, Checker]:
    return {checker.name: checker for checker in checkers(model)}


@pytest.mark.parametrize("name", _every("kling-v1-i2v"))
def test_a_checker_gives_the_verdicts_of_the_cases(name: str) -> None:
    if not _cases():
        pytest.skip("changed pages have outdated every case that was written by hand")
    unlike: set[str] = set()
    cannot: set[str] = set()
    for case in _cases():
        checker = _every(case["model"])[name]
        cannot.update(checker.cannot)
        if checker.valid(case["body"]) is case["valid"]:
            continue
        gaps = {gap for gap in checker.cannot if GAPS[gap](case["body"])}
        assert gaps, f"{name} errs about {case['id']}"
        unlike |= gaps
    # What it can tell after all is no longer to be listed; fewer cases may not show all of it.
    if not any(map(outdated, VALID)):
        assert unlike == cannot
    record(f"verdicts of benchmarked checkers: {name}", len(_cases()))


def _is_for_node(body: Json) -> bool:
    """Without ids that JSON.parse rounds; and V8 runs out of stack in a pattern over 14 MB."""
    return _TOO_LARGE not in _leaves(body) and all(
        not isinstance(value, int | float) or abs(value) < 2**53 for value in _leaves(body)
    )


@pytest.fixture(scope="module")
def npm_packages() -> Path:
    folder = node_peers.folder(make=False)
    if folder is None:
        assert "MODELLIX_REQUIRE_PEERS" not in os.environ, "`make peers` did not get the packages"
        pytest.skip("the npm packages of the benchmarks are not installed: `make peers`")
    return folder


def test_checkers_in_node_give_the_verdicts_of_the_cases(npm_packages: Path) -> None:
    node = node_peers.node()
    assert node is not None
    cases = [case for case in _cases() if _is_for_node(case["body"])]
    assert len(cases) > 2_000 or any(map(outdated, VALID))
    program = ["benchmarks/checkers/typescript/verdicts.mjs", str(npm_packages)]
    done = subprocess.run(
        [node, *program],
        cwd=node_peers.ROOT,
        input="".join(json.dumps(case) + "\n" for case in cases),
        capture_output=True,
        text=True,
        check=True,
    )
    told = [json.loads(line) for line in done.stdout.splitlines()]
    assert len(told) == len(cases)
    for case, accepting in zip(cases, told, strict=True):
        expected = ["ours", "zod", "ajv"] if case["valid"] else []
        assert accepting == expected, case["id"]
    record("verdicts of benchmarked checkers: zod, ajv", len(cases))


@pytest.mark.parametrize(
    "model", [pytest.param(model, marks=pytest.mark.page(model)) for model in VALID]
)
def test_the_bodies_of_the_benchmark_are_typical(model: str) -> None:
    for checker in _every(model).values():
        assert checker.valid(VALID[model])
        assert not checker.valid(BROKEN[model])
        if checker.report is not None:
            assert len(checker.report(BROKEN[model])) == 4, checker.name
            assert not checker.report(VALID[model])
