"""Hypothesis as a source of bodies: the same ones for the same seed, in every process."""

from __future__ import annotations

from typing import Final

from hypothesis import HealthCheck, Phase, given, seed, settings
from hypothesis import strategies as st
from hypothesis.internal.conjecture.providers import AVAILABLE_PROVIDERS, HypothesisProvider

from contract_tests.facts.page import Json

_BACKEND: Final = "conformance"


class SameEverywhere(HypothesisProvider):
    """Hypothesis mixes in constants of whatever modules are loaded: other ones in each program."""

    def _maybe_draw_constant(self, *_: object, **__: object) -> None:
        return None


AVAILABLE_PROVIDERS[_BACKEND] = f"{__name__}.{SameEverywhere.__qualname__}"


def drawn(strategy: st.SearchStrategy[Json], size: int, number: int) -> list[Json]:
    """So many values; ``number`` is the seed."""
    found: list[Json] = []

    @seed(number)
    @settings(
        max_examples=size,
        backend=_BACKEND,
        database=None,
        deadline=None,
        phases=[Phase.generate],
        suppress_health_check=list(HealthCheck),
    )
    @given(strategy)
    def collect(value: Json) -> None:
        found.append(value)

    collect()
    return found
