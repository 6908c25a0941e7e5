"""Runs every check of the tree that is no test: one line each, the output of those that failed.

Run as `python -m tools.check`. All of them run, whatever fails; exit code 1 when one did.
"""

import os
import shlex
import subprocess
import sys
import time
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
_LONGEST = 600.0  # seconds: one that hangs is a failure, not a pipeline that never ends

_MOST_LINES = 60

_PYTHON = (".venv/bin/python", "-m")
_IMPORT_LINTER = ".venv/bin/lint-imports"
_BUNDLE = "generated_client/openapi.json"
_NODE = ".tools/node/bin/node"
_TOOLS = "tools/node/node_modules"
_TYPESCRIPT = "generated_client/typescript"
_BIOME = (_NODE, f"{_TOOLS}/@biomejs/biome/bin/biome")
_BIOME_STYLE = "--config-path=tools/node/typescript-style.json"
_REDOCLY = "tools/node/node_modules/@redocly/cli/bin/cli.js"


@dataclass(frozen=True)
class Check:
    """One program, and what a green answer of it means."""

    name: str
    command: tuple[str, ...]


@dataclass(frozen=True)
class Outcome:
    """How a check ended."""

    check: Check
    ok: bool
    seconds: float
    output: str


# The slow ones first: two run at a time.
CHECKS = (
    Check("types of the client, as an editor sees them (pyright)", (*_PYTHON, "pyright")),
    Check("generated code is fresh", (*_PYTHON, "generator", "generate", "--check")),
    Check("types (mypy)", (*_PYTHON, "mypy")),
    # Without our settings: as in a user's project, where only strictness is asked for.
    Check(
        "types of the client, as a user asks for them (mypy)",
        (*_PYTHON, "mypy", "--strict", "--config-file=", "generated_client/python/modellix_client"),
    ),
    Check("types of the READMEs' examples (mypy, pyright)", (*_PYTHON, "tools.readme_types")),
    Check("the spec (lint)", (*_PYTHON, "generator", "lint")),
    Check("the bundle (openapi-spec-validator)", (*_PYTHON, "openapi_spec_validator", _BUNDLE)),
    Check(
        "the bundle (Redocly)",
        (_NODE, _REDOCLY, "lint", "--config=tools/node/redocly.yaml", _BUNDLE),
    ),
    Check(
        "types of the TypeScript client (tsc)",
        (
            *(_NODE, f"{_TOOLS}/typescript/bin/tsc", "-p", f"{_TYPESCRIPT}/tsconfig.json"),
            *("--typeRoots", f"{_TOOLS}/@types"),
        ),
    ),
    Check(
        "style of the TypeScript client (biome lint)",
        (
            *(*_BIOME, "lint", _BIOME_STYLE, "--error-on-warnings"),
            *(f"{_TYPESCRIPT}/src", f"{_TYPESCRIPT}/test"),
        ),
    ),
    Check(
        "layout of the TypeScript runtime (biome format)",
        (*_BIOME, "format", _BIOME_STYLE, "generator/targets/typescript/runtime"),
    ),
    Check("the npm package (publint, attw)", (*_PYTHON, "tools.npm_package")),
    Check("the Go client (go vet)", (*_PYTHON, "tools.golang", "vet")),
    Check("who may know whom (import-linter)", (_IMPORT_LINTER,)),
    Check("style (ruff check)", (*_PYTHON, "ruff", "check", ".")),
    Check("layout (ruff format)", (*_PYTHON, "ruff", "format", "--check", ".")),
    Check("lock files", (*_PYTHON, "tools.locks")),
    Check("nothing of one machine in the tree", (*_PYTHON, "tools.hygiene")),
)


def main() -> int:
    """Run them all, two at a time, and tell in their own order."""
    failed = 0
    with ThreadPoolExecutor(max_workers=2) as pool:
        for outcome in pool.map(run, CHECKS):
            print(line(outcome), flush=True)
            if not outcome.ok:
                failed += 1
                print(explanation(outcome), flush=True)
    print(f"{len(CHECKS) - failed} ok, {failed} failed")
    return 1 if failed else 0


def run(check: Check) -> Outcome:
    """Run one check; a program that is missing, or hangs, has failed."""
    started = time.monotonic()
    try:
        done = subprocess.run(
            check.command,
            cwd=ROOT,
            env=os.environ | _QUIET,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
            errors="replace",
            timeout=_LONGEST,
            check=False,
        )
        ok, output = done.returncode == 0, done.stdout
    except (OSError, subprocess.TimeoutExpired) as failure:
        ok, output = False, str(failure)
    return Outcome(check, ok, time.monotonic() - started, output)


def line(outcome: Outcome) -> str:
    """Return the one line that tells how a check ended."""
    verdict = "ok" if outcome.ok else "failed"
    return f"{outcome.check.name:<55} {verdict:<6} {outcome.seconds:6.1f} s"


def explanation(outcome: Outcome) -> str:
    """Return what a failed check said, as far as a person reads, and how to hear all of it."""
    lines = outcome.output.rstrip().splitlines()
    if len(lines) > _MOST_LINES:
        lines[_MOST_LINES:] = [f"… and {len(lines) - _MOST_LINES} lines more"]
    return "\n".join([*lines, f"again: {shlex.join(outcome.check.command)}"])


# Checks look at the tree and nothing else: no telemetry, no question whether there is a newer one.
_QUIET = {
    "PYRIGHT_PYTHON_IGNORE_WARNINGS": "1",
    "REDOCLY_SUPPRESS_UPDATE_NOTICE": "true",
    "REDOCLY_TELEMETRY": "off",
}


if __name__ == "__main__":
    sys.exit(main())
