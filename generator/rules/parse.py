"""The tree of a rule's text: read once by a run, or not at all where an earlier run has read it."""

from __future__ import annotations

from collections.abc import Mapping
from functools import lru_cache
from typing import Any

from generator.rules.errors import RuleError
from generator.rules.expression import Expression
from generator.rules.tree_data import tree_of

MAX_LENGTH = 4000
_learnt: dict[str, Any] = {}


@lru_cache(maxsize=4096)
def parse(text: str) -> Expression:
    """The tree of a rule. Lint, schema and each client ask for the same one.

    Raises:
        RuleError: no CEL, or CEL outside the subset; with the column and what to do.
    """
    if len(text) > MAX_LENGTH:
        raise RuleError(
            MAX_LENGTH + 1,
            f"the rule has {len(text)} characters",
            f"split it into rules of at most {MAX_LENGTH}",
        )
    if text in _learnt:
        return tree_of(_learnt[text])
    from generator.rules.grammar import read  # noqa: PLC0415 - slow to import and to begin

    return read(text)


def learn(trees: Mapping[str, Any]) -> None:
    """Take over what an earlier run of this very generator has read.

    Args:
        trees: The tree of each text, as `generator.rules.tree_data.data_of` writes it.
    """
    _learnt.update(trees)


def forget() -> None:
    """Read every rule anew from now on."""
    _learnt.clear()
    parse.cache_clear()
