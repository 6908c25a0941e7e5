"""The five docs pages that the spec was written from; they are not ours to publish."""

from __future__ import annotations

import os

import pytest

from contract_tests.facts.page import ROOT

SEEDS = ROOT.parent / "shared" / "seeds"
FILES = sorted(SEEDS.glob("*.txt"))

needs_seeds = pytest.mark.skipif(
    not FILES and os.environ.get("MODELLIX_REQUIRE_SEEDS") != "1",
    reason=f"no docs pages at {SEEDS.name} beside the checkout",
)


def seed(part: str) -> str:
    """The text of the page whose name begins with ``part``."""
    (path,) = SEEDS.glob(f"{part}*.txt")
    return path.read_text(encoding="utf-8")
