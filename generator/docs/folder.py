"""Every page and answer log of a folder, read one by one: a broken one keeps no other from it."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path

from generator.docs.answers import MAX_LOG, AnswerLog, is_log, read_log
from generator.docs.formats.reading import Names, looks_like_a_page, read_page
from generator.docs.page import Listing, PageError, Reading, Unread

# What a file with such an ending holds is meant as a page or a log: one that is neither is told.
_SUFFIXES = frozenset(("", ".txt", ".md", ".mdx", ".html", ".htm", ".json", ".yaml", ".yml"))
_LOGS = frozenset((".ndjson", ".jsonl"))
_BESIDE = frozenset(("readme.md", "license", "changelog.md", "spec-version"))
# Where a browser keeps what belongs to a page that it has saved, beside that page.
_SAVED = re.compile(r"(.+)(?:_files|\.files)")
_PAGES = (".html", ".htm", ".xhtml")
_LOOKED_AT = 256 * 1024


@dataclass
class Pages:
    """What the pages of a folder say; files are named relative to it."""

    readings: list[Reading] = field(default_factory=list)
    listings: list[Listing] = field(default_factory=list)
    logs: list[AnswerLog] = field(default_factory=list)
    unread: list[Unread] = field(default_factory=list)


def files_of(folder: Path) -> list[Path]:
    """The files below ``folder`` that may be pages or answer logs, in the order of their names."""
    return sorted(_files(folder))


def _files(folder: Path) -> Iterator[Path]:
    for path in folder.rglob("*"):
        if path.name.lower() in _BESIDE or not path.is_file():
            continue
        hidden = any(part.startswith(".") for part in path.relative_to(folder).parts)
        if not hidden and not _belongs_to_a_page(path, folder) and _may_be_one(path):
            yield path


def _belongs_to_a_page(path: Path, folder: Path) -> bool:
    """Whether a browser saved the file with a page: its frames, its scripts, its pictures."""
    for above in path.parents:
        if above == folder:
            return False
        match = _SAVED.fullmatch(above.name)
        if match and any((above.parent / f"{match[1]}{end}").is_file() for end in _PAGES):
            return True
    return False


def _may_be_one(path: Path) -> bool:
    """By its ending, or, with one that says nothing (``kling-v1.5-i2i``), by what it holds."""
    if path.suffix.lower() in _SUFFIXES | _LOGS:
        return True
    try:
        with path.open("rb") as file:
            start = file.read(_LOOKED_AT)
    except OSError:
        return False
    return is_log(path.name, start) or looks_like_a_page(start)


def read_folder(
    folder: Path, known: Names, progress: Callable[[int, int, str], None] | None = None
) -> Pages:
    """Read every page below ``folder``."""
    pages = Pages()
    files = files_of(folder)
    for number, path in enumerate(files, 1):
        name = path.relative_to(folder).as_posix()
        if progress is not None:
            progress(number, len(files), name)
        try:
            _add(pages, name, _bytes(path), known)
        except PageError as error:
            pages.unread.append(Unread(name, str(error)))
        except RecursionError:
            pages.unread.append(Unread(name, "nested too deep: save the page again"))
    return pages


def _add(pages: Pages, name: str, data: bytes, known: Names) -> None:
    if is_log(name, data):
        log = read_log(name, data)
        pages.logs.append(log)
        if log.problem:
            pages.unread.append(Unread(name, log.problem))
        return
    for entry in read_page(name, data, known):
        if isinstance(entry, Listing):
            pages.listings.append(entry)
        else:
            pages.readings.append(entry)


def _bytes(path: Path) -> bytes:
    """The file's bytes; of one that is too large only so many that it shows."""
    try:
        with path.open("rb") as file:
            return file.read(MAX_LOG + 1)
    except OSError as error:
        raise PageError(f"cannot be opened: {error.strerror or error}") from None
