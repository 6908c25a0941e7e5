"""Lines of source with their indentation."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager


class Lines:
    """Collects lines; ``block`` puts braces around what is added inside it."""

    def __init__(self) -> None:
        self._lines: list[str] = []
        self._depth = 0

    def add(self, *lines: str) -> None:
        """Append texts of one line or several at the current indentation."""
        for line in (line for text in lines for line in text.split("\n")):
            self._lines.append("  " * self._depth + line if line else "")

    @contextmanager
    def block(self, head: str, tail: str = "}") -> Iterator[None]:
        """Append ``head {``, indent what follows, and close it."""
        self.add(f"{head} {{")
        self._depth += 1
        yield
        self._depth -= 1
        self.add(tail)

    @contextmanager
    def otherwise(self, head: str = "") -> Iterator[None]:
        """An ``else``, or an ``else if``, for the block that has just ended."""
        last = self._lines.pop()
        self._lines.append(f"{last} else {head} {{" if head else f"{last} else {{")
        self._depth += 1
        yield
        self._depth -= 1
        self.add("}")

    def text(self) -> str:
        """Everything so far, one line feed behind each line."""
        return "".join(line + "\n" for line in self._lines)
