"""The client's settings: an argument, else the environment, else the default."""

from __future__ import annotations

import math
import os
from collections.abc import Mapping
from ipaddress import ip_address
from typing import Final
from urllib.parse import SplitResult, urlsplit

from .errors import ConfigurationError

ROUTES: Final = ("documented", "a", "b", "c", "auto")
API_KEY_VARIABLE: Final = "MODELLIX_API_KEY"
BASE_URL_VARIABLE: Final = "MODELLIX_BASE_URL"
ROUTES_VARIABLE: Final = "MODELLIX_ROUTES"

_API_PREFIX: Final = "/api/v1"
_LONGEST_SECONDS: Final = 10 * 365 * 24 * 3600
_PATH_LETTERS: Final = frozenset(
    "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-._~/%"
)


def resolve_api_key(argument: str | None, environment: Mapping[str, str] = os.environ) -> str:
    """The API key, or an empty string when there is none: checking requests needs no key.

    Raises:
        ConfigurationError: a key that no header can carry; the text never shows it.
    """
    source, key = _chosen("api_key", argument, API_KEY_VARIABLE, environment)
    if key is None:
        return ""
    if not key:
        raise ConfigurationError(
            f"{source} is empty; give the key that the service's console shows, or None to "
            f"read {API_KEY_VARIABLE}"
        )
    if any(letter.isspace() for letter in key):
        raise ConfigurationError(
            f"{source} holds white space (often a line break from a file, or 'Bearer ' before "
            f"the key); give the key alone"
        )
    if not (key.isascii() and key.isprintable()):
        raise ConfigurationError(
            f"{source} holds characters that are not printable ASCII; copy the key once more"
        )
    return key


def missing_api_key() -> ConfigurationError:
    """The error of a request that needs a key when there is none."""
    return ConfigurationError(
        f"there is no API key, nothing was sent; give Modellix(api_key=…) or set "
        f"{API_KEY_VARIABLE} in the environment"
    )


def closed() -> ConfigurationError:
    """The error of a request after ``close()``."""
    return ConfigurationError(
        "the client is closed, nothing was sent; make a new one, which finds a task by its id: "
        "client.tasks.wait(…)"
    )


def resolve_base_url(
    argument: str | None, default: str, environment: Mapping[str, str] = os.environ
) -> str:
    """The origin of the service and an optional path before ``/api/v1``, no slash at the end.

    Raises:
        ConfigurationError: no such URL; the text says which part is wrong.
    """
    source, url = _chosen("base_url", argument, BASE_URL_VARIABLE, environment)
    if url is None:
        return default
    example = f"give the service's origin, such as {default}"
    if not url.isascii() or not url.isprintable() or " " in url:
        raise ConfigurationError(
            f"{source} holds white space or characters outside ASCII; {example}"
        )
    try:
        parts = urlsplit(url)
        host, port = parts.hostname, parts.port
    except ValueError:
        raise ConfigurationError(f"{source} is no URL; {example}") from None
    if parts.scheme not in {"https", "http"} or not host or port == 0:
        raise ConfigurationError(f"{source} must begin with https:// and a host; {example}")
    if parts.username is not None or parts.password is not None:
        raise ConfigurationError(f"{source} must not hold a user or a password; {example}")
    if "?" in url or "#" in url:
        raise ConfigurationError(f"{source} must not hold a query or a fragment; {example}")
    if parts.scheme == "http" and not is_loopback(host):
        raise ConfigurationError(
            f"{source} must begin with https://, because the API key goes there; plain http is "
            f"for this computer only (127.0.0.1, localhost)"
        )
    return f"{parts.scheme}://{parts.netloc}{_prefix(source, parts)}"


def _prefix(source: str, parts: SplitResult) -> str:
    path = parts.path.rstrip("/")
    if path.endswith(_API_PREFIX) or path == _API_PREFIX.removesuffix("/v1"):
        raise ConfigurationError(
            f"{source} must not end in {_API_PREFIX}: the client adds it; drop it"
        )
    if not _PATH_LETTERS.issuperset(path) or {".", ".."} & set(path.split("/")):
        raise ConfigurationError(f"{source} holds a path that cannot be used; drop it")
    return path


def resolve_routes(argument: str | None, environment: Mapping[str, str] = os.environ) -> str:
    """Which vintage of the API's paths to use: one of ``ROUTES``.

    Raises:
        ConfigurationError: none of them.
    """
    source, routes = _chosen("routes", argument, ROUTES_VARIABLE, environment)
    if routes is None:
        return ROUTES[0]
    if routes not in ROUTES:
        raise ConfigurationError(f"{source} must be one of {', '.join(ROUTES)}")
    return routes


def milliseconds(name: str, seconds: object) -> int:
    """A duration that a caller gave in seconds, as whole milliseconds.

    Raises:
        ConfigurationError: no number, negative, NaN or infinite.
    """
    if isinstance(seconds, bool) or not isinstance(seconds, (int, float)):
        raise ConfigurationError(
            f"{name} must be a number of seconds, not {type(seconds).__name__}"
        )
    if not (math.isfinite(seconds) and 0 <= seconds <= _LONGEST_SECONDS):
        raise ConfigurationError(
            f"{name} must be between 0 and {_LONGEST_SECONDS} seconds; it is {seconds}"
        )
    return round(seconds * 1000)


def _chosen(
    name: str, argument: object, variable: str, environment: Mapping[str, str]
) -> tuple[str, str | None]:
    """Where the setting comes from, in words, and what it is."""
    if argument is not None:
        if not isinstance(argument, str):
            raise ConfigurationError(f"{name} must be a string, not {type(argument).__name__}")
        return name, argument
    # A variable that is set to nothing is how shells and CI systems say "not set".
    return f"the environment variable {variable}", environment.get(variable) or None


def is_loopback(host: str) -> bool:
    """Whether a host is this computer, by its name or address alone."""
    if host == "localhost" or host.endswith(".localhost"):
        return True
    try:
        return ip_address(host).is_loopback
    except ValueError:
        return False
