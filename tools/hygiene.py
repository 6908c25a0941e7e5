"""Finds in the tree what belongs to one machine, or to the making of it, and not to the project.

Run as `python -m tools.hygiene`: one finding a line, exit code 1 when there are any.
"""

import re
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent

# Each pattern is written so that it does not match itself.
RULES = {
    # A tree must work anywhere, and such a path tells about its author's computer.
    "a path of one machine": re.compile(
        r"(?:^|[^\w.])/(?:root|work|farm|(?:home|Users)/[A-Za-z][\w-]*)/"
    ),
    # Packages come from whatever index the user has set up; a name of one here would go around it.
    "a package registry's host": re.compile(
        r"\b(?:pypi|pythonhosted|npmjs|yarnpkg|(?:proxy|sum)\.golang)\.(?:com|dev|io|org)\b",
        re.IGNORECASE,
    ),
    "a left-open mark": re.compile(r"\b(?:TO[D]O|FIX[M]E|XX[X])\b"),
    "a merge conflict": re.compile(r"^(?:<{7}|>{7})(?: |$)"),
    "a private key": re.compile(r"-----BEGIN [A-Z ]*PRIVATE[ ]KEY"),
    "how the text came about": re.compile(
        r"\b(?:(?:this|last)[ ]session|sub[-]?agents?)\b", re.IGNORECASE
    ),
}


def files(root: Path) -> list[Path]:
    """Return the files that are, or would be, under version control; none outside a checkout."""
    listing = subprocess.run(
        ["git", "ls-files", "-z", "--cached", "--others", "--exclude-standard"],
        cwd=root,
        capture_output=True,
        check=False,
    )
    names = listing.stdout.decode(errors="surrogateescape").split("\0")
    return [path for name in names if name and (path := root / name).is_file()]


def read(path: Path) -> str:
    """Return a file's text, empty for what is no text."""
    try:
        return path.read_text(encoding="utf-8")
    except UnicodeDecodeError:
        return ""


def findings_in(text: str) -> Iterator[tuple[int, str]]:
    """Yield the line number and the name of each rule that a line of the text breaks."""
    for number, line in enumerate(text.splitlines(), start=1):
        yield from ((number, name) for name, pattern in RULES.items() if pattern.search(line))


def findings(root: Path) -> list[str]:
    """Return what is wrong in the whole tree, one line each."""
    return [
        f"{path.relative_to(root)}:{number}: {name}"
        for path in files(root)
        for number, name in findings_in(read(path))
    ]


def main() -> int:
    """Print the findings."""
    found = findings(ROOT)
    print("\n".join(found) if found else "nothing found")
    return 1 if found else 0


if __name__ == "__main__":
    sys.exit(main())
