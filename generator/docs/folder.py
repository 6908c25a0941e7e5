"""Every page and answer log of a folder, read one by one: a broken one keeps no other from it."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path

from generator.docs.answers import MAX_LOG, AnswerLog, is_log, read_log
from generator.docs.formats.reading import Names, read_page
from generator.docs.page import Listing, PageError, Reading, Unread

_SUFFIXES = frozenset(("", ".txt", ".md", ".mdx", ".html", ".htm", ".json", ".yaml", ".yml"))
_LOGS = frozenset((".ndjson", ".jsonl"))
_BESIDE = frozenset(("readme.md", "license", "changelog.md", "spec-version"))


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
        hidden = any(part.startswith(".") for part in path.relative_to(folder).parts)
        wanted = path.suffix.lower() in _SUFFIXES | _LOGS and path.name.lower() not in _BESIDE
        if not hidden and wanted and path.is_file():
            yield path


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
