"""Holds a generation at drawn moments, lets another begin, then goes on with the first or kills it.

Run as ``python -m contract_tests.generator.two_generations FOLDER MOMENTS``, in a process of its
own: a fork wants no threads around. Prints one JSON object: how many of the first were held, how
many of these were killed, how many of the second had to wait.
"""

from __future__ import annotations

import json
import os
import random
import select
import signal
import sys
from functools import partial
from pathlib import Path

from contract_tests.generator.edits import add_model, begin, change_limit, change_title
from contract_tests.generator.killing import arm, ended, in_child
from generator.cli import main
from generator.regenerate import expected
from generator.reuse.state import generator_state

# Operations of one generation that are worth holding it at; later ones are not reached.
_OPERATIONS = 120
_EDITS = (add_model, change_limit, change_title)
_PATIENCE_S = 30


def run(root: Path, moments: int) -> dict[str, int]:
    """Two generations at once, so many times, with an edit of the spec between their beginnings."""
    begin(root)
    _generate(root)
    state, chance = generator_state(), random.Random(11)  # noqa: S311
    seen = {"held": 0, "killed": 0, "waited": 0}
    for number in range(moments):
        chance.choice(_EDITS)(root, chance)
        reached, there = os.pipe()
        released, release = os.pipe()
        point = chance.randrange(_OPERATIONS)
        # Only the parent can let the first go on: where it ends early, nobody is left waiting.
        first = in_child(partial(_held, root, point, there, (released, release)))
        os.close(there)
        held = bool(_received(reached))
        chance.choice(_EDITS)(root, chance)
        told, tell = os.pipe()
        second = in_child(partial(_telling, root, tell, release))
        os.close(tell)
        text = b""
        while b"waiting" not in text and (more := _received(told)):
            text += more
        if held and number % 2:
            os.kill(first, signal.SIGKILL)
        else:
            os.write(release, b"x")
        codes = ended(first), ended(second)
        assert codes in ((0, 0), (-signal.SIGKILL, 0)), (codes, text)
        assert _standing(root) == expected(root, state), f"moment {point}"
        seen["held"] += held
        seen["killed"] += codes[0] != 0
        seen["waited"] += b"waiting" in text
        for end in (reached, released, release, told):
            os.close(end)
    return seen


def _held(root: Path, point: int, there: int, gate: tuple[int, int]) -> None:
    """A generation that says when it has come to an operation, and waits there to be let go."""
    released, release = gate
    os.close(release)
    waiting = [b"x"]

    def hold() -> None:
        if waiting:
            os.write(there, waiting.pop())
            os.read(released, 1)

    arm(point, hold)
    _generate(root)


def _telling(root: Path, tell: int, release: int) -> None:
    os.close(release)
    with os.fdopen(tell, "w", buffering=1) as sys.stderr:
        _generate(root)


def _generate(root: Path) -> None:
    assert main(["--root", str(root), "generate"]) == 0


def _received(end: int) -> bytes:
    """What comes next; nothing when the other side has ended."""
    ready, _, _ = select.select([end], [], [], _PATIENCE_S)
    assert ready, "two generations wait for each other"
    return os.read(end, 1000)


def _standing(root: Path) -> dict[str, bytes]:
    folder = root / "generated_client"
    return {
        path.relative_to(folder).as_posix(): path.read_bytes()
        for path in folder.rglob("*")
        if path.is_file() and path.name != "manifest.json"
    }


if __name__ == "__main__":
    sys.stdout.write(json.dumps(run(Path(sys.argv[1]), int(sys.argv[2]))))
