"""Learned durations: the same whole numbers in TypeScript as in Python, for every urgency."""

from __future__ import annotations

import json
import random
from pathlib import Path
from typing import Any

import pytest
from modellix_client._core.durations import Durations

from contract_tests.counts import record
from contract_tests.profile import count
from contract_tests.typescript.programs import CLIENT, run

_READER = """
import {{ createInterface }} from "node:readline";
import {{ Durations }} from "{source}/full/durations.ts";

let known = new Durations();
for await (const line of createInterface({{ input: process.stdin }})) {{
  const one = JSON.parse(line);
  if (one === null) known = new Durations();
  else if (typeof one === "number") known.learn(one);
  else console.log(JSON.stringify([known.cost, known.known, known.highest, known.urgency(...one)]));
}}
"""

DRAWN = {
    "lognormal": lambda chance: int(chance.lognormvariate(11.4, 0.4)),
    "sharp": lambda chance: int(chance.gauss(90_000, 2_000)),
    "two kinds": lambda chance: int(chance.choice([9_000, 400_000]) * chance.uniform(0.9, 1.1)),
    "memoryless": lambda chance: int(chance.expovariate(1 / 60_000)),
    "any": lambda chance: chance.choice([0, 1, 1023, 1024, 2**21 - 1, 2**21, 2**40, -5]),
}


@pytest.mark.parametrize("kind", DRAWN)
def test_the_same_numbers(kind: str, tmp_path: Path) -> None:
    chance = random.Random(kind)  # noqa: S311 - cases, not secrets
    given: list[Any] = []
    expected: list[Any] = []
    for _ in range(count(5, 200)):
        given.append(None)
        known = Durations()
        for _ in range(120):
            duration = DRAWN[kind](chance)
            known.learn(duration)
            since = chance.choice([0, chance.randrange(0, 200_000)])
            age = since + chance.randrange(0, 3_000_000)
            given += [duration, [since, age]]
            told = [known.cost, known.known, known.highest, known.urgency(since, age)]
            expected.append(told)
    script = tmp_path / "reader.mts"
    script.write_text(_READER.format(source=(CLIENT / "src").as_uri()), encoding="utf-8")
    lines = "".join(f"{json.dumps(one)}\n" for one in given)
    done = run(script, given=lines.encode())
    assert done.stderr == b"", done.stderr.decode()
    assert [json.loads(line) for line in done.stdout.splitlines()] == expected
    record("learned durations that TypeScript repeats", len(expected))
