"""Whose turn it is: every wait and every submit of a client, under one budget.

Tasks are read in turn: the one that was read longest ago goes first, so that nobody starves and
all are read equally often. Once enough tasks have ended to know how long they take, the one whose
read is most urgent goes first (`durations`); but one that has waited for eight rounds, each of as
many turns as tasks wait, goes before all others. A submit goes before the reads, but not twice in
a row before them.
"""

from __future__ import annotations

from collections import deque
from heapq import heapify, heappop, heappush
from typing import Final, TypeAlias

from .budget import Budget, Sent
from .durations import UNKNOWN, Lifetime

MOST_OFTEN_MS: Final = 250  # no task is read more often, whatever its specification says
ROUNDS: Final = 8  # nobody waits for more of them
_LONGEST_NAP_MS: Final = 1_000


class Caller:
    """Somebody who asks for turns, such as one wait; it may have many entries."""

    __slots__ = ("asleep", "parked")

    def __init__(self) -> None:
        self.asleep = False
        self.parked: list[Entry] = []


class Entry:
    """One task that is to be read, or one submit.

    Attributes:
        caller: Whose it is.
        due: The earliest time of its turn.
        paid: Whether it is a submit.
        lifetime: What is known of the task, if it is known when it began.
    """

    __slots__ = ("alive", "caller", "due", "lifetime", "order", "paid", "started", "version")

    def __init__(
        self, caller: Caller, due: int, order: int, *, paid: bool, lifetime: Lifetime | None
    ) -> None:
        self.caller = caller
        self.due = due
        self.paid = paid
        self.lifetime = lifetime
        self.order = order
        self.started: int | None = None
        self.version = 0
        self.alive = True

    @property
    def last(self) -> int:
        """When its task was read last, or could have been read first."""
        return self.due if self.started is None else self.started


_Queued: TypeAlias = tuple[int, int, int, Entry]


class Turn:
    """Go now: the entry, and the request as the budget counted it."""

    __slots__ = ("entry", "sent")

    def __init__(self, entry: Entry, sent: Sent) -> None:
        self.entry = entry
        self.sent = sent


class Schedule:
    """Gives turns.

    Args:
        budget: What all requests are counted in.
    """

    __slots__ = ("_later", "_learnt", "_order", "_submits", "_submitted", "_waiting", "budget")

    def __init__(self, budget: Budget) -> None:
        self.budget = budget
        self._later: list[_Queued] = []  # by due time
        self._waiting: list[_Queued] = []  # by twice the time of the last turn, see turn()
        self._submits: deque[Entry] = deque()
        self._submitted = False
        self._order = 0
        self._learnt = False  # whether anything is known of how long tasks take

    def enter(
        self, caller: Caller, due: int, *, paid: bool = False, lifetime: Lifetime | None = None
    ) -> Entry:
        """Ask for a turn at ``due`` or soon after."""
        self._order += 1
        entry = Entry(caller, due, self._order, paid=paid, lifetime=lifetime)
        if paid:
            self._submits.append(entry)
        else:
            self._queue(entry)
        return entry

    def again(self, entry: Entry, due: int) -> None:
        """Ask for the next turn of a task, or move the one that was asked for."""
        first = due if entry.started is None else max(due, entry.started + MOST_OFTEN_MS)
        entry.due = first
        self._queue(entry)

    def seen(self, entry: Entry, *, finished: bool) -> None:
        """The last read of a task found it finished, or not; one that told nothing is no news."""
        if entry.lifetime is not None and entry.started is not None:
            entry.lifetime.seen(entry.started, finished=finished)
            self._learnt = self._learnt or entry.lifetime.known

    def leave(self, entry: Entry) -> None:
        """No turn any more."""
        entry.alive = False
        entry.version += 1
        if entry.paid and entry in self._submits:
            self._submits.remove(entry)

    def turn(self, caller: Caller, now: int) -> Turn | int:
        """The turn of one of the caller's entries, or after how many milliseconds to ask again.

        After a turn the caller is busy until it asks again: nobody waits for it meanwhile.
        """
        caller.asleep = True
        for entry in caller.parked:
            if entry.alive:
                self._queue(entry)
        caller.parked.clear()
        while self._later and self._later[0][0] <= now:
            _, order, version, entry = heappop(self._later)
            if version == entry.version:
                # Of two with the same time, the one that was never read goes first.
                key = 2 * entry.due if entry.started is None else 2 * entry.started + 1
                heappush(self._waiting, (key, order, version, entry))
        chosen = self._first()
        if chosen is None:
            return self._nap(now, self._later[0][0] if self._later else now + _LONGEST_NAP_MS)
        ready = self.budget.ready_at(now, paid=chosen.paid)
        if ready > now:
            return self._nap(now, ready)
        if self._learnt and not chosen.paid:
            chosen = self._likeliest(chosen, now)
        if chosen.caller is not caller:
            return self._nap(now, now + self.budget.interval_us(now) // 2_000)
        return self._go(chosen, now)

    def _go(self, entry: Entry, now: int) -> Turn:
        entry.started = now
        entry.version += 1
        entry.caller.asleep = False
        self._submitted = entry.paid
        if entry.paid:
            self._submits.remove(entry)
        elif self._waiting[0][3] is entry:
            heappop(self._waiting)
        else:
            self._waiting = [one for one in self._waiting if one[3] is not entry]
            heapify(self._waiting)
        return Turn(entry, self.budget.take(now))

    def _first(self) -> Entry | None:
        """The entry whose turn it is, of the callers that are there."""
        while self._waiting:
            _, _, version, entry = self._waiting[0]
            if version == entry.version and entry.caller.asleep:
                break
            heappop(self._waiting)
            if version == entry.version:
                entry.caller.parked.append(entry)
        read = self._waiting[0][3] if self._waiting else None
        if read is not None and self._submitted:
            return read
        submit = next((entry for entry in self._submits if entry.caller.asleep), None)
        return read if submit is None else submit

    def _likeliest(self, oldest: Entry, now: int) -> Entry:
        """The task whose read is most urgent; of two, the one that was read longest ago."""
        # In microseconds: a round is as many turns as tasks wait.
        if (now - oldest.last) * 1_000 > ROUNDS * len(self._waiting) * self.budget.interval_us(now):
            return oldest
        best, most, place = oldest, -1, (0, 0)
        for key, order, version, entry in self._waiting:
            if version != entry.version or not entry.caller.asleep:
                continue
            last, lifetime = entry.last, entry.lifetime
            if lifetime is None:
                urgency = (now - last) * UNKNOWN
            else:
                urgency = lifetime.urgency(last, now, most)
            if urgency > most or (urgency == most and (key, order) < place):
                best, most, place = entry, urgency, (key, order)
        return best

    def _queue(self, entry: Entry) -> None:
        entry.version += 1
        heappush(self._later, (entry.due, entry.order, entry.version, entry))

    @staticmethod
    def _nap(now: int, until: int) -> int:
        return min(max(until - now, 1), _LONGEST_NAP_MS)
