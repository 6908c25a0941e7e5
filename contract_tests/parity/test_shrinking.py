"""A disagreement becomes a small line, and the line a vector that is judged from then on."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from contract_tests.parity import cases
from contract_tests.parity.clients import python
from contract_tests.parity.command import run
from contract_tests.parity.shrinking import smallest
from contract_tests.parity.test_command import ECHO, client


def body(line: bytes) -> object:
    return json.loads(line)["body"]


def test_parts_of_the_body_that_do_not_matter_go() -> None:
    line = (
        b'{"id":1,"model":"kling-v1-i2v","body":{"image":"https://example.com/a.jpg",'
        b'"dynamic_masks":[{"a":1,"b":[1,2,{"c":12.50}]},{"d":"long text \\u00e9"}],"n":[[[]]]}}'
    )
    small = smallest(line, lambda one: b"12.50" in one)
    # The spelling of a number may be what it is about.
    assert small == b'{"id":1,"model":"kling-v1-i2v","body":12.50}' or len(small) < len(line) // 2
    assert b"12.50" in small
    assert b"image" not in small
    assert b"n" not in json.dumps(body(small)).encode().replace(b"dynamic_masks", b"")


def test_a_long_text_gets_as_short_as_it_may() -> None:
    text = "a" * 2_000 + "\U0001f600" + "b" * 600
    line = json.dumps({"id": 1, "model": "m", "body": {"prompt": text, "n": 1}}).encode()

    def disagree(one: bytes) -> bool:
        value = json.loads(one)["body"]
        prompt = value.get("prompt", "") if isinstance(value, dict) else ""
        return "\U0001f600" in prompt and len(prompt) >= 40

    small = body(smallest(line, disagree))
    assert isinstance(small, dict)
    assert list(small) == ["prompt"]
    assert len(small["prompt"]) <= 60


def test_a_line_that_is_no_json_is_cut_by_bytes() -> None:
    assert smallest(b'{"id":1,"body":[1,,2]} and \xff more', lambda one: b"\xff" in one) == b"\xff"


def test_it_ends_when_everything_disagrees() -> None:
    assert len(smallest(b'{"id":1,"model":"m","body":{"a":[1,2,3]}}', lambda _: True)) < 40


@pytest.mark.parametrize("line", [b'{"id":1,"model":"kling-v1-i2v","body":{}}', b"\xff", b"{"])
def test_what_was_found_is_a_case_from_then_on(tmp_path: Path, line: bytes) -> None:
    path = tmp_path / "found.ndjson"
    path.write_text(json.dumps(cases.vector("validate", line)) + "\n", encoding="utf-8")
    (case,) = cases._found(path)
    assert (case.line, case.filter) == (line, "validate")
    assert (case.keeps is not None) is (line[-1:] == b"}")


def test_a_run_writes_it_down_once(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(cases, "suites", dict)
    found = tmp_path / "found.ndjson"
    pair = [python()[0], client("parrot", ECHO)]
    first = run(pair, 40, "x", found)
    lines = found.read_bytes().splitlines()
    assert 1 <= len(lines) <= len(first.found) <= 8
    # One may be about a text that is too long: that one stays as long as the limit.
    assert sorted(map(len, lines))[len(lines) // 2] < 200
    run(pair, 40, "x", found)
    assert found.read_bytes().splitlines() == lines
