"""The attacks, one a line of a table: what a host does, and what has to come of it."""

from __future__ import annotations

import gzip
import os
import zlib
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Final

IMAGE: Final = b"\x89PNG\r\n\x1a\n" + bytes(range(256)) * 4
HOST: Final = "https://files.example"
SECRET: Final = "hunter2"
URL: Final = f"{HOST}/1.png?sig={SECRET}"
NAME: Final = "task-1-1.png"
BOMB: Final = gzip.compress(bytes(4_000_000))
ETAG: Final = '"v1"'


@dataclass(frozen=True)
class Reply:
    """One answer of a file's host; ``breaks`` loses the connection after the pieces."""

    status: int = 200
    headers: tuple[tuple[str, str], ...] = ()
    pieces: tuple[bytes, ...] = ()
    breaks: bool = False


@dataclass(frozen=True)
class Attack:
    """One case.

    Attributes:
        group: What it is about.
        name: What happens.
        hint: What the error says; the file is saved when ``None``.
        replies: What the hosts answer, in order; the last one repeats. Over no socket.
        raw: Instead of them, the bytes that a server on loopback sends, a connection each.
        resolves: Instead of them, what the host's name resolves to; nothing may be connected to.
        url: The address in the result; ``{server}`` stands for that server.
        resource: Other members of the file in the result.
        options: What ``save`` is given.
        content: What is saved.
        filename: Under which name.
        requests: How many requests are sent.
        prepare: What is in the folder before.
    """

    group: str
    name: str
    hint: str | None = None
    replies: tuple[Reply, ...] = ()
    raw: tuple[bytes, ...] = ()
    resolves: tuple[str, ...] = ()
    url: object = URL
    resource: dict[str, Any] = field(default_factory=dict)
    options: dict[str, Any] = field(default_factory=dict)
    content: bytes = IMAGE
    filename: str = NAME
    requests: int = 1
    prepare: Callable[[Path], object] | None = None


def ok(*pieces: bytes, **headers: str) -> Reply:
    """A whole file, unless the headers say otherwise."""
    named = {name.replace("_", "-"): value for name, value in headers.items()}
    named.setdefault("content-length", str(sum(map(len, pieces))))
    return Reply(200, tuple(named.items()), pieces)


def to(location: str | None, status: int = 302) -> Reply:
    """A redirect."""
    return Reply(status, () if location is None else (("location", location),))


def part(content: bytes, span: str | None, **headers: str) -> Reply:
    """A 206."""
    named = {"content-length": str(len(content)), **headers}
    if span is not None:
        named["content-range"] = span
    return Reply(206, tuple(named.items()), (content,))


def half(**headers: str) -> Reply:
    """The first hundred bytes, and a lost connection."""
    named = {"content-length": str(len(IMAGE)), "etag": ETAG, **headers}
    return Reply(200, tuple(named.items()), (IMAGE[:100],), breaks=True)


def raw(head: str, body: bytes = b"") -> bytes:
    """An answer as bytes."""
    return head.replace("\n", "\r\n").encode() + b"\r\n\r\n" + body


GOOD: Final = ok(IMAGE)
TAIL: Final = part(IMAGE[100:], f"bytes 100-{len(IMAGE) - 1}/{len(IMAGE)}", etag=ETAG)
_SIZE: Final = len(IMAGE)


def _address(name: str, url: object, hint: str, **more: Any) -> Attack:
    return Attack("address", name, hint, (GOOD,), url=url, requests=0, **more)


def _redirect(name: str, location: str | None, hint: str | None, **more: Any) -> Attack:
    replies = (to(location), GOOD)
    return Attack("redirect", name, hint, replies, requests=1 if hint else 2, **more)


def _range(name: str, second: Reply, hint: str | None, requests: int = 2, **more: Any) -> Attack:
    return Attack("range", name, hint, (half(), second, GOOD), requests=requests, **more)


