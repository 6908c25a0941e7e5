"""Whose turn it is: fair, nobody starved, nobody waited for who is not there."""

from __future__ import annotations

from collections import Counter
from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st
from modellix_client._core.budget import Budget
from modellix_client._core.schedule import MOST_OFTEN_MS, Caller, Schedule, Turn


def drive(schedule: Schedule, callers: list[Caller], *, until: int) -> list[tuple[int, int]]:
    """Everybody asks whenever told to and comes again at once; time and number of every turn."""
    now, turns = 0, []
    naps = [0] * len(callers)
    while (now := min(naps)) < until:
        for number, caller in enumerate(callers):
            if naps[number] > now:
                continue
            turn = schedule.turn(caller, now)
            if isinstance(turn, Turn):
                turns.append((now, number))
                schedule.again(turn.entry, now)
                naps[number] = now
            else:
                assert turn > 0
                naps[number] = now + turn
    return turns


@given(st.integers(1, 25), st.integers(50, 3_000))
def test_everybody_is_read_equally_often(number: int, limit: int) -> None:
    schedule = Schedule(Budget(limit))
    callers = [Caller() for _ in range(number)]
    for caller in callers:
        schedule.enter(caller, 0)
    turns = drive(schedule, callers, until=120_000)
    reads = Counter(who for _, who in turns)
    assert len(reads) == number
    assert max(reads.values()) - min(reads.values()) <= 1
    for who in range(number):
        times = [at for at, one in turns if one == who]
        assert all(later - sooner >= MOST_OFTEN_MS for sooner, later in pairwise(times))


@given(st.integers(1, 6), st.integers(1, 6))
def test_submits_go_first_but_not_twice_in_a_row(reads: int, submits: int) -> None:
    schedule = Schedule(Budget())
    caller = Caller()
    for _ in range(reads):
        schedule.enter(caller, 0)
    for _ in range(submits):
        schedule.enter(caller, 0, paid=True)
    order, now = "", 0
    while len(order) < reads + submits:
        turn = schedule.turn(caller, now)
        if isinstance(turn, Turn):
            order += "S" if turn.entry.paid else "r"
        else:
            now += turn
    both = min(reads, submits)
    assert order == "Sr" * both + "S" * (submits - both) + "r" * (reads - both)


@given(st.lists(st.sampled_from(["ask", "busy", "leave"]), min_size=1, max_size=12))
def test_nobody_waits_for_one_who_is_busy_or_gone(habits: list[str]) -> None:
    schedule = Schedule(Budget(1_000))
    others = [Caller() for _ in habits]
    entries = [schedule.enter(caller, 0) for caller in others]
    for caller, entry, habit in zip(others, entries, habits, strict=True):
        schedule.turn(caller, 0)
        if habit == "busy":
            caller.asleep = False
        if habit == "leave":
            schedule.leave(entry)
    me = Caller()
    schedule.enter(me, 0)
    present = [me, *(one for one, habit in zip(others, habits, strict=True) if habit == "ask")]
    turns = drive(schedule, present, until=20_000)
    assert len([at for at, who in turns if who == 0]) >= 3


def test_one_who_comes_back_still_has_its_place() -> None:
    schedule = Schedule(Budget(1_000))
    first, second = Caller(), Caller()
    schedule.enter(first, 0)
    entry = schedule.enter(second, 0)
    taken = schedule.turn(first, 0)
    assert isinstance(taken, Turn)
    assert isinstance(schedule.turn(second, 0), int)
    second.asleep = False
    assert isinstance(schedule.turn(first, 500), int)
    turn = schedule.turn(second, 600)
    assert isinstance(turn, Turn)
    assert turn.entry is entry
