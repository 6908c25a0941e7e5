"""``python -m contract_tests mock`` as another program meets it."""

from __future__ import annotations

import signal
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import httpx
import pytest

from contract_tests.facts.stand_in import stand_in
from contract_tests.judges.bundle import contract

PATH = contract().model(stand_in().model).path

ROOT = Path(__file__).resolve().parents[2]
COMMAND = [sys.executable, "-m", "contract_tests", "mock"]
pytestmark = pytest.mark.slow


@contextmanager
def served(*options: str) -> Iterator[tuple[subprocess.Popen[str], str, str]]:
    """The command with its base URL and key, once it says that it is ready."""
    process = subprocess.Popen(
        [*COMMAND, *options],
        cwd=ROOT,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )
    with process:
        try:
            assert process.stdout is not None
            lines = [process.stdout.readline().rstrip("\n") for _ in range(3)]
            assert lines[2] == "ready"
            url = lines[0].removeprefix("MODELLIX_BASE_URL=")
            key = lines[1].removeprefix("MODELLIX_API_KEY=")
            assert url.startswith("http://127.0.0.1:")
            assert key.startswith("mdlx-")
            yield process, url, key
        finally:
            process.kill()


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no SIGTERM to send")
@pytest.mark.parametrize("sign", [signal.SIGTERM, signal.SIGINT])
def test_it_serves_real_tasks_and_ends_cleanly(sign: signal.Signals) -> None:
    with served("--port", "0", "--speed", "50") as (process, url, key):
        headers = {"authorization": f"Bearer {key}"}
        with httpx.Client(base_url=url, headers=headers, trust_env=False) as client:
            answer = client.post(PATH, json=stand_in().body("x")).json()["data"]
            assert answer["get_result"]["url"].startswith(url)
            deadline = time.monotonic() + 20
            while (data := client.get(answer["get_result"]["url"]).json()["data"])["status"] in (
                "pending",
                "processing",
            ):
                assert time.monotonic() < deadline
                time.sleep(0.01)
            file = client.get(data["result"]["resources"][0]["url"])
            assert file.headers["content-type"] == "image/png"
            assert int(file.headers["content-length"]) == len(file.content)
            assert abs(data["result_expires_at"] / 1000 - time.time() - 7 * 24 * 3600) < 60
            # The connection is still open, as a client's would be.
            process.send_signal(sign)
            output, problems = process.communicate(timeout=20)
        assert (process.returncode, output, problems) == (0, "", "")


def test_a_port_in_use_is_one_clear_line() -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = str(taken.getsockname()[1])
        ended = subprocess.run(
            [*COMMAND, "--port", port], cwd=ROOT, capture_output=True, text=True, check=False
        )
    assert (ended.returncode, ended.stdout) == (2, "")
    assert ended.stderr.count("\n") == 1
    assert f"port {port}" in ended.stderr


@pytest.mark.parametrize(
    "options",
    [["--port", "x"], ["--port", "65536"], ["--speed", "0"], ["--speed", "fast"], ["--speed=nan"]],
)
def test_options_that_make_no_sense_are_refused(options: list[str]) -> None:
    ended = subprocess.run(
        [*COMMAND, *options], cwd=ROOT, capture_output=True, text=True, check=False
    )
    assert (ended.returncode, ended.stdout) == (2, "")
    assert "Traceback" not in ended.stderr


def test_an_unknown_command_names_the_known_ones() -> None:
    ended = subprocess.run(
        [*COMMAND[:-1], "nothing"], cwd=ROOT, capture_output=True, text=True, check=False
    )
    assert ended.returncode == 2
    assert "mock" in ended.stderr
