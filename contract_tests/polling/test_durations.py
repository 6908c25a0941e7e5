"""What is learnt of durations: as the text says, and never at a task's cost."""

from __future__ import annotations

from itertools import pairwise
from random import Random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from modellix_client._core.budget import Budget
from modellix_client._core.durations import UNKNOWN, Durations, Lifetime
from modellix_client._core.schedule import ROUNDS, Caller, Entry, Schedule, Turn

from contract_tests import counts
from contract_tests.polling.durations import DURATIONS
from contract_tests.polling.durations_by_text import STARTS, learnt
from contract_tests.polling.hazards import rho
from contract_tests.profile import count

WEEK_MS = 7 * 24 * 3_600_000
AGES = st.integers(0, 2**22) | st.sampled_from(STARTS) | st.integers(0, WEEK_MS)
# Also those that a service would have to be very odd for: instant, constant, endless.
LIVES = st.lists(
    st.integers(0, 200_000) | st.sampled_from([0, 1, 1023, 1024, 2**21 - 1, 2**21, WEEK_MS]),
    max_size=60,
) | st.tuples(st.integers(0, 2**21), st.integers(1, 70)).map(lambda both: [both[0]] * both[1])


def taught(durations: list[int]) -> Durations:
    known = Durations()
    for duration in durations:
        known.learn(duration)
    return known


@settings(max_examples=count(40, 1_000))
@given(LIVES, st.lists(st.tuples(AGES, AGES).map(sorted), min_size=1, max_size=8))
def test_the_code_does_what_its_text_says(lives: list[int], spans: list[list[int]]) -> None:
    known, wanted = taught(lives), learnt(lives)
    assert (known.cost, known.known) == (wanted.cost, len(lives) >= 8)
    for since, age in spans:
        assert known.urgency(since, age) == wanted.urgency(since, age)
        assert 0 < known.highest < 2**16
        assert age - since <= known.urgency(since, age) <= (age - since) * known.highest
    counts.record("learnt durations against their text", 1)


@pytest.mark.parametrize(("name", "gain"), [("lognormal 0.2", 0.6), ("lognormal 0.4", 0.85)])
def test_weights_come_near_the_best_ones(name: str, gain: float) -> None:
    random = Random(1)  # noqa: S311 (a simulation, no secret)
    known = taught([DURATIONS[name](random) for _ in range(200)])
    assert rho(name) <= known.cost / 1024 <= gain
    median = 90_000
    assert known.urgency(20_000, 30_000) * 3 < known.urgency(median, median + 10_000)


def test_what_no_longer_holds_is_not_used() -> None:
    random = Random(2)  # noqa: S311 (a simulation, no secret)
    sharp = DURATIONS["lognormal 0.2"]
    known = taught([sharp(random) for _ in range(40)])
    assert known.urgency(0, 1_000) < known.urgency(90_000, 91_000)
    told = 0
    while known.urgency(0, 1_000) != known.urgency(90_000, 91_000):
        known.learn(random.randrange(1_000, 45_000))
        told += 1
    assert told <= 3
    for _ in range(60):
        known.learn(DURATIONS["exponential"](random))
    assert known.urgency(0, 1_000) == known.urgency(90_000, 91_000)


def test_a_task_that_was_not_watched_teaches_nothing_until_it_was_seen_running() -> None:
    ignorant, known = Durations(), Durations()
    for _ in range(20):
        Lifetime(ignorant, 0, watched=False).seen(500_000, finished=True)
    assert not ignorant.known
    for _ in range(20):
        late = Lifetime(known, 0, watched=False)
        late.seen(50_000, finished=False)
        late.seen(52_000, finished=True)
        late.seen(99_000, finished=True)  # told twice, counted once
    assert known.known
    weight = known.urgency(0, 1_000)
    assert known.urgency(50_500, 51_500) > weight
    assert known.urgency(499_000, 500_000) < known.urgency(50_500, 51_500)


