"""Where the repository's own texts show a parameter that a page no longer has."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from generator.docs.comparing import Difference

# Texts with programs or requests in them, all written by hand.
_TEXTS = ("README.md", "docs/*.md", "examples/*", "generator/targets/*/runtime/README.md")
# A name that is given a value: `n=2`, `"n": 2`, `N: ptr(2)`.
_GIVEN = re.compile(r"""(\w+)["']?\s*[:=]""")
_FENCE = re.compile(r"^```\w*\n(.*?)^```$", re.MULTILINE | re.DOTALL)


@dataclass(frozen=True, slots=True)
class Shown:
    """A line that shows a parameter by a name that its model does not take any more."""

    file: str
    line: int
    model: str
    old: str
    new: str | None

    def __str__(self) -> str:
        now = f"is called {self.new} now" if self.new else "is gone"
        return f"{self.file}:{self.line} shows {self.old} of {self.model}, which {now}"


def outdated_examples(root: Path, applied: Sequence[Difference]) -> tuple[Shown, ...]:
    """The lines to write anew below ``root`` once these differences are in the spec.

    A line counts where the program around it names the model, however a language spells either.
    """
    gone = [
        entry
        for entry in applied
        if entry.kind == "type" and entry.is_ is None and "/" not in entry.subject
    ]
    if not gone:
        return ()
    paths = sorted(path for pattern in _TEXTS for path in root.glob(pattern) if path.is_file())
    return tuple(
        Shown(path.relative_to(root).as_posix(), line, entry.model, entry.subject, entry.other_name)
        for path in paths
        if path.suffix in (".md", ".py")
        for start, text in _programs(path)
        for entry in gone
        for line in _lines(start, text, entry)
    )


def _programs(path: Path) -> Iterator[tuple[int, str]]:
    """The programs of a text, each with the number of its first line."""
    text = path.read_text(encoding="utf-8")
    if path.suffix != ".md":
        yield 1, text
        return
    for match in _FENCE.finditer(text):
        yield text.count("\n", 0, match.start(1)) + 1, match[1]


def _lines(start: int, text: str, entry: Difference) -> Iterator[int]:
    if _plain(entry.model.partition("-")[2]) not in _plain(text):
        return
    name = _plain(entry.subject)
    for number, line in enumerate(text.split("\n"), start):
        if name in map(_plain, _GIVEN.findall(line)):
            yield number


def _plain(name: str) -> str:
    """A name without what languages spell differently: ``v2_mi2i``, ``v2Mi2i``, ``V2Mi2i``."""
    return re.sub(r"[^a-z0-9]", "", name.lower())
