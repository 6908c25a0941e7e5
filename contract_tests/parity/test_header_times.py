"""What headers ask for is the same time in every client, however a date or a number is spelled."""

from __future__ import annotations

import json
from collections.abc import Iterator
from datetime import UTC, datetime
from random import Random
from typing import Any, Final

import pytest

from contract_tests import counts
from contract_tests.go.program import built
from contract_tests.parity.cases import Case
from contract_tests.parity.clients import clients
from contract_tests.parity.comparison import Tally, compare, panel
from contract_tests.parity.drawing.header_fuzz import EDGES, drawn_headers
from contract_tests.profile import count

SUITE: Final = "drawn headers"
DONE: Final[dict[str, Any]] = {
    "status": 200,
    "body": {"code": 0, "data": {"status": "success", "task_id": "t", "result": {"resources": []}}},
}
FORM: Final = "%a, %d %b %Y %H:%M:%S GMT"
FIRST_YEAR: Final = 1970
LONGEST_MS: Final = 60_000
NEXT_LOOK_MS: Final = 4_000  # of a wait whose first look failed, without a word of the service


def asked_for(headers: dict[str, str]) -> int | None:
    """What proper dates ask for, in milliseconds; ``None`` for all other headers."""
    if any(name.startswith("x-ratelimit") for name in headers):
        return None
    try:
        until, sent = (
            datetime.strptime(headers[name], FORM).replace(tzinfo=UTC)
            for name in ("retry-after", "date")
        )
    except (KeyError, ValueError):
        return None
    if min(until.year, sent.year) < FIRST_YEAR:
        return None
    if any(
        datetime.strftime(moment, FORM) != headers[name]
        for name, moment in (("retry-after", until), ("date", sent))
    ):
        return None
    return min(max(int((until - sent).total_seconds()) * 1_000, 0), LONGEST_MS)


def drawn(number: int) -> Iterator[Case]:
    random = Random("headers")  # noqa: S311 (no secret: the same in every run)
    every = [*EDGES, *(drawn_headers(random) for _ in range(number))]
    for at, headers in enumerate(every):
        answers = [{"status": random.choice((429, 503)), "headers": headers}, DONE]
        line = {"id": at, "call": "wait", "task_id": "t", "answers": answers}
        asked = asked_for(headers)
        keeps = None if asked is None else second_look_at(max(asked, NEXT_LOOK_MS))
        yield Case(f"headers {at}", SUITE, "trace", json.dumps(line).encode(), (), keeps)


def second_look_at(ms: int) -> Any:
    def keeps(answer: bytes) -> bool:
        looks = json.loads(answer)["requests"]
        return [look["t_ms"] for look in looks] == [0, ms]

    return keeps


@pytest.mark.client
def test_every_client_waits_as_long() -> None:
    assert built()
    cases = list(drawn(count(400, 20_000)))
    tally = Tally()
    with panel(clients()) as asked:
        compare(asked, cases, tally)
        assert asked.trouble() == {}
    first = next(iter(tally.disagreements), None)
    assert first is None, (first.case.line, first.answers)
    proper = sum(case.keeps is not None for case in cases)
    assert proper > len(cases) / 50
    counts.record("headers that every client reads alike", len(cases))
