"""Which rows are drawn, and together."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from typing import Final

from benchmarks.drawings import Bar, Theme, drawing
from benchmarks.measure import Row

_AIMS: Final = ("the aim ", "N/2R", "rho N/2R")
_Label = Callable[[str], str]


@dataclass(frozen=True, slots=True)
class Picture:
    """Bars under a title, in a file for each theme."""

    name: str
    title: str
    bars: tuple[Bar, ...]

    def file(self, theme: Theme) -> str:
        """Its name below docs/."""
        return f"benchmarks-{self.name}-{theme.name}.svg"

    def drawn(self, theme: Theme) -> str:
        """The SVG."""
        return drawing(self.title, self.bars, theme)


def _ours(_: str) -> str:
    return "ours"


def _learnt(row: str) -> str:
    return "ours, learnt durations" if row.endswith("learnt durations") else "ours"


def _target(row: str) -> str:
    return f"ours, {row.partition(' alone')[0]}"


# By family: name of the file, title, how the rows that belong into it begin, what ours is called.
_PICTURES: Final[dict[str, tuple[tuple[str, str, str | tuple[str, ...], _Label], ...]]] = {
    "validation": (
        (
            "check-valid",
            "Check a valid request of kling-image-o1, Python",
            "check a valid request: kling-image-o1",
            _ours,
        ),
        (
            "check-broken",
            "Find all that is wrong in a request of kling-image-o1, Python",
            "check a broken request, all that is wrong: kling-image-o1",
            _ours,
        ),
        (
            "check-typescript",
            "Check a valid request of kling-image-o1, TypeScript",
            "check a valid request, TypeScript: kling-image-o1",
            _ours,
        ),
        (
            "check-go",
            "Check a valid request of kling-image-o1, Go",
            "check a valid request, Go: kling-image-o1",
            _ours,
        ),
    ),
    "imports": (("import", "Import, over bare Python", "import the client", _ours),),
    "bundle_size": (
        (
            "bundle",
            "One model, to submit and to wait: gzip",
            "bundle of one model: submit and wait, TypeScript, gzip",
            _ours,
        ),
    ),
    "submit_and_poll": (
        (
            "submit",
            "One submit and one poll on loopback: CPU time, blocking client",
            "one submit and one poll, CPU time (sync)",
            _ours,
        ),
    ),
    "large_body": (
        (
            "memory",
            "Four images of 10 MB in one request: extra memory",
            "four images of 10 MB: extra memory",
            _ours,
        ),
        (
            "large-body",
            "Four images of 10 MB in one request: wall time, blocking client",
            "four images of 10 MB, sync, with [fast]: wall",
            _ours,
        ),
    ),
    "polling": (
        (
            "polling",
            "Mean delay until a finished task is seen: 30 tasks, 100 requests a minute",
            "detection delay, 30 tasks, 100 ",
            _learnt,
        ),
    ),
    "generation": (
        (
            "generation",
            "One more model beside many: CPU time",
            ("python alone", "typescript alone", "go alone"),
            _target,
        ),
    ),
}


def pictures_of(family: str, rows: Sequence[Row]) -> Iterator[Picture]:
    """The pictures of a family that have something to show."""
    for name, title, begins, label in _PICTURES.get(family, ()):
        chosen = [row for row in rows if row.name.startswith(begins)]
        if chosen:
            yield Picture(name, title, tuple(_bars(chosen, label)))


def _bars(rows: Sequence[Row], label: _Label) -> list[Bar]:
    """A bar for each thing that rows compare, ours first, each once."""
    bars: dict[str, Bar] = {}
    for row in rows:
        bars.setdefault(f"ours {row.name}", Bar(label(row.name), row.ours, row.unit, "ours"))
        kind = "aim" if row.peer_name.startswith(_AIMS) else "other"
        name = f"{row.peer_name} {row.peer_version}".strip()
        if all(row.peer != bar.value for bar in bars.values()):  # ours of another row, say
            bars[f"{name} {row.peer:.3g}"] = Bar(name, row.peer, row.unit, kind)
    return list(bars.values())
