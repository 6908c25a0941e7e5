"""Reads ``multipart/form-data`` (RFC 7578), strictly: what is no such body is refused."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Final
from urllib.parse import unquote

from contract_tests.mock_api import errors
from contract_tests.mock_api.bodies import MAX_BODY
from contract_tests.mock_api.messages import Answer, Request

_BOUNDARY: Final = re.compile(r"""boundary=(?:"([^"]{1,70})"|([^\s;"]{1,70}))""", re.IGNORECASE)
_PARAMETER: Final = re.compile(r"""(?:^|;)\s*([A-Za-z]+)="([^"]*)\"""")
_HEAD_END: Final = b"\r\n\r\n"


@dataclass(frozen=True, slots=True)
class Part:
    """One field of a form; ``filename`` and ``type`` are empty when they are not given."""

    field: str
    filename: str
    type: str
    content: bytes


def read_form(request: Request) -> list[Part] | Answer:
    """The fields of a form, or why it is none."""
    if len(request.body) > MAX_BODY:
        return errors.too_large(MAX_BODY)
    kind, _, parameters = (request.header("content-type") or "").partition(";")
    boundary = _BOUNDARY.search(parameters)
    if kind.strip().lower() != "multipart/form-data" or boundary is None:
        return errors.bad_request(errors.INVALID_FORMAT, "the body must be multipart/form-data")
    delimiter = b"\r\n--" + (boundary[1] or boundary[2]).encode("latin-1")
    pieces = (b"\r\n" + request.body).split(delimiter)
    parts = [_part(piece) for piece in pieces[1:-1]]
    whole = len(pieces) > 1 and pieces[0] == b"" and pieces[-1].startswith(b"--")
    found = [part for part in parts if part is not None]
    if not whole or len(found) != len(parts):
        return errors.bad_request(errors.INVALID_FORMAT, "the form is broken off or malformed")
    return found


def _part(piece: bytes) -> Part | None:
    head, end, content = piece.partition(_HEAD_END)
    if not end or not head.startswith(b"\r\n"):
        return None
    headers: dict[str, str] = {}
    for line in head.decode("utf-8", "replace").split("\r\n")[1:]:
        name, colon, value = line.partition(":")
        if not colon:
            return None
        headers[name.strip().lower()] = value.strip()
    kind, _, parameters = headers.get("content-disposition", "").partition(";")
    named = {key.lower(): value for key, value in _PARAMETER.findall(parameters)}
    if kind.strip().lower() != "form-data" or "name" not in named:
        return None
    filename = unquote(named.get("filename", ""))
    return Part(named["name"], filename, headers.get("content-type", ""), content)
