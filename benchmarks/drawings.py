"""Bars for the page of the benchmarks: SVG, once for light and once for dark backgrounds."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from html import escape
from typing import Final

_WIDTH: Final = 800
_LEFT: Final = 310
_BAR: Final = 16
_STEP: Final = 24
_ROOM: Final = 130  # for the figure after the longest bar
_BEYOND: Final = 24  # what is drawn of a cut bar after the cut
_DWARFS: Final = 8  # times all the others
_THOUSAND: Final = 1000
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


def amount(value: float) -> str:
    """A number to three digits, as people write it."""
    return f"{value:,.0f}" if abs(value) >= _THOUSAND else f"{value:.3g}"


def drawing(title: str, bars: Sequence[Bar], theme: Theme) -> str:
    """The picture, on a scale that begins at zero; a bar that would dwarf the rest is cut."""
    most = _scale(bars)
    height = 34 + _STEP * len(bars)
    size = f"viewBox='0 0 {_WIDTH} {height}' width='{_WIDTH}' height='{height}'"
    name = f"role='img' aria-label='{escape(title, quote=True)}'"
    lines = [
        f"<svg xmlns='http://www.w3.org/2000/svg' {size} {name}>",
        f"<text x='0' y='16' {_FONT} font-weight='600' fill='{theme.text}'>{escape(title)}</text>",
    ]
    for place, bar in enumerate(bars):
        top = 28 + _STEP * place
        longest = _WIDTH - _LEFT - _ROOM
        width = min(max(1.0, bar.value / most * longest), longest)
        end = _LEFT + width + (_BEYOND if bar.value > most else 0)
        colour = {"ours": theme.ours, "aim": theme.aim}.get(bar.kind, theme.other)
        box = f"x='{_LEFT}' y='{top}' width='{width:.1f}' height='{_BAR}' rx='2'"
        label = f"x='{_LEFT - 8}' y='{top + 12}' text-anchor='end' {_FONT} fill='{theme.text}'"
        figure = f"x='{end + 6:.1f}' y='{top + 12}' {_FONT} fill='{theme.text}'"
        lines += [
            f"<text {label}>{escape(bar.label)}</text>",
            f"<rect {box} fill='{colour}'/>",
            *(_beyond(_LEFT + longest, top, colour) if bar.value > most else ()),
            f"<text {figure}>{amount(bar.value)} {escape(bar.unit)}</text>",
        ]
    return "\n".join([*lines, "</svg>"]) + "\n"


def _scale(bars: Sequence[Bar]) -> float:
    """What the longest bar stands for: the greatest value, unless it dwarfs all of several."""
    first, second, *others = sorted([0.0, *(bar.value for bar in bars)], reverse=True)
    return second if len(others) > 1 and first > _DWARFS * second else first or 1.0


def _beyond(left: float, top: float, colour: str) -> Iterator[str]:
    """Dashes after a bar that is longer than the picture."""
    for start in (4, 14):
        box = f"x='{left + start}' y='{top}' width='6' height='{_BAR}'"
        yield f"<rect {box} fill='{colour}'/>"
