"""Joins portions, made or reused, with what tells of all of them: listings and surfaces.

A listing is made from what the portions left for it, a surface from what all files of its client
add to it. Each is made again when any of that has changed, and only then.
"""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Any

from generator.assembly import Portion, finished, listing
from generator.contract.types import Overview
from generator.output.manifest import digest
from generator.reuse.entry import Entry
from generator.reuse.keys import Keys
from generator.reuse.store import Store
from generator.reuse.values import Values
from generator.spec.document import Source
from generator.surface import CLIENTS, build_surface, read_surfaces
from generator.targets.common.part import Files, Target

FIXED = "the shared part"


@dataclass(frozen=True, slots=True)
class Generation:
    """What the output shall hold, and what the next generation may build on.

    Attributes:
        files: By path below the output.
        kept: More of them, which an earlier generation wrote, as SHA-256.
        entries: What was made anew, by name.
        values: What these entries lead to, by SHA-256.
        reused: What was not made anew, by name.
    """

    files: Files
    kept: dict[str, str]
    entries: dict[str, Entry]
    values: dict[str, bytes]
    reused: dict[str, Entry]


@dataclass(frozen=True, slots=True)
class Made:
    """A portion that was made anew, with what its entry says besides.

    ``rules`` is what the rules of the model were read as, ``None`` where there are none.
    """

    portion: Portion
    key: str
    subject: dict[str, Any]
    cited: list[str]
    rules: Any = None


class Joining:
    """One generation being put together: first the portions, then `joined`.

    Args:
        chosen: The targets.
        keys: Of this state of generator and spec.
        store: What earlier generations left; without it nothing is reused.
    """

    def __init__(self, chosen: Sequence[Target], keys: Keys, store: Store | None = None) -> None:
        self._chosen = chosen
        self._keys = keys
        self._store = store
        self._values = Values(store)
        self._made: dict[str, Entry] = {}
        self._reused: dict[str, Entry] = {}
        self._files: Files = {}
        self._paths: dict[str, tuple[str, ...]] = {}  # of the files of what was made

    def add(self, name: str, made: Made) -> None:
        """Take in a portion: that of `FIXED` or of a model's file."""
        facts = {folder: self._values.add(own) for folder, own in made.portion.facts.items()}
        rules = "" if made.rules is None else self._values.add(made.rules)
        entry = Entry(made.key, made.subject, made.cited, facts, {}, {}, rules)
        self._add(name, entry, made.portion.files)

    def reuse(self, name: str, entry: Entry) -> None:
        """Take in a portion that stands already."""
        self._reused[name] = entry

    def joined(self, models: Sequence[Source], overview: Overview) -> Generation:
        """The whole.

        Args:
            models: The files of the models, in their order.
            overview: The models by their heads.

        Raises:
            LostValueError: what an earlier generation left is gone.
        """
        portions = [FIXED, *(source.name for source in models)]
        about = digest(json.dumps([self._entry(name).subject for name in portions]).encode())
        listings = []
        for target in self._chosen:
            facts = [self._entry(name).facts[target.folder] for name in portions]
            name, key = f"the listings below {target.folder!r}", self._keys.of_listing(about, facts)
            listings.append(name)
            if not self._stands(name, key):
                fixed, *own = map(self._values.get, facts)
                by_model = {source.model: one for source, one in zip(models, own, strict=True)}
                self._add(name, _entry(key), listing(target, overview, fixed, by_model))
        self._finish()
        for client in CLIENTS:
            self._show(client, [*portions, *listings])
        kept: dict[str, str] = {}
        for entry in self._reused.values():
            kept |= entry.files
        return Generation(self._files, kept, self._made, self._values.made, self._reused)

    def _finish(self) -> None:
        """Lay out what was made; note what is in its files, and what that adds to the surfaces."""
        self._files = finished(self._chosen, self._files)
        for name, entry in self._made.items():
            own = {path: self._files[path] for path in self._paths[name]}
            views: dict[str, dict[str, Any]] = {}
            for path, view in read_surfaces(own).items():
                views.setdefault(path.partition("/")[0], {})[path] = view
            self._made[name] = replace(
                entry,
                views={client: self._values.add(seen) for client, seen in views.items()},
                files={path: digest(content) for path, content in own.items()},
            )

    def _show(self, client: str, names: Sequence[str]) -> None:
        """Add the surface of a client, which stands already where its files add what they did."""
        views = [entry.views[client] for entry in map(self._entry, names) if client in entry.views]
        name, key = f"the surface of {client}", self._keys.of_surface(views)
        if not views or self._stands(name, key):
            return
        merged: dict[str, Any] = {}
        for view in map(self._values.get, views):
            merged |= view
        files = build_surface(client, dict(sorted(merged.items())))
        self._files |= files
        made = {path: digest(content) for path, content in files.items()}
        self._made[name] = replace(_entry(key), files=made)

    def _add(self, name: str, entry: Entry, files: Files) -> None:
        self._made[name] = entry
        self._files |= files
        self._paths[name] = tuple(files)

    def _entry(self, name: str) -> Entry:
        return self._made.get(name) or self._reused[name]

    def _stands(self, name: str, key: str) -> bool:
        """Whether an earlier generation left this; then it is taken in."""
        entry = self._store.get(name, key) if self._store is not None else None
        if entry is not None:
            self._reused[name] = entry
        return entry is not None


def _entry(key: str) -> Entry:
    """What no model is the subject of."""
    return Entry(key, {}, [], {}, {}, {})
