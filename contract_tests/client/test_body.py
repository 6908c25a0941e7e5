"""A body in pieces: the same bytes as plain JSON, of the announced length, in every form."""

from __future__ import annotations

import base64
import gzip
import io
import json
import os
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from modellix_client import Modellix
from modellix_client._body import Body, bytes_body, json_body
from modellix_client._json import to_bytes
from modellix_client._media_text import PIECE, MediaText
from modellix_client._plain import plain
from modellix_client._source_text import TextSource

from contract_tests.client.test_json_writer import VALUES

pytestmark = pytest.mark.client

PNG = b"\x89PNG\r\n\x1a\n"
SIZES = st.one_of(
    st.integers(1, 200),
    st.integers(23_000, 26_000),
    st.sampled_from([PIECE - 1, PIECE, PIECE + 1, 2 * PIECE + 1, 3 * PIECE - 1]),
)
PLACES: Any = {"image": True, "images": True, "inside": {"image": True}}


class Dribble(io.BytesIO):
    """A file that never gives all that it is asked for."""

    def read(self, size: int | None = -1, /) -> bytes:
        return super().read(size if size is None or size < 2 else size // 2 + 1)


def at_four(content: bytes) -> io.BytesIO:
    file = io.BytesIO(b"skip" + content)
    file.seek(4)
    return file


class OneWay(io.RawIOBase):
    """A pipe."""

    def __init__(self, content: bytes) -> None:
        self.rest = io.BytesIO(content)

    def readable(self) -> bool:
        return True

    def seekable(self) -> bool:
        return False

    def read(self, size: int = -1, /) -> bytes:
        return self.rest.read(size)


FORMS: dict[str, Callable[[bytes], Any]] = {
    "bytes": bytes,
    "bytearray": bytearray,
    "memoryview": memoryview,
    "every second byte": lambda content: memoryview(b"".join(bytes([b, 0]) for b in content))[::2],
    "file": io.BytesIO,
    "file from its middle": at_four,
    "compressed file": lambda content: gzip.GzipFile(fileobj=io.BytesIO(gzip.compress(content))),
    "dribbling file": Dribble,
    "pipe": OneWay,
    "Base64": lambda content: base64.b64encode(content).decode(),
}


def images() -> st.SearchStrategy[tuple[Any, str]]:
    """An image in some form, and the string that it is on the wire."""
    return st.builds(
        lambda size, form: (FORMS[form](content(size)), base64.b64encode(content(size)).decode()),
        SIZES,
        st.sampled_from(sorted(FORMS)),
    )


def content(size: int) -> bytes:
    return (PNG + bytes(range(256)) * (size // 256 + 1))[:size]


def whole(body: Body) -> bytes:
    pieces = list(body.pieces())
    assert all(0 < len(piece) <= PIECE // 3 * 4 for piece in pieces if piece)
    return b"".join(pieces) + body.last


@given(images(), st.lists(images(), max_size=2), VALUES, st.booleans())
def test_the_bytes_are_those_of_plain_json(
    one: tuple[Any, str],
    more: list[tuple[Any, str]],
    other: Any,
    ordered: bool,  # noqa: FBT001
) -> None:
    def body(index: int) -> dict[str, Any]:
        return {
            "prompt": other,
            "image": one[index],
            "images": [image[index] for image in more],
            "inside": [{"image": one[index], "other": other}],
        }

    layout = {"images": None, "inside": {"other": None}} if ordered else None
    expected = to_bytes(body(1), layout)
    given_as = {**body(0), "inside": [{"image": one[1], "other": other}]}
    streamed = json_body(plain(given_as, PLACES), layout)
    assert streamed.length == len(expected)
    assert whole(streamed) == expected
    assert streamed.last == b"}"
    assert streamed.rewindable()
    assert whole(streamed) == expected


LETTERS = st.text(st.characters(max_codepoint=0x7F), min_size=1, max_size=6)


@given(LETTERS, st.integers(0, 3), st.sampled_from(["", "data:image/png;base64,", "data:"]))
@example('"', 0, "")
@example("\x00", 3, "data:image/png;base64,")
def test_a_large_string_that_is_no_base64_is_written_as_it_is(
    odd: str, tail: int, prefix: str
) -> None:
    text = prefix + "A" * 70_000 + odd + "A" * tail
    value = plain({"image": text}, PLACES)
    assert isinstance(value, dict)
    assert isinstance(value["image"], MediaText)
    streamed = json_body(value)
    assert whole(streamed) == to_bytes({"image": text})
    assert streamed.length == len(to_bytes({"image": text}))


@given(st.integers(52_000, 52_010), st.sampled_from(["", "data:image/png;base64,"]))
def test_examining_in_steps_finds_what_asking_at_once_finds(size: int, prefix: str) -> None:
    data = content(size)
    for text in (prefix + base64.b64encode(data).decode(), prefix + "*" * len(data)):
        stepped, asked = TextSource(text, "/image"), TextSource(text, "/image")
        for _ in stepped.examine():
            pass
        assert stepped._size is not None
        assert (stepped.size, stepped.length) == (asked.size, asked.length)


def test_bytes_that_are_there_already() -> None:
    body = bytes_body(b"abc" * PIECE)
    assert (body.length, whole(body)) == (3 * PIECE, b"abc" * PIECE)
    empty = bytes_body(b"")
    assert (empty.length, list(empty.pieces()), empty.last) == (0, [], b"")


def forms_of(path: Path, data: bytes) -> Iterator[Any]:
    path.write_bytes(data)
    yield path
    yield data
    yield io.BytesIO(data)
    with path.open("rb") as file:
        yield file
    yield Dribble(data)


HEADS = {"png": PNG, "jpeg": b"\xff\xd8\xff\xe0", "gif": b"GIF89a", "none": b"not at all"}


@pytest.mark.page("kling-v2-mi2i", "scene_image", "subject_images")
@pytest.mark.parametrize("size", [40_000, 10_485_760, 10_485_761])
@pytest.mark.parametrize("head", HEADS)
def test_a_source_is_judged_as_its_text_would_be(tmp_path: Path, head: str, size: int) -> None:
    data = HEADS[head].ljust(size, b"\0")
    text = base64.b64encode(data).decode()
    client = Modellix()
    for place in ("scene_image", "subject_images"):
        form: Callable[[Any], Any] = (lambda v: [v]) if place == "subject_images" else (lambda v: v)
        told = client.validate("kling-v2-mi2i", {place: form(text[:-4] + text[-4:])})
        small = [vars_of(entry) for entry in told]
        for given_as in forms_of(tmp_path / "image", data):
            found = client.validate("kling-v2-mi2i", {place: form(given_as)})
            assert [vars_of(entry) for entry in found] == small
        if place == "scene_image":
            assert bool(told) == (head in {"gif", "none"} or size > 10_485_760)


def vars_of(violation: Any) -> str:
    return json.dumps(violation.as_dict())


def test_a_file_is_read_no_further_than_its_head_to_be_judged(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    file = tmp_path / "image"
    file.write_bytes(PNG.ljust(9_000_000, b"\0"))
    read: list[int] = []

    class Counting(io.FileIO):
        def read(self, size: int | None = -1, /) -> bytes:
            data = super().read(size)
            read.append(len(data))
            return data

    with Counting(os.fspath(file)) as opened:
        assert Modellix().validate("kling-v2-mi2i", {"scene_image": opened}) == []
    assert 0 < sum(read) <= 64