def _resolution(name: str, *addresses: str, **more: Any) -> Attack:
    return Attack("resolution", name, "its host is", resolves=addresses, requests=0, **more)


def _folder(name: str, prepare: Callable[[Path], object], **more: Any) -> Attack:
    return Attack("folder", name, replies=(GOOD,), prepare=prepare, **more)


ATTACKS: Final = (
    _address("no address", None, "no http"),
    _address("an empty address", "", "no http"),
    _address("a file on this computer", "file:///etc/passwd", "not http"),
    _address("content in the address", "data:image/png;base64,AAAA", "not http"),
    _address("another protocol", "ftp://files.example/1.png", "not http"),
    _address("a loopback address", "http://127.0.0.1/1.png", "this computer"),
    _address("the name of this computer", "http://localhost/1.png", "this computer"),
    _address("loopback over IPv6", "http://[::1]/1.png", "this computer"),
    _address("loopback, mapped", "http://[::ffff:127.0.0.1]/1.png", "this computer"),
    _address("loopback over NAT64", "http://[64:ff9b::7f00:1]/1.png", "this computer"),
    _address("loopback in decimal", "http://2130706433/1.png", "odd form"),
    _address("loopback in hex", "http://0x7f000001/1.png", "odd form"),
    _address("loopback in octal", "http://0177.0.0.1/1.png", "odd form"),
    _address("loopback in short", "http://127.1/1.png", "odd form"),
    _address("loopback in wide digits", "http://\uff11\uff12\uff17.0.0.1/", "no host and port"),
    _address("loopback with a dot behind", "http://127.0.0.1./1.png", "no host and port"),
    _address("a private address", "http://192.168.0.1/1.png", "private network"),
    _address("a private name", "http://printer.local/1.png", "private network"),
    _address("metadata", "http://169.254.169.254/latest", "no file of a result"),
    _address(
        "metadata, private networks allowed",
        "http://169.254.169.254/latest",
        "no file of a result",
        options={"allow_private": True},
    ),
    _address("the unspecified address", "http://0.0.0.0/1.png", "no file of a result"),
    _address("multicast", "http://224.0.0.1/1.png", "no file of a result"),
    _address("unique local IPv6", "http://[fd00::1]/1.png", "private network"),
    _address("link-local IPv6", "http://[fe80::1]/1.png", "no file of a result"),
    _address("credentials", f"https://a:{SECRET}@files.example/1.png", "user or a password"),
    _address("a host that looks like a user", "https://files.example@127.0.0.1/", "user or a"),
    _address("a backslash before the host", "https://files.example\\@127.0.0.1/", "backslash"),
    _address("a tab in the host", "https://127.0\t.0.1/1.png", "control character"),
    _address("a smuggled header", "https://files.example/1\r\nHost: a", "control character"),
    _address("the port of mail", "https://files.example:25/1.png", "port 25"),
    _address("port 0", "https://files.example:0/1.png", "no host and port"),
    _address("an endless address", f"{HOST}/{'a' * 20_000}", "longer than"),
    _redirect("to another host", "https://cdn.example/1.png", None),
    _redirect("to a path", "/2.png", None),
    _redirect("to another host without a scheme", "//cdn.example/2.png", None),
    _redirect("without a target", None, "without saying where"),
    _redirect("to an empty target", "", "in a circle"),
    _redirect("to itself", URL, "in a circle"),
    Attack("redirect", "in a circle of two", "in a circle", (to("/2"), to(URL)), requests=2),
    Attack("redirect", "too often", "5 times", tuple(map(to, "abcdef")), requests=6),
    Attack("redirect", "five times", None, (*map(to, "abcde"), GOOD), requests=6),
    _redirect("from https to http", "http://files.example/1.png", "from https to http"),
    _redirect("to this computer", "https://127.0.0.1/1.png", "this computer"),
    _redirect("to this computer, without a scheme", "//127.0.0.1/1.png", "this computer"),
    _redirect("to metadata", "https://169.254.169.254/latest", "no file of a result"),
    _redirect("to a private name", "https://metadata.google.internal/", "private network"),
    _redirect("to a decimal address", "https://2130706433/", "odd form"),
    _redirect("to a file", "file:///etc/passwd", "not http"),
    _redirect("to content", "data:text/plain,x", "not http"),
    _redirect("to a program", "javascript:alert(1)", "not http"),
    _redirect("to credentials", f"https://a:{SECRET}@files.example/", "user or a password"),
    _redirect("to no URL", "https://[", "no URL"),
    _redirect("to a port of another service", "https://files.example:22/", "port 22"),
    Attack(
        "redirect",
        "inside after one outside",
        "this computer",
        (to("https://cdn.example/"), to("https://localhost/")),
        requests=2,
    ),
    Attack("redirect", "a 300 with a target", "HTTP 300", (to("/2", 300),)),
    Attack("redirect", "a 304", "HTTP 304", (Reply(304),)),
    Attack("redirect", "a cookie for the next host", None, (
        Reply(302, (("location", "https://cdn.example/"), ("set-cookie", "a=b; Domain=example"))),
        GOOD,
    ), requests=2),
    _resolution("to this computer", "127.0.0.1"),
    _resolution("to this computer over IPv6", "::1"),
    _resolution("to a private address", "10.0.0.7"),
    _resolution("to metadata", "169.254.169.254"),
    _resolution("to metadata, allowed", "169.254.169.254", options={"allow_private": True}),
    _resolution("to a public and a private address", "93.184.216.34", "192.168.0.1"),
    _resolution("to a mapped address", "::ffff:127.0.0.1"),
    _resolution("to a private address over NAT64", "64:ff9b::a00:1"),
    _resolution("to the unspecified address", "0.0.0.0"),  # noqa: S104
    _resolution("to a link-local address with a zone", "fe80::1%lo"),
    Attack("expired", "401", "has expired", (Reply(401),)),
    Attack("expired", "403", "has expired", (Reply(403),)),
    Attack("expired", "404", "client.tasks.wait('task-1')", (Reply(404),)),
    Attack("expired", "410", "has expired", (Reply(410),)),
    Attack("status", "204", "HTTP 204", (Reply(204),)),
    Attack("status", "206 without being asked", "HTTP 206", (TAIL,)),
    Attack("status", "416 without being asked", "HTTP 416", (Reply(416),)),
    Attack("status", "500 once", None, (Reply(500), GOOD), requests=2),
    Attack("status", "503 for ever", "HTTP 503, at the last of 6", (Reply(503),), requests=6),
    Attack("status", "429 with a long pause", None, (
        Reply(429, (("retry-after", "99999999999"),)), GOOD,
    ), requests=2),
    Attack("length", "too long, announced", "over 100 bytes", (GOOD,), options={"max_bytes": 100}),
    Attack("length", "too long, in chunks", "over 100 bytes", (
        Reply(200, (("transfer-encoding", "chunked"),), (IMAGE[:80], IMAGE[80:])),
    ), options={"max_bytes": 100}),
    Attack("length", "exactly as long as it may be", None, (GOOD,), options={"max_bytes": _SIZE}),
    Attack("length", "more than announced", "more bytes", (ok(IMAGE, content_length="10"),)),
    Attack("length", "fewer than announced", "fewer bytes", (
        ok(IMAGE, content_length="9999"),
    ), requests=6),
    Attack("length", "a negative number", "cannot be", (ok(IMAGE, content_length="-1"),)),
    Attack("length", "two numbers", "cannot be", (ok(IMAGE, content_length="5, 5"),)),
    Attack("length", "an endless number", "cannot be", (ok(IMAGE, content_length="9" * 400),)),
    Attack("length", "no word about the end", "how long", (Reply(200, (), (IMAGE,)),)),
    Attack("length", "nothing", "empty", (ok(b""),)),
    Attack("length", "too many files", "max_files is 0", (GOOD,), requests=0,
           options={"max_files": 0}),
    Attack("length", "too long together", "max_total_bytes", (GOOD,),
           options={"max_total_bytes": 50}),
    Attack("coding", "a bomb", "over 100000 bytes", (ok(BOMB, content_encoding="gzip"),),
           options={"max_bytes": 100_000}),
    Attack("coding", "a deflated bomb", "over 100000 bytes", (
        ok(zlib.compress(bytes(4_000_000)), content_encoding="deflate"),
    ), options={"max_bytes": 100_000}),
    Attack("coding", "a coding within bounds", None, (
        ok(gzip.compress(IMAGE), content_encoding="gzip"),
    )),
    Attack("coding", "a coding in a coding", "coding that was not", (
        ok(gzip.compress(BOMB), content_encoding="gzip, gzip"),
    )),
    Attack("coding", "one that was not asked for", "coding that was not", (
        ok(IMAGE, content_encoding="br"),
    )),
    Attack("coding", "one that is not there", "broke", (ok(IMAGE, content_encoding="gzip"),),
           requests=6),
    Attack("content", "a web page for an image", "web page", (
        ok(b"<html>", content_type="text/html; charset=utf-8"),
    )),
    Attack("content", "a web page for a document", None, (ok(b"<html>", content_type="text/html"),),
           resource={"type": "document", "format": "html"}, content=b"<html>",
           filename="task-1-1.png"),
    _range("continued", TAIL, None),
    _range("not continued", GOOD, None),
    _range("another file by now", ok(IMAGE[::-1], etag='"v2"'), None, content=IMAGE[::-1]),
    _range("a 416", Reply(416, (("content-range", f"bytes */{_SIZE}"),)), None, 3),
    _range("from another byte", part(IMAGE[99:], f"bytes 99-{_SIZE - 1}/{_SIZE}"), "another part"),
    _range("from the first byte", part(IMAGE, f"bytes 0-{_SIZE - 1}/{_SIZE}"), "another part"),
    _range("without saying which", part(IMAGE[100:], None), "another part"),
    _range("in several parts", part(b"--a", None, **{"content-type": "multipart/byteranges"}),
           "another part"),
    _range("of another total", part(IMAGE[100:], f"bytes 100-{_SIZE - 1}/{_SIZE + 1}"),
           "another part"),
    _range("of an unknown total", part(IMAGE[100:], f"bytes 100-{_SIZE - 1}/*"), None),
    _range("past its total", part(IMAGE[99:], f"bytes 100-{_SIZE}/{_SIZE}"), "another part"),
    _range("without a word about the end", Reply(206, (
        ("content-range", f"bytes 100-{_SIZE - 1}/{_SIZE}"),
    ), (IMAGE[100:],)), "another part"),
    _range("another, shorter file by now", ok(IMAGE[:50]), None, content=IMAGE[:50]),
    Attack("range", "less than was asked for", None, (
        half(),
        part(IMAGE[100:200], f"bytes 100-199/{_SIZE}"),
        part(IMAGE[200:], f"bytes 200-{_SIZE - 1}/{_SIZE}"),
    ), requests=3),
    _range("backwards", part(b"", f"bytes 100-99/{_SIZE}"), "another part"),
    _range("of another version", part(IMAGE[100:], f"bytes 100-{_SIZE - 1}/{_SIZE}", etag='"v2"'),
           "another part"),
    _range("in another unit", part(IMAGE[100:], f"items 100-{_SIZE - 1}/{_SIZE}"), "another part"),
    _range("with an endless number", part(IMAGE[100:], f"bytes 100-{'9' * 30}/*"), "another part"),
    _range("coded", part(IMAGE[100:], f"bytes 100-{_SIZE - 1}/{_SIZE}",
                         **{"content-encoding": "gzip"}), "another part"),
    _range("more than it says", Reply(206, (
        ("content-range", f"bytes 100-199/{_SIZE}"), ("transfer-encoding", "chunked"),
    ), (IMAGE[100:],)), "more bytes"),
    Attack("range", "a weak validator", None, (half(etag='W/"v1"'), GOOD), requests=2),
    Attack("range", "no validator", None, (half(etag=""), GOOD), requests=2),
    Attack("range", "breaks for ever", "at the last of 6", (half(), half()), requests=6),
    Attack("wire", "a reset in the middle", None, raw=(
        raw(f"HTTP/1.1 200 OK\nContent-Length: {_SIZE}", IMAGE[:100]),
        raw(f"HTTP/1.1 200 OK\nContent-Length: {_SIZE}", IMAGE),
    ), requests=2),
    Attack("wire", "chunks that break off", "broke", raw=(
        raw("HTTP/1.1 200 OK\nTransfer-Encoding: chunked", b"64\r\n" + IMAGE[:100] + b"\r\n"),
    ), requests=6),
    Attack("wire", "a redirect that is signed", None, raw=(
        raw(f"HTTP/1.1 302 Found\nContent-Length: 0\nLocation: /2.png?sig={SECRET}&n=2"),
        raw(f"HTTP/1.1 200 OK\nContent-Length: {_SIZE}", IMAGE),
    ), requests=2),
    Attack("wire", "no HTTP", "broke", raw=(b"SSH-2.0-OpenSSH\r\n",), requests=6),
    Attack("wire", "nothing", "broke", raw=(b"",), requests=6),
    Attack("wire", "two lengths", "broke", raw=(
        raw("HTTP/1.1 200 OK\nContent-Length: 5\nContent-Length: 6", b"abcdef"),
    ), requests=6),
    Attack("wire", "endless headers", "broke", raw=(
        b"HTTP/1.1 200 OK\r\n" + b"X: y\r\n" * 100_000,
    ), requests=6),
    Attack("wire", "an answer before HTTP/1.0's end", "how long", raw=(
        raw("HTTP/1.0 200 OK", IMAGE[:100]),
    )),
    Attack("wire", "a second answer behind the first", None, raw=(
        raw(f"HTTP/1.1 200 OK\nContent-Length: {_SIZE}", IMAGE + raw("HTTP/1.1 200 OK", b"x")),
    )),
    Attack("name", "an address that climbs", None, (GOOD,), url=f"{HOST}/..%2F..%2Fx.png",
           options={"names": "url"}, filename="x.png"),
    Attack("name", "a device", None, (GOOD,), url=f"{HOST}/NUL.png", options={"names": "url"},
           filename="_NUL.png"),
    Attack("name", "a NUL", None, (GOOD,), url=f"{HOST}/a%00b.png", options={"names": "url"},
           filename="a_b.png"),
    Attack("name", "a program", None, (GOOD,), resource={"format": "exe"}),
    Attack("name", "a format that climbs", None, (GOOD,), resource={"format": "/../../x"}),
    Attack("name", "a format that is no text", None, (GOOD,), resource={"format": None}),
    _folder("a file of that name", lambda at: (at / NAME).write_bytes(b"mine"),
            filename="task-1-1-1.png"),
    _folder("a file of that name in capitals", lambda at: (at / NAME.upper()).write_bytes(b"mine"),
            filename="task-1-1-1.png"),
    _folder("a link of that name", lambda at: (at / NAME).symlink_to(at / "elsewhere"),
            filename="task-1-1-1.png"),
    _folder("a folder of that name", lambda at: (at / NAME).mkdir(), filename="task-1-1-1.png"),
    _folder("a pipe of that name", lambda at: os.mkfifo(at / NAME), filename="task-1-1-1.png"),
    Attack("folder", "a folder of that name, overwriting", "cannot be written", (GOOD,),
           prepare=lambda at: (at / NAME / "mine").mkdir(parents=True),
           options={"overwrite": True}),
)  # fmt: skip
