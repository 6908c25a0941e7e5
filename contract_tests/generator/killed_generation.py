"""Kills a generation that reuses at drawn moments, then looks at what the next one makes of it.

Run as ``python -m contract_tests.generator.killed_generation FOLDER MOMENTS``, in a process of its
own: a fork wants no threads around. Prints how many were killed.
"""

from __future__ import annotations

import random
import sys
from pathlib import Path

from contract_tests.generator.edits import EDITS, begin, break_model, change_rule, cite_another
from contract_tests.generator.killing import killed
from generator.cli import main
from generator.regenerate import expected
from generator.reuse.state import generator_state

# Operations of one generation that are worth dying at; later ones are not reached.
_OPERATIONS = 120


def run(root: Path, moments: int) -> int:
    """Edit, generate and be killed, so many times; returns how often it came to that."""
    begin(root)
    assert main(["--root", str(root), "generate"]) == 0
    state, chance, count = generator_state(), random.Random(7), 0  # noqa: S311
    edits = [edit for edit in EDITS if edit not in (break_model, change_rule, cite_another)]
    for _ in range(moments):
        chance.choice(edits)(root, chance)
        deadly = chance.randrange(_OPERATIONS)
        count += killed(lambda: main(["--root", str(root), "generate"]), deadly)
        assert main(["--root", str(root), "generate"]) == 0
        wanted = expected(root, state)
        folder = root / "generated_client"
        found = {
            path.relative_to(folder).as_posix(): path.read_bytes()
            for path in folder.rglob("*")
            if path.is_file() and path.name != "manifest.json"
        }
        assert found == wanted, sorted(found.keys() ^ wanted.keys())
    return count


if __name__ == "__main__":
    sys.stdout.write(f"{run(Path(sys.argv[1]), int(sys.argv[2]))}\n")
