"""``python -m contract_tests mock``: the service on a real port, in real time."""

from __future__ import annotations

import argparse
import secrets
import signal
import socket
import sys
import time
from collections.abc import Sequence
from types import FrameType

import uvicorn

from contract_tests.mock_api.asgi_door import asgi_app
from contract_tests.mock_api.clock import WallClock
from contract_tests.mock_api.service import MockService
from contract_tests.mock_api.tasks import Scenario, Script

_HOST = "127.0.0.1"
_BACKLOG = 128


class _Server(uvicorn.Server):
    """Says when it is ready, and takes a signal as a wish to end rather than as its death."""

    def __init__(self, config: uvicorn.Config, ready: Sequence[str]) -> None:
        super().__init__(config)
        self._ready = ready

    async def startup(self, sockets: list[socket.socket] | None = None) -> None:
        """Begin to accept connections, then print the lines that others wait for."""
        await super().startup(sockets)
        print("\n".join(self._ready), flush=True)  # noqa: T201 -- the answer of this command

    def handle_exit(self, sig: int, frame: FrameType | None) -> None:
        """End after the running requests; the stock method would raise the signal again."""
        self.should_exit = True


def main(arguments: Sequence[str]) -> int:
    """Serve until SIGTERM or SIGINT; returns 0, or 2 when the port cannot be had."""
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(0))
    options = _parser().parse_args(arguments)
    try:
        return _serve(options.port, options.speed)
    except KeyboardInterrupt:
        return 0


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="python -m contract_tests mock",
        description="Serves a mock of the API on 127.0.0.1 until it is stopped.",
    )
    parser.add_argument("--port", type=_port, default=8080, help="0 picks a free one")
    parser.add_argument(
        "--speed", type=_speed, default=1.0, help="tasks finish this many times faster"
    )
    return parser


def _port(text: str) -> int:
    if not text.isdecimal() or int(text) > 65535:
        raise argparse.ArgumentTypeError(f"{text!r} is no port: give a number from 0 to 65535")
    return int(text)


def _speed(text: str) -> float:
    try:
        speed = float(text)
    except ValueError:
        speed = 0.0
    if not 0 < speed < float("inf"):
        raise argparse.ArgumentTypeError(f"{text!r} is no speed: give a number above 0")
    return speed


def _serve(port: int, speed: float) -> int:
    try:
        listener = _listen(port)
    except OSError as error:
        reason = error.strerror or str(error)
        print(f"mock: port {port} on {_HOST} cannot be used: {reason}", file=sys.stderr)  # noqa: T201
        return 2
    with listener:
        origin = f"http://{_HOST}:{listener.getsockname()[1]}"
        try:
            service = MockService(
                clock=WallClock(),
                key=f"mdlx-{secrets.token_hex(16)}",
                script=lively(speed),
                origin=origin,
                epoch_ms=time.time_ns() // 1_000_000,
                seed=secrets.token_hex(8),
            )
        except FileNotFoundError as error:
            print(f"mock: {error}", file=sys.stderr)  # noqa: T201
            return 2
        config = uvicorn.Config(
            asgi_app(service),
            log_config=None,  # standard output holds the three lines and nothing else
            access_log=False,
            server_header=False,
            lifespan="off",
            ws="none",
            timeout_graceful_shutdown=2,
        )
        lines = [f"MODELLIX_BASE_URL={origin}", f"MODELLIX_API_KEY={service.key}", "ready"]
        _Server(config, lines).run(sockets=[listener])
    return 0


def _listen(port: int) -> socket.socket:
    listener = socket.socket(socket.AF_INET, socket.SOCK_STREAM)
    try:
        if sys.platform != "win32":  # there it would share a port that is in use
            listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        listener.bind((_HOST, port))
        listener.listen(_BACKLOG)
    except OSError:
        listener.close()
        raise
    return listener


def lively(speed: float) -> Script:
    """Tasks that take one to three seconds, each a little differently, divided by ``speed``."""

    def script(number: int, model: str) -> Scenario:
        pending = 300 + number * 230 % 600
        processing = 700 + number * 910 % 1400
        return Scenario(round(pending / speed), round(processing / speed))

    return script
