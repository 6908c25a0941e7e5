"""Text of the spec as comments: wrapped, and as gofmt leaves them."""

from __future__ import annotations

import re

from generator.targets.common.wrapping import visible, wrapped

_WIDTH = 96
# gofmt takes these at the beginning of a line for a list, a heading or a link, and moves them.
_MARKER = re.compile(r"[-*+#\[\u2022]|[0-9]+[.)]")


def comment(text: str, depth: int = 0) -> list[str]:
    """One paragraph as comment lines, for a place that is indented by ``depth`` tabs."""
    words = _plain(text).split()
    lines = wrapped(" ".join(words), _WIDTH - 4 * depth, break_long_words=False)
    joined: list[str] = []
    for line in lines:
        if joined and _MARKER.match(line):
            joined[-1] += " " + line
        else:
            joined.append(line)
    return [f"// {line}" for line in joined] or ["//"]


def _plain(text: str) -> str:
    # gofmt makes typographic quotes of these.
    return visible(text).replace("``", '"').replace("''", '"')
