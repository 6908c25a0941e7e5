from __future__ import annotations

import base64
import io
from pathlib import Path
from typing import Any

import pytest
from modellix_client import InvalidRequestError, MediaError
from modellix_client._media import media_text
from modellix_client._plain import plain

from contract_tests.client.wire import ACCEPTED, IT, Wire, of_model

pytestmark = pytest.mark.client

PNG = b"\x89PNG\r\n\x1a\n0123"
TEXT = base64.b64encode(PNG).decode()


class Picture:
    """As much of a Pillow image as is used."""

    mode = "RGB"

    def __init__(self, form: str | None, broken: bool = False) -> None:  # noqa: FBT001, FBT002
        self.format = form
        self.broken = broken
        self.options: dict[str, object] = {}

    def save(self, fp: io.BytesIO, format: str, **options: object) -> None:  # noqa: A002
        if self.broken:
            raise OSError("cannot write mode CMYK as PNG")
        self.options = {"format": format, **options}
        fp.write(PNG)


def test_everything_that_holds_an_image(tmp_path: Path) -> None:
    file = tmp_path / "a.png"
    file.write_bytes(PNG)
    with file.open("rb") as opened:
        inputs = [file, PNG, bytearray(PNG), memoryview(PNG), io.BytesIO(PNG), opened]
        assert [media_text(value, "/image") for value in inputs] == [TEXT] * len(inputs)
    assert (
        media_text(memoryview(PNG + PNG)[::2], "/image")
        == base64.b64encode((PNG * 2)[::2]).decode()
    )


def test_a_string_stays_as_it_is() -> None:
    assert media_text("https://example.com/a.png", "/image") == "https://example.com/a.png"
    assert media_text("a.png", "/image") == "a.png"


def test_an_open_file_is_left_where_it_stood() -> None:
    file = io.BytesIO(b"xx" + PNG)
    file.seek(2)
    assert [media_text(file, "/image") for _ in range(2)] == [TEXT, TEXT]
    assert file.tell() == 2


def test_a_picture_leaves_as_it_came() -> None:
    jpeg, drawn = Picture("JPEG"), Picture(None)
    assert media_text(jpeg, "/image") == media_text(drawn, "/image") == TEXT
    assert jpeg.options == {"format": "JPEG", "quality": "keep"}
    assert drawn.options == {"format": "PNG"}


def test_what_cannot_be_read_is_named_with_what_to_do(tmp_path: Path) -> None:
    empty = tmp_path / "empty"
    empty.touch()
    ended = io.BytesIO(PNG)
    ended.read()
    cases: list[tuple[Any, str]] = [
        (tmp_path / "secret-name.png", "no such file"),
        (tmp_path, "directory"),
        (empty, "empty"),
        (b"", "empty"),
        (ended, "seek"),
        (io.StringIO("text"), "'rb'"),
        (Picture("PNG", broken=True), "convert"),
        (12, "int is no image"),
        (None, "NoneType is no image"),
        (Path("a\0b"), "cannot be read"),
    ]
    for value, hint in cases:
        with pytest.raises(MediaError) as caught:
            media_text(value, "/subject_images/0")
        assert "/subject_images/0" in str(caught.value)
        assert hint in str(caught.value)
        assert "secret-name" not in str(caught.value)
        assert caught.value.path == "/subject_images/0"


def test_images_are_found_where_the_contract_has_them(tmp_path: Path) -> None:
    file = tmp_path / "a.png"
    file.write_bytes(PNG)
    places: Any = {"one": True, "many": True, "list": {"image": True}}
    body = {"one": file, "many": (PNG, "x"), "list": [{"image": PNG, "other": PNG}], "prompt": file}
    assert plain(body, places) == {
        "one": TEXT,
        "many": [TEXT, "x"],
        "list": [{"image": TEXT, "other": PNG}],
        "prompt": file,
    }


def test_an_unreadable_image_sends_nothing(tmp_path: Path) -> None:
    wire = Wire([ACCEPTED])
    with wire.client() as client, pytest.raises(MediaError, match=f"/{IT.images}/1"):
        of_model(client).submit(**IT.pictured(PNG, tmp_path / "gone.png"))
    assert wire.requests == []


def test_the_name_of_a_file_gets_a_hint_and_is_not_shown(tmp_path: Path) -> None:
    file = tmp_path / "holiday.png"
    file.write_bytes(PNG)
    with Wire([ACCEPTED]).client() as client, pytest.raises(InvalidRequestError) as caught:
        of_model(client).submit(**IT.pictured("https://example.com/a.png", str(file)))
    assert [violation.path for violation in caught.value.violations] == [f"/{IT.images}/1"]
    assert "pathlib.Path" in str(caught.value)
    assert "holiday" not in str(caught.value)
