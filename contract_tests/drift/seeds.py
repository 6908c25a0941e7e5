"""The five docs pages that the spec was written from; they are not ours to publish."""

from __future__ import annotations

import os
from functools import cache
from pathlib import Path

import pytest

from contract_tests.facts.page import ROOT
from contract_tests.vectors.current import outdated

SEEDS = ROOT.parent / "shared" / "seeds"
FILES = sorted(SEEDS.glob("*.txt"))

# The five models of these pages. What is written about the pages holds while they say the same.
MODELS = ("kling-image-o1", "kling-v1-i2v", "kling-v1.5-i2i", "kling-v1.6-mi2v", "kling-v2-mi2i")


def _absent() -> str | None:
    if not FILES and os.environ.get("MODELLIX_REQUIRE_SEEDS") != "1":
        return f"no docs pages at {SEEDS.name} beside the checkout"
    return None


@cache
def changed(path: Path) -> str | None:
    """Why what is written about this page holds no more; ``None`` if it does."""
    text = path.read_text(encoding="utf-8")
    # The path that its call posts to ends in the model, or in the model and one word more.
    route = text[text.index("--url") :].split()[1].removesuffix("/async")
    return _moved_on(route.rpartition("/")[2])


def _moved_on(model: str) -> str | None:
    """The same, told by the facts: of its parameters and rules, or of its path."""
    return outdated(model) or outdated(model, "route")


def _needs(reason: str | None) -> pytest.MarkDecorator:
    return pytest.mark.skipif(reason is not None, reason=str(reason))


# Those that still say what was written about them, and all of them as cases of a test.
CURRENT = [path for path in FILES if changed(path) is None]
CASES = [pytest.param(path, id=path.stem[:3], marks=_needs(changed(path))) for path in FILES]

needs_a_seed = _needs(_absent() or (changed(FILES[0]) if FILES and not CURRENT else None))
needs_seeds = _needs(_absent() or next(filter(None, map(_moved_on, MODELS)), None))


def seed(part: str) -> str:
    """The text of the page whose name begins with ``part``."""
    (path,) = SEEDS.glob(f"{part}*.txt")
    return path.read_text(encoding="utf-8")
