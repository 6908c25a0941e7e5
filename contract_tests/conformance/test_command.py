"""The program: what it prints, what it leaves behind, and how it ends."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager, nullcontext
from pathlib import Path
from typing import NamedTuple

import pytest

from contract_tests.conformance import command
from contract_tests.conformance.command import main
from contract_tests.conformance.interrupt import ending_is_an_interrupt
from contract_tests.conformance.plan import build_plan
from contract_tests.judges.bundle import rules_by_id

pytestmark = pytest.mark.slow


@pytest.fixture(scope="module")
def mock() -> Iterator[dict[str, str]]:
    """The served mock: its address and key."""
    command = [sys.executable, "-m", "contract_tests", "mock", "--port", "0", "--speed", "20"]
    with subprocess.Popen(command, stdout=subprocess.PIPE, encoding="utf-8") as process:
        assert process.stdout is not None
        lines = [process.stdout.readline().strip() for _ in range(3)]
        assert lines[2] == "ready"
        yield dict(line.split("=", 1) for line in lines[:2])
        process.send_signal(signal.SIGTERM)


class Done(NamedTuple):
    returncode: int
    stdout: str
    stderr: str


@pytest.fixture
def conform(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> Callable[..., Done]:
    """The program, called in this process."""

    def call(*arguments: str, key: str | None = None) -> Done:
        monkeypatch.delenv("MODELLIX_API_KEY", raising=False)
        if key is not None:
            monkeypatch.setenv("MODELLIX_API_KEY", key)
        code = main([*arguments, "--out", str(tmp_path)])
        return Done(code, *capsys.readouterr())

    return call


Program = Callable[..., Done]


def report(out: Path) -> list[dict[str, object]]:
    return [json.loads(line) for line in (out / "report.ndjson").read_text("utf-8").splitlines()]


def test_it_conforms(mock: Mapping[str, str], conform: Program, tmp_path: Path) -> None:
    done = conform("--base-url", mock["MODELLIX_BASE_URL"], key=mock["MODELLIX_API_KEY"])
    assert (done.returncode, done.stderr) == (0, "")
    assert done.stdout.splitlines()[-1] == "CONFORMS"
    head, *results, foot = report(tmp_path)
    assert (head["type"], foot["type"]) == ("header", "footer")
    assert (foot["verdict"], foot["accepted"]) == ("conforms", 0)
    assert {line["type"] for line in results} == {"result"}
    assert {line["verdict"] for line in results} == {"pass", "skipped"}


def test_a_wrong_key_tells_nothing(
    mock: Mapping[str, str], conform: Program, tmp_path: Path
) -> None:
    done = conform("--base-url", mock["MODELLIX_BASE_URL"], key="mdlx-wrong-0")
    assert done.returncode == 2
    assert "MODELLIX_API_KEY" in done.stdout
    assert done.stdout.splitlines()[-1].startswith("UNKNOWN")
    *_, foot = report(tmp_path)
    assert (foot["verdict"], foot["requests"]) == ("unknown", 1)


def test_nobody_there_tells_nothing(conform: Program, tmp_path: Path) -> None:
    done = conform("--base-url", "http://127.0.0.1:9", key="mdlx-key")
    assert done.returncode == 2
    assert "cannot be reached" in done.stdout or "no answer" in done.stdout
    assert report(tmp_path)[-1]["verdict"] == "unknown"


def test_a_dry_run_needs_no_server_and_no_key(conform: Program, tmp_path: Path) -> None:
    done = conform("--base-url", "http://127.0.0.1:9", "--dry-run")
    assert (done.returncode, done.stderr) == (0, "")
    plan = json.loads((tmp_path / "plan.json").read_text("utf-8"))
    assert str(plan["requests"]["free"]) in done.stdout
    assert not (tmp_path / "report.ndjson").exists()


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        ((), "--base-url"),
        (("--base-url", "127.0.0.1:8080"), "no http(s) address"),
        (("--base-url", "http://a/api/v1"), "has a path"),
        (("--base-url", "http://me:secret@a"), "user or password"),
        (("--base-url", "http://[a"), "cannot be read"),
        (("--base-url", "http://a"), "MODELLIX_API_KEY is not set"),
        (("--base-url", "http://a", "--live"), "--max-paid"),
        (("--base-url", "http://a", "--max-paid", "3"), "--live"),
        (("--base-url", "http://a", "--live", "--max-paid", "0"), "at least 1"),
        (("--print-body", "nothing"), "plan.json"),
    ],
)
def test_nonsense_is_told_and_sends_nothing(
    conform: Program, arguments: tuple[str, ...], words: str
) -> None:
    done = conform(*arguments)
    assert (done.returncode, done.stdout) == (2, "")
    assert words in done.stderr
    assert "Traceback" not in done.stderr
    assert "secret" not in done.stderr


@pytest.mark.parametrize(
    ("name", "value", "words"),
    [
        ("HTTP_PROXY", "foo://127.0.0.1:9", "HTTP_PROXY"),
        ("ALL_PROXY", "socks5://me:secret@127.0.0.1:9", "ALL_PROXY"),
        ("SSL_CERT_FILE", "/nonexistent", "SSL_CERT_FILE"),
    ],
)
def test_an_environment_that_cannot_be_used_is_told(
    conform: Program, monkeypatch: pytest.MonkeyPatch, name: str, value: str, words: str
) -> None:
    monkeypatch.setenv(name, value)
    done = conform("--base-url", "https://127.0.0.1:9", key="mdlx-key")
    assert done.returncode == 2
    assert words in done.stderr
    assert "Traceback" not in done.stderr
    assert "secret" not in done.stderr


def test_a_checker_that_breaks_has_judged_nobody(
    conform: Program, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Exit code 1 would say that the server does not keep the contract."""

    def broken(*_: object) -> None:
        raise ZeroDivisionError

    monkeypatch.setattr(command, "report_of", broken)
    done = conform("--base-url", "http://127.0.0.1:9", key="mdlx-key")
    assert done.returncode == 2
    assert "the checker itself failed" in done.stderr


