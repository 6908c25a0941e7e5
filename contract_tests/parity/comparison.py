"""Asks every client the same and holds the answers against what must come, and each other."""

from __future__ import annotations

import re
import time
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, field
from typing import Final

from contract_tests.parity.cases import Case, judged
from contract_tests.parity.clients import Client, Filter
from contract_tests.parity.runner import NOTHING, Runner

FILTERS: Final[tuple[Filter, ...]] = ("validate", "wire", "trace", "names")
_RULE: Final = re.compile(rb'"rule":"([^"]+)"')
_BATCH: Final = 2_000


@dataclass(frozen=True)
class Disagreement:
    """A case in which a client did not answer as it has to.

    Attributes:
        case: The case.
        answers: What each client answered.
        wrong: The clients whose answer is another one than it must be.
        rules: The rules that the answers do not agree on.
    """

    case: Case
    answers: dict[str, bytes]
    wrong: frozenset[str]
    rules: frozenset[str]


@dataclass
class Tally:
    """What came of all cases: counts, and every disagreement.

    Attributes:
        cases: How many cases of a suite were answered, by suite and client.
        rules: How many cases a rule had a part in, by rule and client.
        disagreements: Every one, in order.
        seconds: How long each suite took.
    """

    cases: Counter[tuple[str, str]] = field(default_factory=Counter)
    rules: Counter[tuple[str, str]] = field(default_factory=Counter)
    disagreements: list[Disagreement] = field(default_factory=list)
    seconds: dict[str, float] = field(default_factory=dict)

    def wrong(self, suite: str, client: str) -> int:
        """How many cases of a suite a client got wrong."""
        return sum(d.case.suite == suite and client in d.wrong for d in self.disagreements)

    def wrong_about(self, rule: str, client: str) -> int:
        """How many cases a client got wrong that a rule has a part in."""
        return sum(
            client in d.wrong and (rule in d.rules or rule in d.case.about)
            for d in self.disagreements
        )


class Panel:
    """The clients, all filters of theirs running."""

    def __init__(self, clients: Sequence[Client], stack: ExitStack) -> None:
        self.names = tuple(client.name for client in clients)
        self._runners: dict[Filter, list[Runner]] = {
            name: [stack.enter_context(Runner(c, name)) for c in clients if name in c.commands]
            for name in FILTERS
        }
        every = sum(map(len, self._runners.values()))
        self._pool = stack.enter_context(ThreadPoolExecutor(max(1, every)))

    def answers(self, cases: Sequence[Case]) -> list[dict[str, bytes]]:
        """What each client answers to each case; all clients are asked at once."""
        told: list[dict[str, bytes]] = [{} for _ in cases]
        asked: list[tuple[str, list[int], Future[list[bytes]]]] = []
        for name in FILTERS:
            places = [at for at, case in enumerate(cases) if case.filter == name]
            lines = [cases[at].line for at in places]
            asked += [
                (runner.client, places, self._pool.submit(runner.ask, lines))
                for runner in (self._runners[name] if lines else ())
            ]
        for client, places, future in asked:
            for at, answer in zip(places, future.result(), strict=True):
                told[at][client] = answer
        return told

    def trouble(self) -> dict[str, str]:
        """What the filters wrote on standard error, where they did."""
        every = [runner for runners in self._runners.values() for runner in runners]
        return {runner.client: text for runner in every if (text := runner.trouble())}


@contextmanager
def panel(clients: Sequence[Client]) -> Iterator[Panel]:
    """The clients, until the block ends."""
    with ExitStack() as stack:
        yield Panel(clients, stack)


def compare(panel: Panel, cases: Iterable[Case], tally: Tally) -> None:
    """Put the cases to every client, and add what came of them to the tally."""
    batch: list[Case] = []
    for case in cases:
        batch.append(case)
        if len(batch) >= _BATCH:
            _compare(panel, batch, tally)
            batch = []
    _compare(panel, batch, tally)


def disagreement(case: Case, answers: dict[str, bytes]) -> Disagreement | None:
    """What is wrong with the answers to a case; ``None`` if nothing is."""
    if case.keeps is None:
        if len(set(answers.values())) == 1 and NOTHING not in answers.values():
            return None
        # The referee is slow, and asked only where the clients do not agree.
        case = judged(case.id, case.suite, case.filter, case.line)
    wrong = {client for client, answer in answers.items() if case.keeps and not case.keeps(answer)}
    rest = {client: answer for client, answer in answers.items() if client not in wrong}
    if rest:
        usual, _ = Counter(rest.values()).most_common(1)[0]
        wrong |= {client for client, answer in rest.items() if answer != usual or not answer}
    if not wrong:
        return None
    return Disagreement(case, answers, frozenset(wrong), _apart(case, answers))


def _compare(panel: Panel, cases: list[Case], tally: Tally) -> None:
    began = time.perf_counter()
    answered = panel.answers(cases)
    spent = time.perf_counter() - began
    for case, answers in zip(cases, answered, strict=True):
        tally.seconds[case.suite] = tally.seconds.get(case.suite, 0) + spent / len(cases)
        rules = {*case.about, *_rules(next(iter(answers.values()), b""))}
        for client in answers:
            tally.cases[case.suite, client] += 1
            for rule in rules:
                tally.rules[rule, client] += 1
        found = disagreement(case, answers)
        if found is not None:
            tally.disagreements.append(found)


def _apart(case: Case, answers: dict[str, bytes]) -> frozenset[str]:
    told = [Counter(_rules(answer)) for answer in (*answers.values(), case.expected.encode())]
    every = set().union(*told)
    apart = {rule for rule in every if len({one[rule] for one in told}) > 1}
    return frozenset(apart or every)


def _rules(answer: bytes) -> list[str]:
    return [rule.decode() for rule in _RULE.findall(answer)]
