"""Whether a file may be fetched from an address, decided before anything is sent.

An address comes from an answer or from a redirect, so it may be anybody's. It is read by a grammar
narrower than RFC 3986: what two parsers could read differently is refused, so that what was checked
is what is connected to. Each address of a chain of redirects goes through ``checked``; the IP
addresses that a name resolves to go through ``check_resolved``, and the connection is made to one
of exactly these.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from collections.abc import Set as AbstractSet
from ipaddress import IPv4Address, IPv6Address, ip_address
from typing import Final, NamedTuple
from urllib.parse import SplitResult, urljoin, urlsplit

from ..errors import DownloadError
from .networks import Reach, reach_of

LONGEST_URL: Final = 16_384
PORTS: Final = {"http": 80, "https": 443}
# Below this, ports belong to services that a request could be mistaken by; 80 and 443 aside.
FIRST_FREE_PORT: Final = 1024
_LAST_PORT: Final = 65_535
_LABEL: Final = "[a-z0-9_](?:[a-z0-9_-]{0,61}[a-z0-9_])?"
_NAME: Final = re.compile(rf"(?=.{{1,253}}\Z){_LABEL}(?:\.{_LABEL})*\Z")
_AUTHORITY: Final = re.compile(
    r"(?P<host>\[[0-9a-f:.]+\]|[a-z0-9._-]+)(?::(?P<port>[0-9]{0,5}))?\Z"
)
# A last label that C libraries read as a number, in decimal, octal or hex: 2130706433, 0x7f.1.
_NUMBER: Final = re.compile(r"(?:[0-9]+|0x[0-9a-f]*)\Z")
_LOOPBACK_NAMES: Final = ("localhost",)
# Names that only a network of one's own gives a meaning to.
_PRIVATE_NAMES: Final = ("internal", "intranet", "lan", "local", "home.arpa", "corp", "private")
_HINTS: Final[dict[Reach, str]] = {
    "public": "is on the public web",
    "loopback": "is this computer",
    "private": "is on a private network",
    "never": "is in a range that no file of a result comes from",
}
_HOW: Final = "; save(…, allow_private=True) is for files of your own network"


class Target(NamedTuple):
    """Where a file is to be fetched: read once, and connected to as read.

    Attributes:
        url: All of it.
        scheme: ``http`` or ``https``.
        host: A name, or an IP address without brackets, in lower case.
        port: Stated or the scheme's own.
        is_address: Whether the host is an IP address.
    """

    url: str
    scheme: str
    host: str
    port: int
    is_address: bool


def checked(url: object, allowed: AbstractSet[Reach]) -> Target:
    """Read an address.

    Args:
        url: Whatever an answer holds there.
        allowed: Which hosts may be reached.

    Raises:
        DownloadError: nothing is fetched from there; the text never shows the address.
    """
    if not isinstance(url, str) or not url:
        raise _refused("it has no http(s) address; Result.raw holds what there is")
    if len(url) > LONGEST_URL:
        raise _refused(f"its address is longer than {LONGEST_URL} characters")
    if any(ord(c) <= 0x20 or c in "\\\x7f" or 0xD800 <= ord(c) <= 0xDFFF for c in url):  # noqa: PLR2004 (controls, surrogates)
        raise _refused("its address holds white space, a backslash or a control character")
    try:
        parts = urlsplit(url)
    except ValueError:
        raise _refused("its address is no URL") from None
    if parts.scheme not in PORTS or not parts.netloc:
        raise _refused("its address is not http(s)")
    host, port = _host_and_port(parts)
    reach, is_address = _reach(host)
    if reach not in allowed:
        raise _not_allowed(reach)
    if reach == "public" and port < FIRST_FREE_PORT and port not in PORTS.values():
        raise _refused(f"its address names port {port}, where no files are served")
    return Target(url, parts.scheme, host, port, is_address)


def redirected(target: Target, location: str, allowed: AbstractSet[Reach]) -> Target:
    """Where a redirect leads to, checked like the first address.

    Raises:
        DownloadError: it is not followed.
    """
    try:
        url = urljoin(target.url, location)
    except ValueError:
        raise _refused("its host redirects to what is no URL") from None
    try:
        found = checked(url, allowed)
    except DownloadError as error:
        raise _refused(f"its host redirects, and then {error}") from None
    if target.scheme == "https" and found.scheme != "https":
        raise _refused("its host redirects from https to http")
    return found


def check_resolved(addresses: Iterable[str], allowed: AbstractSet[Reach]) -> list[str]:
    """The addresses that a name resolved to, in their order, each once.

    Raises:
        DownloadError: one of them may not be reached, whatever the others are: an answer with both
            kinds is how a public name is made to point inside.
    """
    found = list(dict.fromkeys(addresses))
    for text in found:
        reach = reach_of(ip_address(text))
        if reach not in allowed:
            raise _not_allowed(reach)
    return found


def _host_and_port(parts: SplitResult) -> tuple[str, int]:
    if "@" in parts.netloc:
        raise _refused("its address holds a user or a password")
    read = _AUTHORITY.match(parts.netloc.lower())
    port = int(read["port"] or PORTS[parts.scheme]) if read else 0
    if read is None or not 0 < port <= _LAST_PORT:
        raise _refused("its address names no host and port that can be used")
    return read["host"].strip("[]"), port


def _reach(host: str) -> tuple[Reach, bool]:
    """Who a host is, as far as it can be told without asking anyone; whether it is an address."""
    labels = host.split(".")
    if ":" in host or _NUMBER.match(labels[-1]):
        address = _address(host)
        if address is None:
            raise _refused("its address names a host by a number in an odd form")
        return reach_of(address), True
    if not _NAME.match(host):
        raise _refused("its address names no host and port that can be used")
    if _within(host, _LOOPBACK_NAMES):
        return "loopback", False
    if len(labels) == 1 or _within(host, _PRIVATE_NAMES):
        return "private", False
    return "public", False


def _address(host: str) -> IPv4Address | IPv6Address | None:
    try:
        return ip_address(
            host
        )  # which refuses leading zeros: octal to one library, not to the next
    except ValueError:
        return None


def _within(host: str, names: tuple[str, ...]) -> bool:
    return any(host == name or host.endswith(f".{name}") for name in names)


def _not_allowed(reach: Reach) -> DownloadError:
    return _refused(f"its host {_HINTS[reach]}{_HOW if reach != 'never' else ''}")


def _refused(reason: str) -> DownloadError:
    return DownloadError(reason)
