"""Times candidates in turn, so that a slow moment of the machine hits them alike."""

from __future__ import annotations

import gc
import statistics
import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

Candidate = Callable[[], object]
_QUARTERS = 4


@dataclass(frozen=True, slots=True)
class Timing:
    """Median and spread (interquartile range over the median) of the rounds, in one unit."""

    median: float
    spread: float
    rounds: tuple[float, ...] = ()

    def over(self, peer: Timing) -> Timing:
        """The ratio to a peer that took turns: of each round, and of what the rounds gave.

        A slow moment of the machine that hits both is neither in the ratio nor in its spread.
        """
        if not self.rounds or len(self.rounds) != len(peer.rounds) or not all(peer.rounds):
            return Timing(self.median / peer.median, max(self.spread, peer.spread))
        return timing([mine / other for mine, other in zip(self.rounds, peer.rounds, strict=True)])


@dataclass(frozen=True, slots=True)
class Row:
    """One comparison; ``ratio`` is ours over the peer's, ``spread`` its own, ``aim`` its bound."""

    name: str
    ours: float
    peer: float
    peer_name: str
    peer_version: str
    ratio: float
    spread: float
    unit: str
    aim: float | None

    @classmethod
    def between(
        cls,
        name: str,
        ours: Timing,
        peer: Timing,
        *,
        peer_name: str,
        peer_version: str,
        unit: str,
        aim: float | None,
    ) -> Row:
        """Ours beside a peer that took turns with it."""
        ratio = ours.over(peer)
        return cls(
            name,
            ours.median,
            peer.median,
            peer_name,
            peer_version,
            ratio.median,
            ratio.spread,
            unit,
            aim,
        )

    @property
    def aim_met(self) -> bool | None:
        """Whether the aim was met; ``None`` for a row that is only shown."""
        return None if self.aim is None else self.ratio <= self.aim

    def as_dict(self) -> dict[str, object]:
        """The row as it is published."""
        return {
            "name": self.name,
            "ours": self.ours,
            "peer": self.peer,
            "peer_name": self.peer_name,
            "peer_version": self.peer_version,
            "ratio": self.ratio,
            "spread": self.spread,
            "unit": self.unit,
            "aim": self.aim,
            "aim_met": self.aim_met,
        }


def alternate(
    candidates: Mapping[str, Candidate], *, rounds: int, seconds: float = 0.02
) -> dict[str, Timing]:
    """Microseconds a call of each candidate, in ``rounds`` rounds of about ``seconds`` each."""
    numbers = {name: _calls(call, seconds) for name, call in candidates.items()}
    samples: dict[str, list[float]] = {name: [] for name in candidates}
    gc.collect()
    gc.disable()
    try:
        for _ in range(rounds):
            for name, call in candidates.items():
                samples[name].append(_time(call, numbers[name]) / numbers[name] * 1e6)
    finally:
        gc.enable()
    return {name: timing(values) for name, values in samples.items()}


def timing(values: Sequence[float]) -> Timing:
    """Median and spread of some samples."""
    median = statistics.median(values)
    low, high = min(values), max(values)
    if len(values) >= _QUARTERS:
        low, _, high = statistics.quantiles(values, n=_QUARTERS)
    return Timing(median, (high - low) / median if median else 0.0, tuple(values))


def _calls(call: Candidate, seconds: float) -> int:
    number = 1
    while (took := _time(call, number)) < seconds / 4:
        number *= 4
    return max(1, int(number * seconds / took))


def _time(call: Candidate, number: int) -> float:
    repeat = range(number)
    started = time.perf_counter()
    for _ in repeat:
        call()
    return time.perf_counter() - started
