"""The wire form: the exact text that a submit of each request would send as its body.

``python -m modellix_client.wire`` reads NDJSON on standard input,
``{"id": string or integer, "model": string, "body": any}`` a line, and answers each line, in the
same order, with ``{"id", "wire"}`` or with ``{"id", "error": {"code", "message"}}``; lines and
codes are those of the checker. ``wire`` is the body's text; as UTF-8 it is what goes over the
wire. Rules are not looked at, as with ``validation="off"``. Nothing is sent anywhere.

Exit code 0 when every line was answered, 1 when the reader of the answers went away.
"""

from __future__ import annotations

import sys
from typing import Final

from ._json import Layout, to_bytes
from ._modes import OFF, Modes
from ._ndjson import problem, read_request, serve
from ._preparation import Draft
from ._strict_json import LineError
from .violations import Json

_OFF: Final = Modes(OFF)
_ANSWER: Final[Layout] = {"id": None, "wire": None, "error": {"code": None, "message": None}}


def answer(raw: bytes | None) -> bytes:
    """The answer to one line.

    Args:
        raw: The line's bytes; ``None`` for a line that was too large to read.
    """
    answered: dict[str, Json]
    try:
        line_id, model, value = read_request(raw)
        # The road that a submit takes, up to the bytes themselves.
        body = Draft(model, value, None).body(_OFF)
        text = b"".join((*body.pieces(), body.last)).decode()
        answered = {"id": line_id, "wire": text}
    except LineError as error:
        answered = problem(error)
    return to_bytes(answered, _ANSWER) + b"\n"


def main() -> int:
    """Answer standard input on standard output; returns the exit code."""
    return serve(answer)


if __name__ == "__main__":
    sys.exit(main())
