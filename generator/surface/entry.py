"""The surface of a client as a tree of lines: what is inside something stands below it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

_INDENT = "  "
# No code has it.
JOINT = " › "  # noqa: RUF001


@dataclass
class Entry:
    """One line, with the lines below it."""

    text: str
    below: list[Entry] = field(default_factory=list)

    def add(self, text: str) -> Entry:
        """A further line below this one."""
        entry = Entry(text)
        self.below.append(entry)
        return entry


def render(entries: Iterable[Entry]) -> str:
    """The file; entries may come one by one, none is kept."""
    return "".join("".join(f"{line}\n" for line in _lines(entry, 0)) for entry in entries)


def _lines(entry: Entry, depth: int) -> Iterator[str]:
    yield _INDENT * depth + entry.text
    for inner in entry.below:
        yield from _lines(inner, depth + 1)


def qualified(text: str) -> list[str]:
    """The lines of a file, each with what it stands below: a diff of these needs no context."""
    above: list[str] = []
    found = []
    for line in text.splitlines():
        depth = (len(line) - len(line.lstrip())) // len(_INDENT)
        above[depth:] = [line.strip()]
        found.append(JOINT.join(above))
    return found