@settings(max_examples=count(25, 600))
@given(
    st.lists(st.lists(st.integers(1_000, 400_000), max_size=30), min_size=1, max_size=3),
    st.lists(st.integers(0, 600_000), min_size=2, max_size=12),
    st.integers(40, 600),
)
def test_nobody_starves_whatever_was_learnt(
    models: list[list[int]], begun: list[int], limit: int
) -> None:
    schedule = Schedule(Budget(limit))
    knowledge = [taught(lives) for lives in models]
    caller = Caller()
    now = 700_000
    schedule._learnt = True
    entries = {}
    for number, at in enumerate(begun):
        lifetime = None
        if number % (len(models) + 1):
            lifetime = Lifetime(knowledge[number % len(models)], at, watched=True)
        entries[schedule.enter(caller, now, lifetime=lifetime)] = [now]
    end = now + 400_000
    while now < end:
        turn = schedule.turn(caller, now)
        if isinstance(turn, Turn):
            entries[turn.entry].append(now)
            schedule.again(turn.entry, now)
        else:
            now += turn
    slowest = 60_000_000 // (limit * 576) + 1  # in milliseconds, in the careful beginning
    # Once overdue, at worst all others are so too, and each goes once before.
    longest = (ROUNDS + 1) * len(entries) * (slowest + 1) + 1_000
    for times in entries.values():
        assert max(later - sooner for sooner, later in pairwise([*times, end])) <= longest


def test_one_that_is_not_about_to_end_waits_for_eight_rounds_and_no_more() -> None:
    schedule, caller = Schedule(Budget()), Caller()
    schedule._learnt = True
    quick, slow = taught([3_000] * 40), taught([300_000] * 40)
    assert quick.urgency(2_000, 3_000) > 50 * slow.urgency(100_000, 101_000)
    patient = schedule.enter(caller, 20_000, lifetime=Lifetime(slow, -80_000, watched=True))
    others = [
        schedule.enter(caller, 20_000, lifetime=Lifetime(quick, 20_000, watched=True))
        for _ in range(5)
    ]
    now = 20_000
    order: list[Entry] = []
    while len(order) < 120:
        turn = schedule.turn(caller, now)
        if isinstance(turn, Turn):
            order.append(turn.entry)
            if turn.entry is not patient:  # followed by a new one, which is as likely to end
                schedule.leave(turn.entry)
                others.remove(turn.entry)
                fresh = Lifetime(quick, now - 2_000, watched=True)
                others.append(schedule.enter(caller, now, lifetime=fresh))
            else:
                schedule.again(patient, now)
        else:
            now += turn
    turns = [at for at, entry in enumerate(order) if entry is patient]
    assert len(turns) >= 2
    assert all(30 <= later - sooner <= ROUNDS * 6 + 2 for sooner, later in pairwise(turns))


@given(st.integers(1, 12), st.integers(0, 100_000))
def test_without_knowledge_or_among_equals_it_is_turn_by_turn(number: int, age: int) -> None:
    schedules = []
    for learnt_of in (None, Durations(), taught([50_000] * 30)):
        schedule, caller = Schedule(Budget()), Caller()
        order: list[tuple[int, int]] = []
        schedule._learnt = learnt_of is not None
        names = {}
        for name in range(number):
            known = None if learnt_of is None else Lifetime(learnt_of, -age, watched=True)
            names[schedule.enter(caller, 0, lifetime=known)] = name
        now = 0
        while len(order) < 3 * number:
            turn = schedule.turn(caller, now)
            if isinstance(turn, Turn):
                order.append((now, names[turn.entry]))
                schedule.again(turn.entry, now)
            else:
                now += turn
        schedules.append(order)
    assert schedules[0] == schedules[1] == schedules[2]


def test_one_who_knows_nothing_weighs_like_one_without_a_past() -> None:
    assert Durations().urgency(3, 7) == 4 * UNKNOWN
