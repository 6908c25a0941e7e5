"""A request for a file, in the form that the HTTP library takes; what both faces share.

The connection is made to an address that was checked: a name is resolved once, here, and the
request goes to one of the addresses found, with the name in ``Host`` and in the TLS handshake, and
the certificate is verified for the name as ever. So nothing can change between the check and the
connection. Behind a proxy it is the proxy that resolves names, and over a transport that the caller
brings, that transport: only what the address itself says is checked then.

No client of the HTTP library is involved: no cookie, no redirect followed, no connection that is
shared with the service's, and no key.
"""

from __future__ import annotations

import socket
from collections.abc import Mapping
from collections.abc import Set as AbstractSet
from functools import cached_property
from typing import TYPE_CHECKING, Any, Final
from urllib.request import getproxies, proxy_bypass

import httpx

from ._core.networks import Reach
from ._core.transfer import Head
from ._core.web_address import PORTS, Target, check_resolved
from ._http import OWN_HEADERS, Wire, cannot_set_up
from .errors import DownloadError

if TYPE_CHECKING:
    import ssl

# How many addresses of a host are tried; the first one may be of a network that is down.
MOST_ADDRESSES: Final = 4
UNREACHED: Final = (httpx.ConnectError, httpx.ConnectTimeout)
# A connection to one name is not to be used for another that has the same address.
ONE_USE: Final = httpx.Limits(max_connections=1, max_keepalive_connections=0)
# In the order of preference of the system; what it raises for an odd name is no OSError.
UNRESOLVED: Final = (OSError, UnicodeError)


class Fetching:
    """How files are fetched for one client.

    Args:
        wire: Its limits of time.
    """

    def __init__(self, wire: Wire) -> None:
        self._wire = wire

    @cached_property
    def tls(self) -> ssl.SSLContext:
        """The settings of TLS, which take long to make; raises ``ConfigurationError``."""
        try:
            return httpx.create_ssl_context()
        except (ValueError, OSError):
            raise cannot_set_up() from None

    def request(
        self, target: Target, headers: Mapping[str, str], address: str | None
    ) -> httpx.Request:
        """The request.

        Args:
            target: Where the file is.
            headers: Of this request alone.
            address: The IP address to connect to, when it is not left to anybody else.

        Raises:
            DownloadError: the HTTP library reads the address in another way.
        """
        try:
            url = httpx.URL(target.url)
            read = url.scheme, url.raw_host.decode("ascii").strip("[]"), url.port
            url = url if address is None else url.copy_with(host=address)
        except (httpx.InvalidURL, ValueError):
            raise DownloadError("its address cannot be used") from None
        if read != (target.scheme, target.host, _explicit_port(target)):
            raise DownloadError("its address can be read in two ways")
        extensions: dict[str, Any] = {"timeout": self._wire.timeout(None, None).as_dict()}
        if address is not None and not target.is_address:
            extensions["sni_hostname"] = target.host
        own = {**OWN_HEADERS, "Accept": "*/*", "Host": _host_header(target)}
        return httpx.Request("GET", url, headers={**own, **headers}, extensions=extensions)


def proxy_of(target: Target) -> str | None:
    """The proxy that the environment names for an address."""
    proxies = getproxies()
    proxy = proxies.get(target.scheme) or proxies.get("all")
    if not proxy or proxy_bypass(target.host):
        return None
    return proxy if "://" in proxy else f"http://{proxy}"


def resolved(infos: list[Any], allowed: AbstractSet[Reach]) -> list[str]:
    """The addresses that ``getaddrinfo`` found; raises ``DownloadError`` for one not allowed."""
    return check_resolved((str(info[4][0]) for info in infos), allowed)[:MOST_ADDRESSES]


def head_of(response: httpx.Response) -> Head:
    """What the decisions have to know of an answer."""
    headers = {name.lower(): value for name, value in response.headers.items()}
    chunked = "chunked" in headers.get("transfer-encoding", "").lower()
    is_framed = not response.http_version.startswith("HTTP/1")
    return Head(
        response.status_code, headers, is_framed=is_framed or chunked or "content-length" in headers
    )


def reason_of(error: Exception) -> str:
    """What broke, for a person: never the text of the error, which may hold an address."""
    if isinstance(error, socket.gaierror | UnicodeError):
        return "the name of its host cannot be resolved"
    if isinstance(error, httpx.TimeoutException):
        return "its host did not answer, or made no progress, for too long"
    if isinstance(error, httpx.ConnectError):
        if "CERTIFICATE_VERIFY_FAILED" in str(error):
            return "the certificate of its host is not valid"
        return "its host cannot be reached"
    return f"the connection to its host broke ({type(error).__name__})"


def _explicit_port(target: Target) -> int | None:
    return None if target.port == PORTS[target.scheme] else target.port


def _host_header(target: Target) -> str:
    host = f"[{target.host}]" if ":" in target.host else target.host
    port = _explicit_port(target)
    return host if port is None else f"{host}:{port}"
