"""A stamp: the last thing written into a folder that set-up made, saying what it was made from.

Whatever is killed half-way leaves no stamp, so it is made again from nothing; whatever carries the
right stamp is used as it is, without a look at the network.
"""

import hashlib
import json
import os
import sys
from collections.abc import Iterable
from pathlib import Path

NAME = "set-up.json"


def of(root: Path, sources: Iterable[Path], **more: str) -> dict[str, str]:
    """Return the stamp for something made now, in this tree, from these files."""
    digest = hashlib.sha256()
    for source in sources:
        # One that is not there counts as empty: what is made from it will say so, better than this.
        content = source.read_bytes() if source.exists() else b""
        # The length keeps two files from passing for one another when a line moves between them.
        digest.update(f"{source.name} {len(content)}\n".encode())
        digest.update(content)
    return {"root": str(root), "system": system(), "sources": digest.hexdigest(), **more}


def system() -> str:
    """Return the kind of machine: a tree may be shared between a computer and its containers."""
    return " ".join(os.uname()[::4])


def interpreter() -> str:
    """Return what tells this interpreter, or the base of this environment, from any other."""
    return f"{sys.version} in {sys.base_prefix}"


def read(folder: Path) -> dict[str, str]:
    """Return a folder's stamp, empty when it has none that can be read."""
    try:
        stamp = json.loads((folder / NAME).read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return {}
    return stamp if isinstance(stamp, dict) else {}


def remove(folder: Path) -> None:
    """Take the stamp off before anything in the folder is touched."""
    (folder / NAME).unlink(missing_ok=True)


def write(folder: Path, stamp: dict[str, str]) -> None:
    """Put the stamp on, whole or not at all."""
    draft = folder / f"{NAME}.draft"
    draft.write_text(json.dumps(stamp, indent=2) + "\n", encoding="utf-8")
    draft.replace(folder / NAME)
