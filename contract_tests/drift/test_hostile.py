"""Pages of strangers: bounded in time and memory, a clear error for each, the others go on."""

from __future__ import annotations

import contextlib
import gzip
import json
import subprocess
import sys
import time
from pathlib import Path

import pytest

from contract_tests.drift.running import contract, outcome, read
from contract_tests.facts.page import ROOT
from generator.docs.page import PageError, Reading
from generator.docs.text.normal import MAX_BYTES
from tools.example_pages import rendered

_LONGEST = 30.0  # seconds for one page; a quiet machine needs a tenth
_TEXT = rendered(ROOT)["text-a/kling-v1-i2v.txt"]
_NAMES = [place.name for place in contract().model("kling-v1-i2v").request.fields]
_BOMB = "a: &a [x, x, x, x, x, x, x, x, x, x]\n" + "".join(
    f"{chr(98 + n)}: &{chr(98 + n)} [{', '.join([f'*{chr(97 + n)}'] * 10)}]\n" for n in range(12)
)
_CURL = "curl --url https://api.modellix.ai/api/v1/kling/kling-x/async \\\n--data '{}'\n"
_BODY = {"requestBody": {"content": {"application/json": {"schema": {
    "properties": {"a": {"type": "string"}}}}}}}  # fmt: skip
HOSTILE = {
    "empty": "",
    "white": " \n\t\n",
    "no page": "Hello, this is a letter.\n",
    "broken JSON": '{"openapi": "3.1.0", "paths": {',
    "deep JSON": '{"paths":' + "[" * 100_000 + "]" * 100_000 + "}",
    "huge number": '{"paths": {"a": ' + "9" * 10_000 + "}}",
    "YAML bomb": "openapi: 3.1.0\npaths: {}\n" + _BOMB,
    "deep YAML": "openapi: 3.1.0\npaths: " + "{a: " * 500 + "}" * 500,
    "endless YAML": "openapi: 3.1.0\npaths:\n" + "- a\n" * 400_000,
    "alias to itself": "openapi: 3.1.0\npaths: &p {a: *p}\n",
    "a tag that runs code": 'openapi: 3.1.0\npaths: !!python/object/apply:os.system ["true"]\n',
    "references in a ring": json.dumps(
        {
            "openapi": "3.1.0",
            "paths": {"/api/v1/kling/kling-x/async": {"post": {"requestBody": {"$ref": "#/a"}}}},
            "a": {"$ref": "#/a"},
        }
    ),
    "deep HTML": "<!doctype html>" + "<div>" * 400_000,
    "broken HTML": "<!doctype html><div <p <<<>" + "<table><tr><td" * 100_000,
    "huge table": "<!doctype html><table>" + "<tr><td>a</td><td>string</td></tr>" * 200_000,
    "unclosed code": "<!doctype html><pre>" + "curl --url " * 200_000,
    "a call without parameters": _CURL,
    "one endless line": _CURL + "Body\n" + "must not exceed " * 500_000,
    "many sentences": _CURL + "Body\n" + "At least one of a and b must be given.\n" * 20_000,
    "many heads": _CURL + "Body\napplication/json\n" + "name\nstring\n\ntext\n\n" * 15_000,
    "an endless note": _CURL + "Body\nNote: " + "Either a or b, but not both, with " * 9_000,
    "endless members": _TEXT.replace("Image.", "Each element must contain " + "a_b, " * 20_000, 1),
    "names everywhere": _CURL
    + "Body\n"
    + "".join(f'Requires a_{n} and b_{n}. Not with c_{n}\n1 - 5"abc"\n' for n in range(480)),
    "an index of the world": "# Docs\n"
    + "".join(f"- [A](https://a.example/kling/kling-v{n}-t2v.md): b\n" for n in range(150_000)),
    "models without end": json.dumps(
        {
            "openapi": "3.1.0",
            "paths": {f"/api/v1/ink/ink-{n}/async": {"post": _BODY} for n in range(5_000)},
        }
    ),
    "parameters without end": json.dumps(
        {
            "servers": [{"url": "https://api.modellix.ai/api/v1/ink/ink-1"}],
            "post": {
                "requestBody": {
                    "content": {
                        "application/json": {
                            "schema": {
                                "properties": {
                                    f"p{n}": {"type": "string", "description": f"Not with p{n + 1}"}
                                    for n in range(5_000)
                                }
                            }
                        }
                    }
                }
            },
        }
    ),
    "digits": _CURL + "Body\nNumber\n1 <= x <= " + "9" * 200_000 + "\n",
    "quotes": _CURL + "Body\nText\n1 - 9" + '"' * 500_000 + "\n",
    "brackets": _CURL + "Body\nText\n" + "[" * 500_000 + "\n",
    "options": _CURL + "Body\nText\n" + ", ".join(["a"] * 300_000) + "\n",
}


