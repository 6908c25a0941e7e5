"""Prints the rows and writes them for people and programs."""

from __future__ import annotations

import json
import os
import platform
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from benchmarks import absent
from benchmarks.drawings import THEMES, amount
from benchmarks.measure import Row
from benchmarks.pictures import Picture, pictures_of

_ROOT = Path(__file__).parents[1]
RESULTS = _ROOT / "benchmarks" / "results.json"
PAGE = _ROOT / "docs" / "benchmarks.md"
_SECTIONS = {
    "validation": "Check a request",
    "imports": "Import the client",
    "bundle_size": "Bundle the client",
    "submit_and_poll": "One submit and one poll",
    "large_body": "Four images of 10 MB in one submit",
    "concurrent_waits": "A hundred waits at once",
    "polling": "Polling under a budget",
    "conformance": "Check a server",
    "generation": "Generate the clients",
}
_NOTES = """## How to read it

- Everything that speaks HTTP runs in a process of its own, in one environment with the versions of
  `requirements/bench.txt`, against a service on loopback that does as little as HTTP/1.1 needs.
  `openapi-python-client` is what that generator makes of the same bundle.
- `make bench ONLY=name` runs one family; each is a file of `benchmarks/` with its name, and
  `python -m benchmarks --help` names them all. With `--only name --write` that program puts the
  rows of one family in the place of theirs on this page.
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

- A submit takes more CPU time than raw httpx, a read of a task as much. Of what is left, half is
  the last byte, which goes out by itself, as one more call of the system: it is what tells a
  submit that never arrived from one that may have. The rest is the check, the body as every
  language writes it, and the budget that all requests share. Beside that, an address is parsed
  once for all reads of a task, and a request is built without httpx's defaults.
- jsonschema-rs answers yes or no to a small request faster than pure Python can.
- A refusal takes two thirds of the time of pydantic's in Rust, and not half of it. A quarter of
  it is the name that a mistyped member was meant to be, which no other looks for; a fifth are the
  objects, each made by a call in Python, with rule, place, limit and text; a tenth is the short
  look that good requests pass, and the rest what tells of each member whether it is one of those
  that are wrong.
- Ours and the check by hand take less than a microsecond for a small request; where a model's row
  is beyond its aim, it is so by hundredths of that. For kling-image-o1 ours also counts the images
  that the prompt refers to, for a warning, which the check by hand leaves out.
- Large images in TypeScript: what is above the floor is the reading of a Blob, most of it, and
  Base64, which engines make as a text only; `node:http, ready bytes` has neither. With a `fetch` of
  the caller's, the collector decides when a piece's memory is free, which takes tens of megabytes.
- ajv says yes to a good request of a model with lists of objects sooner: ours asks of each object
  whether its members are its own, whatever a prototype holds, ajv does not. For the others both
  take the same, but for the noise.
- ajv tells all that is wrong in a fraction of a microsecond, our TypeScript in a microsecond or
  so. A quarter of that is the name that a mistyped one was meant to be, which ajv does not guess;
  the rest is what ajv knows when it compiles a schema for the place at hand: code that holds every
  path and sentence as a text. Ours puts them together when a rule is first broken, and keeps them:
  the client is a third of the size for it.
- Large images in Go are at their aim, and beyond it in some runs: the floor is a call of the system
  or two a piece, and Base64 is another pass over fifty megabytes.
- The encoder of Python's standard library takes twice the floor by itself. What is left above it in
  the async client is the way through anyio, a turn of the loop for each piece; for larger pieces
  the encoder's buffer is mapped anew each time, which takes as long as to encode.
- More than half of what one changed model takes is Python starting with all that a generator
  imports. One of a thousand takes nearly twice as much as one of five: a thousand files are read
  and nine thousand looked at before they are left as they are, and a bundle of twelve megabytes is
  written anew. The rows change a limit; what shows in the surface of a client, such as another
  value of an enum, has that surface put together from a thousand parts too, which takes another
  half of a second. The first change after a fresh start reads all files once more.
- A hundred waits at once send more requests than a loop that divides the limit among them from the
  start: what tasks that have ended leave of the budget goes to the others, which are seen sooner.
  Beside loops that begin together, a request of ours takes twice the CPU time, as theirs go out a
  hundred at a time, on processor caches that the one before has warmed: a limit is kept better by
  requests that are spread evenly, as ours are, and a loop that spreads its own pays nearly as much.
  The bound beside it is that of a hundred tasks all the time, which a group that shrinks stays
  below.
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


def write(families: Mapping[str, Sequence[Row]]) -> None:
    """Write ``benchmarks/results.json``, and what is made of it under ``docs/``."""
    _save(machine(), absent.found(), _entries(families))


def replace(families: Mapping[str, Sequence[Row]]) -> None:
    """Put the rows of some families in the place of theirs in the results, and keep the others.

    Raises:
        SystemExit: the others were measured on another machine.
    """
    data = json.loads(RESULTS.read_text(encoding="utf-8"))
    if data["machine"] != machine():
        raise SystemExit("the other rows are another machine's: run all with `make bench`")
    fresh = _entries(families)
    old = [row for row in data["rows"] if row["family"] not in families]
    order = list(_SECTIONS)
    rows = sorted([*old, *fresh], key=lambda row: order.index(str(row["family"])))
    _save(data["machine"], data["absent"] | absent.found(), rows)


def _entries(families: Mapping[str, Sequence[Row]]) -> list[dict[str, object]]:
    return [
        {"family": family, **row.as_dict()} for family, rows in families.items() for row in rows
    ]


def _save(
    where: Mapping[str, object], absences: Mapping[str, str], rows: Sequence[dict[str, object]]
) -> None:
    data = {"machine": where, "absent": absences, "rows": rows}
    RESULTS.write_text(json.dumps(data, indent=2, ensure_ascii=False) + "\n", encoding="utf-8")
    write_page()


def write_page() -> None:
    """Write the page and its pictures from the results that are there, and measure nothing."""
    PAGE.parent.mkdir(exist_ok=True)
    for name, text in documents(json.loads(RESULTS.read_text(encoding="utf-8"))).items():
        (PAGE.parent / name).write_text(text, encoding="utf-8")


def documents(results: Mapping[str, Any]) -> dict[str, str]:
    """The page and its pictures, by the names of their files."""
    families: dict[str, list[Row]] = {}
    for entry in results["rows"]:
        columns = {name: entry[name] for name in Row.__slots__}
        families.setdefault(entry["family"], []).append(Row(**columns))
    made = {PAGE.name: _page(families, results["machine"], results["absent"])}
    for family, rows in families.items():
        for picture in pictures_of(family, rows):
            made |= {picture.file(theme): picture.drawn(theme) for theme in THEMES}
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
        f"{amount(row.ours)} {row.unit}",
        f"{amount(row.peer)} {row.unit}",
        f"{row.peer_name} {row.peer_version}".strip(),
        f"{row.ratio:.2f}",
        f"{row.spread:.0%}" if row.spread else "-",
        "" if row.aim is None else f"≤ {row.aim:g}",
        met,
    )


def _page(
    families: Mapping[str, Sequence[Row]], facts: Mapping[str, object], absences: Mapping[str, str]
) -> str:
    judged = [row for rows in families.values() for row in rows if row.aim_met is not None]
    lines = [
        "# Benchmarks",
        "",
        "Written by `make bench`. The candidates of a family took turns in one run of it. Times",
        "and sizes are medians of the rounds; a ratio is ours over the peer's, the median of the",
        "rounds' own ratios, and its spread is their interquartile range over it. A dash stands",
        "for what is the same in every run, or was measured once. Trust the ratios more than the",
        "times.",
        "",
        (
            f"Python {facts['python']}, {facts['system']} {facts['processor']}, "
            f"{facts['cores']} cores. Of {len(judged)} rows with an aim, "
            f"{sum(row.aim_met is True for row in judged)} meet it."
        ),
        "",
    ]
    for family, rows in families.items():
        lines += [f"## {_SECTIONS[family]}", ""]
        for picture in pictures_of(family, rows):
            lines += [*_shown(picture), ""]
        lines += [
            "| what | ours | beside | peer | ratio | spread | aim | |",
            "|---|---|---|---|---|---|---|---|",
            *("| " + " | ".join(_cells(row)) + " |" for row in rows),
            "",
        ]
    if absences:
        lines += ["Left out of this run:", ""]
        lines += [f"- {what}: {why}" for what, why in sorted(absences.items())] + [""]
    return "\n".join(lines) + "\n" + _NOTES


def _shown(picture: Picture) -> list[str]:
    """A picture in the colours that the reader's page has."""
    light, dark = (picture.file(theme) for theme in THEMES)
    return [
        "<picture>",
        f'<source media="(prefers-color-scheme: dark)" srcset="{dark}">',
        f'<img src="{light}" alt="{picture.title}">',
        "</picture>",
    ]
