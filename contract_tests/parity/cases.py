"""The frozen vectors as cases: a line for a filter, and what has to come of it."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Final

from contract_tests.facts.page import Json
from contract_tests.judges.bundle import contract, models
from contract_tests.judges.wire import wire
from contract_tests.parity import frozen
from contract_tests.parity.clients import Filter
from contract_tests.parity.drawing.lines import Line, entry, raw_line
from contract_tests.parity.referee import checker_line, verdict
from contract_tests.parity.scenarios import lines_of

FOLDER: Final = Path(__file__).parent
VECTORS: Final = FOLDER / "vectors"
SCENARIOS: Final = FOLDER / "scenarios"
HANDWRITTEN: Final = FOLDER.parent / "vectors" / "handwritten"
FOUND: Final = VECTORS / "found.ndjson"
_COUNTED: Final = {"posts": "POST", "requests": ""}


@dataclass(frozen=True)
class Case:
    """One line for one filter.

    Attributes:
        id: Names it in reports.
        suite: What it is counted under.
        filter: Which filter is asked.
        line: What it is asked.
        about: The rules that it is for.
        keeps: Whether an answer is what it has to be; ``None`` where only the clients' agreement
            is asked for.
        expected: What has to come, for people.
    """

    id: str
    suite: str
    filter: Filter
    line: bytes
    about: tuple[str, ...] = ()
    keeps: Callable[[bytes], bool] | None = None
    expected: str = ""


def suites() -> dict[str, list[Case]]:
    """Every frozen case, by the name of its suite."""
    return {name: suite(name) for name in _SUITES}


@cache
def suite(name: str) -> list[Case]:
    """The cases of one suite."""
    return list(_SUITES[name]())


def request_case(name: str, suite: str, line: bytes, about: tuple[str, ...] = ()) -> Case:
    """A line for the checker that the referee has judged."""
    vector = json.loads(line)
    expected = checker_line(vector["id"], verdict(vector["model"], vector["body"]))
    return Case(name, suite, "validate", line, about, expected.__eq__, expected.decode())


def wire_case(name: str, suite: str, line: bytes) -> Case:
    """A line for the writer, with the form that was agreed on."""
    vector = json.loads(line)
    shape = contract().model(vector["model"]).request
    text = wire(vector["body"], shape).decode()
    expected = wire({"id": vector["id"], "wire": text}, None)
    return Case(name, suite, "wire", line, (), expected.__eq__, expected.decode())


def _lines(path: Path) -> list[bytes]:
    return [line for line in path.read_bytes().split(b"\n") if line] if path.exists() else []


def _requests() -> Iterator[Case]:
    for line in frozen.lines("requests"):
        vector = json.loads(line)
        expected = checker_line(vector["id"], vector["expect"])
        about = tuple(vector["about"])
        yield Case(
            vector["id"],
            "requests",
            "validate",
            line,
            about,
            expected.__eq__,
            expected.decode(),
        )


def _by_hand() -> Iterator[Case]:
    for path in sorted(HANDWRITTEN.glob("*.ndjson")):
        for line in _lines(path):
            told = json.loads(line)
            rules = {entry["rule"] for entry in (*told["violations"], *told["warnings"])}
            yield request_case(told["id"], "requests, by hand", line, tuple(sorted(rules)))


def _wire_forms() -> Iterator[Case]:
    for line in frozen.lines("wire"):
        vector = json.loads(line)
        expected = wire({"id": vector["id"], "wire": vector["expect"]}, None)
        yield Case(vector["id"], "wire forms", "wire", line, (), expected.__eq__, expected.decode())


def _odd_lines() -> Iterator[Case]:
    for text in _lines(VECTORS / "lines.ndjson"):
        vector = json.loads(text)
        line, name, expect = raw_line(vector), vector["id"], vector["expect"]
        if expect["code"] is None:
            yield request_case(name, "odd lines", line)
            yield wire_case(f"{name} (wire)", "odd lines", line)
        else:
            told, keeps = json.dumps(expect), _refusal(expect)
            yield Case(name, "odd lines", "validate", line, (), keeps, told)
            yield Case(f"{name} (wire)", "odd lines", "wire", line, (), keeps, told)


def _refusal(expect: dict[str, Json]) -> Callable[[bytes], bool]:
    def keeps(answer: bytes) -> bool:
        told = _read(answer)
        error = told.get("error", {})
        return (told.get("id"), error.get("code")) == (expect["id"], expect["code"])

    return keeps


def _scenarios() -> Iterator[Case]:
    for path in sorted(SCENARIOS.glob("*.ndjson")):
        for line in lines_of(path):
            scenario = json.loads(line)
            yield Case(
                scenario["id"],
                "scenarios",
                "trace",
                line,
                (),
                _traced(scenario["expect"]),
                json.dumps(scenario["expect"]),
            )


def _file_names() -> Iterator[Case]:
    for line in _lines(VECTORS / "download-names.ndjson"):
        vector = json.loads(line)
        expected = wire({"id": vector["id"], "name": vector["name"]}, None)
        told = expected.decode()
        yield Case(vector["id"], "download names", "names", line, (), expected.__eq__, told)


def _traced(expect: dict[str, Json]) -> Callable[[bytes], bool]:
    def keeps(answer: bytes) -> bool:
        told = _read(answer)
        if "outcome" not in told:
            return False
        methods = [request["method"] for request in told["requests"]]
        counted = {"posts": methods.count("POST"), "requests": len(methods)}
        found = {**told["outcome"], **counted}
        return all(found.get(name, ...) == value for name, value in expect.items())

    return keeps


def _read(answer: bytes) -> dict[str, Json]:
    try:
        value = json.loads(answer)
    except ValueError:
        return {}
    return value if isinstance(value, dict) else {}


def _found(path: Path) -> Iterator[Case]:
    for text in _lines(path):
        vector = json.loads(text)
        yield judged(vector["id"], "found before", vector["filter"], raw_line(vector))


def judged(name: str, suite: str, filter_: Filter, line: bytes) -> Case:
    """A drawn line; with the referee's answer where it is a request that the referee can read."""
    if filter_ in {"validate", "wire"} and is_request(line):
        make = request_case if filter_ == "validate" else wire_case
        return make(name, suite, line)
    return Case(name, suite, filter_, line)


