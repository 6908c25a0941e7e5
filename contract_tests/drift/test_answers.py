"""The third witness: what the service said to submits, held against the spec."""

from __future__ import annotations

import json
import subprocess
import sys
import time
from contextlib import suppress
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from jsonschema import Draft202012Validator
from modellix_client import ModellixError

from contract_tests.client.wire import ACCEPTED, Step, Wire, problem
from contract_tests.counts import record
from contract_tests.drift.running import contract
from contract_tests.facts.page import ROOT
from contract_tests.judges.bundle import models, rules_by_id
from contract_tests.profile import count
from contract_tests.strategies.bodies import near_misses, valid_bodies
from generator.docs.answers import MAX_LOG, is_log, read_log
from generator.docs.comparing import Difference, answer_differences
from generator.docs.page import PageError

_MODEL = "kling-v2-mi2i"
# Its parameter for words, whatever that is called now.
_WORDS = next(
    place.name
    for place in contract().model(_MODEL).request.fields
    if place.shape.type == "string" and place.shape.enum is None and place.shape.media is None
)
_FAR = 1_000_000  # past any limit
_REFUSED = problem(400, "Invalid parameters: no")
_EACH = settings(
    max_examples=count(ci=60, long=2_000),
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)


def _logged(folder: Path, model: str, body: Any, *steps: Step) -> bytes:
    """What a client writes into its log when the service answers by script."""
    file = folder / "answers.ndjson"
    file.unlink(missing_ok=True)
    client = Wire(steps).client(answer_log=file, validation="off")
    for _ in steps:
        with suppress(ModellixError):
            client.submit(model, body)
    return file.read_bytes()


def _found(data: bytes) -> tuple[Difference, ...]:
    return answer_differences(read_log("answers.ndjson", data), contract()).differences


def _line(body: dict[str, Any], status: int = 200, **more: Any) -> dict[str, Any]:
    form = {
        name: {"string": len(value), "form": "text"} if isinstance(value, str) else value
        for name, value in body.items()
    }
    return {
        "v": 1,
        "at_ms": 1,
        "model": _MODEL,
        "path": "/x",
        "status": status,
        "code": 0 if status == 200 else status,
        "category": None,
        "parameter": None,
        "violations": [],
        "warnings": [],
        "body": {"object": form},
        **more,
    }


def _data(*lines: dict[str, Any]) -> bytes:
    return b"".join(json.dumps(line).encode() + b"\n" for line in lines)


@_EACH
@given(data=st.data(), model=st.sampled_from(models()))
def test_a_body_that_breaks_rules_and_was_taken_names_exactly_these(
    tmp_path: Path, data: st.DataObject, model: str
) -> None:
    """The form alone, or with what the client saw, gives the verdict that the client gave."""
    body = data.draw(near_misses(model).filter(lambda drawn: isinstance(drawn, dict)))
    log = _logged(tmp_path, model, body, ACCEPTED)
    said = set(json.loads(log)["violations"])
    assert {rule for entry in _found(log) for rule in entry.rules} == said
    assert all(entry.kind == "accepted" for entry in _found(log))
    assert not _found(_logged(tmp_path, model, body, _REFUSED)) or not said
    record("answers: bodies near the edge, held against their log", 1)


@_EACH
@given(data=st.data(), model=st.sampled_from(models()))
def test_a_body_that_breaks_none_is_told_when_it_was_refused_and_only_then(
    tmp_path: Path, data: st.DataObject, model: str
) -> None:
    body = data.draw(valid_bodies(model))
    assert _found(_logged(tmp_path, model, body, ACCEPTED)) == ()
    (found,) = _found(_logged(tmp_path, model, body, _REFUSED))
    assert (found.kind, found.subject, found.class_) == ("refused", "model", "breaking")
    record("answers: good bodies, held against their log", 1)


