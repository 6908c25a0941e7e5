from __future__ import annotations

import json
import subprocess
import sys

import pytest

from contract_tests.facts.stand_in import stand_in

pytestmark = pytest.mark.client

GOOD = json.dumps({"id": 1, "model": stand_in().model, "body": stand_in().body()}).encode()


def test_the_program_answers_while_it_is_being_asked() -> None:
    command = [sys.executable, "-m", "modellix_client.check"]
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE) as program:
        assert program.stdin is not None
        assert program.stdout is not None
        for _ in range(2):
            program.stdin.write(GOOD + b"\n")
            program.stdin.flush()
            assert json.loads(program.stdout.readline())["valid"] is True
        program.stdin.close()
        assert program.stdout.read() == b""
        assert program.wait(20) == 0


def test_a_reader_that_goes_away_is_no_drama() -> None:
    command = [sys.executable, "-m", "modellix_client.check"]
    with subprocess.Popen(
        command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.PIPE
    ) as program:
        assert program.stdin is not None
        assert program.stdout is not None
        assert program.stderr is not None
        program.stdout.close()
        program.stdin.write(GOOD + b"\n")
        program.stdin.close()
        assert program.stderr.read() == b""
        assert program.wait(20) == 1
