"""Which of the service's path forms a model is submitted to."""

from __future__ import annotations

from typing import Final

from .._specification import ModelSpec

AUTO: Final = "auto"
DOCUMENTED: Final = "documented"


class Vintages:
    """The caller's choice of path form, and what was learnt about it.

    Args:
        choice: ``documented``, ``a``, ``b``, ``c``, or ``auto``: the documented one, and once
            another one where that is not found.
    """

    __slots__ = ("_learnt", "choice")

    def __init__(self, choice: str) -> None:
        self.choice = choice
        self._learnt: dict[str, str] = {}

    def first(self, model: ModelSpec) -> str:
        """The vintage to begin with."""
        if self.choice == AUTO:
            return self._learnt.get(model.id, model.documented)
        return model.documented if self.choice == DOCUMENTED else self.choice

    def after_not_found(self, model: ModelSpec, tried: str) -> str | None:
        """The vintage to try when one was not found; ``None`` when it is to stay with it."""
        if self.choice != AUTO:
            return None
        names = sorted(model.routes)
        start = names.index(tried) + 1
        for name in names[start:] + names[:start]:
            if model.routes[name] != model.routes[tried]:
                return name
        return None

    def learn(self, model: ModelSpec, vintage: str) -> None:
        """Remember the vintage that exists, for the life of the client."""
        self._learnt[model.id] = vintage
