"""Where the connections of a download go: addresses checked, names resolved once, proxies."""

from __future__ import annotations

import asyncio
import socket
from pathlib import Path
from typing import Any

import httpx
import pytest
from modellix_client import AsyncModellix, DownloadError, Modellix

from contract_tests.client.wire import KEY
from contract_tests.downloads.attacks import GOOD, IMAGE, raw
from contract_tests.downloads.hosts import FACES, Scripted, Server, save
from contract_tests.mock_api.clock import VirtualClock

pytestmark = pytest.mark.client

BOTH = pytest.mark.parametrize("face", FACES)
FILE = {"url": "https://files.example/a/photo.png?sig=hunter2", "type": "image", "format": "png"}
WHOLE = raw(f"HTTP/1.1 200 OK\nContent-Length: {len(IMAGE)}", IMAGE)


@BOTH
def test_a_name_is_resolved_once_and_connected_to_as_checked(
    face: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked: list[object] = []
    genuine = socket.getaddrinfo

    def lookup(host: Any, port: Any, *args: Any, **named: Any) -> Any:
        if host in {"files.example", b"files.example"}:
            asked.append(host)
            # A second answer would lead elsewhere, and there is nothing there to connect to.
            address = "127.0.0.1" if len(asked) == 1 else "127.0.0.9"
            return [(socket.AF_INET, socket.SOCK_STREAM, 6, "", (address, port))]
        return genuine(host, port, *args, **named)

    monkeypatch.setattr(socket, "getaddrinfo", lookup)
    with Server((WHOLE,)) as server:
        file = {**FILE, "url": f"http://files.example:{server.port}/1.png"}
        with Server((WHOLE,), file) as service:
            (saved,) = save(face, tmp_path, {"base_url": service.url}, {})
        (head,) = server.heads
    assert saved.read_bytes() == IMAGE
    assert len(asked) == 1
    assert f"host: files.example:{server.port}".encode() in head.lower()
    assert b"authorization" not in head.lower()


@BOTH
def test_the_certificate_is_verified_for_the_name_and_not_for_the_address(
    face: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    sent: list[httpx.Request] = []

    def answer(_: object, request: httpx.Request) -> httpx.Response:
        sent.append(request)
        return httpx.Response(200, content=IMAGE)

    async def async_answer(_: object, request: httpx.Request) -> httpx.Response:
        return answer(_, request)

    genuine = socket.getaddrinfo

    def lookup(host: Any, port: Any, *args: Any, **named: Any) -> Any:
        if host in {"files.example", b"files.example"}:
            return [(0, 0, 0, "", ("2606:2800:220:1::1", port, 0, 0))]
        return genuine(host, port, *args, **named)

    with Server((WHOLE,), FILE) as service:
        given: dict[str, Any] = {"base_url": service.url, "clock": VirtualClock()}

        async def save_async() -> None:
            async with AsyncModellix(KEY, **given) as client:
                result = await client.tasks.wait("task-1")
                monkeypatch.setattr(httpx.AsyncHTTPTransport, "handle_async_request", async_answer)
                await result.save(tmp_path)

        monkeypatch.setattr(socket, "getaddrinfo", lookup)
        if face == "sync":
            with Modellix(KEY, **given) as client:
                result = client.tasks.wait("task-1")
                monkeypatch.setattr(httpx.HTTPTransport, "handle_request", answer)
                result.save(tmp_path)
        else:
            asyncio.run(save_async())
    (request,) = sent
    assert request.extensions["sni_hostname"] == "files.example"
    assert request.headers["host"] == "files.example"
    assert str(request.url) == "https://[2606:2800:220:1::1]/a/photo.png?sig=hunter2"


@BOTH
def test_the_next_address_is_tried_when_one_is_down(
    face: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    genuine = socket.getaddrinfo

    def lookup(host: Any, port: Any, *args: Any, **named: Any) -> Any:
        if host in {"files.example", b"files.example"}:
            return [(0, 0, 0, "", (address, port)) for address in ("127.0.0.9", "127.0.0.1")]
        return genuine(host, port, *args, **named)

    monkeypatch.setattr(socket, "getaddrinfo", lookup)
    with Server((WHOLE,)) as server:
        file = {**FILE, "url": f"http://files.example:{server.port}/1.png"}
        with Server((WHOLE,), file) as service:
            (saved,) = save(face, tmp_path, {"base_url": service.url}, {})
    assert saved.read_bytes() == IMAGE


@BOTH
def test_behind_a_proxy_names_are_left_to_it_and_addresses_are_not(
    face: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with Server((WHOLE,)) as proxy:
        monkeypatch.setenv("http_proxy", proxy.url)
        monkeypatch.setenv("no_proxy", "127.0.0.1")
        file = {**FILE, "url": "http://files.example/1.png"}
        inside = {**FILE, "url": "http://10.0.0.1/1.png"}
        with (
            Server((WHOLE,), file, inside) as service,
            pytest.raises(DownloadError, match="private network") as caught,
        ):
            save(face, tmp_path, {"base_url": service.url}, {})
        assert [head.split(b"\r\n")[0] for head in proxy.heads] == [
            b"GET http://files.example/1.png HTTP/1.1"
        ]
    assert [path.read_bytes() for path in caught.value.saved] == [IMAGE]


@BOTH
def test_loopback_and_private_networks_are_allowed_by_the_argument(
    face: str, tmp_path: Path
) -> None:
    inside = [{**FILE, "url": f"https://{host}/1.png"} for host in ("127.0.0.1", "10.0.0.1")]
    hosts = Scripted((GOOD,), *inside)
    with pytest.raises(DownloadError, match="allow_private=True"):
        save(face, tmp_path, {"transport": hosts.transport}, {})
    assert hosts.requests == []
    assert len(save(face, tmp_path, {"transport": hosts.transport}, {"allow_private": True})) == 2
    local = {"transport": hosts.transport, "base_url": "http://localhost:1"}
    with pytest.raises(DownloadError, match=r"file 2 .* private network"):
        save(face, tmp_path, local, {})
