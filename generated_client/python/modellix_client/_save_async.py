"""Saves a file of a result under asyncio or trio: the twin of _save_sync."""

from __future__ import annotations

import os
from pathlib import Path

from anyio import to_thread

from ._download import (
    MOST_REDIRECTS,
    STOPPED,
    FileSink,
    broken,
    check_response,
    redirected,
    too_many_redirects,
)
from ._transport_async import AsyncTransport


async def save(
    transport: AsyncTransport,
    task_id: str,
    url: str,
    directory: str | os.PathLike[str],
    stem: str,
    extension: str,
) -> Path:
    """Fetch ``url`` into ``directory``; raises ``DownloadError`` and leaves nothing half."""
    try:
        sink = FileSink(Path(directory))
    except (OSError, ValueError) as error:
        raise broken(error, task_id) from None
    try:
        await _fill(sink, transport, url)
        # Waiting for the disk is the one slow step; the pieces before it only reach a buffer.
        return await to_thread.run_sync(sink.finish, stem, extension)
    except STOPPED as error:
        raise broken(error, task_id) from None
    finally:
        sink.discard()


async def _fill(sink: FileSink, transport: AsyncTransport, url: str) -> None:
    for _ in range(MOST_REDIRECTS + 1):
        async with transport.fetch(url) as response:
            target = redirected(response)
            if target is None:
                check_response(response)
                async for piece in response.aiter_bytes():
                    sink.write(piece)
                sink.check_length(response)
                return
            url = target
    raise too_many_redirects()
