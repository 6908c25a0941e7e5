"""The names of files: what each file of a result would be saved as.

``python -m modellix_client.names`` reads NDJSON on standard input, ``{"id", "names": "task"|"url",
"task_id", "index", "url", "format", "content_type", "taken"}`` a line, and answers each line, in
the same order, with ``{"id", "name"}`` or with ``{"id", "error": {"code", "message"}}``; the codes
are those of the checker. The last three may be missing or null; ``taken`` are names that are in
the folder already. Nothing is fetched and nothing is written.

Exit code 0 when every line was answered, 1 when the reader of the answers went away.
"""

from __future__ import annotations

import sys
from typing import Final

from ._checks import is_integer
from ._core.file_name import NAMES, Names, clash_key, file_name
from ._json import Layout, to_bytes
from ._ndjson import problem, read_object, serve
from ._strict_json import LineError
from .violations import Json

_LARGEST_INDEX: Final = 999_999
_ANSWER: Final[Layout] = {"id": None, "name": None, "error": {"code": None, "message": None}}


def answer(raw: bytes | None) -> bytes:
    """The answer to one line.

    Args:
        raw: The line's bytes; ``None`` for a line that was too large to read.
    """
    answered: dict[str, Json]
    try:
        line = read_object(raw, "id, names, task_id, index and url")
        answered = {"id": line["id"], "name": _name(line)}
    except LineError as error:
        answered = problem(error)
    return to_bytes(answered, _ANSWER) + b"\n"


def _name(line: dict[str, Json]) -> str:
    names: Names | None = next((each for each in NAMES if each == line.get("names")), None)
    if names is None:
        raise LineError("bad_line", f"names must be one of {', '.join(NAMES)}", line)
    index = line.get("index")
    if (
        not isinstance(index, (int, float))
        or not is_integer(index)
        or not 0 <= index <= _LARGEST_INDEX
    ):
        text = f"index must be an integer between 0 and {_LARGEST_INDEX}"
        raise LineError("bad_line", text, line)
    return file_name(
        names,
        task_id=_text(line, "task_id"),
        index=int(index),
        url=_text(line, "url"),
        file_format=_optional(line, "format"),
        content_type=_optional(line, "content_type"),
        taken={clash_key(name) for name in _taken(line)},
    )


def _text(line: dict[str, Json], name: str) -> str:
    value = line.get(name)
    if not isinstance(value, str):
        raise LineError("bad_line", f"{name} must be a string", line)
    return value


def _optional(line: dict[str, Json], name: str) -> str | None:
    value = line.get(name)
    if value is not None and not isinstance(value, str):
        raise LineError("bad_line", f"{name} must be a string or null", line)
    return value


def _taken(line: dict[str, Json]) -> list[str]:
    value = line.get("taken")
    every = [] if value is None else value
    if not isinstance(every, list) or not all(isinstance(name, str) for name in every):
        raise LineError("bad_line", "taken must be a list of strings", line)
    return [name for name in every if isinstance(name, str)]


def main() -> int:
    """Answer standard input on standard output; returns the exit code."""
    return serve(answer)


if __name__ == "__main__":
    sys.exit(main())
