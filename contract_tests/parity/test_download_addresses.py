"""The frozen addresses, read as before each request, and by the HTTP library in the same way."""

from __future__ import annotations

import json
from ipaddress import IPv4Address, IPv6Address
from pathlib import Path
from typing import Any, Final

import httpx
import pytest
from hypothesis import given
from hypothesis import strategies as st
from modellix_client import DownloadError
from modellix_client._core.networks import Reach, reach_of
from modellix_client._core.web_address import check_resolved, checked
from modellix_client._fetching import Fetching
from modellix_client._http import Wire

from contract_tests import counts

pytestmark = pytest.mark.client

VECTORS = [
    json.loads(line)
    for line in (Path(__file__).parent / "vectors" / "download-addresses.ndjson")
    .read_text(encoding="utf-8")
    .splitlines()
]
ALL: Final[frozenset[Reach]] = frozenset({"public", "loopback", "private", "never"})


def is_admitted(url: str, *allowed: Reach) -> bool:
    try:
        checked(url, frozenset(allowed))
    except DownloadError as error:
        told = str(error)
    else:
        return True
    assert "://" not in told
    return False


@pytest.mark.parametrize("vector", VECTORS, ids=lambda vector: vector["id"])
def test_vector(vector: dict[str, Any]) -> None:
    url, reach = vector["url"], vector["reach"]
    found = {each for each in sorted(ALL) if is_admitted(url, each)}
    assert found == ({reach} - {"refused"})
    counts.record("vectors: addresses of files", 1)
    if reach != "refused":
        target = checked(url, ALL)
        read = httpx.URL(url)
        assert read.raw_host.decode().strip("[]") == target.host
        assert (read.scheme, read.port or {"http": 80, "https": 443}[read.scheme]) == (
            target.scheme,
            target.port,
        )


@given(st.ip_addresses(v=4))
def test_an_ipv4_address_inside_another_one_reaches_as_far(address: IPv4Address) -> None:
    for prefix in ("::ffff:0:0", "64:ff9b::"):
        inside = IPv6Address(int(IPv6Address(prefix)) + int(address))
        assert reach_of(inside) == reach_of(address)


@given(st.ip_addresses())
def test_what_python_holds_for_private_is_never_public(address: IPv4Address | IPv6Address) -> None:
    inside = isinstance(address, IPv6Address) and address.ipv4_mapped
    if not inside and (
        address.is_private or address.is_loopback or address.is_multicast or address.is_link_local
    ):
        assert reach_of(address) != "public"


@given(st.text() | st.text().map("https://{}".format) | st.text().map("http://a.example{}".format))
def test_any_text_is_refused_or_read_alike(url: str) -> None:
    if is_admitted(url, *ALL):
        target = checked(url, ALL)
        assert httpx.URL(url).raw_host.decode().strip("[]") == target.host


def test_a_zone_does_not_change_who_is_reached() -> None:
    assert reach_of(IPv6Address("::1%lo")) == "loopback"
    assert reach_of(IPv6Address("fd00::1%eth0")) == "private"


def test_what_the_http_library_reads_in_another_way_is_not_sent() -> None:
    fetching = Fetching(Wire("https://api.example", "", None))
    target = checked("https://files.example/x", frozenset({"public"}))
    assert fetching.request(target, {}, None).url.host == "files.example"
    for other in (
        target._replace(host="cdn.example"),
        target._replace(port=8443),
        target._replace(scheme="http"),
        target._replace(url="https://xn--/x"),
    ):
        with pytest.raises(DownloadError):
            fetching.request(other, {}, None)


def test_one_bad_address_spoils_a_name() -> None:
    public = ["93.184.216.34", "2606:2800:220:1::1"]
    assert check_resolved([*public, public[0]], frozenset({"public"})) == public
    for bad in ("127.0.0.1", "10.0.0.1", "fe80::1%eth0", "::ffff:10.0.0.1", "0.0.0.0"):  # noqa: S104
        with pytest.raises(DownloadError):
            check_resolved([*public, bad], frozenset({"public"}))
