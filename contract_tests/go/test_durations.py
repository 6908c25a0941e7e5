"""What the Go client learns of durations is what the Python client learns, number by number."""

import json
import random
from pathlib import Path

from modellix_client._core.durations import Durations

from contract_tests.counts import record
from contract_tests.go.program import go
from contract_tests.profile import count


def test_learnt_alike(tmp_path: Path) -> None:
    draw = random.Random(7)  # noqa: S311 -- the same durations in every run
    learnt, steps = Durations(), []
    for number in range(count(2_000, 20_000)):
        # Regimes of their own kind, so that the weights come into use and go out of it again.
        if number // 100 % 3 == 2:
            duration = draw.randrange(-5, 3_000_000)
        else:
            duration = int(draw.lognormvariate(11, 0.2 + number // 100 % 3))
        learnt.learn(duration)
        since = draw.randrange(400_000)
        age = since + draw.randrange(100_000)
        figures = (duration, learnt.cost, learnt.highest, since, age, learnt.urgency(since, age))
        names = ("Duration", "Cost", "Highest", "Since", "Age", "Urgency")
        steps.append(dict(zip(names, figures, strict=True)))
    path = tmp_path / "steps.json"
    path.write_text(json.dumps(steps), encoding="utf-8")
    more = {"MODELLIX_DURATIONS": str(path)}
    told = go("test", "-count=1", "-run", "TestDurations", "-v", "./internal/pacing", more=more)
    assert told.returncode == 0, told.stdout + told.stderr
    assert "--- PASS: TestDurationsAreLearntAlike" in told.stdout
    record("durations learnt in Go", len(steps))
