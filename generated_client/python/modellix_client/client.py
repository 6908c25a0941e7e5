"""The clients: every provider is an attribute, every model an attribute of its provider."""

from __future__ import annotations

from ._client import AsyncBaseClient, BaseClient

TYPE_CHECKING = False  # typing.TYPE_CHECKING without the cost of importing typing
if TYPE_CHECKING:
    from .api.kling import AsyncKling, Kling


class Modellix(BaseClient):
    """A client of the Modellix API, for one key.

    See `BaseClient` for the arguments.
    """

    @property
    def kling(self) -> Kling:
        """The models of kling."""
        from .api.kling import Kling

        return Kling(self)


class AsyncModellix(AsyncBaseClient):
    """The asyncio twin of `Modellix`: the same arguments, methods that are awaited.

    See `AsyncBaseClient` for the arguments.
    """

    @property
    def kling(self) -> AsyncKling:
        """The models of kling."""
        from .api.kling import AsyncKling

        return AsyncKling(self)
