"""The tracer: carries one call a line out against a scripted service on a virtual clock.

``python -m modellix_client.trace --client python-sync`` (or ``python-async``) reads NDJSON on
standard input, ``{"id", "call": "wait"|"submit"|"run", "model", "body", "task_id", "timeout_ms",
"answers"}`` a line, and answers each line, in the same order, with ``{"id", "requests", "outcome",
"t_ms"}``, or with ``{"id", "error": {"code", "message"}}`` for a line that is no scenario; the
codes are those of the checker. Nothing is sent anywhere and no real time passes, so the same line
gives the same answer in every client.

``timeout_ms`` is the wait's for ``wait`` and ``run`` and the whole submit's for ``submit``; else
the client's own holds. ``outcome.status`` is the HTTP status of the answer that decided.

Exit code 0 when every line was answered, 1 when the reader of the answers went away, 2 for a
client that there is none of.
"""

from __future__ import annotations

import asyncio
import sys
import warnings
from collections.abc import Callable, Sequence
from functools import partial
from typing import Final

from ._json import Layout, to_bytes
from ._ndjson import problem, serve
from ._spec import SERVER
from ._strict_json import LineError
from ._trace_scenario import Scenario, read_scenario
from ._trace_transport import ScriptedTransport, VirtualClock
from .client import AsyncModellix, Modellix
from .errors import (
    APIStatusError,
    ModellixError,
    NotSubmittedError,
    RequestWarning,
    SubmissionOutcomeUnknownError,
    TaskFailedError,
    TaskTimeoutError,
)
from .violations import Json

_KEY: Final = "mdlx-trace"
_OUTCOME: Final[Layout] = dict.fromkeys(("kind", "error", "task_id", "status", "safe_to_retry"))
_ANSWER: Final[Layout] = {
    "id": None,
    "requests": dict.fromkeys(("t_ms", "method", "path")),
    "outcome": _OUTCOME,
    "t_ms": None,
    "error": {"code": None, "message": None},
}
_KINDS: Final[tuple[tuple[type[ModellixError], str], ...]] = (
    (TaskFailedError, "failed"),
    (NotSubmittedError, "not_sent"),
    (SubmissionOutcomeUnknownError, "unknown"),
    (TaskTimeoutError, "timeout"),
)


def _call_sync(scenario: Scenario, transport: ScriptedTransport, clock: VirtualClock) -> str:
    """Carry the call out; returns the id of the task."""
    seconds = None if scenario.timeout_ms is None else scenario.timeout_ms / 1000
    with Modellix(
        _KEY, base_url=SERVER, routes="documented", transport=transport, clock=clock
    ) as client:
        if scenario.call == "wait":
            return client.tasks.wait(scenario.task_id, timeout=seconds).task_id
        if scenario.call == "submit":
            return client.submit(scenario.model, scenario.body, submit_timeout=seconds).id
        return client.run(scenario.model, scenario.body, wait_timeout=seconds).task_id


async def _call_async(scenario: Scenario, transport: ScriptedTransport, clock: VirtualClock) -> str:
    """Carry the call out; returns the id of the task."""
    seconds = None if scenario.timeout_ms is None else scenario.timeout_ms / 1000
    async with AsyncModellix(
        _KEY, base_url=SERVER, routes="documented", transport=transport, clock=clock
    ) as client:
        if scenario.call == "wait":
            return (await client.tasks.wait(scenario.task_id, timeout=seconds)).task_id
        if scenario.call == "submit":
            return (await client.submit(scenario.model, scenario.body, submit_timeout=seconds)).id
        return (await client.run(scenario.model, scenario.body, wait_timeout=seconds)).task_id


def _run_async(scenario: Scenario, transport: ScriptedTransport, clock: VirtualClock) -> str:
    return asyncio.run(_call_async(scenario, transport, clock))


CLIENTS: Final[dict[str, Callable[[Scenario, ScriptedTransport, VirtualClock], str]]] = {
    "python-sync": _call_sync,
    "python-async": _run_async,
}


def answer(raw: bytes | None, client: str) -> bytes:
    """The answer to one line.

    Args:
        raw: The line's bytes; ``None`` for a line that was too large to read.
        client: One of ``CLIENTS``.
    """
    try:
        answered = _traced(read_scenario(raw), client)
    except LineError as error:
        answered = problem(error)
    return to_bytes(answered, _ANSWER) + b"\n"


def _traced(scenario: Scenario, client: str) -> dict[str, Json]:
    clock = VirtualClock()
    transport = ScriptedTransport(scenario.replies, clock)
    outcome: dict[str, Json]
    try:
        task_id = CLIENTS[client](scenario, transport, clock)
        outcome = {
            "kind": "success",
            "error": None,
            "task_id": task_id,
            "status": transport.last_status,
            "safe_to_retry": False,
        }
    except ModellixError as error:
        outcome = {
            "kind": _kind(scenario, error),
            "error": type(error).__name__,
            "task_id": error.task_id,
            "status": error.status,
            "safe_to_retry": error.safe_to_retry,
        }
    requests: list[Json] = [
        {"t_ms": at, "method": method, "path": path} for at, method, path in transport.requests
    ]
    return {"id": scenario.id, "requests": requests, "outcome": outcome, "t_ms": clock.now()}


def _kind(scenario: Scenario, error: ModellixError) -> str:
    for kind, name in _KINDS:
        if isinstance(error, kind):
            return name
    # An error of the wait knows its task; one without was the answer to the submit itself.
    turned_down = isinstance(error, APIStatusError) and error.task_id is None
    return "refused" if scenario.call != "wait" and turned_down else "error"


def main(arguments: Sequence[str] = ()) -> int:
    """Answer standard input on standard output; returns the exit code."""
    flag, _, name = "=".join(arguments).partition("=")
    if flag != "--client" or name not in CLIENTS:
        sys.stderr.write(f"trace: use --client, and one of {', '.join(CLIENTS)}\n")
        return 2
    # A warning of a rule is for people; standard error is for what is wrong with the tracer.
    warnings.simplefilter("ignore", RequestWarning)
    return serve(partial(answer, client=name))


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
