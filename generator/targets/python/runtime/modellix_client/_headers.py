"""Headers that a caller adds to a submit."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from .errors import ConfigurationError

# The client's own: another value would send the key elsewhere, or break the message's framing.
_OWN: Final = frozenset(
    {
        "accept-encoding",
        "authorization",
        "connection",
        "content-encoding",
        "content-length",
        "content-type",
        "expect",
        "host",
        "transfer-encoding",
        "upgrade",
    }
)
_TOKEN: Final = frozenset(
    "!#$%&'*+-.^_`|~0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz"
)


def checked_headers(headers: Mapping[str, str] | None) -> dict[str, str]:
    """The headers, if they can be sent.

    Raises:
        ConfigurationError: a name that is the client's own business, or a name or value that
            no header can carry; the text never shows a value.
    """
    checked: dict[str, str] = {}
    for name, value in (headers or {}).items():
        if not _are_text(name, value):
            raise ConfigurationError("extra_headers: names and values must be strings")
        if not name or not _TOKEN.issuperset(name):
            raise ConfigurationError("extra_headers: a name must be letters, digits and hyphens")
        if name.lower() in _OWN:
            raise ConfigurationError(f"extra_headers: {name} is set by the client; leave it out")
        if not (value.isascii() and value.replace("\t", " ").isprintable()):
            raise ConfigurationError(
                f"extra_headers: the value of {name} must be printable ASCII on one line"
            )
        checked[name] = value
    return checked


def _are_text(*values: object) -> bool:
    return all(isinstance(value, str) for value in values)
