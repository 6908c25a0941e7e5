"""Result files: pictures made on the fly, and one clip that is kept beside the code."""

from __future__ import annotations

import colorsys
import hashlib
import struct
import zlib
from functools import lru_cache
from math import isqrt
from pathlib import Path
from typing import Final

CLIP_SIZE: Final = (320, 180)
_CLIP = Path(__file__).parent / "assets" / "clip.mp4"
_LONG_SIDE = {"1k": 1024, "2k": 2048}
_SUN = 255
PNG_SIGNATURE: Final = b"\x89PNG\r\n\x1a\n"


def picture_size(aspect_ratio: object, resolution: object) -> tuple[int, int]:
    """Width and height in pixels of a picture asked for; what is not known is square, and 1k."""
    side = _LONG_SIDE.get(str(resolution), _LONG_SIDE["1k"])
    across, _, down = str(aspect_ratio).partition(":")
    if not (across.isdecimal() and down.isdecimal() and int(across) and int(down)):
        return side, side
    width, height = int(across), int(down)
    longer = max(width, height)
    return side * width // longer, side * height // longer


@lru_cache(maxsize=1)
def clip() -> bytes:
    """The clip that every video task results in: H.264 in an MP4, two seconds."""
    return _CLIP.read_bytes()


@lru_cache(maxsize=16)
def picture(seed: str, width: int, height: int) -> bytes:
    """A PNG of this size whose colours follow from ``seed``: a sky, and a sun in it.

    Indexed colours, one byte a pixel: a row is a slice of one ramp, so that a picture of a
    million pixels takes milliseconds.
    """
    digest = hashlib.sha256(seed.encode()).digest()
    ramp = bytes(step * (_SUN - 1) // (width + height) for step in range(width + height))
    radius = min(width, height) // 6
    centre_x = width // 4 + digest[1] * width // 512
    centre_y = height // 4 + digest[2] * height // 1024
    rows = bytearray()
    for y in range(height):
        row = ramp[y : y + width]
        half = radius * radius - (y - centre_y) ** 2
        if half > 0:
            left = max(0, centre_x - isqrt(half))
            right = min(width, centre_x + isqrt(half))
            row = row[:left] + bytes([_SUN]) * (right - left) + row[right:]
        rows += b"\0"  # no filter
        rows += row
    header = struct.pack(">IIBBBBB", width, height, 8, 3, 0, 0, 0)
    return (
        PNG_SIGNATURE
        + _chunk(b"IHDR", header)
        + _chunk(b"PLTE", _palette(digest[0] / 256))
        + _chunk(b"IDAT", zlib.compress(bytes(rows), 6))
        + _chunk(b"IEND", b"")
    )


def _palette(hue: float) -> bytes:
    """254 steps from a deep colour to a light one beside it, and the sun's as the last."""
    colours = []
    for step in range(_SUN):
        share = step / (_SUN - 1)
        colours.append(
            colorsys.hsv_to_rgb((hue + share * 0.12) % 1, 0.75 - 0.5 * share, 0.35 + 0.6 * share)
        )
    colours.append((1.0, 0.93, 0.72))
    return bytes(round(part * 255) for colour in colours for part in colour)


def _chunk(kind: bytes, data: bytes) -> bytes:
    checksum = zlib.crc32(kind + data)
    return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", checksum)
