"""Large Base64 that a caller holds as a string: judged and sent in slices, never copied whole."""

from __future__ import annotations

import binascii
from collections.abc import Iterator
from json.encoder import encode_basestring
from typing import Final

from ._media_form import HEAD_LETTERS, base64_start, base64_steps, decoded_size
from ._media_text import PIECE, MediaText

# Below this a string is written at once: that takes less time than a break.
_LARGE: Final = 64 * 1024


class TextSource:
    """A string of ASCII letters.

    Args:
        text: The string.
        path: The parameter, as an RFC 6901 pointer.
    """

    def __init__(self, text: str, path: str) -> None:
        self.path = path
        self._text = text
        self._start = base64_start(text)
        # What it was found to be, once somebody looked.
        self._size: tuple[int | None] | None = None
        self._length: int | None = None

    @property
    def characters(self) -> int:
        """The text's length in code points."""
        return len(self._text)

    @property
    def size(self) -> int | None:
        """The bytes of the decoded image; ``None`` if the text is no Base64."""
        if self._size is None:
            self._size = (None if self._start is None else decoded_size(self._text, self._start),)
        return self._size[0]

    @property
    def length(self) -> int:
        """The bytes that it takes inside the quotes of a JSON string."""
        if self.size is not None:
            return len(self._text)  # no letter of it needs an escape
        if self._length is None:
            self._length = sum(len(piece) for piece in self.pieces())
        return self._length

    @property
    def head(self) -> bytes:
        """The first bytes of the decoded image."""
        start = self._start or 0
        return binascii.a2b_base64(self._text[start : start + HEAD_LETTERS])

    def examine(self) -> Iterator[None]:
        """Find out size and length with breaks, so that both are there when they are asked for."""
        size: int | None = None
        if self._start is not None:
            for size in base64_steps(self._text, self._start):  # noqa: B007 (the last one counts)
                yield
        self._size = (size,)
        if size is None:
            length = 0
            for piece in self.pieces():
                length += len(piece)
                yield
            self._length = length

    def pieces(self) -> Iterator[bytes]:
        """The bytes inside the quotes."""
        plain = self.size is not None
        for at in range(0, len(self._text), PIECE):
            part = self._text[at : at + PIECE]
            yield part.encode("ascii") if plain else encode_basestring(part)[1:-1].encode("ascii")

    def verify(self) -> None:
        """A string does not change."""

    def rewindable(self) -> bool:
        """Always."""
        return True


def text_or_stand_in(text: str, path: str) -> str:
    """The string itself, or what stands for it where it is large and no URL."""
    if len(text) < _LARGE or not text.isascii() or text[:4].lower() == "http":
        return text
    return MediaText(TextSource(text, path))
