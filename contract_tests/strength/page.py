"""``index.html``: the table, the comparison and what survived, in one file without a script."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache
from pathlib import Path
from typing import Any

from jinja2 import Environment, StrictUndefined, Template

from contract_tests.strength.targets import Target


def rendered(result: dict[str, Any], reached: Sequence[Target]) -> str:
    """The whole page."""
    return _template().render(**result, targets=reached)


@cache
def _template() -> Template:
    environment = Environment(
        autoescape=True, undefined=StrictUndefined, trim_blocks=True, lstrip_blocks=True
    )
    text = Path(__file__).with_name("page.html").read_text(encoding="utf-8")
    return environment.from_string(text)