@pytest.mark.page("kling-v1-i2v")
@pytest.mark.page("kling-image-o1")
@pytest.mark.page("kling-v2-mi2i")
def test_a_rule_that_the_docs_state_is_loosened_and_another_one_only_noted() -> None:
    lines = [_line({_WORDS: "x", "n": 11, "seed": 3}), _line({_WORDS: "x", "n": 12, "seed": 3})]
    high, seed = _found(_data(*lines))
    assert (high.subject, high.was, high.class_, high.rules) == (
        "n",
        {"maximum": 9},
        "loosening",
        (f"{_MODEL}/n/maximum",),
    )
    assert high.is_ == {"status": 200, "answers": 2, "actual": [11, 12]}
    assert (high.line, high.spec) == (1, rules_by_id()[f"{_MODEL}/n/maximum"].location)
    assert (seed.subject, seed.class_) == ("seed", "documentation")
    # An answer shows that a limit is wrong, and not where it is: nothing is written by itself.
    assert not high.certain
    assert not seed.certain


@pytest.mark.page("kling-v1-i2v")
@pytest.mark.page("kling-image-o1")
@pytest.mark.page("kling-v2-mi2i")
def test_a_refusal_is_told_at_the_parameter_that_it_names() -> None:
    more = {"category": "Value out of range", "parameter": "n"}
    lines = [_line({_WORDS: "x", "n": n}, 400, **more) for n in (9, 8, 9)]
    (found,) = _found(_data(*lines))
    assert (found.subject, found.kind, found.certainty) == ("n", "refused", 0.9)
    assert found.is_ == {
        "status": 400,
        "answers": 3,
        "actual": [9, 8],
        "category": "Value out of range",
    }
    assert f"{_MODEL}/n/maximum" in found.rules


@pytest.mark.parametrize("status", [201, 401, 402, 403, 404, 413, 429, 500, 503])
def test_another_status_is_no_witness(status: int) -> None:
    assert _found(_data(_line({"n": _FAR}, status), _line({_WORDS: "x"}, status))) == ()


@pytest.mark.parametrize(
    "line",
    [
        _line({"n": _FAR}, code=400),
        _line({"n": _FAR}, code=None),
        _line({_WORDS: "x"}, 400, category="Rate limit exceeded"),
        _line({_WORDS: "x"}, 400, category="Authentication failed"),
        _line({"n": _FAR}, model="kling-v9-t2i"),
        # It broke a rule that only the client could see, and was refused for it.
        _line({"style_image": "xx"}, 400, violations=[f"{_MODEL}/style_image/media"]),
        # The client's spec forbade what the spec allows now.
        _line({_WORDS: "x"}, 200, violations=[f"{_MODEL}/{_WORDS}/maxLength"]),
    ],
)
def test_what_proves_nothing_is_not_told(line: dict[str, Any]) -> None:
    assert _found(_data(line)) == ()


@pytest.mark.names(_MODEL, "style_image")
def test_what_only_the_client_saw_is_less_certain() -> None:
    (found,) = _found(
        _data(_line({"style_image": "xx"}, violations=[f"{_MODEL}/style_image/media"]))
    )
    assert (found.subject, found.class_, found.certainty) == ("style_image", "documentation", 0.7)


def _run(folder: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-m", "generator", "drift", str(folder), *arguments]
    return subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)


@pytest.mark.names(_MODEL, "n")
def test_a_log_lies_among_the_pages(tmp_path: Path) -> None:
    (tmp_path / "answers.ndjson").write_bytes(_data(_line({_WORDS: "x", "n": _FAR})))
    done = _run(tmp_path, "--format", "json")
    assert done.returncode == 1, done.stderr
    answer = json.loads(done.stdout)
    schema = json.loads((ROOT / "schemas" / "drift.schema.json").read_text(encoding="utf-8"))
    Draft202012Validator(schema).validate(answer)
    assert answer["pages"] == [
        {"file": "answers.ndjson", "model": "", "format": "answers", "facts": 1}
    ]
    (found,) = answer["differences"]
    assert found["page"] == {"file": "answers.ndjson", "line": 1}
    for form, words in (
        ("table", "answers.ndjson: log of 1 answers"),
        ("markdown", "| n | accepted, maximum |"),
        ("github", "title=kling-v2-mi2i%3A n%2C accepted"),
    ):
        assert words in _run(tmp_path, "--format", form).stdout


