"""Which IP addresses a file of a result may come from.

Tables of our own, after the special-purpose registries for IPv4 and IPv6 (RFC 6890 and what updates
it): Python's ``is_private`` and ``is_global`` mean different things in different patch releases,
and every language has to draw the same line.
"""

from __future__ import annotations

from ipaddress import IPv4Address, IPv4Network, IPv6Address, IPv6Network
from typing import Final, Literal, TypeAlias

Reach: TypeAlias = Literal["public", "loopback", "private", "never"]
"""``public``: anybody's. ``loopback``: this computer. ``private``: a network of one's own.
``never``: nobody's, everybody's, or where cloud machines keep their secrets."""

_LOOPBACK4: Final = IPv4Network("127.0.0.0/8")
_NEVER4: Final = tuple(
    IPv4Network(network)
    for network in (
        "0.0.0.0/8",  # this network; many systems take it for loopback
        "100.100.100.200/32",  # metadata of a cloud
        "168.63.129.16/32",  # the same of another one
        "169.254.0.0/16",  # link-local, and metadata of most clouds
        "192.0.0.0/24",  # protocol assignments, and metadata of one more
        "192.0.2.0/24",  # for documents
        "192.88.99.0/24",  # 6to4 relays, given up
        "198.51.100.0/24",  # for documents
        "203.0.113.0/24",  # for documents
        "224.0.0.0/4",  # multicast
        "240.0.0.0/4",  # reserved, and broadcast
    )
)
_PRIVATE4: Final = tuple(
    IPv4Network(network)
    for network in (
        "10.0.0.0/8",
        "100.64.0.0/10",  # shared by the customers of a provider
        "172.16.0.0/12",
        "192.168.0.0/16",
        "198.18.0.0/15",  # for measurements; some proxies give every name an address here
    )
)
_PUBLIC6: Final = IPv6Network("2000::/3")  # all that was ever given out
_NEVER6: Final = tuple(
    IPv6Network(network)
    for network in (
        "2001::/23",  # protocol assignments, Teredo among them
        "2001:db8::/32",  # for documents
        "2002::/16",  # 6to4, given up
        "3fff::/20",  # for documents
        "fd00:ec2::/32",  # metadata of a cloud
    )
)
_PRIVATE6: Final = tuple(
    IPv6Network(network)
    for network in (
        "64:ff9b:1::/48",  # translation within one network
        "fc00::/7",  # unique local
        "fec0::/10",  # site-local, the older form
    )
)
# IPv4 in the last 32 bits: mapped, and translated by NAT64, which public names resolve to where
# there is IPv6 alone.
_EMBEDDING: Final = (IPv6Network("::ffff:0:0/96"), IPv6Network("64:ff9b::/96"))
_V4_BITS: Final = 0xFFFF_FFFF


def reach_of(address: IPv4Address | IPv6Address) -> Reach:
    """Who can be reached under an address; an IPv4 address inside an IPv6 one decides for it."""
    if isinstance(address, IPv4Address):
        return _reach4(address)
    plain = IPv6Address(int(address))  # without a zone, such as %eth0
    if any(plain in network for network in _EMBEDDING):
        return _reach4(IPv4Address(int(plain) & _V4_BITS))
    if plain == IPv6Address("::1"):
        return "loopback"
    if any(plain in network for network in _NEVER6):
        return "never"
    if any(plain in network for network in _PRIVATE6):
        return "private"
    return "public" if plain in _PUBLIC6 else "never"


def _reach4(address: IPv4Address) -> Reach:
    if address in _LOOPBACK4:
        return "loopback"
    if any(address in network for network in _NEVER4):
        return "never"
    return "private" if any(address in network for network in _PRIVATE4) else "public"
