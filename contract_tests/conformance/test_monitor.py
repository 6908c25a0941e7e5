"""The monitor over drawn histories: nothing wrong in a good one, the right thing in a bad one."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from contract_tests.conformance.checks import TASK_CHECKS
from contract_tests.conformance.monitor import TERMINAL, History, Seen, verdicts

ID = "task-1"
URL = "https://files.example/1.png"


def reading(at_ms: int, status: str | None, **more: object) -> Seen:
    data: dict[str, object] = {"task_id": ID, "status": status}
    if status == "success":
        data["result"] = {"resources": [{"url": URL, "type": "image"}]}
    return Seen(at_ms, 200, data | more)


def history(*seen: Seen, watched_ms: int = 60_000) -> History:
    return History(ID, "kling-v1-i2v", 60_000, seen, watched_ms)


def bad(told: History) -> set[str]:
    return {verdict.check for verdict in verdicts(told) if verdict.sign == "bad"}


@st.composite
def good_histories(draw: st.DrawFn) -> History:
    pending = draw(st.integers(0, 3))
    unknown = draw(st.integers(0, 2))
    processing = draw(st.integers(0, 3))
    ended = draw(st.integers(1, 4))
    end = draw(st.sampled_from(sorted(TERMINAL)))
    statuses = ["pending"] * pending + ["queued"] * unknown + ["processing"] * processing
    statuses += [end] * ended
    seen = [reading(index * 500, status) for index, status in enumerate(statuses)]
    for index in draw(st.lists(st.integers(0, len(seen)), max_size=3)):
        seen.insert(index, Seen(0, draw(st.sampled_from((None, 500, 503))), {}))
    return history(*seen)


@given(good_histories())
def test_a_good_history_breaks_nothing(told: History) -> None:
    found = list(verdicts(told))
    assert [verdict.check for verdict in found] == list(TASK_CHECKS)
    assert bad(told) == set()
    assert "good" in {verdict.sign for verdict in found}


@given(good_histories(), st.sampled_from(["pending", "processing", "failed", "success", "gone"]))
def test_whatever_comes_after_an_end_is_the_end(told: History, after: str) -> None:
    assert told.end is not None
    ended = told.end.status
    more = history(*told.seen, reading(9_000, after))
    assert ("task/terminal_is_final" in bad(more)) == (after != ended)


@given(good_histories())
def test_another_id_anywhere_is_seen(told: History) -> None:
    for index, seen in enumerate(told.seen):
        if seen.http == 200:
            wrong = Seen(seen.at_ms, 200, seen.data | {"task_id": "task-2"})
            changed = (*told.seen[:index], wrong, *told.seen[index + 1 :])
            assert bad(history(*changed)) == {"task/id_matches"}


@pytest.mark.parametrize(
    ("told", "named"),
    [
        (history(reading(0, "processing"), reading(1, "pending")), "task/status_goes_forward"),
        (history(Seen(0, 404, {})), "task/fresh_is_found"),
        (history(reading(0, "success"), Seen(1, 404, {})), "task/fresh_is_found"),
        (history(reading(0, None)), "task/fresh_is_found"),
        (history(reading(60_000, "pending")), "task/ends_in_time"),
        (history(reading(60_000, "done")), "task/ends_in_time"),
        (
            history(reading(0, "success"), reading(1, "success", result={"resources": []})),
            "task/result_is_frozen",
        ),
        (
            history(reading(0, "success"), reading(1, "success", result=None)),
            "task/result_is_frozen",
        ),
    ],
)
def test_each_invariant_by_itself(told: History, named: str) -> None:
    assert named in bad(told)


def test_a_task_that_was_not_watched_to_its_limit_is_not_late() -> None:
    assert bad(history(reading(60_000, "pending"), watched_ms=59_999)) == set()
    assert bad(history(reading(59_999, "pending"), watched_ms=99_999)) == set()


def test_another_signature_of_the_same_file_is_the_same_file() -> None:
    signed = {"resources": [{"url": URL + "?signature=2", "type": "image"}]}
    told = history(reading(0, "success"), reading(1, "success", result=signed))
    signs = {verdict.check: verdict.sign for verdict in verdicts(told)}
    assert signs["task/result_is_frozen"] == "odd"
