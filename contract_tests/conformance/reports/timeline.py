"""The life of a task as a picture: a bar from its submit to its last reading."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Final

from contract_tests.conformance.monitor import TERMINAL, History

WIDTH: Final = 600
_KNOWN: Final = frozenset({"pending", "processing", *TERMINAL})


@dataclass(frozen=True, slots=True)
class Part:
    """One status: where its bar begins and how wide it is, and in which colour it is shown."""

    status: str
    colour: str
    x: float
    width: float
    at_ms: int


@dataclass(frozen=True, slots=True)
class Timeline:
    """One task; ``words`` say what the picture shows."""

    task_id: str
    model: str
    parts: tuple[Part, ...]
    readings: tuple[float, ...]
    words: str


def timeline(history: History, scrub: Callable[[str], str]) -> Timeline:
    """The picture of a history."""
    last = max((seen.at_ms for seen in history.seen), default=0)
    scale = WIDTH / max(last, 1)
    parts: list[Part] = []
    for seen in history.seen:
        status = scrub(seen.status or ("lost" if seen.http == 404 else "no answer"))[:40]
        if parts and parts[-1].status == status:
            continue
        colour = status if status in _KNOWN else "other"
        parts.append(Part(status, colour, round(seen.at_ms * scale, 1), 0.0, seen.at_ms))
    ends = [*(part.x for part in parts[1:]), float(WIDTH)]
    wide = tuple(
        Part(part.status, part.colour, part.x, round(max(end - part.x, 3.0), 1), part.at_ms)
        for part, end in zip(parts, ends, strict=False)
    )
    words = ", ".join(f"{part.status} after {part.at_ms / 1000:.1f} s" for part in parts)
    readings = tuple(round(seen.at_ms * scale, 1) for seen in history.seen)
    return Timeline(scrub(history.task_id), history.model, wide, readings, words or "never read")
