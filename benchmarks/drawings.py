"""Bars for the page of the benchmarks: SVG, once for light and once for dark backgrounds."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from html import escape
from typing import Final

from benchmarks.measure import Row

_WIDTH: Final = 760
_LEFT: Final = 250
_BAR: Final = 16
_STEP: Final = 24
_ROOM: Final = 130  # for the figure after the longest bar
_FONT: Final = "font-family='system-ui, sans-serif' font-size='12'"


@dataclass(frozen=True, slots=True)
class Theme:
    """Colours: of text, of our bars, of the others', of an aim."""

    name: str
    text: str
    ours: str
    other: str
    aim: str


THEMES: Final = (
    Theme("light", "#1f2328", "#0969da", "#9aa4af", "#bc4c00"),
    Theme("dark", "#e6edf3", "#4493f8", "#5b6570", "#ffa657"),
)


@dataclass(frozen=True, slots=True)
class Bar:
    """One value; ``ours`` is drawn in another colour, ``aim`` as a line."""

    label: str
    value: float
    unit: str
    kind: str  # ours, other or aim


def bars_of(rows: Sequence[Row]) -> list[Bar]:
    """A bar for each thing that rows compare, ours first, each once."""
    bars: dict[str, Bar] = {}
    for row in rows:
        bars.setdefault(f"ours {row.name}", Bar(_short(row.name), row.ours, row.unit, "ours"))
        kind = "aim" if row.aim is not None and not row.peer_version else "other"
        label = f"{row.peer_name} {row.peer_version}".strip()
        if all(row.peer != bar.value for bar in bars.values()):  # ours of another row, say
            bars[f"{label} {row.peer:.3g}"] = Bar(label, row.peer, row.unit, kind)
    return list(bars.values())


def drawing(title: str, bars: Sequence[Bar], theme: Theme) -> str:
    """The picture, on a scale that begins at zero."""
    most = max(bar.value for bar in bars) or 1.0
    height = 34 + _STEP * len(bars)
    size = f"viewBox='0 0 {_WIDTH} {height}' width='{_WIDTH}' height='{height}'"
    name = f"role='img' aria-label='{escape(title, quote=True)}'"
    lines = [
        f"<svg xmlns='http://www.w3.org/2000/svg' {size} {name}>",
        f"<text x='0' y='16' {_FONT} font-weight='600' fill='{theme.text}'>{escape(title)}</text>",
    ]
    for place, bar in enumerate(bars):
        top = 28 + _STEP * place
        width = max(1.0, bar.value / most * (_WIDTH - _LEFT - _ROOM))
        colour = {"ours": theme.ours, "aim": theme.aim}.get(bar.kind, theme.other)
        box = f"x='{_LEFT}' y='{top}' width='{width:.1f}' height='{_BAR}' rx='2'"
        label = f"x='{_LEFT - 8}' y='{top + 12}' text-anchor='end' {_FONT} fill='{theme.text}'"
        figure = f"x='{_LEFT + width + 6:.1f}' y='{top + 12}' {_FONT} fill='{theme.text}'"
        lines += [
            f"<text {label}>{escape(bar.label)}</text>",
            f"<rect {box} fill='{colour}'/>",
            f"<text {figure}>{bar.value:.3g} {escape(bar.unit)}</text>",
        ]
    return "\n".join([*lines, "</svg>"]) + "\n"


def _short(name: str) -> str:
    """What a row measures, as far as it differs within one picture."""
    return "ours, learnt durations" if name.endswith("learnt durations") else "ours"
