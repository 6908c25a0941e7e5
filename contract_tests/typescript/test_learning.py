"""What is learnt, durations and tasks in flight: the same numbers in TypeScript as in Python."""

from __future__ import annotations

import json
import random
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from modellix_client._core.durations import Durations
from modellix_client._core.in_flight import InFlight

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

DRAWN: dict[str, Callable[[random.Random], int]] = {
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


_FLIGHT = """
import {{ createInterface }} from "node:readline";
import {{ InFlight }} from "{source}/full/in-flight.ts";

let flight;
for await (const line of createInterface({{ input: process.stdin }})) {{
  const [step, ...rest] = JSON.parse(line);
  if (step === "new") flight = new InFlight(...rest);
  else if (step === "ready") console.log(JSON.stringify([flight.readyAt(...rest), flight.limit]));
  else flight[step](...rest);
}}
"""


def test_tasks_in_flight(tmp_path: Path) -> None:
    chance = random.Random(7)  # noqa: S311 - cases, not secrets
    given: list[list[Any]] = []
    expected: list[list[Any]] = []
    for _ in range(count(40, 2_000)):
        most, allowed, now, running = chance.choice([1, 3, 100]), chance.randrange(1, 9), 0, 0
        flight = InFlight(most)
        given.append(["new", most])
        for _ in range(150):
            now += chance.choice([0, 1, 700, 2_000, 30_000])
            ready = flight.ready_at(now)
            given.append(["ready", now])
            expected.append([ready, flight.limit])
            if ready is not None and ready <= now:
                flight.take()
                given.append(["take"])
                if running < allowed:
                    running += 1
                    flight.accepted(now)
                    given.append(["accepted", now])
                else:
                    asked = chance.choice([None, 0, 5_000])
                    flight.refused(now, asked)
                    given.append(["refused", now, asked])
            elif running and chance.random() < 0.5:
                running -= 1
                flight.ended()
                given.append(["ended"])
    script = tmp_path / "flight.mts"
    script.write_text(_FLIGHT.format(source=(CLIENT / "src").as_uri()), encoding="utf-8")
    done = run(script, given="".join(f"{json.dumps(one)}\n" for one in given).encode())
    assert done.stderr == b"", done.stderr.decode()
    assert [json.loads(line) for line in done.stdout.splitlines()] == expected
    assert {limit for _, limit in expected} > {1, 2, 3}
