"""Each benchmark runs, and its page says what it found; how fast is no matter of a test."""

from __future__ import annotations

import json
import os
from typing import Any
from xml.etree import ElementTree as ET

import pytest

from benchmarks import absent, report
from benchmarks.__main__ import BENCHMARKS
from benchmarks.bodies import VALID
from benchmarks.drawings import THEMES, Bar, drawing
from benchmarks.measure import Row, timing

LETTER = 6.2  # pixels, of the pictures' font, on the average


# By hand for what each page says, types and limits too: the checkers that others are measured by.
_BY_PAGE = [pytest.mark.page(model) for model in VALID]


# They compare bodies of these parameters with what other clients make of them.
@pytest.mark.names("kling-v2-mi2i", "prompt", "subject_images")
@pytest.mark.names("kling-image-o1", "prompt", "image_list", "element_list")
@pytest.mark.names("kling-v1-i2v", "image", "prompt", "negative_prompt")
@pytest.mark.parametrize(
    "name",
    [pytest.param(one, marks=_BY_PAGE if one == "validation" else ()) for one in BENCHMARKS],
)
def test_one_round(name: str) -> None:
    before = absent.found().keys()
    rows = list(BENCHMARKS[name](1))
    left_out = absent.found().keys() - before
    if not rows and left_out and "MODELLIX_REQUIRE_PEERS" not in os.environ:
        pytest.skip(f"{', '.join(sorted(left_out))}: not installed: `make peers`")
    assert rows
    assert all(row.ours >= 0 and row.peer > 0 and row.unit for row in rows)
    if "MODELLIX_REQUIRE_PEERS" in os.environ:  # but for what is had from Debian alone
        assert absent.found().keys() <= {"go-playground/validator"}


def test_the_page_and_its_pictures_say_what_the_results_say() -> None:
    data: dict[str, Any] = json.loads(report.RESULTS.read_text(encoding="utf-8"))
    for entry in data["rows"]:
        row = Row(**{name: entry[name] for name in Row.__slots__})
        assert row.as_dict() == {name: entry[name] for name in entry if name != "family"}
    documents = report.documents(data)
    for name, text in documents.items():
        assert (report.PAGE.parent / name).read_text(encoding="utf-8") == text
    drawn = {path.name for path in report.PAGE.parent.glob("benchmarks-*.svg")}
    assert drawn == documents.keys() - {report.PAGE.name}
    page = documents[report.PAGE.name]
    assert all(name in page for name in drawn)
    for name in drawn:
        for label in ET.fromstring(documents[name]).findall("{*}text"):  # noqa: S314 (our own)
            room = label.attrib["x"] if "text-anchor" in label.attrib else "inf"
            assert len(label.text or "") * LETTER < float(room), f"{label.text} is cut off"


def test_a_moment_that_slows_both_is_not_in_their_ratio() -> None:
    ours, peer = timing([1.0, 1.1, 9.0, 1.2]), timing([2.0, 2.2, 18.0, 2.4])
    row = Row.between("n", ours, peer, peer_name="p", peer_version="1", unit="s", aim=0.5)
    assert (row.ours, row.peer) == (1.15, 2.3)
    assert (row.ratio, row.spread, row.aim_met) == (0.5, 0.0, True)
    uneven = ours.over(timing([2.0]))
    assert (uneven.median, uneven.spread) == (0.575, ours.spread)


@pytest.mark.parametrize("theme", THEMES, ids=lambda theme: theme.name)
def test_a_picture_is_to_scale_and_escapes_its_texts(theme: Any) -> None:
    bars = [Bar("ours", 1.0, "s", "ours"), Bar("<b> & co", 4.0, "s", "other")]
    picture = ET.fromstring(drawing("a < b", bars, theme))  # noqa: S314 (our own)
    boxes = picture.findall("{*}rect")
    short, long = (float(box.attrib["width"]) for box in boxes)
    assert long == pytest.approx(4 * short, abs=0.2)
    assert boxes[0].attrib["fill"] != boxes[1].attrib["fill"]
    texts = [text.text for text in picture.findall("{*}text")]
    assert texts == ["a < b", "ours", "1 s", "<b> & co", "4 s"]
    assert long + float(boxes[1].attrib["x"]) < float(picture.attrib["width"])


def test_a_bar_that_would_dwarf_the_others_is_cut() -> None:
    bars = [Bar(str(value), value, "s", "other") for value in (1.0, 2.0, 4.0, 400.0, 4.1)]
    boxes = ET.fromstring(drawing("t", bars, THEMES[0])).findall("{*}rect")  # noqa: S314 (our own)
    widths = [float(box.attrib["width"]) for box in boxes]
    assert len(boxes) == len(bars) + 2  # the two dashes
    assert widths[:3] == pytest.approx([widths[-1] / 4.1 * value for value in (1, 2, 4)], abs=0.1)
    assert widths[3] == widths[-1]
