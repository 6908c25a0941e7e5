"""Lines of Go with their indentation, laid out as gofmt does it."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager


class Lines:
    """Collects lines; ``block`` indents what is added inside it and closes it."""

    def __init__(self, depth: int = 0) -> None:
        self._lines: list[str] = []
        self._depth = depth

    def __len__(self) -> int:
        return len(self._lines)

    @property
    def depth(self) -> int:
        """How many tabs stand before the next line."""
        return self._depth

    def add(self, *lines: str) -> None:
        """Append lines at the current indentation."""
        self._lines += ["\t" * self._depth + line if line else "" for line in lines]

    def take(self, other: Lines) -> None:
        """Append what another one collected at this indentation."""
        self._lines += other._lines

    @contextmanager
    def block(self, head: str, tail: str = "}") -> Iterator[None]:
        """Append ``head {``, indent what follows, and close it with ``tail``, if any."""
        self.add(head + " {")
        self._depth += 1
        yield
        self._depth -= 1
        if tail:
            self.add(tail)

    @contextmanager
    def default(self) -> Iterator[None]:
        """What a switch does with anything else; closes the switch."""
        self.add("default:")
        self._depth += 1
        yield
        self._depth -= 1
        self.add("}")

    def text(self) -> str:
        """Everything so far, one line feed behind each line."""
        return "".join(line + "\n" for line in self._lines)
