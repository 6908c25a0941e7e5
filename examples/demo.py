"""Runs every model of the contract through the Python client, against the mock API.

Run as `python examples/demo.py` after `python -m generator generate`. Prints a table and saves
the results, with a page of them, in `out/demo/`. Ends with 0, or with 1 and one line that says
what went wrong. No key is needed and nothing leaves this machine.
"""

from __future__ import annotations

import json
import shutil
import subprocess
import sys
import time
from collections.abc import Generator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass
from functools import partial
from html import escape
from pathlib import Path
from string import Template
from typing import Any

from modellix_client import InvalidRequestError, Modellix, ModellixError, Violation

ROOT = Path(__file__).resolve().parents[1]
# Each value is fine by itself; together they break a rule of this model's page.
REFUSED_MODEL = "kling-v1-i2v"
REFUSED_BODY = {
    "image": "https://example.com/valley.jpg",
    "image_tail": "https://example.com/valley-at-night.jpg",
    "static_mask": "https://example.com/still.png",
}
_NUMBERS = (2, 3, 5)  # the table's columns that hold numbers


class DemoError(Exception):
    """The demo cannot go on; the text is for the person who started it."""


@dataclass(frozen=True)
class Job:
    """A request to try: a model and the first example of its description."""

    model: str
    body: dict[str, Any]


@dataclass(frozen=True)
class Outcome:
    """What became of a job; ``seconds`` from its submit to the last saved file."""

    job: Job
    task_id: str
    polls: int
    seconds: float
    files: list[Path]


def read_jobs(bundle: Path) -> list[Job]:
    """One job for each model in the bundle, so that a new model appears by itself."""
    if not bundle.is_file():
        raise DemoError(f"{bundle} is not there: run `python -m generator generate` first")
    paths: dict[str, Any] = json.loads(bundle.read_bytes())["paths"]
    jobs: list[Job] = []
    for item in paths.values():
        submit = item.get("post")
        if submit is not None and "x-routes" in submit:
            examples = submit["requestBody"]["content"]["application/json"]["examples"]
            jobs.append(Job(submit["operationId"], next(iter(examples.values()))["value"]))
    return jobs


@contextmanager
def mock_api() -> Generator[tuple[str, str], None, None]:
    """The mock API on a free port: its base URL and its key. It is ended in any case."""
    process = subprocess.Popen(
        [sys.executable, "-m", "contract_tests", "mock", "--port", "0"],
        cwd=ROOT,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )
    with process:
        try:
            url, key, ready = [next(process.stdout or iter(()), "").strip() for _ in range(3)]
            if ready != "ready":
                problem = process.communicate(timeout=10)[1].strip().splitlines()
                raise DemoError(f"the mock API did not start: {(problem or ['no reason'])[-1]}")
            yield url.partition("=")[2], key.partition("=")[2]
        finally:
            process.terminate()
            try:
                process.wait(timeout=10)
            except subprocess.TimeoutExpired:
                process.kill()


def run(client: Modellix, job: Job, *, folder: Path) -> Outcome:
    """Submit, wait, save: what a user does."""
    started = time.perf_counter()
    updates: list[object] = []
    task = client.submit(job.model, job.body)
    result = task.wait(timeout=60, on_update=updates.append)
    files = [Path(file) for file in result.save(folder)]
    return Outcome(job, task.id, len(updates), time.perf_counter() - started, files)


def refused(client: Modellix) -> list[Violation]:
    """What the client says about a request that breaks a rule."""
    try:
        client.submit(REFUSED_MODEL, REFUSED_BODY)
    except InvalidRequestError as error:
        return list(error.violations)
    raise DemoError(f"a request that breaks a rule of {REFUSED_MODEL} was sent")


def table(outcomes: list[Outcome]) -> str:
    """The outcomes as text, one line a file, names to the left and numbers to the right."""
    rows = [["MODEL", "TASK", "POLLS", "SECONDS", "FILE", "BYTES"]]
    for outcome in outcomes:
        about = [outcome.job.model, outcome.task_id, f"{outcome.polls}", f"{outcome.seconds:.1f}"]
        for file in outcome.files:
            rows.append([*about, file.name, f"{file.stat().st_size:,}"])
            about = [""] * len(about)
    widths = [max(map(len, column)) for column in zip(*rows, strict=True)]
    forms = [f"{'>' if column in _NUMBERS else '<'}{width}" for column, width in enumerate(widths)]
    lines = (map(format, row, forms) for row in rows)
    return "\n".join("  ".join(cells).rstrip() for cells in lines)


def page(outcomes: list[Outcome], violations: list[Violation], folder: Path) -> str:
    """The same as a page: no script, nothing from elsewhere."""
    rows: list[str] = []
    for outcome in outcomes:
        shown = "".join(
            figure(file.relative_to(folder).as_posix(), outcome, number)
            for number, file in enumerate(outcome.files, 1)
        )
        cells = {
            "Task": f"<code>{escape(outcome.task_id)}</code>",
            "Polls": str(outcome.polls),
            "Seconds": f"{outcome.seconds:.1f}",
            "Result": f'<div class="files">{shown}</div>',
        }
        tail = "".join(f'<td role="cell" data-label="{key}">{cells[key]}</td>' for key in cells)
        head = f'<th role="rowheader" scope="row">{escape(outcome.job.model)}</th>'
        rows.append(f'<tr role="row">{head}{tail}</tr>')
    broken = "".join(
        f"<li><code>{escape(each.rule)}</code>: {escape(each.message)}</li>" for each in violations
    )
    template = Template(Path(__file__).with_name("demo.html").read_text(encoding="utf-8"))
    return template.substitute(
        rows="\n".join(rows),
        refused_model=escape(REFUSED_MODEL),
        refused_body=escape(json.dumps(REFUSED_BODY, indent=2)),
        violations=broken,
    )


def figure(link: str, outcome: Outcome, number: int) -> str:
    """One file, with words for those who do not see it."""
    name = f"Result {number} of {len(outcome.files)} from {outcome.job.model}"
    link, name = escape(link), escape(name)
    shown = f'<a href="{link}"><img src="{link}" alt="{name}" loading="lazy"></a>'
    if link.endswith(".mp4"):
        shown = f'<video src="{link}" aria-label="{name}" controls muted preload="auto"></video>'
    return f"<figure>{shown}</figure>"


def main(folder: Path = ROOT / "out" / "demo") -> int:
    """Run the demo into ``folder``; returns the exit code."""
    try:
        jobs = read_jobs(ROOT / "generated_client" / "openapi.json")
        files = folder / "files"
        shutil.rmtree(files, ignore_errors=True)  # what an earlier run left
        files.mkdir(parents=True)
        print(f"{len(jobs)} models, mock API on this machine", flush=True)
        with mock_api() as (base_url, key), Modellix(key, base_url=base_url) as client:
            violations = refused(client)
            with ThreadPoolExecutor(len(jobs)) as pool:
                outcomes = list(pool.map(partial(run, client, folder=files), jobs))
        (folder / "index.html").write_text(page(outcomes, violations, folder), encoding="utf-8")
    except (DemoError, ModellixError, OSError, subprocess.SubprocessError) as error:
        print("demo:", " ".join(str(error).split()), file=sys.stderr)
        return 1
    except KeyboardInterrupt:
        print("demo: interrupted", file=sys.stderr)
        return 130
    print(f"\n{table(outcomes)}\n\nRefused before it was sent ({REFUSED_MODEL}):")
    for violation in violations:
        print(f"  {violation.rule}: {violation.message}")
    print(f"\nAll of it as a page: {folder / 'index.html'}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
