"""Result files are real: a decoder can read them, and they are what the answer says."""

from __future__ import annotations

import struct

import pytest
from hypothesis import given
from hypothesis import strategies as st

from contract_tests.facts.page import pages
from contract_tests.mock.calls import call, get, submitted, task, wait
from contract_tests.mock.decoders import boxes, decode_png
from contract_tests.mock_api import MockService
from contract_tests.mock_api.files import CLIP_SIZE, clip, picture, picture_size

RATIOS = ["16:9", "9:16", "1:1", "4:3", "3:4", "3:2", "2:3", "21:9"]
MODEL = "kling-v2-mi2i"
# Those that its page has today.
OFFERED = [
    ratio
    for fact in pages()[MODEL].all("enum")
    if fact.subject == "aspect_ratio"
    for ratio in fact.value
]


@given(width=st.integers(1, 80), height=st.integers(1, 80), seed=st.text())
def test_pictures_of_any_size_decode(width: int, height: int, seed: str) -> None:
    assert decode_png(picture(seed.encode(errors="replace").hex(), width, height)) == (
        width,
        height,
    )


@pytest.mark.parametrize("ratio", RATIOS)
def test_pictures_have_the_ratio_that_was_asked_for(ratio: str) -> None:
    width, height = picture_size(ratio, "1k")
    across, down = map(int, ratio.split(":"))
    assert max(width, height) == 1024
    assert abs(width / height - across / down) < 0.01
    assert picture_size(ratio, "2k")[0] == pytest.approx(2 * width, abs=1)


@pytest.mark.parametrize("ratio", ["auto", None, "0:0", ":", "1:x", 7])
def test_without_a_ratio_a_picture_is_square(ratio: object) -> None:
    assert picture_size(ratio, None) == (1024, 1024)


@pytest.mark.page(MODEL, "aspect_ratio")
def test_the_ratios_of_the_page_are_those() -> None:
    assert OFFERED == RATIOS


@pytest.mark.names(MODEL, "prompt", "n", "aspect_ratio", whole=True)
@pytest.mark.parametrize("ratio", OFFERED)
def test_every_picture_of_a_task_can_be_fetched_without_key(ratio: str) -> None:
    service = MockService()
    task_id = submitted(service, MODEL, body={"prompt": "x", "n": 2, "aspect_ratio": ratio})
    wait(service, 3_000)
    resources = task(service, task_id)["result"]["resources"]
    contents = []
    for resource in resources:
        path = resource["url"].removeprefix(service.origin)
        answer = call(service, "GET", path, headers={"authorization": ""})
        assert (answer.status, answer.header("content-type")) == (200, "image/png")
        assert decode_png(answer.body) == (resource["width"], resource["height"])
        contents.append(answer.body)
    assert contents[0] != contents[1]
    third = path.replace("2.png", "3.png")
    assert get(service, third).status == 404
    assert call(service, "POST", path).status == 405


def test_no_file_is_there_before_the_task_has_ended() -> None:
    service = MockService()
    task_id = submitted(service, "kling-v1-i2v")
    assert get(service, f"/files/{task_id}/1.mp4").status == 404


def test_a_clip_is_an_mp4_that_holds_h264() -> None:
    service = MockService()
    task_id = submitted(service, "kling-v1.6-mi2v")
    wait(service, 3_000)
    (resource,) = task(service, task_id)["result"]["resources"]
    answer = get(service, resource["url"].removeprefix(service.origin))
    assert (answer.status, answer.header("content-type")) == (200, "video/mp4")
    assert answer.body == clip()
    assert len(answer.body) < 10_000
    top = boxes(answer.body)
    # The index stands before the frames: a player starts before it has all of the file.
    assert [name for name in top if name in ("ftyp", "moov", "mdat")] == ["ftyp", "moov", "mdat"]
    movie = boxes(top["moov"])
    scale, length = struct.unpack_from(">II", movie["mvhd"], 12)
    assert length / scale == 2
    track = boxes(movie["trak"])
    width, height = struct.unpack_from(">II", track["tkhd"], len(track["tkhd"]) - 8)
    assert (width >> 16, height >> 16) == CLIP_SIZE == (resource["width"], resource["height"])
    table = boxes(boxes(boxes(track["mdia"])["minf"])["stbl"])
    assert table["stsd"][12:16] == b"avc1"
    (frames,) = struct.unpack_from(">I", table["stsz"], 8)
    sizes = struct.unpack_from(f">{frames}I", table["stsz"], 12)
    assert frames == 20
    assert sum(sizes) == len(top["mdat"])
