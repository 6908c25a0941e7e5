"""``python -m contract_tests <command>``: hands over to the program of that name."""

from __future__ import annotations

import sys
from collections.abc import Callable, Sequence
from importlib import import_module

# The module of each command, imported only when it is asked for.
_COMMANDS = {
    "conform": "contract_tests.conformance.command",
    "mock": "contract_tests.mock_api.command",
    "parity": "contract_tests.parity.command",
    "strength": "contract_tests.strength.command",
}


def main(arguments: Sequence[str]) -> int:
    """Run one command; returns its exit code, or 2 for an unknown one."""
    name = arguments[0] if arguments else ""
    if name not in _COMMANDS:
        commands = ", ".join(_COMMANDS)
        print(f"python -m contract_tests: give one of these commands: {commands}", file=sys.stderr)
        return 2
    run: Callable[[Sequence[str]], int] = import_module(_COMMANDS[name]).main
    return run(arguments[1:])


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
