"""The journal in TypeScript: read as Python reads it; no key is paid for twice, whoever dies."""

from __future__ import annotations

import json
import os
import random
import signal
import subprocess
import sys
from collections import Counter
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st
from modellix_client.journal import Journal, JournalEntry

from contract_tests.client.test_map_processes import _PROGRAM as PYTHON
from contract_tests.counts import record
from contract_tests.facts.stand_in import stand_in
from contract_tests.profile import count
from contract_tests.typescript.programs import CLIENT, node, run

pytestmark = pytest.mark.slow

NAMES = st.sampled_from(["a", "b", "c"])
RECORDS = st.one_of(
    st.builds(
        lambda name, key: {"type": "intent", "id": name, "model": "kling-v2-mi2i"} | key,
        NAMES,
        st.sampled_from([{}, {"key": "k"}, {"key": "ké"}, {"key": 5}, {"key": None}]),
    ),
    st.builds(
        lambda name, outcome, task, status: {
            "type": "outcome",
            "id": name,
            "outcome": outcome,
            "task_id": task,
            "status": status,
        },
        NAMES,
        st.sampled_from(["accepted", "refused", "not_sent", "unknown", "other"]),
        st.sampled_from(["task-1", "task-2", None]),
        st.sampled_from([200, None, 503]),
    ),
    st.builds(
        lambda task: {"type": "ended", "task_id": task}, st.sampled_from(["task-1", "task-2", 7])
    ),
    st.sampled_from([{"type": "other"}, {"type": "intent"}, {"type": "outcome", "id": 3}]),
)
LINES = st.one_of(
    st.builds(
        lambda record, version, at: json.dumps({"v": version, "at_ms": at} | record).encode(),
        RECORDS,
        st.sampled_from([2, 2, 2, 1, 3, "2"]),
        st.sampled_from([5, 5, 5, "5", None]),
    ),
    st.sampled_from([b"", b" ", b"{", b"[]", b"\xff", b'{"v":2,"type":"int', b"\xef\xbb\xbf{}"]),
)

_READER = """
import {{ createInterface }} from "node:readline";
import {{ Journal }} from "{source}/full/journal.ts";
import {{ Modellix }} from "{source}/index.ts";

for await (const journal of createInterface({{ input: process.stdin }})) {{
  const left = await new Modellix({{ journal }}).tasks.recover();
  const claims = new Journal(journal, () => undefined);
  const holders = [await claims.look("k"), await claims.look("ké")];
  console.log(JSON.stringify({{ ...left, holders }}));
}}
"""


def shown(entry: JournalEntry) -> dict[str, Any]:
    return {
        "id": entry.id,
        "model": entry.model,
        "atMs": entry.at_ms,
        "key": entry.key,
        "concluded": entry.concluded,
        "taskId": entry.task_id,
        "status": entry.status,
    }


def left(path: Path) -> dict[str, Any]:
    """What Python says is left, and who has the keys."""
    journal = Journal(path)
    found = journal.recover()
    holders = [journal.look(key) for key in ("k", "ké")]
    return {
        "unfinished": [shown(one) for one in found.unfinished],
        "unknown": [shown(one) for one in found.unknown],
        "unread": found.unread,
        "holders": [holder and shown(holder) for holder in holders],
    }


def recovered(folder: Path, paths: list[Path]) -> list[dict[str, Any]]:
    """What TypeScript says of the same."""
    script = folder / "reader.mts"
    script.write_text(_READER.format(source=(CLIENT / "src").as_uri()), encoding="utf-8")
    done = run(script, given="".join(f"{path}\n" for path in paths).encode())
    assert done.returncode == 0, done.stderr.decode()
    return [json.loads(line) for line in done.stdout.splitlines()]


def test_both_languages_read_the_same(tmp_path: Path) -> None:
    contents: list[bytes] = []

    @settings(
        max_examples=count(300, 10_000),
        deadline=None,
        database=None,
        phases=[Phase.generate],
        suppress_health_check=list(HealthCheck),
    )
    @given(st.lists(LINES, max_size=12), st.sampled_from([b"", b"\n"]))
    def collect(lines: list[bytes], end: bytes) -> None:
        contents.append(b"\n".join(lines) + end)

    collect()
    paths = [tmp_path / f"{number}.ndjson" for number in range(len(contents))]
    for path, content in zip(paths, contents, strict=True):
        path.write_bytes(content)
    for path, told in zip(paths, recovered(tmp_path, paths), strict=True):
        assert told == left(path), path.read_bytes()
    record("drawn journals that TypeScript reads as Python does", len(paths))


# Each step of the disk and of the service counts down; at zero the program is gone.
IT = stand_in()

