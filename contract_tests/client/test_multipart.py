"""The form of an upload: nothing of a file or its name can pass for the form's own text."""

from __future__ import annotations

from email.parser import BytesParser
from email.policy import HTTP

import pytest
from hypothesis import given
from hypothesis import strategies as st
from modellix_client._multipart import multipart, safe_name

from contract_tests.mock_api import Request
from contract_tests.mock_api.form import Part, read_form

pytestmark = pytest.mark.client

NASTY = st.lists(
    st.sampled_from([b"\r\n", b"--", b"one", b"two", b"three", b"\0", b"--one--", b'"', b"\xff"]),
    max_size=12,
).map(b"".join)


@given(NASTY | st.binary(max_size=100))
def test_whatever_the_content_the_form_is_one_part_with_it(content: bytes) -> None:
    tokens = iter(["one", "two", "three", "a-boundary-that-is-in-none-of-these"])
    body, kind = multipart("file", "a.png", "image/png", content, lambda: next(tokens))
    boundary = kind.partition("boundary=")[2]
    assert boundary.encode() not in content
    assert body.count(boundary.encode()) == 2
    request = Request("POST", "/", (("content-type", kind),), body)
    assert read_form(request) == [Part("file", "a.png", "image/png", content)]


@given(st.text(max_size=300))
def test_whatever_the_name_it_ends_no_header_and_leads_nowhere(name: str) -> None:
    body, kind = multipart("file", name, "image/png", b"x", lambda: "b")
    message = BytesParser(policy=HTTP).parsebytes(f"Content-Type: {kind}\r\n\r\n".encode() + body)
    (part,) = message.iter_parts()
    assert part.get_content_type() == "image/png"
    assert part["content-disposition"].count("\n") == 0
    safe = safe_name(name)
    assert not {"/", "\\", '"', "\r", "\n", "\0"} & set(safe)
    assert safe not in {"", ".", ".."}
    assert body.count(b"\r\n") == 6


@pytest.mark.parametrize(
    ("name", "safe"),
    [
        ("cafe.png", "cafe.png"),
        ("pictures/of/me/cafe.png", "cafe.png"),
        ("pictures\\cafe.png", "cafe.png"),
        ("folder/", "folder"),
        ('a"b.png', "a%22b.png"),
        ("a\r\nX: y.png", "aX: y.png"),
        ("Café 早.png", "Café 早.png"),
        ("half\udc80.png", "half.png"),
        ("..", "file"),
        ("", "file"),
        ("x" * 300 + ".png", "x" * 196 + ".png"),
    ],
)
def test_names(name: str, safe: str) -> None:
    assert safe_name(name) == safe
