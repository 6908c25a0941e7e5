"""The version of all clients and the changelog: how far a change moves them."""

from __future__ import annotations

import re
from collections.abc import Sequence
from pathlib import Path

from generator.docs.comparing import Difference
from generator.docs.comparing.words import shown, visible, what

_VERSION = re.compile(r"^(  version: )([0-9]+(?:\.[0-9]+){1,2})(.*)$", re.MULTILINE)
_RELEASED = re.compile(r"^## \[([0-9]+\.[0-9]+\.[0-9]+)\]", re.MULTILINE)
_UNRELEASED = "## [Unreleased]"
_CHANGED = "### Changed"


def bumped(released: str, classes: Sequence[str]) -> str:
    """The next version after ``released``, by Semantic Versioning.

    Before 1.0 what breaks moves the second number, everything else the third.
    """
    major, minor, patch = ([int(part) for part in released.split(".")] + [0, 0])[:3]
    breaks = "breaking" in classes
    adds = bool({"addition", "loosening"} & set(classes))
    if major == 0:
        return f"0.{minor + 1}.0" if breaks else f"0.{minor}.{patch + 1}"
    if breaks:
        return f"{major + 1}.0.0"
    return f"{major}.{minor + 1}.0" if adds else f"{major}.{minor}.{patch + 1}"


def move_version(root: Path, applied: Sequence[Difference]) -> list[str]:
    """Write version and changelog below ``root``; returns the files that changed."""
    changed = []
    spec, log = root / "spec" / "openapi.yaml", root / "CHANGELOG.md"
    text = log.read_text(encoding="utf-8") if log.is_file() else ""
    found = _VERSION.search(spec.read_text(encoding="utf-8"))
    released = _RELEASED.search(text)
    if found is not None:
        # Several runs between two releases move the version once.
        base = released[1] if released else found[2]
        wanted = max(bumped(base, [e.class_ for e in applied]), found[2], key=_key)
        if wanted != found[2]:
            old = spec.read_text(encoding="utf-8")
            spec.write_text(_VERSION.sub(rf"\g<1>{wanted}\g<3>", old, count=1), encoding="utf-8")
            changed.append("spec/openapi.yaml")
    if _UNRELEASED in text:
        log.write_text(_with_entries(text, [_line(entry) for entry in applied]), encoding="utf-8")
        changed.append("CHANGELOG.md")
    return changed


def _key(version: str) -> list[int]:
    return [int(part) for part in version.split(".")]


def _line(entry: Difference) -> str:
    if entry.kind == "model":
        return f"- `{entry.model}` is new."
    change = f"{shown(entry.was)} became {shown(entry.is_)}"
    return f"- `{entry.model}`, {entry.subject}, {what(entry)}: {visible(change)} ({entry.class_})."


def _with_entries(text: str, lines: Sequence[str]) -> str:
    start = text.index(_UNRELEASED)
    end = text.find("\n## ", start + 1)
    end = len(text) if end < 0 else end
    section = text[start:end]
    new = [line for line in dict.fromkeys(lines) if line not in section]
    if not new:
        return text
    block = "\n".join(new)
    if _CHANGED in section:
        section = section.replace(f"{_CHANGED}\n\n", f"{_CHANGED}\n\n{block}\n", 1)
    else:
        section = f"{section.rstrip()}\n\n{_CHANGED}\n\n{block}\n"
    return text[:start] + section + text[end:]
