"""The surface files as sets of lines, each with what it stands below."""

from functools import cache
from pathlib import Path

from generator.surface.entry import qualified

ROOT = Path(__file__).resolve().parents[2]
CLIENTS = ROOT / "generated_client"


@cache
def lines(client: str) -> tuple[str, ...]:
    """Every line of one client's file."""
    text = (CLIENTS / "surface" / f"{client}.txt").read_text(encoding="utf-8")
    return tuple(qualified(text))
