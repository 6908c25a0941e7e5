from __future__ import annotations

import base64
import re
import time
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from modellix_client._checks import check_media

pytestmark = pytest.mark.client

FORMATS = ("jpeg", "png")
JPEG = b"\xff\xd8\xff\xe0"
PNG = b"\x89PNG\r\n\x1a\n"
OTHERS = {
    "gif": b"GIF89a..",
    "webp": b"RIFF\x00\x00\x00\x00WEBPVP8 ",
    "bmp": b"BM\x00\x00",
    "tiff": b"II*\x00",
}
SPACES = "\t\n\v\f\r \u00a0\u1680\u2000\u200a\u2028\u2029\u202f\u205f\u3000\ufeff"


def encoded(content: bytes) -> str:
    return base64.b64encode(content).decode()


@pytest.mark.parametrize(
    "text",
    [
        "http://x",
        "HTTPS://example.com/ä?q#f",
        "hTtP://a\u200bb\x1f\x85",
        encoded(b"x"),
        "http",
        "AB==",  # the spare bits need not be zero
        "data:image/png;base64,AAAA",
        "data:image/svg+xml;base64,AAAA",
    ],
)
def test_forms_that_are_taken(text: str) -> None:
    assert check_media(text, (), None) is None


@pytest.mark.parametrize(
    "text",
    [
        "",
        "http://",
        "https:/x",
        "ftp://x/y",
        " http://x",
        *(f"http://a{space}b" for space in SPACES),
        "A",
        "AA",
        "AAA",
        "AA=",
        "A===",
        "====",
        "=AAA",
        "AA==AAAA",
        "AAAA\n",
        "AA-_",
        "\uff21" * 4,  # full-width letters
        "data:image/png;base64,",
        "data:image/;base64,AAAA",
        "data:text/plain;base64,AAAA",
        "data:image/png;q=1;base64,AAAA",
        "DATA:image/png;base64,AAAA",
        "data:image/png;base64,AAA",
    ],
)
@pytest.mark.parametrize("formats", [(), FORMATS])
def test_forms_that_are_refused(text: str, formats: tuple[str, ...]) -> None:
    assert check_media(text, formats, None) == (list(formats) or None, None)


@given(st.text("ABab09+/=-_ \n", max_size=9) | st.binary(max_size=9).map(encoded))
def test_base64_is_what_the_grammar_says(text: str) -> None:
    four = "[A-Za-z0-9+/]"
    grammar = f"({four}{{4}})*({four}{{4}}|{four}{{3}}=|{four}{{2}}==)"
    assert (check_media(text, (), None) is None) == bool(re.fullmatch(grammar, text))


def test_the_signature_decides_and_not_the_name_of_the_type() -> None:
    assert check_media(encoded(JPEG), FORMATS, None) is None
    assert check_media("data:image/gif;base64," + encoded(PNG), FORMATS, None) is None
    for name, content in OTHERS.items():
        assert check_media(encoded(content), FORMATS, None) == ([*FORMATS], name)
        assert check_media(encoded(content), (), None) is None
    assert check_media("http", FORMATS, None) == ([*FORMATS], None)
    assert check_media(encoded(PNG[:7]), FORMATS, None) == ([*FORMATS], None)
    assert check_media("http://x/y.gif", FORMATS, None) is None


@given(st.integers(0, 12), st.integers(4, 12))
def test_the_decoded_size_is_counted_in_bytes(size: int, limit: int) -> None:
    text = encoded(JPEG + b"x" * size)
    expected: Any = None if size + 4 <= limit else (limit, size + 4)
    assert check_media(text, FORMATS, limit) == expected


def test_the_format_is_told_before_the_size() -> None:
    assert check_media(encoded(OTHERS["gif"] * 9), FORMATS, 4) == ([*FORMATS], "gif")


@pytest.mark.parametrize("prefix", ["", "data:image/jpeg;base64,"])
def test_fourteen_megabytes_are_judged_at_once(prefix: str) -> None:
    text = prefix + encoded(JPEG + b"x" * (10_485_760 - 4))
    begun = time.perf_counter()
    assert check_media(text, FORMATS, 10_485_760) is None
    assert time.perf_counter() - begun < 0.1
