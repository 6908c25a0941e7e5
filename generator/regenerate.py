"""Brings the output in line with the spec, with as little work as that takes."""

from __future__ import annotations

from pathlib import Path
from typing import NamedTuple

from generator.fingerprint import sightings
from generator.generation import partly, whole
from generator.joining import Generation
from generator.output import LostError, Manifest, Sightings, commit
from generator.reuse.keys import Keys
from generator.reuse.store import Store
from generator.spec.document import Sources, sources
from generator.spec.findings import Finding, SpecError

_STORE = Path("out/cache/portions")


class Written(NamedTuple):
    """What the output holds now, and the paths that changed or went away."""

    manifest: Manifest
    changed: list[str]


def regenerate(root: Path, output: Path, state: str) -> Written:
    """Write what the spec below ``root`` gives.

    Args:
        root: The repository.
        output: The folder to write.
        state: Of the generator.

    Raises:
        SpecError: the spec has mistakes; it holds all of them.
        OutputError: the output is in the way, see `generator.output.commit`.
    """
    found, findings = _sources(root)
    keys = Keys.of(state, found)
    store = Store(root / _STORE)
    made = None if findings else partly(found, keys, store)
    if made is not None:
        try:
            return _written(output, made, store, sightings(root))
        except LostError:
            pass  # somebody changed the output: whatever it holds, it is written again
    return _written(output, whole(found, findings, keys), store, sightings(root))


def expected(root: Path, state: str) -> dict[str, bytes]:
    """Everything that the spec gives, made anew: what is reused cannot vouch for itself."""
    found, findings = _sources(root)
    return whole(found, findings, Keys.of(state, found)).files


def _sources(root: Path) -> tuple[Sources, list[Finding]]:
    found, findings = sources(root)
    if found is None:
        raise SpecError(findings)
    return found, findings


def _written(output: Path, made: Generation, store: Store, seen: Sightings) -> Written:
    changed = commit(output, made.files, made.kept, seen)
    seen.keep()
    store.keep(made.entries, made.values, made.reused)
    return Written(Manifest.of(made.files, made.kept), changed)
