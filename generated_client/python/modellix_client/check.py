"""The checker: judges requests, one a line, as this client would before sending them.

``python -m modellix_client.check`` reads NDJSON on standard input,
``{"id": string or integer, "model": string, "body": any}`` a line, and answers each line, in the
same order, with ``{"id", "valid", "violations", "warnings"}`` or with
``{"id", "error": {"code", "message"}}``. Nothing is sent anywhere.

Codes, the first that applies: ``too_large`` (over 64 MiB), ``invalid_json`` (no UTF-8, a byte order
mark), ``too_deep`` (over 64 levels, the line's own object being the first), ``invalid_json``,
``duplicate_key``, ``unpaired_surrogate``, ``number_out_of_range``, ``bad_line``,
``unknown_model``. ``id`` is repeated whenever the line's own object can be read and names exactly
one ``id`` that is fit to be one (a string without half a surrogate pair, an integer within 64
bits), whatever is wrong elsewhere: also where the body is too deep or holds a name twice. It is
null for ``too_large``, ``invalid_json`` and a line that gives ``id`` twice. Other members of the
line are ignored. A line of nothing but white space is ``invalid_json``, unless nothing follows but
more of these.

Exit code 0 when every line was answered, 1 when the reader of the answers went away.
"""

from __future__ import annotations

import sys
from typing import Final

from ._json import Layout, to_bytes
from ._ndjson import problem, read_request, serve
from ._rules import check_body
from ._strict_json import LineError
from .violations import Json

_VIOLATION: Final[Layout] = dict.fromkeys(("rule", "path", "keyword", "limit", "actual", "message"))
_ANSWER: Final[Layout] = {
    "id": None,
    "valid": None,
    "violations": _VIOLATION,
    "warnings": _VIOLATION,
    "error": {"code": None, "message": None},
}


def answer(raw: bytes | None) -> bytes:
    """The answer to one line.

    Args:
        raw: The line's bytes; ``None`` for a line that was too large to read.
    """
    try:
        line_id, model, body = read_request(raw)
        violations, warnings = check_body(model, body)
        answered: dict[str, Json] = {
            "id": line_id,
            "valid": not violations,
            "violations": [violation.as_dict() for violation in violations],
            "warnings": [warning.as_dict() for warning in warnings],
        }
    except LineError as error:
        answered = problem(error)
    return to_bytes(answered, _ANSWER) + b"\n"


def main() -> int:
    """Answer standard input on standard output; returns the exit code."""
    return serve(answer)


if __name__ == "__main__":
    sys.exit(main())
