"""A small driver for headless Chromium: its DevTools protocol over a pipe, no library between.

A real browser is asked for what a screenshot from its command line cannot give: a phone's width
(a window cannot be that narrow), light and dark, the whole height of a page, and its error log.
"""

import base64
import fcntl
import json
import os
import select
import shutil
import signal
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Final

from tools import axe

NAMES: Final = ("chromium", "chromium-browser", "google-chrome")
_PATIENCE: Final = 60.0  # seconds, for any one answer
_TALLEST: Final = 16_000  # px: what a browser can draw in one piece

# The sandbox cannot start for root or in most containers; the pages shown are this repository's
# own. The rest keeps the browser from talking to anyone.
_FLAGS: Final = (
    "--headless",
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--disable-dev-shm-usage",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--hide-scrollbars",
    "--remote-debugging-pipe",
)


class ChromiumError(Exception):
    """The browser ended, refused a command, or did not answer in time."""


@dataclass(frozen=True)
class Screen:
    """What a page is shown on."""

    name: str
    width: int
    height: int
    mobile: bool


@dataclass
class Shot:
    """What came of showing one page: the picture, and what is wrong with it."""

    png: bytes
    problems: list[str] = field(default_factory=list)


def find() -> str | None:
    """Return the path of a Chromium on PATH."""
    return next((path for name in NAMES if (path := shutil.which(name))), None)


@contextmanager
def running(program: str) -> Iterator["Browser"]:
    """Start the browser with an empty profile of its own, and end it whatever happens."""
    commands_out, commands_in = (_high(end) for end in os.pipe())
    answers_out, answers_in = (_high(end) for end in os.pipe())
    with tempfile.TemporaryDirectory(prefix="look-", ignore_cleanup_errors=True) as profile:
        log = str(Path(profile) / "log")
        pid = os.posix_spawn(
            program,
            [program, *_FLAGS, f"--user-data-dir={profile}", "about:blank"],
            os.environ,
            file_actions=[
                (os.POSIX_SPAWN_OPEN, 0, os.devnull, os.O_RDONLY, 0),
                (os.POSIX_SPAWN_OPEN, 1, log, os.O_WRONLY | os.O_CREAT, 0o600),
                (os.POSIX_SPAWN_DUP2, 1, 2),
                # The numbers that --remote-debugging-pipe stands for.
                (os.POSIX_SPAWN_DUP2, commands_out, 3),
                (os.POSIX_SPAWN_DUP2, answers_in, 4),
            ],
        )
        os.close(commands_out)
        os.close(answers_in)
        try:
            yield Browser(commands_in, answers_out)
        finally:
            os.kill(pid, signal.SIGKILL)
            os.waitpid(pid, 0)
            os.close(commands_in)
            os.close(answers_out)


def _high(descriptor: int) -> int:
    """Move a descriptor out of the way of 3 and 4, which the browser's end is copied onto."""
    high = fcntl.fcntl(descriptor, fcntl.F_DUPFD_CLOEXEC, 10)
    os.close(descriptor)
    return high


class Browser:
    """The browser behind the pipe: commands go in, answers and events come out."""

    def __init__(self, commands: int, answers: int) -> None:
        self._commands = commands
        self._answers = answers
        self._rest = b""
        self._sent = 0
        self._events: list[dict[str, Any]] = []

    def show(self, url: str, screen: Screen, scheme: str) -> Shot:
        """Load a page as that screen and colour scheme see it, and take a picture of all of it."""
        target = self._call("Target.createTarget", {"url": "about:blank"})["targetId"]
        attached = self._call("Target.attachToTarget", {"targetId": target, "flatten": True})
        page: str = attached["sessionId"]
        for domain in ("Page", "Runtime", "Log"):
            self._call(f"{domain}.enable", page=page)
        size = {"width": screen.width, "height": screen.height, "deviceScaleFactor": 1}
        self._call("Emulation.setDeviceMetricsOverride", size | {"mobile": screen.mobile}, page)
        features = [{"name": "prefers-color-scheme", "value": scheme}]
        self._call("Emulation.setEmulatedMedia", {"features": features}, page)
        self._events.clear()
        self._call("Page.navigate", {"url": url}, page)
        self._wait_for("Page.loadEventFired")
        content = self._call("Page.getLayoutMetrics", page=page)["cssContentSize"]
        height = min(max(content["height"], screen.height), _TALLEST)
        clip = {"x": 0, "y": 0, "scale": 1, "width": screen.width, "height": height}
        options = {"captureBeyondViewport": True, "clip": clip}
        picture = self._call("Page.captureScreenshot", options, page)["data"]
        problems = [text for event in self._events if (text := _problem(event))]
        problems += axe.problems(_Page(self, page))
        if content["width"] > screen.width:
            problems.append(f"{content['width']} px wide on a screen of {screen.width} px")
        self._call("Target.closeTarget", {"targetId": target})
        return Shot(base64.b64decode(picture), problems)

    def evaluate(self, page: str, code: str) -> Any:
        """Run JavaScript in a page; returns its value, awaited if it is a promise."""
        options = {"expression": code, "awaitPromise": True, "returnByValue": True}
        answer = self._call("Runtime.evaluate", options, page)
        if "exceptionDetails" in answer:
            raise ChromiumError(f"JavaScript: {answer['exceptionDetails']['text']}")
        return answer["result"].get("value")

    def _call(
        self, method: str, params: dict[str, Any] | None = None, page: str | None = None
    ) -> dict[str, Any]:
        self._sent += 1
        command: dict[str, Any] = {"id": self._sent, "method": method, "params": params or {}}
        if page is not None:
            command["sessionId"] = page
        os.write(self._commands, json.dumps(command).encode() + b"\0")
        while True:
            message = self._receive()
            if message.get("id") != self._sent:
                self._events.append(message)
            elif "error" in message:
                raise ChromiumError(f"{method}: {message['error']['message']}")
            else:
                result: dict[str, Any] = message["result"]
                return result

    def _wait_for(self, method: str) -> None:
        while not any(event.get("method") == method for event in self._events):
            self._events.append(self._receive())

    def _receive(self) -> dict[str, Any]:
        until = time.monotonic() + _PATIENCE
        while b"\0" not in self._rest:
            ready, _, _ = select.select([self._answers], [], [], max(0, until - time.monotonic()))
            if not ready:
                raise ChromiumError(f"no answer within {_PATIENCE:.0f} s")
            piece = os.read(self._answers, 1 << 20)
            if not piece:
                raise ChromiumError("the browser ended by itself")
            self._rest += piece
        first, _, self._rest = self._rest.partition(b"\0")
        message: dict[str, Any] = json.loads(first)
        return message


class _Page:
    """A page of a browser, as ``axe`` wants it."""

    def __init__(self, browser: Browser, page: str) -> None:
        self._browser = browser
        self._page = page

    def run(self, code: str) -> Any:
        """The value of an expression."""
        return self._browser.evaluate(self._page, code)


def _problem(event: dict[str, Any]) -> str | None:
    """Return what a page's own log says went wrong."""
    params = event.get("params", {})
    if event.get("method") == "Runtime.exceptionThrown":
        details = params["exceptionDetails"]
        return f"error: {details.get('exception', {}).get('description') or details['text']}"
    if event.get("method") == "Log.entryAdded" and params["entry"]["level"] == "error":
        return f"error: {params['entry']['text']} {params['entry'].get('url', '')}".rstrip()
    return None
