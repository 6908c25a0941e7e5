"""What the benchmarks time gives the verdicts of the cases written by hand, or says where not."""

from __future__ import annotations

import base64
import json
from collections.abc import Callable, Iterator
from functools import cache

import pytest

from benchmarks.bodies import BROKEN, VALID
from benchmarks.checkers import catalogue
from benchmarks.checkers.catalogue import Checker, checkers
from contract_tests.counts import record
from contract_tests.facts.page import Json
from contract_tests.vectors.current import FOLDER, lines

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
    large = {"prompt": "x", "image": _TOO_LARGE}
    return (*found, {"id": "too large", "model": "kling-v1.5-i2i", "body": large, "valid": False})


@cache
def _every(model: str) -> dict[str, Checker]:
    return {checker.name: checker for checker in checkers(model)}


@pytest.mark.parametrize("name", _every("kling-v1-i2v"))
def test_a_checker_gives_the_verdicts_of_the_cases(name: str) -> None:
    unlike: set[str] = set()
    for case in _cases():
        checker = _every(case["model"])[name]
        if checker.valid(case["body"]) is case["valid"]:
            continue
        gaps = {gap for gap in checker.cannot if GAPS[gap](case["body"])}
        assert gaps, f"{name} errs about {case['id']}"
        unlike |= gaps
    # What it can tell after all is no longer to be listed.
    assert unlike == set(checker.cannot)
    record(f"verdicts of benchmarked checkers: {name}", len(_cases()))


@pytest.mark.parametrize("model", VALID)
def test_the_bodies_of_the_benchmark_are_typical(model: str) -> None:
    for checker in _every(model).values():
        assert checker.valid(VALID[model])
        assert not checker.valid(BROKEN[model])
        if checker.report is not None:
            assert len(checker.report(BROKEN[model])) == 4, checker.name
            assert not checker.report(VALID[model])
