"""``make parity`` as a whole: every client agrees on every vector, and on what is drawn."""

from __future__ import annotations

import json
import sys
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from jsonschema import Draft202012Validator

from contract_tests import counts
from contract_tests.facts.page import pages
from contract_tests.go.program import built
from contract_tests.judges.bundle import rules_by_id
from contract_tests.parity import cases, command, report
from contract_tests.parity import runner as runner_module
from contract_tests.parity.cases import Case
from contract_tests.parity.clients import Client, clients
from contract_tests.parity.command import run
from contract_tests.parity.comparison import Tally, compare, panel
from contract_tests.parity.drawing import fuzz
from contract_tests.parity.drawing.fuzz import drawn_lines
from contract_tests.parity.report import Known, Report
from contract_tests.parity.runner import NOTHING, Runner
from contract_tests.profile import count
from tools import golang

ECHO = "import sys\nfor line in sys.stdin: print(line, end='', flush=True)"
# Ends when it is asked the word, and says so.
MORTAL = (
    "import sys\nfor line in sys.stdin:\n"
    "    'die' in line and sys.exit('I am gone')\n    print('ok', flush=True)"
)


def client(name: str, program: str) -> Client:
    command = (sys.executable, "-c", program)
    return Client(name, {"validate": command, "wire": command, "trace": command, "names": command})


def test_every_client_agrees_on_everything(tmp_path: Path, root: Path) -> None:
    assert built() == str(golang.PROGRAM)
    done = run(clients(), count(2_000, 1_000_000), "test", tmp_path / "found.ndjson")
    assert done.missed() == [], "\n".join(report.table(done))
    every = ["python", "python-async", "typescript", "go"]
    assert [client.name for client in done.clients] == every
    for suite in done.suites():
        counts.record(f"parity: {suite}", done.cases(suite))
        asked = {name for one, name in done.tally.cases if one == suite}
        assert asked >= {"python", "typescript", "go"}, suite
    told = as_published(done, root)
    assert told["met"]
    assert len(told["rules"]) == len(rules_by_id())


def as_published(done: Report, root: Path) -> dict[str, Any]:
    schema = json.loads((root / "schemas" / "parity.schema.json").read_text("utf-8"))
    told: dict[str, Any] = json.loads(json.dumps(report.as_json(done)))
    assert [error.message for error in Draft202012Validator(schema).iter_errors(told)] == []
    return told


def test_a_client_that_says_something_else_is_named_with_its_rules(root: Path) -> None:
    line = b'{"id":1,"model":"kling-v2-mi2i","body":{"n":0}}'
    case = cases.request_case("n is 0", "requests", line)
    tally = Tally()
    with panel([*clients()[:1], client("parrot", ECHO)]) as asked:
        compare(asked, [case], tally)
    (one,) = tally.disagreements
    assert one.wrong == {"parrot"}
    assert "kling-v2-mi2i/n/minimum" in one.rules
    assert tally.wrong("requests", "parrot") == 1
    done = Report((client("parrot", ECHO),), tally, (), {"requests": 2}, "x", 0)
    assert done.missed() == ["requests: 1 cases, and there have to be 2", "1 disagreements"]
    assert any(line.startswith("differs: kling-v2-mi2i/n/minimum") for line in report.table(done))
    assert not as_published(done, root)["met"]
    known = (Known("n is 0", "parrot", "it repeats"), Known("n is 1", "parrot", "it repeats"))
    done = Report(done.clients, tally, known, {}, "x", 0)
    # What an exception covers counts no more, and one that covers nothing is an error.
    assert done.missed() == [
        "exceptions.json: parrot answers 'n is 1' as it has to; remove the entry"
    ]


def test_what_only_one_of_three_says_is_wrong_where_nothing_is_expected() -> None:
    case = Case("a line", "odd", "trace", b"{}")
    tally = Tally()
    mortal = [client(name, MORTAL) for name in ("one", "two")]
    with panel([*mortal, client("parrot", ECHO)]) as asked:
        compare(asked, [case], tally)
    assert [one.wrong for one in tally.disagreements] == [{"parrot"}]


def test_a_filter_that_ends_is_started_again_and_has_answered_nothing() -> None:
    with Runner(client("mortal", MORTAL), "validate") as runner:
        lines = [b"1", b"die", b"3", b"die", b"die"]
        assert runner.ask(lines) == [b"ok", NOTHING, b"ok", NOTHING, NOTHING]
        assert runner.ask([b"7"]) == [b"ok"]
        assert "I am gone" in runner.trouble()
    case = Case("a line", "odd", "validate", b"die")
    tally = Tally()
    with panel([client("mortal", MORTAL)]) as asked:
        compare(asked, [case], tally)
        assert asked.trouble() == {"mortal": "I am gone\n"}
    assert [one.wrong for one in tally.disagreements] == [{"mortal"}]


def test_a_filter_that_stands_still_or_always_ends_stops_nobody(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(runner_module, "_PATIENCE_S", 0.2)
    with Runner(client("mute", "import time\ntime.sleep(99)"), "validate") as runner:
        assert runner.ask([b"1"]) == [NOTHING]
    with Runner(client("gone", "pass"), "validate") as runner:
        assert runner.ask([b"1"] * 1_000) == [NOTHING] * 1_000


def test_a_batch_larger_than_a_pipe_holds_does_not_stand_still() -> None:
    lines = [b"x" * 100_000] * 20 + [b" "]
    with Runner(client("parrot", ECHO), "wire") as runner:
        assert runner.ask(lines) == lines


def test_a_page_without_a_limit_of_lengths_is_drawn_too(monkeypatch: pytest.MonkeyPatch) -> None:
    every = {
        model: replace(page, facts=tuple(f for f in page.facts if f.keyword != "maxLength"))
        for model, page in pages().items()
    }
    monkeypatch.setattr(fuzz, "pages", lambda: every)
    assert max(map(len, drawn_lines("no limits", 300))) > 100


def test_the_same_seed_draws_the_same_lines() -> None:
    first = list(drawn_lines("a", 300))
    assert first == list(drawn_lines("a", 300))
    assert first != list(drawn_lines("b", 300))
    assert all(b"\n" not in line for line in first)


def test_the_command_writes_and_ends_with_1_when_something_is_missed(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    asked: list[Any] = []

    def ran(every: object, bodies: int, seed: str, found: Path) -> Report:
        asked.append((bodies, seed))
        tally = Tally()
        tally.cases["requests", "parrot"] = 3
        tally.seconds["requests"] = 0.5
        aims = {"requests": 3 if seed == "good" else 4}
        return Report((client("parrot", ECHO),), tally, (), aims, seed, bodies)

    monkeypatch.setattr(command, "run", ran)
    monkeypatch.setattr(cases, "suites", lambda: {"requests": [], "requests, by hand": []})
    monkeypatch.setattr(golang, "main", lambda: 0)
    out = ["--out", str(tmp_path / "out")]
    assert command.main(["--bodies", "5", "--seed", "good", *out]) == 0
    assert "requests      3    agrees        6" in capsys.readouterr().out
    assert json.loads((tmp_path / "out" / "parity.json").read_text("utf-8"))["met"]
    assert (tmp_path / "out" / "index.html").exists()
    assert command.main(["--seed", "bad", *out]) == 1
    assert "missed: requests: 3 cases, and there have to be 4" in capsys.readouterr().out
    assert asked == [(5, "good"), (count(100_000, 1_000_000), "bad")]
    monkeypatch.setattr(golang, "main", lambda: 1)
    assert command.main(out) == 1