def test_a_log_in_which_both_agree_is_no_drift(tmp_path: Path) -> None:
    lines = _data(_line({_WORDS: "x"}), _line({"n": _FAR}, 400), _line({_WORDS: "x"}, 429))
    (tmp_path / "a.txt").write_bytes(lines)  # told by its content
    done = _run(tmp_path)
    assert (done.returncode, "no drift" in done.stdout) == (0, True), done.stdout


_GOOD = _data(_line({_WORDS: "x"}))


@pytest.mark.parametrize(
    ("line", "why"),
    [
        (b'{"v":1,"status":', "no JSON"),
        (b"\xff\xfe\x00", "no JSON"),
        (b"[" * 100_000, "no JSON"),
        (b"[]", "no JSON object"),
        (b"x" * (10 * 1024 * 1024), "a line has at most 1048576"),
        (json.dumps(_line({}, v=2)).encode(), "of version 2"),
        (json.dumps({"v": 1, "op": "submit"}).encode(), "lacks model"),
        (json.dumps(_line({}) | {"status": "200"}).encode(), "status is no integer"),
        (json.dumps(_line({}) | {"violations": "none"}).encode(), "violations are no list"),
    ],
    ids=lambda value: str(value)[:20],
)
def test_a_line_that_cannot_be_read_keeps_no_other_from_it(line: bytes, why: str) -> None:
    log = read_log("log", _GOOD + line + b"\n" + _GOOD)
    assert [answer.line for answer in log.answers] == [1, 3]
    assert "1 of 3 lines left out; line 2: " in log.problem
    assert why in log.problem
    with pytest.raises(PageError, match="no answer in it"):
        read_log("log", line + b"\n")


def test_the_exit_code_tells_of_lines_that_could_not_be_read(tmp_path: Path) -> None:
    (tmp_path / "log.jsonl").write_bytes(_GOOD + b"{]\n")
    done = _run(tmp_path)
    assert done.returncode == 2
    assert "not read: log.jsonl: 1 of 2 lines left out; line 2: it is no JSON" in done.stdout
    assert "Traceback" not in done.stderr


def test_a_line_that_was_cut_off_is_passed_over() -> None:
    log = read_log("log", _GOOD + _GOOD[:50])
    assert (len(log.answers), log.problem) == (1, "")


def test_a_body_that_no_client_writes_stops_nothing() -> None:
    forms: list[Any] = [None, 5, "x", [], {"array": 5}, {"object": []}, {"string": -1}, {}]
    forms += [{"object": {_WORDS: form}} for form in forms]
    forms.append({"object": {_WORDS: {"string": 10**30, "form": "text"}, "n": 1e400}})
    for form in forms:
        for entry in _found(_data({**_line({}), "body": form})):
            assert entry.kind == "accepted"


@pytest.mark.names(_MODEL, "n", "style_image", "subject_images")
def test_a_large_log_costs_little() -> None:
    body = {_WORDS: "x" * 50, "n": _FAR, "style_image": "y", "subject_images": 5}
    line = _data(_line(body))
    data = line * (5 * 1024 * 1024 // len(line))
    started = time.process_time()
    found = _found(data)
    assert time.process_time() - started < 30  # some 16,000 answers; a quiet machine needs 2
    assert len(found) == 2
    with pytest.raises(PageError, match="save its newest lines"):
        read_log("log", b"x" * (MAX_LOG + 1))


def test_a_page_is_no_log() -> None:
    assert not is_log("page.json", b'{"openapi": "3.1.0"}')
    assert not is_log("page.txt", b"curl --request POST")
    assert is_log("page.txt", _GOOD)
