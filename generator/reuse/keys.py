"""Names for everything that a thing is made from: equal names, equal things."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from generator.output.manifest import digest
from generator.spec.document import Source, Sources


@dataclass(frozen=True, slots=True)
class Keys:
    """The keys of one state of the generator and of the spec's shared file."""

    state: str
    openapi: str

    @classmethod
    def of(cls, state: str, found: Sources) -> Keys:
        """The keys of these sources, for a generator in this state."""
        return cls(state, digest(found.openapi.content))

    @property
    def fixed(self) -> str:
        """What the files that depend on no model are made from."""
        return self._joined()

    def of_model(self, source: Source) -> str:
        """What the files of this model are made from."""
        return self._joined(source.name, digest(source.content))

    def of_listing(self, heads: Sequence[Any], facts: Sequence[str]) -> str:
        """What the files are made from that tell of all models.

        Args:
            heads: Of the models, as JSON.
            facts: The names of what the listing has to know: of the shared part and of each model.
        """
        return self._joined(heads, facts)

    def of_surface(self, views: Sequence[str]) -> str:
        """What a surface is made from: the names of what the files of its client add to it."""
        return self._joined(views)

    def _joined(self, *more: Any) -> str:
        return digest(json.dumps([self.state, self.openapi, *more]).encode())
