"""Keeps the addresses of files out of logs: whoever has a signed one can fetch the file."""

from __future__ import annotations

import logging
from collections.abc import Generator
from contextlib import contextmanager
from contextvars import ContextVar
from typing import Final

_fetching: ContextVar[bool] = ContextVar("modellix_fetching", default=False)
# Those that write addresses, or headers that may hold one.
_LOGGERS: Final = ("httpx", "httpcore.http11", "httpcore.http2")


def _is_fit(_: logging.LogRecord) -> bool:
    return not _fetching.get()


@contextmanager
def fetching_file() -> Generator[None]:
    """Let the HTTP library be silent about what this thread or task does meanwhile."""
    for name in _LOGGERS:
        logging.getLogger(name).addFilter(_is_fit)  # a filter that is there is not added twice
    before = _fetching.set(True)
    try:
        yield
    finally:
        _fetching.reset(before)
