"""Saves files of a result under asyncio or trio: the twin of _save_sync."""

from __future__ import annotations

import inspect
import os
from collections.abc import Set as AbstractSet
from contextlib import AsyncExitStack
from functools import partial
from pathlib import Path

from anyio import to_thread

from ._address_log import fetching_file
from ._clock import Clock
from ._fetching import UNRESOLVED, head_of, reason_of
from ._http import TROUBLE
from ._saving import Order
from ._staged_file import StagedFile
from ._transport_async import AsyncTransport
from .errors import DownloadError


async def save(
    transport: AsyncTransport,
    clock: Clock,
    order: Order,
    directory: str | os.PathLike[str],
    taken: AbstractSet[str],
) -> Path:
    """Fetch a file into ``directory``; see ``_save_sync.save``."""
    try:
        staged = StagedFile(directory)
        try:
            with fetching_file():
                while not order.transfer.complete:
                    if order.transfer.pause_ms:
                        await clock.asleep(order.transfer.pause_ms)
                    await _attempt(transport, clock, order, staged)
            # Waiting for the disk is the one slow step; the pieces before it only reach its cache.
            finish = partial(staged.finish, order.name, taken, overwrite=order.overwrite)
            return await to_thread.run_sync(finish)
        finally:
            staged.discard()
    except DownloadError as error:
        raise order.broken(error) from None


async def _attempt(
    transport: AsyncTransport, clock: Clock, order: Order, staged: StagedFile
) -> None:
    """One request, and as much of the file as it brings."""
    transfer = order.transfer
    async with AsyncExitStack() as opened:
        try:
            fetch = transport.fetch(transfer.target, transfer.request(), order.allowed)
            response = await opened.enter_async_context(fetch)
        except (*TROUBLE, *UNRESOLVED) as error:
            transfer.broke(reason_of(error), clock.now())
            return
        offset = transfer.receive(head_of(response), clock.now())
        if offset is None:
            return
        staged.begin_at(offset)
        await _tell(order)
        pieces = response.aiter_bytes()
        while True:
            # Only the reading can be tried again: not the disk, and not what the caller does.
            try:
                piece = await anext(pieces, None)
            except TROUBLE as error:
                transfer.broke(reason_of(error), clock.now())
                return
            if piece is None:
                break
            transfer.take(len(piece), clock.now())
            staged.write(piece)
            await _tell(order)
        transfer.end(clock.now())


async def _tell(order: Order) -> None:
    told = order.tell()
    if inspect.isawaitable(told):
        await told
