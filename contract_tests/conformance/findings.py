"""What one request told about one check."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from contract_tests.conformance.checks import Level
from contract_tests.conformance.exchange import Answer, Fault
from contract_tests.conformance.step import Step

# What a single request shows; what a check's verdict is follows from all of them together.
Sign = Literal["good", "bad", "odd", "unclear", "unsent"]


@dataclass(frozen=True, slots=True)
class Finding:
    """``good``: as the contract says. ``bad``: against it. ``odd``: not against it, but not as
    documented. ``unclear``: nothing can be said. ``unsent``: it was not tried."""

    check: str
    sign: Sign
    level: Level
    words: str
    step: Step | None = None
    got: Answer | Fault | None = None