_PROGRAM = """
import {{ appendFileSync }} from "node:fs";
import {{ open }} from "node:fs/promises";
import {{ setTimeout }} from "node:timers/promises";
import {{ Modellix }} from "{source}/index.ts";

const [, , journal, paid, points] = process.argv;
let left = Number(points);
const step = () => {{
  if (--left === 0) process.kill(process.pid, "SIGKILL");
}};
const probe = await open(paid, "a");
const made = Object.getPrototypeOf(probe);
await probe.close();
for (const name of ["stat", "read", "write", "sync", "close"]) {{
  const real = made[name];
  made[name] = async function (...rest) {{
    step();
    const told = await real.apply(this, rest);
    step();
    return told;
  }};
}}
async function fetch(url, {{ method, body }}) {{
  step();
  if (method !== "POST") {{
    const task_id = url.split("/").at(-1);
    return Response.json({{ data: {{ task_id, status: "success" }} }});
  }}
  const name = JSON.parse(await new Response(body).text()).{text};
  step();
  appendFileSync(paid, name + "\\n");
  step();
  return Response.json({{ data: {{ task_id: "task-" + name }} }});
}}
let at = 0;
const clock = {{ now: () => at, sleep: async (ms) => {{ at += ms; await setTimeout(1); }} }};
const client = new Modellix({{ apiKey: "mdlx-x", journal, fetch, clock }});
const keys = Array.from({{ length: {keys} }}, (_, number) => `k${{number}}`);
const requests = keys.map((key) => ({{ {text}: key }}));
const outcomes = await client.kling.v2Mi2i.map(requests, {{ keys }});
const shown = outcomes.map(({{ result, error }}) => (error ? error.name : result.taskId));
console.log(JSON.stringify({{ left, outcomes: shown }}));
"""


def started(folder: Path, journal: Path, paid: Path, left: int, keys: int) -> Any:
    script = folder / "program.mts"
    source = (CLIENT / "src").as_uri()
    text = _PROGRAM.format(source=source, keys=keys, text=IT.text)
    script.write_text(text, encoding="utf-8")
    command = [node(), str(script), os.fspath(journal), os.fspath(paid), str(left)]
    return subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE)


def ended(process: subprocess.Popen[bytes]) -> dict[str, Any] | None:
    told, trouble = process.communicate(timeout=120)
    assert process.returncode in {0, -9}, trouble.decode()
    return json.loads(told) if process.returncode == 0 else None


@pytest.mark.skipif(not hasattr(signal, "SIGKILL"), reason="no such signal on this system")
def test_killed_at_any_step_a_key_is_paid_for_once(tmp_path: Path) -> None:
    whole = ended(started(tmp_path, tmp_path / "whole", tmp_path / "paid", 10**6, 3))
    assert whole is not None
    steps = 10**6 - whole["left"]
    assert steps > 60
    points = count(12, 300)
    for point in range(points):
        journal, paid = tmp_path / f"{point}.ndjson", tmp_path / f"{point}.txt"
        at = 1 + point * steps // points
        assert ended(started(tmp_path, journal, paid, at, 3)) is None, at
        again = ended(started(tmp_path, journal, paid, 10**6, 3))
        assert again is not None
        names = Counter(paid.read_text(encoding="utf-8").split())
        assert max(names.values()) == 1, (at, names)
        for number, outcome in enumerate(again["outcomes"]):
            # Whoever was killed between the service and the disk knows that nobody knows.
            assert outcome in {f"task-k{number}", "SubmissionOutcomeUnknownError"}, at
            assert outcome != f"task-k{number}" or names[f"k{number}"] == 1
        assert again["outcomes"].count("SubmissionOutcomeUnknownError") <= 2
        assert recovered(tmp_path, [journal]) == [left(journal)]
        assert len(left(journal)["unread"]) <= 1
    record("points of death of a keyed map in TypeScript", points)


def test_side_by_side_with_python_a_key_is_paid_for_once(tmp_path: Path) -> None:
    chance = random.Random("side by side")  # noqa: S311 - cases, not secrets
    for number in range(count(2, 20)):
        journal, paid = tmp_path / f"{number}.ndjson", tmp_path / f"{number}.txt"
        begun = [sys.executable, "-c", PYTHON.replace("KEYS", "5")]
        commands = ["typescript", "typescript", "python", "python"]
        chance.shuffle(commands)
        processes = [
            started(tmp_path, journal, paid, 10**6, 5)
            if one == "typescript"
            else subprocess.Popen(
                [*begun, os.fspath(journal), os.fspath(paid), "0", IT.model, IT.text],
                stdout=subprocess.PIPE,
                stderr=subprocess.PIPE,
            )
            for one in commands
        ]
        told = [ended(process) for process in processes]
        names = Counter(paid.read_text(encoding="utf-8").split())
        assert names == {f"k{one}": 1 for one in range(5)}
        for answer in told:
            assert answer is not None
            for place, outcome in enumerate(answer["outcomes"]):
                assert outcome in {f"task-k{place}", "SubmissionOutcomeUnknownError"}
        # Whoever comes later finds every task, whatever became of those who began.
        assert len(ended(started(tmp_path, journal, paid, 10**6, 5))["outcomes"]) == 5  # type: ignore[index]
        assert left(journal)["unknown"] == []
        assert left(journal)["unfinished"] == []
    record("processes of two languages with one journal", count(2, 20) * 4)
