"""Each benchmark runs, and its page says what it found; how fast is no matter of a test."""

from __future__ import annotations

import json
import os
from typing import Any
from xml.etree import ElementTree as ET

import pytest

from benchmarks import absent, report
from benchmarks.__main__ import BENCHMARKS
from benchmarks.drawings import THEMES, Bar, drawing
from benchmarks.measure import Row


@pytest.mark.parametrize("name", BENCHMARKS)
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
    met = [row.pop("aim_met") for row in data["rows"]]
    rows = [Row(**row) for row in data["rows"]]
    assert [row.aim_met for row in rows] == met
    documents = report.documents(rows, data["machine"], data["absent"])
    for name, text in documents.items():
        assert (report.PAGE.parent / name).read_text(encoding="utf-8") == text
    page = documents[report.PAGE.name]
    assert all(name in page for name in documents if name.endswith(".svg"))


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
