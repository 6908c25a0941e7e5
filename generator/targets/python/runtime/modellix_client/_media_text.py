"""An image that goes out as text and is not in memory as text."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final, Protocol, Self

# Bytes of an image for one piece of the body. Divisible by 3, so that no padding falls into the
# middle; so small that the encoder's buffer, twice as large, is none that the C library maps by
# itself: to fault such a one in takes as long as to encode.
PIECE: Final = 63 * 1024


class Source(Protocol):
    """Where the text of an image comes from, in pieces.

    Attributes:
        path: The parameter, as an RFC 6901 pointer, for errors.
    """

    path: str

    @property
    def characters(self) -> int:
        """The text's length in code points."""
        ...

    @property
    def length(self) -> int:
        """The bytes that it takes inside the quotes of a JSON string."""
        ...

    @property
    def head(self) -> bytes:
        """The first bytes of the decoded image; enough for any signature."""
        ...

    @property
    def size(self) -> int | None:
        """The bytes of the decoded image; ``None`` if the text is no Base64."""
        ...

    def examine(self) -> Iterator[None]:
        """Find out what the properties say, with a break after each millisecond or less."""
        ...

    def pieces(self) -> Iterator[bytes]:
        """The bytes inside the quotes, from the start.

        Raises:
            MediaError: it cannot be read, or is not what was judged any more.
        """
        ...

    def verify(self) -> None:
        """Hold it against what was judged, once more; raises ``MediaError``."""
        ...

    def rewindable(self) -> bool:
        """Whether ``pieces`` can be had once more."""
        ...


class MediaText(str):
    """Stands for the text of an image where rules look: with its length and nature, empty inside.

    Generated rules ask a string for its type, its length and its media form; this answers all
    three from the source, so that they hold for an image that nobody has read.
    """

    __slots__ = ("source",)

    source: Source

    def __new__(cls, source: Source) -> Self:
        """One that stands for the text of ``source``."""
        text = super().__new__(cls)
        text.source = source
        return text

    def __len__(self) -> int:
        return self.source.characters

    def __bool__(self) -> bool:
        return True

    def __eq__(self, other: object) -> bool:
        return self is other

    __hash__ = object.__hash__

    def __repr__(self) -> str:
        return f"<an image of {self.source.characters} characters>"
