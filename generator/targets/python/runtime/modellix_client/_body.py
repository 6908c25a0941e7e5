"""A request's body: text and images in turn, of a known length, produced a piece at a time."""

from __future__ import annotations

from collections.abc import Iterator

from ._json import Layout, Writer
from ._media_text import PIECE, MediaText, Source


class Body:
    """A body that is ready to be sent; its bytes are those of plain JSON.

    The last byte stands apart: a body without it is no JSON and shorter than announced, so
    whatever breaks before that byte was handed over has started nothing.

    Args:
        segments: Bytes, and sources of bytes, in the order they are sent; the last one is bytes.

    Attributes:
        length: The exact number of bytes.
    """

    __slots__ = ("_segments", "length")

    def __init__(self, segments: tuple[bytes | Source, ...]) -> None:
        self._segments = segments
        self.length = sum(
            len(segment) if isinstance(segment, bytes) else segment.length for segment in segments
        )

    @property
    def last(self) -> bytes:
        """The last byte; empty for an empty body."""
        final = self._segments[-1] if self._segments else b""
        return final[-1:] if isinstance(final, bytes) else b""

    def pieces(self) -> Iterator[bytes]:
        """All but the last byte, from the start.

        Raises:
            MediaError: an image is not any more what was judged.
        """
        final = len(self._segments) - 1
        for index, segment in enumerate(self._segments):
            if isinstance(segment, bytes):
                size = len(segment) - (index == final)
                for at in range(0, size, PIECE):
                    yield segment[at : min(at + PIECE, size)]
            else:
                yield from segment.pieces()
        for source in self._sources():
            source.verify()

    def rewindable(self) -> bool:
        """Whether it can be sent once more."""
        return all(source.rewindable() for source in self._sources())

    def _sources(self) -> list[Source]:
        return [segment for segment in self._segments if not isinstance(segment, bytes)]


def json_body(value: object, layout: Layout | None = None) -> Body:
    """A value as JSON, in which images stay where they are.

    Args:
        value: As for ``to_bytes``; images as ``MediaText``.
        layout: The order of the members.

    Raises:
        InvalidRequestError: what JSON has no form for.
    """
    out: list[str] = []
    _SegmentWriter(out).write(value, layout, ())
    segments: list[bytes | Source] = []
    text: list[str] = []
    for part in out:
        if isinstance(part, MediaText):
            segments += ["".join(text).encode(), part.source]
            text = []
        else:
            text.append(part)
    segments.append("".join(text).encode())
    return Body(tuple(segments))


def bytes_body(data: bytes) -> Body:
    """Bytes that are there already."""
    return Body((data,))


class _SegmentWriter(Writer):
    """Writes what stands around the images, and leaves the images in between."""

    def text(self, value: str, at: tuple[str, ...]) -> None:
        """A string."""
        if isinstance(value, MediaText):
            self.out += ['"', value, '"']
        else:
            super().text(value, at)
