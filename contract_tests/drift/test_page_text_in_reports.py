"""What strangers write into pages stays text in a report: for terminals, for GitHub, for people."""

from __future__ import annotations

import json
import re
import unicodedata
from typing import Any

import pytest

from contract_tests.drift.running import contract, outcome
from generator.docs.page import Unread
from generator.docs.report.github import github
from generator.docs.report.markdown import markdown
from generator.docs.report.outcome import Outcome
from generator.docs.report.table import table

_NAMES = (
    *("\x1b[31mred", "\x9b2J", "\u202eevil", "new\nline", "a|b", "`tick`", "``", "<img src=x>"),
    *("@admin", "Fixes #1", "closes GH-12", "&#64;me", "https://evil.example", "www.evil.example"),
    *("[x](y)", "*bold*", "_sly_", "~~gone~~", "$x$", "a%0Ab", "x,y:z", "::error::x", "\ud800"),
)


def _outcome() -> Outcome:
    members: dict[str, Any] = {name: {"type": "string"} for name in _NAMES}
    members["prompt"] = {"type": "string", "enum": list(_NAMES), "description": _words()}
    page = {
        "servers": [{"url": "https://api.modellix.ai/api/v1/kling/kling-v2-mi2i"}],
        "post": {"requestBody": {"content": {"application/json": {"schema": {
            "properties": members}}}}},
    }  # fmt: skip
    found = outcome(json.dumps(page))
    unread = tuple(Unread(name, f"problem {name}") for name in _NAMES)
    return Outcome(**{**_parts(found), "unread": unread, "apply": True})


def _words() -> str:
    return ". ".join(f"It must not be {name} unless given" for name in _NAMES)


def _parts(found: Outcome) -> dict[str, Any]:
    return {name: getattr(found, name) for name in Outcome.__dataclass_fields__}


@pytest.fixture(scope="module")
def told() -> dict[str, str]:
    found = _outcome()
    return {
        "table": table(found),
        "markdown": markdown(found, contract()),
        "github": github(found),
    }


@pytest.mark.parametrize("form", ["table", "markdown", "github"])
def test_no_sign_that_steers_or_hides_is_printed(told: dict[str, str], form: str) -> None:
    text = told[form].replace("\n", "").replace("\u200b", "")
    assert {sign for sign in text if unicodedata.category(sign) in ("Cc", "Cf", "Cs")} == set()
    assert r"\x1b" in text


def test_a_name_breaks_no_line_of_the_table(told: dict[str, str]) -> None:
    assert all(not line.startswith("line") for line in told["table"].split("\n"))


def test_every_row_of_markdown_has_its_cells(told: dict[str, str]) -> None:
    rows = [line for line in told["markdown"].split("\n") if line.startswith("| kling")]
    assert len(rows) > len(_NAMES)
    assert {len(re.findall(r"(?<!\\)\|", row)) for row in rows} == {10}


def test_no_word_becomes_a_mention_a_reference_a_link_or_markup(told: dict[str, str]) -> None:
    text = told["markdown"]
    outside = re.sub(r"(`+)(?!`).*?(?<!`)\1(?!`)", "", re.sub(r"\\.", "", text))
    for sign in ("@a", "#1", "GH-1", "://", "www.e", "<img", "[x", "~", "$", "&", "*", "_s"):
        assert sign not in outside, sign
    assert "#\u200b1" in outside


def test_a_backtick_ends_no_code(told: dict[str, str]) -> None:
    for code in ("``kling-v2-mi2i/`tick`/type``", "```kling-v2-mi2i/``/type```", "`` `tick` ``"):
        assert re.search(rf"(?<![`\\]){re.escape(code)}(?!`)", told["markdown"]), code


def test_an_annotation_is_one_command_in_one_line(told: dict[str, str]) -> None:
    for line in told["github"].split("\n"):
        assert re.match(r"::(?:error|warning|notice) ", line), line
        properties = line[2:].split("::", 1)[0]
        assert all(re.match(r"[a-z]+=", part) for part in properties.split(" ", 1)[1].split(","))
    assert "a%250Ab" in told["github"]
    assert "x%2Cy%3Az" in told["github"]
