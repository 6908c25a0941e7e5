"""What stands between a request and its answer in real life, over real sockets."""

from __future__ import annotations

import contextlib
import gzip
import socket
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager

import pytest

from contract_tests.conformance.exchange import MAX_ANSWER, Answer, Fault, Request
from contract_tests.conformance.http_transport import HttpTransport

BODY = b'{"code":404,"message":"Resource not found: x"}'
HEAD = b"HTTP/1.1 404 Not Found\r\ncontent-type: application/json\r\n"
WHOLE = HEAD + b"content-length: %d\r\n\r\n%s" % (len(BODY), BODY)
PACKED = gzip.compress(BODY)
Speak = Callable[[socket.socket], object]


@contextmanager
def server(speak: Speak) -> Iterator[str]:
    """Says the same to whoever connects; its origin."""
    with socket.create_server(("127.0.0.1", 0)) as listener:

        def serve() -> None:
            with contextlib.suppress(OSError):
                while True:
                    connection, _ = listener.accept()
                    with connection, contextlib.suppress(OSError):
                        connection.recv(65_536)
                        speak(connection)

        thread = threading.Thread(target=serve, daemon=True)
        thread.start()
        yield f"http://127.0.0.1:{listener.getsockname()[1]}"
        listener.shutdown(socket.SHUT_RDWR)
        thread.join(timeout=10)


def asked(speak: Speak, *, silence_s: float = 10, whole_s: float = 30) -> Answer | Fault:
    with (
        server(speak) as origin,
        HttpTransport(origin, silence_s=silence_s, whole_s=whole_s) as transport,
    ):
        return transport.send(Request("GET", "/api/v1/tasks/task-1"))


def chunked() -> bytes:
    pieces = [BODY[index : index + 7] for index in range(0, len(BODY), 7)]
    text = b"".join(b"%x\r\n%s\r\n" % (len(piece), piece) for piece in pieces)
    return HEAD + b"transfer-encoding: chunked\r\n\r\n" + text + b"0\r\n\r\n"


@pytest.mark.parametrize(
    "said",
    [
        WHOLE,
        chunked(),
        HEAD + b"content-encoding: gzip\r\ncontent-length: %d\r\n\r\n%s" % (len(PACKED), PACKED),
        b"HTTP/1.1 103 Early Hints\r\nlink: </a>\r\n\r\n" + WHOLE,
        b"HTTP/1.1 100 Continue\r\n\r\n" + WHOLE,
        b"HTTP/1.0 404 Not Found\r\n\r\n" + BODY,
    ],
    ids=["plain", "chunked", "gzip", "103", "100", "HTTP/1.0"],
)
def test_an_answer_is_an_answer(said: bytes) -> None:
    got = asked(lambda connection: connection.sendall(said))
    assert isinstance(got, Answer)
    assert (got.status, got.body) == (404, BODY)


def test_a_redirect_is_not_followed() -> None:
    said = b"HTTP/1.1 307 Over There\r\nlocation: http://127.0.0.1:9/\r\ncontent-length: 0\r\n\r\n"
    got = asked(lambda connection: connection.sendall(said))
    assert isinstance(got, Answer)
    assert got.status == 307


@pytest.mark.parametrize(
    ("said", "words"),
    [
        (b"SSH-2.0-OpenSSH\r\n", "no HTTP"),
        (b"", "ended the connection"),
        (HEAD + b"content-length: 99\r\n\r\n{", "ended the connection"),
        (HEAD + b"content-encoding: gzip\r\ncontent-length: 2\r\n\r\n{}", "encoding"),
    ],
    ids=["another protocol", "nothing", "half of it", "no gzip"],
)
def test_what_is_none_is_told(said: bytes, words: str) -> None:
    got = asked(lambda connection: connection.sendall(said))
    assert isinstance(got, Fault)
    assert got.sent
    assert words in got.words


def test_more_than_anyone_reads() -> None:
    def speak(connection: socket.socket) -> None:
        connection.sendall(HEAD + b"\r\n")
        for _ in range(MAX_ANSWER // 1_000_000 + 2):
            connection.sendall(b" " * 1_000_000)

    got = asked(speak)
    assert isinstance(got, Fault)
    assert got.trouble == "oversized"


@pytest.mark.parametrize("before", [b"HTTP/1.1 404 Not Found\r\nx-a: ", HEAD + b"\r\n"])
def test_a_snail_is_left_behind(before: bytes) -> None:
    """A byte now and then is no silence, and no answer either: in the headers, in the body."""
    gone = threading.Event()

    def speak(connection: socket.socket) -> None:
        connection.sendall(before)
        while not gone.wait(0.05):
            connection.sendall(b"a")

    got = asked(speak, silence_s=5, whole_s=0.4)
    gone.set()
    assert got == Fault("timeout", "no whole answer within 0 s")


def test_nobody_there_cannot_have_been_reached() -> None:
    with socket.create_server(("127.0.0.1", 0)) as listener:
        port = listener.getsockname()[1]
    for origin in (f"http://127.0.0.1:{port}", f"http://[::1]:{port}", "http://a..b"):
        with HttpTransport(origin) as transport:
            got = transport.send(Request("POST", "/", content=b"{}"))
        assert isinstance(got, Fault)
        assert (got.trouble, got.sent) == ("unreachable", False)