def test_a_body_is_printed_for_curl(conform: Program, tmp_path: Path) -> None:
    done = conform("--print-body", "kling-v1-i2v/prompt/maxLength#1")
    assert done.returncode == 0
    limit = rules_by_id()["kling-v1-i2v/prompt/maxLength"].limit
    assert isinstance(limit, int)
    assert len(json.loads(done.stdout)["prompt"]) == limit + 1


@contextmanager
def _heard(number: signal.Signals) -> Iterator[None]:
    """What is begun meanwhile hears the signal; jobs of a shell's background or `nohup` do not."""
    before = signal.signal(number, signal.default_int_handler)
    try:
        yield
    finally:
        signal.signal(number, before)


def test_what_nohup_ignores_ends_no_run() -> None:
    before = signal.signal(signal.SIGHUP, signal.SIG_IGN)
    try:
        with ending_is_an_interrupt():
            assert signal.getsignal(signal.SIGHUP) is signal.SIG_IGN
            assert signal.getsignal(signal.SIGTERM) is not signal.SIG_DFL
        assert signal.getsignal(signal.SIGHUP) is signal.SIG_IGN
    finally:
        signal.signal(signal.SIGHUP, before)


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM, signal.SIGHUP, signal.SIGKILL])
def test_a_run_that_is_ended_is_no_pass(
    mock: Mapping[str, str], tmp_path: Path, number: signal.Signals
) -> None:
    stale = [tmp_path / name for name in ("junit.xml", "report.sarif", "index.html")]
    for path in stale:
        path.write_text("an earlier run conforms", encoding="utf-8")
    command = [sys.executable, "-m", "contract_tests", "conform", "--out", str(tmp_path)]
    command += [
        "--base-url",
        mock["MODELLIX_BASE_URL"],
        "--live",
        "--max-paid",
        str(build_plan().least_paid()),
    ]
    env = os.environ | {"MODELLIX_API_KEY": mock["MODELLIX_API_KEY"]}
    with (
        nullcontext() if number is signal.SIGKILL else _heard(number),
        subprocess.Popen(command, env=env, stdout=subprocess.PIPE, encoding="utf-8") as process,
    ):
        ledger = tmp_path / "ledger.ndjson"
        while not ledger.exists() or ledger.read_text("utf-8").count("\n") < 20:
            assert process.poll() is None
            time.sleep(0.01)
        process.send_signal(number)
        output, _ = process.communicate(timeout=60)
    assert not any("an earlier run" in path.read_text("utf-8") for path in stale if path.exists())
    if number is signal.SIGKILL:
        assert process.returncode == -signal.SIGKILL
        assert [line["type"] for line in report(tmp_path)] == ["header"]
        assert not any(path.exists() for path in stale)
        return
    assert process.returncode == 2
    assert "interrupted" in output
    foot = report(tmp_path)[-1]
    assert foot["verdict"] == "unknown"
