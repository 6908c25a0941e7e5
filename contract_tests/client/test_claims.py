"""Who gets a key where files cannot be locked: of all that claim it at once, one.

Without locks a program may be held up before and after each of its writes. Here the others move
just then, each as far as it is drawn: they claim, are held up themselves, or hear of an answer.
"""

from __future__ import annotations

from tempfile import TemporaryDirectory
from typing import Final

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from modellix_client import journal as files
from modellix_client._core.submission import Accepted
from modellix_client.errors import AuthenticationError
from modellix_client.journal import Journal

from contract_tests.counts import record
from contract_tests.profile import count

pytestmark = pytest.mark.client

MODEL: Final = "kling-v2-mi2i"
KEY: Final = "k"
REFUSED: Final = AuthenticationError("no", status=401)
MOVES: Final = st.lists(st.sampled_from(["claim", "refused", "accepted", "pause"]), max_size=24)


class Program(Journal):
    """A process of its own, in whose way to the file the others come."""

    def __init__(self, town: Town) -> None:
        super().__init__(town.path)
        self._town = town

    def _write(self, file: int, line: bytes) -> None:
        self._town.move()
        super()._write(file, line)
        self._town.move()


class Town:
    """Programs over one journal, and the requests that they have sent under the key."""

    def __init__(self, path: str, moves: list[str]) -> None:
        self.path = path
        self.sent: list[tuple[Program, str]] = []
        self.paid = 0
        self.moves = moves[::-1]

    def move(self) -> None:
        """What the others do until the next pause."""
        while self.moves:
            move = self.moves.pop()
            if move == "pause":
                return
            if move == "claim":
                self._claim()
            elif self.sent:
                self._answer(move)

    def _claim(self) -> None:
        program = Program(self)
        claimed = program.claim(MODEL, KEY)
        if isinstance(claimed, str):
            assert not self.sent, "two requests under one key are on their way"
            assert not self.paid, "a key that was paid for is sent again"
            self.sent.append((program, claimed))

    def _answer(self, outcome: str) -> None:
        program, name = self.sent.pop()
        self.paid += outcome == "accepted"
        # What the server knows now stands in the journal a moment later.
        program.conclude(name, Accepted("task-1", 200, {}) if outcome == "accepted" else REFUSED)


@settings(max_examples=count(300, 20_000))
@given(MOVES)
def test_of_all_that_claim_a_key_one_sends(moves: list[str]) -> None:
    with TemporaryDirectory() as folder, pytest.MonkeyPatch.context() as patch:
        patch.setattr(files, "fcntl", None)
        patch.setattr("os.fsync", lambda _: None)
        town = Town(f"{folder}/submits.ndjson", moves)
        while town.moves:
            town.move()
        holder = Journal(town.path).look(KEY)
        assert (holder is not None) == bool(town.sent or town.paid)
        record("orders of claims without locks", 1)
