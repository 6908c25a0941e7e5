"""One generation: everything anew, or what has changed beside what an earlier one left."""

from __future__ import annotations

import contextlib
from collections.abc import Collection, Sequence

from generator.assembly import fixed_portion, model_portion, targets
from generator.contract.load import clashes, read_one
from generator.contract.types import Model
from generator.joining import FIXED, Generation, Joining, Made
from generator.lint import model_findings
from generator.pipeline import checked
from generator.reuse.keys import Keys
from generator.reuse.store import LostValueError, Store
from generator.reuse.subjects import cited_pages, head_data, head_of, overview_data, overview_of
from generator.reuse.values import Values
from generator.rules import parse as rules
from generator.rules.tree_data import data_of
from generator.spec.document import ModelFile, Source, Sources, parsed
from generator.spec.findings import Finding
from generator.spec.source import parse
from generator.targets.common.part import Target


def whole(found: Sources, findings: Sequence[Finding], keys: Keys) -> Generation:
    """Everything anew; raises ``SpecError`` with every finding."""
    rules.forget()
    document, problems = parsed(found)
    contract = checked(document, [*findings, *problems])
    chosen = targets()
    fixed = fixed_portion(chosen, document, contract)
    joining = Joining(chosen, keys)
    service = overview_data(contract)
    joining.add(FIXED, Made(fixed, keys.fixed, service, []))
    heads = tuple(head_of(head_data(model)) for model in contract.models)
    waiting = list(zip(found.models, document.models, contract.models, strict=True))
    # What has been printed is let go: a thousand models take two hundred megabytes.
    del document, contract
    waiting.reverse()
    while waiting:
        source, file, model = waiting.pop()
        joining.add(source.name, _of_model(chosen, source, file, model, keys))
    return joining.joined(found.models, overview_of(service, heads))


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
    for source in missing:
        _learn_rules(store, source, keys)
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
    joining = Joining(chosen, keys, store)
    for name, entry in reused.items():
        joining.reuse(name, entry)
    for source in missing:
        joining.add(source.name, _of_model(chosen, source, *fresh[source.name], keys))
    try:
        return joining.joined(found.models, overview_of(fixed.subject, heads))
    except LostValueError:
        return None


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


def _learn_rules(store: Store, source: Source, keys: Keys) -> None:
    """Take over the rules of a file as this generator read them in an earlier state of it."""
    entry = store.last(source.name)
    if entry is None or not entry.rules:
        return
    with contextlib.suppress(LostValueError):
        known = Values(store).get(entry.rules)
        if known["state"] == keys.state:
            rules.learn(known["trees"])


def _of_model(
    chosen: Sequence[Target], source: Source, file: ModelFile, model: Model, keys: Keys
) -> Made:
    portion = model_portion(chosen, file, model)
    trees = {rule.text: data_of(rules.parse(rule.text)) for rule in model.validations}
    known = {"state": keys.state, "trees": trees} if trees else None
    return Made(portion, keys.of_model(source), head_data(model), cited_pages(model), known)
