"""A spec of many models, grown from the five of this repository."""

from __future__ import annotations

import re
import shutil
from pathlib import Path

ROOT = Path(__file__).parents[1]
_FOLDER = Path("spec/models/kling")
_LIMIT = re.compile(r"maxLength: (\d+)")


def grow(root: Path, models: int) -> list[Path]:
    """Write a spec with so many models below ``root``; returns the files of the models.

    The models are taken in turn. A copy has an id of its own wherever the id stands: in its file's
    name, its routes and its evidence, and so have the siblings that its evidence names.
    """
    folder = root / _FOLDER
    folder.mkdir(parents=True)
    shutil.copy(ROOT / "spec" / "openapi.yaml", root / "spec" / "openapi.yaml")
    sources = sorted((ROOT / _FOLDER).glob("*.yaml"))
    endings = (re.escape(source.stem.removeprefix("kling-")) for source in sources)
    names = re.compile(f"kling-({'|'.join(endings)})")
    files = []
    for number in range(models):
        generation, index = divmod(number, len(sources))
        text = sources[index].read_text(encoding="utf-8")
        name = sources[index].stem
        if generation:
            text = names.sub(rf"kling-g{generation}-\1", text)
            name = names.sub(rf"kling-g{generation}-\1", name)
        files.append(folder / f"{name}.yaml")
        files[-1].write_text(text, encoding="utf-8")
    return files


def change(file: Path) -> None:
    """Give the first limit on a length in this model another value."""
    text = file.read_text(encoding="utf-8")
    changed = _LIMIT.sub(lambda match: f"maxLength: {int(match[1]) + 1}", text, count=1)
    file.write_text(changed, encoding="utf-8")
