"""Names for the files of a result, safe on Linux, macOS and Windows.

A name is ASCII: letters, digits, ``-``, ``_`` and single dots. File systems disagree about which
names outside ASCII are the same (case, Unicode normalisation), and a name that means one thing on
every system cannot depend on that. The rule, which every language follows to the letter:

1. The *wish*. ``task``: the task's id with each dot made ``_``, cleaned (step 2), then ``-`` and
   the file's number from 1. ``url``: the last segment of the address's path, percent-decoded once
   as UTF-8, what follows its last ``/`` or backslash, without its suffix, cleaned. A suffix is a
   last dot and 1 to 8 ASCII letters or digits after it. The path is what RFC 3986, appendix B,
   takes for it, in any text: what libraries repair or refuse differs from one to the next.
2. *Cleaned*: each run of characters outside ``A-Z a-z 0-9 . _ -`` becomes one ``_``, each run of
   dots one dot; ``.``, ``_`` and ``-`` at both ends go; of more than 100 characters the first 100
   stay, and their end is trimmed once more. When nothing is left of an address, the task's wish is
   taken, and ``file`` when nothing is left of a task id.
3. A wish whose part before its first dot is a device of Windows, in any case, gets ``_`` before it.
4. The *extension*, in lower case: the first usable one of the stated format, the suffix of the
   address, and what the ``Content-Type`` stands for, without its parameters and the spaces and
   tabs around it; else ``bin``. Usable are 1 to 8 ASCII letters or digits that no system would run
   when the file is opened (``PROGRAMS``).
5. While a name that is *taken* is the same in the sense of ``clash_key``, ``-1``, ``-2`` … is added
   to the wish.

No name is longer than 120 bytes, so that there is room for a long path on Windows.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Set as AbstractSet
from typing import Final, Literal, TypeAlias
from urllib.parse import unquote

Names: TypeAlias = Literal["task", "url"]
NAMES: Final[tuple[Names, ...]] = ("task", "url")
LONGEST_STEM: Final = 100
DEVICES: Final = frozenset(
    ["con", "prn", "aux", "nul", "clock$", "conin$", "conout$"]
    + [f"{port}{number}" for port in ("com", "lpt") for number in range(10)]
)
# What some system runs, or follows, when it is opened or merely looked at in a folder.
PROGRAMS: Final = frozenset(
    (  # noqa: SIM905 (sixty words, one a line, would hide the rest)
        "app apk application appref bat chm cmd com command cpl desktop dll dmg exe gadget hta htm "
        "html inf ini iso jar js jse lnk mht mhtml msc msi msp php pif pkg ps1 psm1 py pyw rb reg "
        "scf scr sh so swf sys url vb vbe vbs webloc ws wsc wsf wsh xhtml xll"
    ).split()
)
TYPES: Final = {
    "application/pdf": "pdf",
    "audio/mpeg": "mp3",
    "audio/ogg": "ogg",
    "audio/wav": "wav",
    "audio/x-wav": "wav",
    "image/avif": "avif",
    "image/bmp": "bmp",
    "image/gif": "gif",
    "image/heic": "heic",
    "image/jpeg": "jpg",
    "image/jpg": "jpg",
    "image/png": "png",
    "image/tiff": "tiff",
    "image/webp": "webp",
    "text/plain": "txt",
    "video/mp4": "mp4",
    "video/quicktime": "mov",
    "video/webm": "webm",
}
_OUTSIDE: Final = re.compile(r"[^A-Za-z0-9._-]+")
_DOTS: Final = re.compile(r"\.{2,}")
_BEFORE_PATH: Final = re.compile(r"(?:[A-Za-z][A-Za-z0-9+.-]*:)?(?://[^/]*)?")
_EXTENSION: Final = re.compile(r"[A-Za-z0-9]{1,8}\Z")
_EDGE: Final = "._-"


def file_name(
    names: Names,
    *,
    task_id: str,
    index: int,
    url: str,
    file_format: str | None,
    content_type: str | None,
    taken: AbstractSet[str] = frozenset(),
) -> str:
    """The name of a file.

    Args:
        names: What it is made of: the ``task``'s id, or the last segment of the ``url``.
        task_id: The task, which may have any letters.
        index: Which file of the result it is, from 0.
        url: Where it came from.
        file_format: Its format as the service states it, if it does.
        content_type: What the file's host said of it.
        taken: The ``clash_key`` of each name that is not to be used.
    """
    segment, suffix = _of_address(url)
    stem = _cleaned(segment) if names == "url" else ""
    if not stem:
        stem = f"{_cleaned(task_id.replace('.', '_')) or 'file'}-{index + 1}"
    if stem.partition(".")[0].lower() in DEVICES:
        stem = f"_{stem}"
    extension = _extension(file_format or "", suffix, _type_extension(content_type or ""))
    name = f"{stem}.{extension}"
    number = 0
    while clash_key(name) in taken:
        number += 1
        name = f"{stem}-{number}.{extension}"
    return name


def clash_key(name: str) -> str:
    """What two names have in common that some file system holds for the same one.

    The names made here are ASCII, whose key is their lower case. A file that is already there may
    have any name; what folds to ASCII letters is a Kelvin sign, a long s, a sharp s and ligatures
    such as ``ﬁ``.
    """
    return name.lower() if name.isascii() else unicodedata.normalize("NFC", name).casefold()


def _of_address(url: str) -> tuple[str, str]:
    """The last segment of the path without its suffix, and that suffix."""
    path = url.partition("#")[0].partition("?")[0]
    before = _BEFORE_PATH.match(path)
    decoded = unquote(path[before.end() if before else 0 :].rpartition("/")[2])
    name = decoded.replace("\\", "/").rpartition("/")[2]
    stem, dot, suffix = name.rpartition(".")
    return (stem, suffix) if dot and _EXTENSION.match(suffix) else (name, "")


def _cleaned(text: str) -> str:
    text = _DOTS.sub(".", _OUTSIDE.sub("_", text)).strip(_EDGE)
    return text[:LONGEST_STEM].rstrip(_EDGE)


def _extension(*candidates: str) -> str:
    for candidate in candidates:
        found = candidate.lower()
        if _EXTENSION.match(candidate) and found not in PROGRAMS:
            return found
    return "bin"


def _type_extension(content_type: str) -> str:
    return TYPES.get(content_type.partition(";")[0].strip(" \t").lower(), "")
