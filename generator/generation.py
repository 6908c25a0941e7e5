"""One generation: everything anew, or what has changed beside what an earlier one left."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from generator.assembly import (
    FactsByTarget,
    Portion,
    finished,
    fixed_portion,
    listing,
    model_portion,
    targets,
)
from generator.contract.load import clashes, read_one
from generator.contract.types import Model, Overview
from generator.lint import model_findings
from generator.output.manifest import digest
from generator.pipeline import checked
from generator.reuse.entry import Entry
from generator.reuse.keys import Keys
from generator.reuse.store import Store
from generator.reuse.subjects import cited_pages, head_data, head_of, overview_data, overview_of
from generator.spec.document import ModelFile, Source, Sources, parsed
from generator.spec.findings import Finding
from generator.spec.source import parse
from generator.surface import build_surfaces, read_surfaces
from generator.targets.common.part import Files, Target

FIXED = "the shared part"


@dataclass(frozen=True, slots=True)
class Generation:
    """What the output shall hold, and what the next generation may build on.

    Attributes:
        files: By path below the output.
        kept: More of them, which an earlier generation wrote, as SHA-256.
        entries: What was made anew, by name.
        reused: The names of what was not.
    """

    files: Files
    kept: dict[str, str]
    entries: dict[str, Entry]
    reused: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class _Made:
    """A portion that was made anew, with what its entry says besides."""

    portion: Portion
    key: str
    subject: dict[str, Any]
    cited: list[str]


def whole(found: Sources, findings: Sequence[Finding], keys: Keys) -> Generation:
    """Everything anew; raises ``SpecError`` with every finding."""
    document, problems = parsed(found)
    contract = checked(document, [*findings, *problems])
    chosen = targets()
    fixed = fixed_portion(chosen, document, contract)
    made = {FIXED: _Made(fixed, keys.fixed, overview_data(contract), [])}
    for source, file, model in zip(found.models, document.models, contract.models, strict=True):
        made[source.name] = _of_model(chosen, source, file, model, keys)
    return _together(chosen, found.models, contract, made, {})


def partly(found: Sources, keys: Keys, store: Store) -> Generation | None:
    """What has changed anew, the rest as it stands.

    ``None`` where that cannot be: the shared part is not there, or something is wrong with the
    spec, which only a look at the whole of it tells.
    """
    fixed = store.get(FIXED, keys.fixed)
    if fixed is None:
        return None
    pages = {source.model for source in found.models}
    reused = {FIXED: fixed}
    for source in found.models:
        entry = store.get(source.name, keys.of_model(source))
        if entry is not None and pages.issuperset(entry.cited):
            reused[source.name] = entry
    missing = [source for source in found.models if source.name not in reused]
    fresh = _read(found.openapi, missing, pages)
    if fresh is None:
        return None
    heads = tuple(
        fresh[source.name][1] if source.name in fresh else head_of(reused[source.name].subject)
        for source in found.models
    )
    if clashes(heads):
        return None
    chosen = targets()
    made = {source.name: _of_model(chosen, source, *fresh[source.name], keys) for source in missing}
    return _together(chosen, found.models, overview_of(fixed.subject, heads), made, reused)


def _read(
    openapi: Source, missing: Sequence[Source], pages: Collection[str]
) -> dict[str, tuple[ModelFile, Model]] | None:
    """The models of these files, by the files' names; ``None`` where anything is wrong with one."""
    if not missing:
        return {}
    fresh = {}
    shared, _ = parse(openapi.name, openapi.content)
    for source in missing:
        file, problems = source.read()
        model, more = read_one(shared, file, pages)
        if model is None or problems or more or model_findings(model):
            return None
        fresh[source.name] = file, model
    return fresh


def _of_model(
    chosen: Sequence[Target], source: Source, file: ModelFile, model: Model, keys: Keys
) -> _Made:
    portion = model_portion(chosen, file, model)
    return _Made(portion, keys.of_model(source), head_data(model), cited_pages(model))


def _together(
    chosen: Sequence[Target],
    models: Sequence[Source],
    overview: Overview,
    made: Mapping[str, _Made],
    reused: Mapping[str, Entry],
) -> Generation:
    """What was made and what is reused, with what tells of all models."""
    facts: dict[str, FactsByTarget] = {name: entry.facts for name, entry in reused.items()}
    facts |= {name: one.portion.facts for name, one in made.items()}
    by_model = {source.model: facts[source.name] for source in models}
    files = listing(chosen, overview, facts[FIXED], by_model)
    for one in made.values():
        files |= one.portion.files
    files = finished(chosen, files)
    views = read_surfaces(files)
    entries = {name: _entry(one, files, views) for name, one in made.items()}
    kept: dict[str, str] = {}
    for entry in reused.values():
        views |= entry.views
        kept |= entry.files
    files |= build_surfaces(dict(sorted(views.items())))
    return Generation(files, kept, entries, frozenset(reused))


def _entry(one: _Made, files: Files, views: Mapping[str, Any]) -> Entry:
    paths = list(one.portion.files)
    return Entry(
        key=one.key,
        subject=one.subject,
        cited=one.cited,
        facts=dict(one.portion.facts),
        views={path: views[path] for path in paths if path in views},
        files={path: digest(files[path]) for path in paths},
    )
