"""Prints the rows and writes them for people and programs."""

from __future__ import annotations

import json
import os
import platform
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path

from benchmarks import absent
from benchmarks.drawings import THEMES, bars_of, drawing
from benchmarks.measure import Row

_ROOT = Path(__file__).parents[1]
RESULTS = _ROOT / "benchmarks" / "results.json"
PAGE = _ROOT / "docs" / "benchmarks.md"
# Name of the file, title, and the rows that belong in one picture, by how their names begin.
_PICTURES = (
    (
        "polling",
        "Mean delay until a finished task is seen: 30 tasks, 100 requests a minute",
        ("detection delay, 30 tasks, 100 ",),
    ),
    (
        "memory",
        "Four images of 10 MB in one request: extra memory",
        ("four images of 10 MB: extra memory",),
    ),
    (
        "large-body",
        "Four images of 10 MB in one request: wall time, blocking client",
        ("four images of 10 MB, sync, with [fast]: wall",),
    ),
    (
        "submit",
        "One submit and one poll on loopback: CPU time, blocking client",
        ("one submit and one poll, CPU time (sync)",),
    ),
)
_NOTES = """## How to read it

- Everything that speaks HTTP runs in a process of its own, in one environment with the versions of
  `requirements/bench.txt`, against a service on loopback that does as little as HTTP/1.1 needs.
  `openapi-python-client` is what that generator makes of the same bundle.
- `make bench ONLY=name` runs one family; each is a file of `benchmarks/` with its name, and
  `python -m benchmarks --help` names them all.
- In TypeScript and Go the requests are those of the Python rows; Node's are timed in batches of a
  hundred, of which the median counts, so that nobody pays for another's garbage. Ids are small
  there, as neither zod nor ajv knows those past 2^53. go-playground/validator comes from Debian's
  packages, where there are any, and is an older release.
- Extra memory in Python is what the interpreter's own count says; in TypeScript and Go it is the
  greatest size of the process that Linux has seen, beside its size before.
- Requests are checked as Python objects. All checkers of a model stand in one process and take
  turns; each is written as somebody who likes that library would write it (`benchmarks/checkers`),
  and a test holds each to the 2,300 verdicts written by hand, but for what it says that it cannot
  tell: pydantic and msgspec know no 5.0 as an integer, Python's patterns take a last newline, no
  library knows how many bytes Base64 stands for. The check by hand is a function a model that
  answers yes or no and names no rule. A broken request has four faults; what reports all of them
  is timed until it has: ours with the rule, place and text of each and the name that a mistyped
  one was meant to be, pydantic with `errors()`, the others with `iter_errors`.
- An import is `from modellix_client import Modellix`. The client loads httpx and the rest of
  itself when the first client is made: a program that makes one pays for httpx then.
- A generation is a fresh process, from the files of a spec to formatted files on disk; CPU time
  and memory count the programs that it starts. Ours reads YAML, checks it, and writes the bundle,
  three clients with their rules, and what users of each can call; the stock generator reads the
  bundle and writes one client without rules. Larger specs are grown from the five models by a
  script, which gives copies ids of their own. A spec of a thousand models gets one round: it
  takes a minute.
- The check of servers is timed over a plan that is made once, against the mock in the same process;
  Schemathesis runs with its own defaults on the same mock. Plans also send images at the limit of
  their size, which cost more than all other requests together: they have a row of their own.
- Detection delays are simulated, with durations of a median of 90 s (lognormal, sigma 0.4) and a
  round trip of 0.15 s; they are the same in every run. The bound rho N/2R is that of reads which
  are spread evenly by somebody who knows the durations exactly; three tasks cannot be read so
  evenly, and a task is never read more often than once a second.
- Wall times of large bodies and stalls are the best of five in each round: on a machine with other
  work to do a median tells more of that work. Stalls include what the machine takes away.
- A spread of half the median and more says that the machine was busy: that row is to be read with
  care, and measured again on a quiet one before anything is concluded from it.

## Where we lose

- A submit and a poll take more CPU time than raw httpx. Of what is left, half is the last byte,
  which goes out by itself, as one more call of the system: it is what tells a submit that never
  arrived from one that may have. The rest is the check, the body as every language writes it, and
  the answer, which is held against the task that was asked for. Beside that, an address is parsed
  once for all reads of a task, and a request is built without httpx's defaults.
- jsonschema-rs answers yes or no to a small request faster than pure Python can.
- A refusal takes as long as pydantic's in Rust, and not half as long, as it names what a mistyped
  member was meant to be: that guess is a good third of it, each violation with its rule, place and
  text another. Half of pydantic's time is out of reach for code that makes its objects in Python.
- Ours and the check by hand take less than a microsecond for a small request; where a model's row
  is beyond its aim, it is so by hundredths of that.
- Large images in TypeScript take many times the floor, and more memory than aimed at: Base64 is
  made in plain JavaScript, over pieces that an unknown `fetch` may still hold, so that none is used
  again and the collector comes late. A submit by `node:http`, as under Deno and Bun, needs less.
- ajv says yes to a good request in the same time as ours, and in less than half for a model with
  lists of objects. It also tells all that is wrong faster than our client in TypeScript, which
  builds its sentences only then: the client is a third of the size for it.
- The encoder of Python's standard library takes more than twice the floor by itself. What is left
  above it in the async client is the way through anyio, once a piece; larger pieces fall out of the
  processor's caches.
- One changed model takes a second and a little more, half of it Python starting with what a
  generator imports; of a thousand it takes three: that model is printed in as little time
  as one of five, but the files that tell of all models, nine of them, are put together from a
  thousand parts, and eight thousand files are looked at before they are left as they are.
- A hundred waits at once send more requests than a loop that divides the limit among them from the
  start: what tasks that have ended leave of the budget goes to the others, which are seen sooner.
  Each request takes more CPU time than a bare one. The bound beside it is that of a hundred tasks
  all the time, which a group that shrinks stays below.
"""
_HEAD = ("what", "ours", "beside", "", "ratio", "spread", "aim", "")


