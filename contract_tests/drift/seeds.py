"""The five docs pages that the spec was written from; they are not ours to publish."""

from __future__ import annotations

import os

import pytest

from contract_tests.facts.page import ROOT
from contract_tests.vectors.current import outdated

SEEDS = ROOT.parent / "shared" / "seeds"
FILES = sorted(SEEDS.glob("*.txt"))

# The five models of these pages. What is written about the pages holds while they say the same.
MODELS = ("kling-image-o1", "kling-v1-i2v", "kling-v1.5-i2i", "kling-v1.6-mi2v", "kling-v2-mi2i")


def _reason() -> str | None:
    """Why nothing can be said by these pages; ``None`` if it can."""
    if not FILES and os.environ.get("MODELLIX_REQUIRE_SEEDS") != "1":
        return f"no docs pages at {SEEDS.name} beside the checkout"
    return next(filter(None, map(outdated, MODELS)), None)


needs_seeds = pytest.mark.skipif(_reason() is not None, reason=str(_reason()))


def seed(part: str) -> str:
    """The text of the page whose name begins with ``part``."""
    (path,) = SEEDS.glob(f"{part}*.txt")
    return path.read_text(encoding="utf-8")
