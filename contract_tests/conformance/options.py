"""What a run was asked for, as its parts and its reports need it."""

from __future__ import annotations

from dataclasses import dataclass, field
from urllib.parse import urlsplit

from contract_tests.conformance.plan import Plan
from contract_tests.conformance.secrets_out import Scrubber

_LOCAL = ("127.0.0.1", "localhost", "::1")
LOCAL_LIMIT_S = 60


class OptionError(ValueError):
    """What cannot be done as it was asked for; the text says what to give instead."""


@dataclass(frozen=True, slots=True)
class Context:
    """The frame of one run. ``started`` is a time of the calendar, RFC 3339."""

    plan: Plan
    origin: str
    live: bool
    strict: bool
    max_paid: int
    started: str
    task_limit_s: int
    scrub: Scrubber = field(default_factory=lambda: Scrubber(()))


def origin_of(text: str) -> str:
    """The origin that was meant.

    Raises:
        OptionError: it is none.
    """
    advice = "give the origin alone, such as https://api.modellix.ai"
    try:
        parts = urlsplit(text)
        port = parts.port
    except ValueError:
        raise OptionError(f"--base-url cannot be read; {advice}") from None
    if parts.scheme not in ("http", "https") or not parts.hostname:
        raise OptionError(f"--base-url is no http(s) address; {advice}")
    if parts.username or parts.password or "@" in parts.netloc:
        raise OptionError(
            f"--base-url holds a user or password, which reports would show; {advice}"
        )
    if parts.path.strip("/") or parts.query or parts.fragment:
        raise OptionError(f"--base-url has a path, a query or a fragment; {advice}")
    host = f"[{parts.hostname}]" if ":" in parts.hostname else parts.hostname
    return f"{parts.scheme}://{host}" + (f":{port}" if port is not None else "")


def task_limit_of(origin: str, waiter_ms: int) -> int:
    """Seconds until a task has to have ended: as the spec has it, less on this machine.

    A service on this machine is a mock or a copy; nobody should wait half an hour for it.
    """
    return LOCAL_LIMIT_S if urlsplit(origin).hostname in _LOCAL else waiter_ms // 1000


def key_of(text: str | None) -> str:
    """The key to use.

    Raises:
        OptionError: there is none, or it is nothing that a header can hold.
    """
    key = (text or "").strip()
    if not key:
        raise OptionError("MODELLIX_API_KEY is not set: put the key of this server there")
    if not (key.isascii() and key.isprintable()) or " " in key:
        raise OptionError("MODELLIX_API_KEY holds other characters than printable ASCII")
    return key
