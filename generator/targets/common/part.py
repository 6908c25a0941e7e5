"""What a target is to the rest: three kinds of files, each made from as little as it needs.

A target never looks from one model at another. What one model gives is a function of that model
alone, so that it can be kept as long as the model stands as it is; what lists all models is made
from their heads and from the facts that their own parts left.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, Protocol

from generator.contract.types import Model, Overview
from generator.spec.document import Document, ModelFile

Files = dict[str, bytes]
Facts = dict[str, Any]  # JSON, since it is kept on disk


@dataclass(frozen=True, slots=True)
class Part:
    """Files by their path below the target's folder, and what the listing has to know of them."""

    files: Files
    facts: Facts = field(default_factory=dict)


class Target(Protocol):
    """One form that the contract is printed in."""

    @property
    def folder(self) -> str:
        """Where its files stand below the output; empty for the top."""

    def fixed(self, document: Document, overview: Overview) -> Part:
        """What depends on no model."""

    def of_model(self, file: ModelFile, model: Model) -> Part:
        """What depends on this model alone."""

    def listing(self, overview: Overview, fixed: Facts, models: Mapping[str, Facts]) -> Files:
        """What tells of all models.

        Args:
            overview: The models by their heads.
            fixed: The facts of the part without models.
            models: Those of each model's part, by its id.
        """

    def finished(self, files: Mapping[str, bytes]) -> Files:
        """The same files as they are to be written; each by itself, but all in one go."""