@pytest.mark.parametrize("name", HOSTILE)
def test_a_hostile_page_costs_little(name: str) -> None:
    started = time.monotonic()
    with contextlib.suppress(PageError):
        read(HOSTILE[name])
    assert time.monotonic() - started < _LONGEST


def _seconds_for(sentences: int) -> float:
    words = "It must not exceed 5 characters when a is set. " * sentences
    body = json.loads(json.dumps(_BODY).replace('"string"', f'"string", "description": "{words}"'))
    page = json.dumps({"paths": {"/api/v1/ink/ink-1/async": {"post": body}}})
    started = time.process_time()
    read(page)
    return time.process_time() - started


def test_the_time_for_prose_grows_with_its_length_and_not_with_its_square() -> None:
    short = min(_seconds_for(300) for _ in range(2))
    assert _seconds_for(2_400) < 17 * short  # eight times the text


@pytest.mark.parametrize("name", ["empty", "deep JSON", "YAML bomb", "deep YAML", "no page"])
def test_what_is_no_page_is_an_error(name: str) -> None:
    with pytest.raises(PageError):
        read(HOSTILE[name])


@pytest.mark.parametrize(
    "data",
    [
        _TEXT.replace("prompt", "pro\0mpt").encode(),
        _TEXT.encode("utf-16"),
        gzip.compress(_TEXT.encode()),
        b"<!DOCTYPE html><title>404</title><h1>This page could not be found.</h1>",
        b'{"code":401,"message":"Authentication failed"}',
    ],
    ids=["NUL bytes", "UTF-16", "gzip", "an error page", "an error as JSON"],
)
def test_what_was_saved_in_place_of_a_page_is_an_error(data: bytes) -> None:
    with pytest.raises(PageError):
        read(data)


@pytest.mark.parametrize(
    "sign", ["\u202e", "\u2066", "\u200f", "\ufeff", "\u200b"], ids=lambda sign: f"{ord(sign):x}"
)
def test_signs_that_nobody_sees_are_no_part_of_a_name(sign: str) -> None:
    name = next(name for name in _NAMES if "_" in name)
    text = _TEXT.replace(f"\n{name}\n", f"\n{name.replace('_', f'{sign}_', 1)}\n", 1)
    assert text != _TEXT
    assert not outcome(text).differences


def test_a_sentence_that_is_too_long_to_read_is_listed() -> None:
    text = _TEXT.replace("Cfg scale.", "This must not be " + "very " * 1_000 + "high.", 1)
    (page,) = read(text)
    assert isinstance(page, Reading)
    assert any("must not be very" in entry.text for entry in page.sentences)


def test_a_page_that_is_too_large_is_refused_and_one_that_is_not_is_read() -> None:
    with pytest.raises(PageError, match="bytes"):
        read(b"x" * (MAX_BYTES + 1))
    filling = ("x" * 9_999 + "\n") * ((MAX_BYTES - len(_TEXT.encode())) // 10_000)
    assert not outcome(filling + _TEXT).differences


def test_the_others_go_on(tmp_path: Path) -> None:
    (tmp_path / "a.json").write_text(HOSTILE["deep JSON"], encoding="utf-8")
    (tmp_path / "b.txt").write_bytes(b"\xff\xfe\x00broken")
    (tmp_path / "c.txt").write_text(_TEXT, encoding="utf-8")
    done = subprocess.run(
        [sys.executable, "-m", "generator", "drift", str(tmp_path), "--format", "json"],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 2, done.stderr
    answer = json.loads(done.stdout)
    assert [page["file"] for page in answer["pages"]] == ["c.txt"]
    assert [page["file"] for page in answer["unread"]] == ["a.json", "b.txt"]
    assert "Traceback" not in done.stderr
