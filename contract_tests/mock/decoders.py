"""Readers of PNG and MP4, enough to tell a real file from one that only looks like it."""

from __future__ import annotations

import struct
import zlib

from contract_tests.mock_api.files import PNG_SIGNATURE


def decode_png(content: bytes) -> tuple[int, int]:
    """Read a PNG as PNG (third edition) has it: signature, chunks with checksums, all rows."""
    assert content.startswith(PNG_SIGNATURE)
    position, chunks = len(PNG_SIGNATURE), []
    while position < len(content):
        (length,) = struct.unpack_from(">I", content, position)
        kind = content[position + 4 : position + 8]
        data = content[position + 8 : position + 8 + length]
        (checksum,) = struct.unpack_from(">I", content, position + 8 + length)
        assert checksum == zlib.crc32(kind + data)
        chunks.append((kind, data))
        position += 12 + length
    assert [kind for kind, _ in chunks] == [b"IHDR", b"PLTE", b"IDAT", b"IEND"]
    width, height, *form = struct.unpack(">IIBBBBB", chunks[0][1])
    assert form == [8, 3, 0, 0, 0]
    assert len(chunks[1][1]) == 256 * 3
    rows = zlib.decompress(chunks[2][1])
    assert len(rows) == (width + 1) * height
    assert set(rows[:: width + 1]) == {0}
    return width, height


def boxes(content: bytes) -> dict[str, bytes]:
    """The boxes of one level of an MP4 (ISO/IEC 14496-12)."""
    found, position = {}, 0
    while position < len(content):
        size, kind = struct.unpack_from(">I4s", content, position)
        assert 8 <= size <= len(content) - position
        found[kind.decode("ascii")] = content[position + 8 : position + size]
        position += size
    return found
