"""The bases of the generated clients."""

from __future__ import annotations

from ._client_async import AsyncBaseClient
from ._client_sync import BaseClient

__all__ = ["AsyncBaseClient", "BaseClient"]
