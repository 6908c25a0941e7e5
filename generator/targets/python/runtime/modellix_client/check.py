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
line are ignored. A line of nothing but white space is a ``bad_line``, unless nothing follows but
more of these.

Exit code 0 when every line was answered, 1 when the reader of the answers went away.
"""

from __future__ import annotations

import sys
from typing import Final

from ._checks import nearest
from ._json import Layout, to_bytes
from ._ndjson import problem, read_object, serve
from ._rules import check_body
from ._spec import MODELS
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
    line_id: Json = None
    try:
        line = read_object(raw, "id, model and body")
        _check_members(line)
        line_id = line["id"]
        answered = _judged(line_id, line)
    except LineError as error:
        answered = problem(error, line_id)
    return to_bytes(answered, _ANSWER) + b"\n"


def _check_members(line: dict[str, Json]) -> None:
    if not isinstance(line.get("model"), str):
        raise LineError("bad_line", "model must be there, and be a string", line)
    if "body" not in line:
        raise LineError("bad_line", "body must be there", line)


def _judged(line_id: Json, line: dict[str, Json]) -> dict[str, Json]:
    name = str(line["model"])
    model = MODELS.get(name)
    if model is None:
        near = nearest(name, tuple(MODELS))
        hint = f"did you mean {near}?" if near else f"there are: {', '.join(MODELS)}"
        raise LineError("unknown_model", f"there is no such model; {hint}")
    violations, warnings = check_body(model, line["body"])
    return {
        "id": line_id,
        "valid": not violations,
        "violations": [violation.as_dict() for violation in violations],
        "warnings": [warning.as_dict() for warning in warnings],
    }


def main() -> int:
    """Answer standard input on standard output; returns the exit code."""
    return serve(answer)


if __name__ == "__main__":
    sys.exit(main())
