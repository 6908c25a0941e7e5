"""Saves a file of a result, blocking."""

from __future__ import annotations

import os
from pathlib import Path

from ._download import (
    MOST_REDIRECTS,
    STOPPED,
    FileSink,
    broken,
    check_response,
    redirected,
    too_many_redirects,
)
from ._transport_sync import SyncTransport


def save(
    transport: SyncTransport,
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
        _fill(sink, transport, url)
        return sink.finish(stem, extension)
    except STOPPED as error:
        raise broken(error, task_id) from None
    finally:
        sink.discard()


def _fill(sink: FileSink, transport: SyncTransport, url: str) -> None:
    for _ in range(MOST_REDIRECTS + 1):
        with transport.fetch(url) as response:
            target = redirected(response)
            if target is None:
                check_response(response)
                for piece in response.iter_bytes():
                    sink.write(piece)
                sink.check_length(response)
                return
            url = target
    raise too_many_redirects()
