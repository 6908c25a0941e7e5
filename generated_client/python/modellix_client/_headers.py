"""Headers that a caller adds to a submit."""

from __future__ import annotations

import os
from collections.abc import Mapping
from typing import Final
from urllib.parse import urlsplit

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
_WEBHOOK: Final = "X-Webhook-URL"
_REQUEST_ID: Final = "X-Request-ID"
_LONGEST_ID: Final = 128
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


def submit_headers(
    extra: Mapping[str, str] | None, *, webhook_url: str | None, request_id: str | None
) -> dict[str, str]:
    """All headers that belong to one submit.

    Args:
        extra: What the caller adds.
        webhook_url: Where the service is to report the end of the task.
        request_id: Names the submit in the logs of both sides; made up when ``None``.

    Raises:
        ConfigurationError: what cannot be sent, or is given twice; the text shows no value.
    """
    headers = checked_headers(extra)
    names = {name.lower(): name for name in headers}
    if webhook_url is not None:
        if _WEBHOOK.lower() in names:
            raise ConfigurationError(f"webhook_url and extra_headers both set {_WEBHOOK}; drop one")
        headers[_WEBHOOK] = _checked_webhook(webhook_url)
    given = names.get(_REQUEST_ID.lower())
    if given is None:
        headers[_REQUEST_ID] = _checked_id(request_id)
    elif request_id is not None:
        raise ConfigurationError(f"request_id and extra_headers both set {_REQUEST_ID}; drop one")
    else:
        headers[_REQUEST_ID] = headers.pop(given)
    return headers


def _checked_webhook(url: object) -> str:
    wrong = ConfigurationError(
        "webhook_url must be a public https:// address in printable ASCII, such as "
        "https://example.com/hooks/modellix; nothing was sent"
    )
    if not isinstance(url, str) or not (url.isascii() and url.isprintable()) or " " in url:
        raise wrong
    try:
        parts = urlsplit(url)
        usable = parts.scheme == "https" and bool(parts.hostname) and parts.port != 0
    except ValueError:
        raise wrong from None
    if not usable or parts.fragment:
        raise wrong
    return url


def _checked_id(request_id: object) -> str:
    if request_id is None:
        return os.urandom(16).hex()
    if (
        not isinstance(request_id, str)
        or not (request_id.isascii() and request_id.isprintable())
        or not 1 <= len(request_id) <= _LONGEST_ID
        or " " in request_id
    ):
        raise ConfigurationError(
            f"request_id must be 1 to {_LONGEST_ID} printable ASCII characters without spaces"
        )
    return request_id


def _are_text(*values: object) -> bool:
    return all(isinstance(value, str) for value in values)
