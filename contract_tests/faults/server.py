"""A server on loopback that follows a script of faults and counts what it received."""

from __future__ import annotations

import json
import socket
import struct
import threading
from contextlib import suppress
from dataclasses import dataclass, field
from typing import Final

_ABORT: Final = struct.pack("ii", 1, 0)  # SO_LINGER: close with a reset instead of a farewell
_PATIENCE_S: Final = 20.0
_PIECE: Final = 65_536


@dataclass(frozen=True)
class Act:
    """What the server does with one attempt, whose head it always reads.

    Attributes:
        take: How much of the body it reads: a share of it, 1.0 for all.
        answer: Bytes it sends then, if any.
        hang: Whether it then stands still until the call is over.
        reset: Whether it closes with a reset instead of a farewell.
        drain: Whether it goes on reading after an answer that came early.
        leave: Whether it closes after an answer that did not say so.
    """

    take: float = 1.0
    answer: bytes = b""
    hang: bool = False
    reset: bool = False
    drain: bool = False
    leave: bool = False


@dataclass
class Call:
    """What the server does about one call, and what it received.

    Attributes:
        acts: One for each attempt; the last one repeats.
        attempts: How many heads of requests came.
        complete: How many POSTs came to their last byte.
        over: Set when the call is over.
    """

    acts: list[Act]
    attempts: int = 0
    complete: int = 0
    over: threading.Event = field(default_factory=threading.Event)


class FaultServer:
    """Listens on loopback; one thread a connection, one act an attempt."""

    def __init__(self) -> None:
        self._listener = socket.create_server(("127.0.0.1", 0), backlog=64)
        # Little room: a client cannot hand over a body that nobody reads.
        self._listener.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, 16_384)
        self.url = f"http://127.0.0.1:{self._listener.getsockname()[1]}"
        self._calls: dict[str, Call] = {}
        self._idle = threading.Condition()
        self._busy = 0
        self._open: set[socket.socket] = set()
        self._thread = threading.Thread(target=self._accept, daemon=True)
        self._thread.start()

    def expect(self, request_id: str, acts: list[Act]) -> Call:
        """Prepare for the call whose requests carry this id."""
        call = self._calls[request_id] = Call(acts)
        return call

    def settle(self, call: Call, attempts: int, complete: int) -> None:
        """End what hangs, and wait until all that the client sent was read.

        A client that gave up after 50 ms may be ahead of this server: what it sent still comes.

        Args:
            call: The call that is over.
            attempts: How many heads are expected at least; fewer are found out by the caller.
            complete: How many whole bodies.
        """
        call.over.set()
        with self._idle:
            self._idle.wait_for(
                lambda: self._busy == 0 and call.attempts >= attempts and call.complete >= complete,
                _PATIENCE_S,
            )

    def close(self) -> None:
        """Stop listening and drop every connection."""
        with suppress(OSError):
            self._listener.shutdown(socket.SHUT_RDWR)
        self._listener.close()
        for connection in [*self._open]:
            with suppress(OSError):
                connection.shutdown(socket.SHUT_RDWR)
        self._thread.join(_PATIENCE_S)

    def _accept(self) -> None:
        while True:
            try:
                connection, _ = self._listener.accept()
            except OSError:
                return
            connection.settimeout(_PATIENCE_S)
            connection.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
            self._open.add(connection)
            threading.Thread(target=self._serve, args=(connection,), daemon=True).start()

    def _serve(self, connection: socket.socket) -> None:
        with connection, suppress(OSError):
            while (head := _head(connection)) is not None:
                with self._idle:
                    self._busy += 1
                try:
                    if not self._one(connection, head):
                        connection.close()  # before the call counts as settled
                        break
                finally:
                    with self._idle:
                        self._busy -= 1
                        self._idle.notify_all()
        self._open.discard(connection)

    def _one(self, connection: socket.socket, head: dict[str, str]) -> bool:
        """One request; whether the connection stays open."""
        call = self._calls[head["x-request-id"]]
        with self._idle:
            call.attempts += 1
            act = call.acts[min(call.attempts, len(call.acts)) - 1]
        length = int(head["content-length"])
        left = length - _take(connection, length if act.take >= 1 else int(length * act.take))
        if act.answer:
            connection.sendall(act.answer)
        if act.drain and left:
            left -= _take(connection, left)
        if left == 0:
            with self._idle:
                call.complete += 1
        if act.hang:
            call.over.wait(_PATIENCE_S)
        ends = act.reset or act.leave or b"onnection: close" in act.answer
        if act.answer and left == 0 and not ends:
            return True
        if act.reset:
            connection.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, _ABORT)
        return False


def _head(connection: socket.socket) -> dict[str, str] | None:
    """The headers of the next request, by lower-case names; ``None`` when there is none."""
    raw = b""
    while not raw.endswith(b"\r\n\r\n"):
        letter = connection.recv(1)
        if not letter:
            return None
        raw += letter
    lines = raw.decode("ascii").lower().split("\r\n")[1:-2]
    return dict(line.split(": ", 1) for line in lines)


def _take(connection: socket.socket, wanted: int) -> int:
    """Read that many bytes of a body, or as many as come, and tell how many came."""
    taken = 0
    while taken < wanted:
        piece = connection.recv(min(wanted - taken, _PIECE))
        if not piece:
            break
        taken += len(piece)
    return taken


def answer(status: int, body: bytes, *headers: tuple[str, str], length: int | None = None) -> bytes:
    """An answer as bytes.

    Args:
        status: The HTTP status.
        body: What is sent of the content.
        headers: More of them.
        length: The length that is announced, if it is another one.
    """
    lines = [f"HTTP/1.1 {status} Whatever", "Content-Type: application/json"]
    lines += [f"{name}: {value}" for name, value in headers]
    lines += [f"Content-Length: {len(body) if length is None else length}", "", ""]
    return "\r\n".join(lines).encode() + body


def envelope(**data: object) -> bytes:
    """The content of an answer that is as it should be."""
    return json.dumps({"code": 0, "message": "success", "data": data}).encode()
