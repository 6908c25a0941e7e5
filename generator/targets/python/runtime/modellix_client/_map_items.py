"""The requests of one ``map``: read one by one, each with its place and its key."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence, Sized
from typing import TYPE_CHECKING, Any, Final, TypeAlias, cast

from .errors import ConfigurationError

if TYPE_CHECKING:
    from ._outgoing import Outgoing

Keys: TypeAlias = Callable[[Any], str] | Sequence[str]
LONGEST_KEY: Final = 512


class Item:
    """One request on its way through ``map``.

    Attributes:
        index: Its place among the requests, from 0.
        key: What the caller calls it.
        request: What to send; dropped once it is known that it will not be sent any more.
        outgoing: The same, checked and ready.
        due: The time before which it is not to be sent, or looked up, again.
        refused_since: Since when the service refuses it for a limit.
        open_until: Until when another process is believed to be sending it.
    """

    __slots__ = ("due", "index", "key", "open_until", "outgoing", "refused_since", "request")

    def __init__(self, index: int, key: str | None, request: object) -> None:
        self.index = index
        self.key = key
        self.request: object = request
        self.outgoing: Outgoing | None = None
        self.due = 0
        self.refused_since: int | None = None
        self.open_until: int | None = None


class Items:
    """Reads the caller's requests, each when it is wanted.

    Args:
        requests: The caller's; may be a generator.
        key: A function from a request to its key, or the keys in the same order.

    Raises:
        ConfigurationError: no such things.
    """

    def __init__(self, requests: object, key: object) -> None:
        if isinstance(requests, (str, bytes, dict)) or not isinstance(requests, Iterable):
            raise ConfigurationError(
                "requests must be a list or another iterable of requests, not a single one or "
                "anything else; nothing was sent"
            )
        if key is not None and not callable(key):
            if isinstance(key, str) or not isinstance(key, Sequence):
                raise ConfigurationError(
                    "key must be a function from a request to a string, or a list of strings; "
                    "nothing was sent"
                )
            count = len(cast("Sequence[object]", key))
            if isinstance(requests, Sized) and count != len(requests):
                raise ConfigurationError(
                    f"there are {len(requests)} requests and {count} keys; nothing was sent"
                )
        self.finite = isinstance(requests, Sized)
        self._requests = iter(cast("Iterable[object]", requests))
        self._key = cast("Keys | None", key)
        self._seen: set[str] = set()
        self._index = 0

    def read(self) -> Item | tuple[Item, ConfigurationError] | None:
        """The next request, with what is wrong with its key if something is; ``None``: no more."""
        for request in self._requests:
            index, self._index = self._index, self._index + 1
            key = self._key_of(request, index)
            if isinstance(key, ConfigurationError):
                return Item(index, None, request), key
            return Item(index, key, request)
        return None

    def _key_of(self, request: object, index: int) -> str | ConfigurationError | None:
        if self._key is None:
            return None
        key: object = None
        if callable(self._key):
            key = self._key(request)
        elif index < len(self._key):
            key = self._key[index]
        if not isinstance(key, str) or not key or len(key) > LONGEST_KEY or not _is_text(key):
            return ConfigurationError(
                f"the key of request {index} must be a string of 1 to {LONGEST_KEY} characters; "
                f"it was not sent"
            )
        if key in self._seen:
            return ConfigurationError(
                f"the key of request {index} was given to another request of this call before; "
                f"it was not sent"
            )
        self._seen.add(key)
        return key


def _is_text(key: str) -> bool:
    try:
        key.encode()
    except UnicodeEncodeError:
        return False
    return True


def checked_most(max_in_flight: object, default: int) -> int:
    """How many tasks may be in flight; raises ``ConfigurationError`` for no such number."""
    if max_in_flight is None:
        return default
    if isinstance(max_in_flight, bool) or not isinstance(max_in_flight, int) or max_in_flight < 1:
        raise ConfigurationError(
            "max_in_flight must be a whole number of at least 1, or None; nothing was sent"
        )
    return max_in_flight
