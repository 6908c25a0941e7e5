"""What the applied differences do to the public surface of each client, line by line."""

from __future__ import annotations

import difflib
import re
from collections.abc import Iterator, Mapping

from generator.surface.entry import qualified

# A new model is some 200 lines in Python; who reviews it reads the files.
_MOST = 80


def surface_changes(before: Mapping[str, str], after: Mapping[str, str]) -> dict[str, list[str]]:
    """Lines that come (``+``) and go (``-``), by client; without those that stay as they are."""
    found = {}
    for client, text in after.items():
        old, new = qualified(before.get(client, "")), qualified(text)
        lines = [
            line
            for line in difflib.unified_diff(old, new, n=0, lineterm="")
            if not line.startswith(("---", "+++", "@@"))
        ]
        if lines:
            found[client] = lines
    return found


def shown(changes: Mapping[str, list[str]]) -> Iterator[str]:
    """The lines as Markdown, in a block that nothing in them can end."""
    for client, lines in changes.items():
        cut = lines[:_MOST]
        runs = [len(run) for line in cut for run in re.findall("`+", line)]
        fence = "`" * max(3, 1 + max(runs, default=0))
        yield from ("", f"### {client}", "", f"{fence}diff", *cut, fence)
        if len(lines) > _MOST:
            yield f"… and {len(lines) - _MOST} more in `generated_client/surface/{client}.txt`."