def table(rows: Sequence[Row]) -> str:
    """The rows as aligned text."""
    cells = [_HEAD, *(_cells(row) for row in rows)]
    widths = [max(len(line[column]) for line in cells) for column in range(len(_HEAD))]
    return "\n".join(
        "  ".join(cell.ljust(width) for cell, width in zip(line, widths, strict=True)).rstrip()
        for line in cells
    )


def write(rows: Sequence[Row]) -> None:
    """Write ``benchmarks/results.json``, and what is made of it under ``docs/``."""
    data = {
        "machine": machine(),
        "absent": absent.found(),
        "rows": [row.as_dict() for row in rows],
    }
    RESULTS.write_text(json.dumps(data, indent=2, ensure_ascii=False) + "\n", encoding="utf-8")
    _write_page(rows, machine(), absent.found())


def write_page() -> None:
    """Write the page and its pictures from the results that are there, and measure nothing."""
    data = json.loads(RESULTS.read_text(encoding="utf-8"))
    for row in data["rows"]:
        del row["aim_met"]
    _write_page([Row(**row) for row in data["rows"]], data["machine"], data["absent"])


def _write_page(
    rows: Sequence[Row], facts: Mapping[str, object], absences: Mapping[str, str]
) -> None:
    PAGE.parent.mkdir(exist_ok=True)
    for name, text in documents(rows, facts, absences).items():
        (PAGE.parent / name).write_text(text, encoding="utf-8")


def documents(
    rows: Sequence[Row], facts: Mapping[str, object], absences: Mapping[str, str]
) -> dict[str, str]:
    """The page and its pictures, by the names of their files."""
    made = {PAGE.name: _page(rows, facts, absences)}
    for name, title, chosen in _pictures(rows):
        for theme in THEMES:
            text = drawing(title, bars_of(chosen), theme)
            made[f"benchmarks-{name}-{theme.name}.svg"] = text
    return made


def machine() -> dict[str, object]:
    """What the figures were measured on."""
    return {
        "python": platform.python_version(),
        "system": platform.system(),
        "processor": platform.machine(),
        "cores": os.cpu_count(),
    }


def _cells(row: Row) -> tuple[str, ...]:
    met = {True: "met", False: "MISSED", None: ""}[row.aim_met]
    return (
        row.name,
        f"{row.ours:.3g} {row.unit}",
        f"{row.peer:.3g} {row.unit}",
        f"{row.peer_name} {row.peer_version}".strip(),
        f"{row.ratio:.2f}",
        f"{row.spread:.0%}",
        "" if row.aim is None else f"≤ {row.aim:g}",
        met,
    )


def _page(rows: Sequence[Row], facts: Mapping[str, object], absences: Mapping[str, str]) -> str:
    lines = [
        "# Benchmarks",
        "",
        "Written by `make bench`. Ratios are ours over the peer's; the candidates of a family took",
        "turns in one run of it. Figures are medians, the spread is the interquartile range over",
        "the median. Trust the ratios more than the times.",
        "",
        (
            f"Python {facts['python']}, {facts['system']} {facts['processor']}, "
            f"{facts['cores']} cores."
        ),
        "",
        *_shown(rows),
        "| what | ours | beside | peer | ratio | spread | aim | |",
        "|---|---|---|---|---|---|---|---|",
    ]
    lines += ["| " + " | ".join(_cells(row)) + " |" for row in rows]
    if absences:
        lines += ["", "Left out of this run:", ""]
        lines += [f"- {what}: {why}" for what, why in sorted(absences.items())]
    return "\n".join(lines) + "\n\n" + _NOTES


def _pictures(rows: Sequence[Row]) -> Iterator[tuple[str, str, list[Row]]]:
    """Name, title and rows of each picture that has any."""
    for name, title, begins in _PICTURES:
        chosen = [row for row in rows if row.name.startswith(begins)]
        if chosen:
            yield name, title, chosen


def _shown(rows: Sequence[Row]) -> list[str]:
    """Each picture in the colours that the reader's page has."""
    lines = []
    for name, title, _ in _pictures(rows):
        dark, light = (f"benchmarks-{name}-{theme}.svg" for theme in ("dark", "light"))
        lines += [
            "<picture>",
            f'<source media="(prefers-color-scheme: dark)" srcset="{dark}">',
            f'<img src="{light}" alt="{title}">',
            "</picture>",
            "",
        ]
    return lines
