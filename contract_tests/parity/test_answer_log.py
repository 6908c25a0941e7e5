"""The answer log of one language is that of another, to the byte."""

from __future__ import annotations

import json
import re
import subprocess
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path
from random import Random
from typing import Any, Final

import pytest
from jsonschema import Draft202012Validator
from modellix_client import ModellixError

from contract_tests import counts
from contract_tests.client.wire import Step, Wire
from contract_tests.go.program import go
from contract_tests.parity.cases import is_request
from contract_tests.parity.drawing.fuzz import drawn_lines
from contract_tests.profile import count

PROGRAM: Final = Path(__file__).with_name("programs") / "answer_log_go"
MODEL: Final = "kling-v2-mi2i"
MOMENT: Final = re.compile(rb'"at_ms":[0-9]+')
_DEEP: Final = 30
ANSWERS: Final = (
    (200, '{"code":0,"data":{"status":"pending","task_id":"task-1"}}'),
    (200, '{"code":-0,"message":"success"}'),
    (200, "no JSON"),
    (400, '{"code":400,"message":"Missing required parameter: parameter \'image\' is required"}'),
    (400, '{"code":400.0,"message":"Value out of range: parameter \'n\' must be at most 9"}'),
    (400, '{"code":true,"message":"Invalid parameters: parameter \'a b\' is odd"}'),
    (400, '{"code":9223372036854775807,"message":"Invalid format: it says parameter \'n\'"}'),
    (400, '{"code":9223372036854775808,"message":"Invalid format"}'),
    (401, '{"code":"401","message":"Authentication failed: parameter \'-x\'"}'),
    (402, '{"code":null,"message":7}'),
    (404, '{"code":404,"code":405,"message":"Resource not found: parameter \'_a.B-9\' x"}'),
    (422, '{"message":"Rate limit exceeded"}'),
    (429, '{"code":429,"message":"\\u0052ate limit exceeded: parameter \'\\ud800\'"}'),
    (429, '{"code":429,"message":" Concurrent limit exceeded"}'),
    (503, "[]"),
    (503, ""),
)
# What the drawn bodies hold seldom: names and strings near those that may be kept.
ODD: Final[tuple[dict[str, Any], ...]] = (
    {"prompt": "16:9", "n": -0.0, "": 1, "é": 2, "a b": {"c d": None}, "A" * 65: 1, "A" * 64: 2},
    {"image_list": {"image": "x"}, "subject_images": [["x", ["data:,"]], {"image": "y"}]},
    {"image_list/image": "x", "image": "x", "scene_image": "HTTPS://a", "style_image": "http:/a"},
    {"prompt": "\u017fttps://", "mask": "dAtA:", "data": "data", "http": "https:/\U0001f600/"},
    {"x": [1e21, 1e-7, 5.0, 2**63 - 1, -(2**63), True, None, [], {}], "prompt": "\U0001f600" * 3},
)


def exchanges(number: int) -> Iterator[dict[str, Any]]:
    """Requests, and what the service says to each."""
    random = Random("answer log")  # noqa: S311 (no secret: the same in every run)
    drawn = [json.loads(line) for line in drawn_lines("answer log", number) if is_request(line)]
    bodies = [(line["model"], line["body"]) for line in drawn if isinstance(line["body"], dict)]
    for model, body in [*((MODEL, odd) for odd in ODD), *bodies]:
        # A line holds two levels for each of the body's, and no text of ours is deeper than 64.
        if len(re.findall(r"[\[{]", str(body))) > _DEEP:
            continue
        extra = {"seed": 1, "n": "canary"} if random.random() < 0.1 else {}
        status, answer = random.choice(ANSWERS)
        yield {"model": model, "body": body, "extra": extra, "status": status, "answer": answer}


def lines_of_python(every: list[dict[str, Any]], file: Path) -> list[bytes]:
    for one in every:
        wire = Wire([Step(one["status"], one["answer"].encode())])
        client = wire.client(answer_log=file, validation="off")
        with suppress(ModellixError):
            client.submit(one["model"], one["body"], extra_body=one["extra"])
    return file.read_bytes().splitlines()


def lines_of_go(every: list[dict[str, Any]], file: Path, program: Path) -> list[bytes]:
    made = go("build", "-trimpath", "-o", str(program), ".", cwd=PROGRAM)
    assert made.returncode == 0, made.stderr
    told = "".join(json.dumps(one) + "\n" for one in every)
    done = subprocess.run(
        [program, file], input=told, capture_output=True, encoding="utf-8", check=True, timeout=300
    )
    assert done.stderr == ""
    return file.read_bytes().splitlines()


@pytest.mark.client
def test_go_writes_the_lines_of_python(tmp_path: Path, root: Path) -> None:
    every = list(exchanges(count(400, 20_000)))
    ours = lines_of_python(every, tmp_path / "python.ndjson")
    theirs = lines_of_go(every, tmp_path / "go.ndjson", tmp_path / "program")
    assert len(ours) == len(theirs) == len(every)
    for one, mine, other in zip(every, ours, theirs, strict=True):
        assert MOMENT.sub(b"", mine) == MOMENT.sub(b"", other), one
    schema = json.loads((root / "schemas/answer-log.schema.json").read_text("utf-8"))
    validator = Draft202012Validator(schema)
    for line in theirs:
        validator.validate(json.loads(line))
    assert b"canary" not in b"".join(theirs)
    counts.record("answer log: lines that two languages wrote alike", len(every))