def is_request(line: bytes) -> bool:
    """Whether nothing is odd about the line but what its body says."""
    odd: list[bool] = []

    def members(pairs: list[tuple[str, Json]]) -> dict[str, Json]:
        odd.append(len(dict(pairs)) != len(pairs))
        return dict(pairs)

    try:
        text = line.decode()
        value = json.loads(
            text, object_pairs_hook=members, parse_constant=lambda _: odd.append(True)
        )
    except (ValueError, RecursionError):
        return False
    return not (
        any(odd)
        or not isinstance(value, dict)
        or isinstance(value.get("id"), bool)
        or not isinstance(value.get("id"), (str, int))
        or value.get("model") not in models()
        or "body" not in value
        or _beyond(value, 1)
    )


def _beyond(value: Json, depth: int) -> bool:
    """Whether a line cannot hold the value: too deep, past its numbers, half a surrogate pair."""
    if isinstance(value, dict):
        inside = [*value, *value.values()]
        return depth > 64 or any(_beyond(one, depth + 1) for one in inside)
    if isinstance(value, list):
        return depth > 64 or any(_beyond(one, depth + 1) for one in value)
    if isinstance(value, str):
        return any("\ud800" <= character <= "\udfff" for character in value)
    if isinstance(value, float):
        return value in (float("inf"), float("-inf"))
    return isinstance(value, int) and not -(2**63) <= value < 2**63


def vector(filter_: Filter, line: bytes) -> dict[str, Json]:
    """A drawn line as an entry of ``found.ndjson``; its name is made of its content."""
    name = f"found/{hashlib.sha256(filter_.encode() + line).hexdigest()[:12]}"
    held = entry(Line(name, line, None))
    del held["expect"]
    return {**held, "filter": filter_}


_SUITES: Final[dict[str, Callable[[], Iterator[Case]]]] = {
    "requests": _requests,
    "requests, by hand": _by_hand,
    "wire forms": _wire_forms,
    "odd lines": _odd_lines,
    "scenarios": _scenarios,
    "download names": _file_names,
    "found before": lambda: _found(FOUND),
}
