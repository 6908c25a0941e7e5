"""One parameter of a page without names: its description and the lines below it."""

from __future__ import annotations

from dataclasses import dataclass, field

from generator.contract.types import Json
from generator.docs.formats.glued import ValueLine
from generator.docs.text.normal import plain


@dataclass
class Block:
    """One parameter: its description, then its value line or lines; lines count from 1."""

    prose: list[tuple[int, str]]
    value: ValueLine | None = None
    value_line: int = 0
    item_prose: list[tuple[int, str]] = field(default_factory=list)
    item: ValueLine | None = None
    item_line: int = 0
    example: Json = None
    example_line: int | None = None

    @property
    def words(self) -> str:
        """The description in plain signs."""
        return " ".join(plain(text) for _, text in self.prose)

    @property
    def whole(self) -> str:
        """The description with that of the entries of a list."""
        return " ".join(plain(text) for _, text in (*self.prose, *self.item_prose))
