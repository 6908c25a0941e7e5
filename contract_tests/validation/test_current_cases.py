"""A case written by hand is passed over when its page has changed, and only then."""

from __future__ import annotations

import json
from typing import Any

import pytest

from contract_tests.vectors import current
from contract_tests.vectors.current import FOLDER, RECORD, digests, holds, lines, unlike

_CASE: dict[str, Any] = {
    "model": "kling-v1-i2v",
    "body": {"image": "https://example.com/a.jpg", "duration": 5},
    "violations": [],
    "warnings": [],
}


def test_all_hold_while_no_page_has_changed() -> None:
    if json.loads(RECORD.read_text(encoding="utf-8")) == digests():
        for path in FOLDER.glob("*.ndjson"):
            assert len(lines(path)) == len(path.read_bytes().splitlines())


def test_a_case_falls_with_what_it_speaks_of() -> None:
    now = digests()
    assert holds(_CASE, now, now)
    for name, falls in (("duration", True), ("mode", False), ("image", True), ("model", True)):
        then = {**now, "kling-v1-i2v": {**now["kling-v1-i2v"], name: "another"}}
        assert holds(_CASE, then, now) is not falls, name


def test_a_new_parameter_outdates_the_cases_that_call_it_unknown() -> None:
    now = digests()
    then = {
        **now,
        "kling-v1-i2v": {k: v for k, v in now["kling-v1-i2v"].items() if k != "duration"},
    }
    assert not holds(_CASE, then, now)
    assert holds({**_CASE, "body": {"image": "https://example.com/a.jpg"}}, then, now)


def test_a_name_that_came_or_went_outdates_the_cases_in_which_it_is_proposed() -> None:
    """For `duratio` a name is proposed, and for `zzz` none, as long as no such name comes."""
    now = digests()
    gone = {name: told for name, told in now["kling-v1-i2v"].items() if name != "duration"}
    for unknown, falls in (("duratio", True), ("durations", True), ("zzz", False)):
        body = {"image": "https://example.com/a.jpg", unknown: 1}
        case = {**_CASE, "body": body, "violations": [{"path": f"/{unknown}"}]}
        for then, after in (
            (now, {**now, "kling-v1-i2v": gone}),
            ({**now, "kling-v1-i2v": gone}, now),
        ):
            assert holds(case, then, after) is not falls, unknown


def test_a_test_falls_with_what_it_was_written_for() -> None:
    model, now = "kling-v1-i2v", digests()
    for name, falls in (("duration", True), ("mode", False), ("route", False), ("model", True)):
        then = {**now, model: {**now[model], name: "another"}}
        reason = unlike(model, ("duration", "model"), then, now)
        assert (reason is not None) is falls
        if reason is not None:
            assert f"{model} has changed since ({name})" in reason
        # Whoever names no parameter speaks of all of them, and of no path.
        assert (unlike(model, (), then, now) is not None) is (name != "route")
        assert unlike("kling-v2-mi2i", (), then, now) is None
    assert unlike(model, (), now, {}) is not None


@pytest.mark.page("kling-v2-mi2i")
def test_a_name_that_a_page_never_had_passes_nothing_over(monkeypatch: pytest.MonkeyPatch) -> None:
    assert current.unnamed("kling-v2-mi2i", "promt") is None
    monkeypatch.setattr(current, "outdated", lambda *_: "it has changed")
    assert "has no promt any more" in str(current.unnamed("kling-v2-mi2i", "promt", "prompt"))
    assert current.unnamed("kling-v2-mi2i", "prompt") is None


@pytest.mark.page("kling-v1-i2v")
def test_a_request_is_none_once_another_parameter_has_to_be_given(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """What had to be given before is in the request, or another test's business."""
    assert current.unnamed("kling-v1-i2v", "duration", whole=True) is None
    now = current.digests()
    now["kling-v1-i2v"]["prompt"] = "another"
    monkeypatch.setattr(current, "_required", lambda _: ["image", "prompt"])
    monkeypatch.setattr(current, "digests", lambda: now)
    assert current.unnamed("kling-v1-i2v", "duration") is None
    told = current.unnamed("kling-v1-i2v", "duration", whole=True)
    assert told == "kling-v1-i2v asks for prompt now: write it anew"
    assert current.unnamed("kling-v1-i2v", "prompt", whole=True) is None
