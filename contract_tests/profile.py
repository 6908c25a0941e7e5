"""How much a run tries: ``MODELLIX_PROFILE=ci`` (the default) or ``long``."""

from __future__ import annotations

import os
from typing import Literal

Profile = Literal["ci", "long"]


def profile() -> Profile:
    """The profile of this run.

    Raises:
        ValueError: ``MODELLIX_PROFILE`` names another one.
    """
    name = os.environ.get("MODELLIX_PROFILE") or "ci"
    if name == "ci":
        return "ci"
    if name == "long":
        return "long"
    raise ValueError(f"MODELLIX_PROFILE={name!r}: use ci or long")


def count(ci: int, long: int) -> int:
    """The number that belongs to the profile of this run."""
    return long if profile() == "long" else ci


def bodies_per_rule() -> int:
    """On how many bodies the readings of one rule are compared."""
    return count(300, 10_000)
