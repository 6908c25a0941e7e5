"""What a model makes, as far as its kind of task says so."""

from __future__ import annotations

from typing import Final

_MEDIA: Final = frozenset(
    ("audio", "document", "image", "music", "sound", "speech", "text", "video", "voice")
)


def output_named(kind: str) -> str | None:
    """The medium that a kind of task names last; ``None`` when it names none.

    Args:
        kind: Words such as ``image-to-video``, ``image-edit`` or ``lip-sync``.
    """
    return next((word for word in reversed(kind.split("-")) if word in _MEDIA), None)
