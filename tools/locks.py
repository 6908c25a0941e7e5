"""Checks the lock files: every package has a hash, none has an address, and none is behind.

Run as `python -m tools.locks`: one finding a line, exit code 1 when there are any.
"""

import json
import re
import sys
from collections.abc import Iterator
from pathlib import Path

from tools import hygiene

ROOT = Path(__file__).resolve().parent.parent

_ADDRESS = re.compile(r"://|--(?:extra-)?index-url|--find-links| @ ")
_PIN = re.compile(r"^([A-Za-z0-9._-]+)(?:\[[^]]*])?==([^\s;]+)")
_HASH = re.compile(r"--hash=sha256:[0-9a-f]{64}\b")


def of_python(text: str) -> Iterator[str]:
    """Yield what is wrong in a file that `uv pip compile` wrote."""
    for line in _whole_lines(text):
        if _ADDRESS.search(line):
            yield f"an address: {line[:80]}"
        elif not _PIN.match(line):
            yield f"no exact version: {line[:80]}"
        elif not _HASH.search(line):
            yield f"no hash: {line[:80]}"


def behind(source: str, lock: str) -> Iterator[str]:
    """Yield the pins of a source that its lock file does not carry: `make lock` was forgotten."""
    locked = set(_pins(lock))
    for name, version in _pins(source):
        if (name, version) not in locked:
            yield f"{name}=={version} is not in the lock file: run `make lock`"


def of_node(text: str) -> Iterator[str]:
    """Yield what is wrong in a package-lock.json."""
    for name, package in json.loads(text)["packages"].items():
        if not name:  # the project itself
            continue
        if "resolved" in package:
            yield f"an address: {name}"
        if "integrity" not in package:
            yield f"no hash: {name}"


def findings(root: Path) -> list[str]:
    """Return what is wrong in any lock file of the tree, one line each."""
    found = []
    for path in sorted((root / "requirements").glob("*.txt")):
        lock = path.read_text(encoding="utf-8")
        source = path.with_suffix(".in").read_text(encoding="utf-8")
        found += [
            f"{path.name}: {problem}" for problem in (*of_python(lock), *behind(source, lock))
        ]
    for path in hygiene.files(root):
        if path.name == "package-lock.json":
            where = path.relative_to(root)
            found += [f"{where}: {problem}" for problem in of_node(hygiene.read(path))]
    return found


def main() -> int:
    """Print the findings."""
    found = findings(ROOT)
    print("\n".join(found) if found else "nothing found")
    return 1 if found else 0


def _whole_lines(text: str) -> Iterator[str]:
    """Yield one line for each package, without comments."""
    joined = text.replace("\\\n", " ")
    lines = (line.strip() for line in joined.splitlines())
    return (line for line in lines if line and not line.startswith("#"))


def _pins(text: str) -> Iterator[tuple[str, str]]:
    for line in _whole_lines(text):
        if pin := _PIN.match(line):
            # One name in all its spellings: ruamel.yaml, ruamel-yaml.
            yield re.sub(r"[-_.]+", "-", pin[1]).lower(), pin[2]


if __name__ == "__main__":
    sys.exit(main())
