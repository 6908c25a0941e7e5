"""Saves files of a result, blocking."""

from __future__ import annotations

import os
from collections.abc import Set as AbstractSet
from contextlib import ExitStack
from pathlib import Path

from ._address_log import fetching_file
from ._clock import Clock
from ._fetching import UNRESOLVED, head_of, reason_of
from ._http import TROUBLE
from ._saving import Order
from ._staged_file import StagedFile
from ._transport_sync import SyncTransport
from .errors import DownloadError


def save(
    transport: SyncTransport,
    clock: Clock,
    order: Order,
    directory: str | os.PathLike[str],
    taken: AbstractSet[str],
) -> Path:
    """Fetch a file into ``directory``.

    Args:
        transport: The client's.
        clock: The client's.
        order: The file.
        directory: Where; made if it is not there.
        taken: The keys of names that are not to be used.

    Raises:
        DownloadError: it was not saved; nothing half is left behind.
    """
    try:
        staged = StagedFile(directory)
        try:
            with fetching_file():
                while not order.transfer.complete:
                    if order.transfer.pause_ms:
                        clock.sleep(order.transfer.pause_ms)
                    _attempt(transport, clock, order, staged)
            return staged.finish(order.name, taken, overwrite=order.overwrite)
        finally:
            staged.discard()
    except DownloadError as error:
        raise order.broken(error) from None


def _attempt(transport: SyncTransport, clock: Clock, order: Order, staged: StagedFile) -> None:
    """One request, and as much of the file as it brings."""
    transfer = order.transfer
    with ExitStack() as opened:
        try:
            fetch = transport.fetch(transfer.target, transfer.request(), order.allowed)
            response = opened.enter_context(fetch)
        except (*TROUBLE, *UNRESOLVED) as error:
            transfer.broke(reason_of(error), clock.now())
            return
        offset = transfer.receive(head_of(response), clock.now())
        if offset is None:
            return
        staged.begin_at(offset)
        order.tell()
        pieces = response.iter_bytes()
        while True:
            # Only the reading can be tried again: not the disk, and not what the caller does.
            try:
                piece = next(pieces, None)
            except TROUBLE as error:
                transfer.broke(reason_of(error), clock.now())
                return
            if piece is None:
                break
            transfer.take(len(piece), clock.now())
            staged.write(piece)
            order.tell()
        transfer.end(clock.now())
