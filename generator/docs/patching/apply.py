"""Writes what is certain: tried in a copy first, so that the spec never holds a mistake."""

from __future__ import annotations

import shutil
import tempfile
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from generator.contract.types import Contract
from generator.docs.accepted import Accepted
from generator.docs.comparing import Difference
from generator.docs.comparing.renames import taking_along
from generator.docs.names.candidates import statement_fingerprint
from generator.docs.page import Reading
from generator.docs.patching.draft import draft
from generator.docs.patching.edits import NotApplied, edit, rename
from generator.docs.patching.facts_file import facts_text, updated
from generator.docs.patching.least import renew_example
from generator.docs.patching.version import move_version
from generator.docs.patching.yaml_file import dump, load

# Each is tried for itself, and the whole spec is checked after it: more than these are no change
# of a page but another page, or a page made to keep this busy.
_MOST_EDITS = 100
_MOST_MODELS = 50
# What is wrong with the spec below a folder, one line each.
Check = Callable[[Path], list[str]]


@dataclass(frozen=True, slots=True)
class Applied:
    """What was written; ``differences`` are all of them, with why some were not applied."""

    applied: tuple[Difference, ...]
    differences: tuple[Difference, ...]
    written: tuple[str, ...]
    questions: tuple[str, ...]


def apply_differences(
    root: Path,
    differences: Sequence[Difference],
    readings: Sequence[Reading],
    contract: Contract,
    accepted: Mapping[str, Accepted],
    check: Check,
) -> Applied:
    """Write every certain difference into ``spec/`` below ``root``, with facts and version.

    Raises:
        OSError: a file could not be written; the others are whole, and another run goes on.
    """
    with tempfile.TemporaryDirectory(prefix="drift-") as folder:
        copy = Path(folder)
        shutil.copytree(root / "spec", copy / "spec")
        if (root / "CHANGELOG.md").is_file():
            shutil.copy2(root / "CHANGELOG.md", copy / "CHANGELOG.md")
        run = _Run(copy, contract, accepted, check)
        for reading in readings:
            about = [e for e in differences if (e.model, e.file) == (reading.model, reading.file)]
            run.page(reading, about)
        if run.applied:
            move_version(copy, run.applied)
        written = _take_over(copy, root)
    left = {id(entry): entry for entry in differences}
    told = tuple(run.told.get(key, entry) for key, entry in left.items())
    return Applied(tuple(run.applied), told, tuple(written), tuple(run.questions))


class _Run:
    def __init__(
        self, root: Path, contract: Contract, accepted: Mapping[str, Accepted], check: Check
    ) -> None:
        self.root = root
        self.contract = contract
        self.accepted = dict(accepted)
        self.check = check
        self.applied: list[Difference] = []
        self.told: dict[int, Difference] = {}
        self.questions: list[str] = []
        self._drafts = 0

    def page(self, reading: Reading, entries: Sequence[Difference]) -> None:
        done: list[Difference] = []
        whole: dict[int, Difference] = {}
        fresh: set[int] = set()
        many = sum(entry.certain for entry in entries) > _MOST_EDITS
        for entry in entries:
            if not entry.certain or entry in done or any(entry is e for e in self.applied):
                continue
            partner = self._partner(entry, entries)
            if many:
                why: str | None = f"more than {_MOST_EDITS} differences: is it the model's page?"
                partner = None
            elif self._is_written(entry):
                done += [entry, partner] if partner else [entry]
                continue
            elif entry.kind == "model":
                why = self._new_model(reading) if entry.was is None else "decide"
            elif partner is not None and entry.is_ is None:
                continue  # goes with the one that takes its place
            else:
                wide = self._with_what_stays(reading, entry, partner)
                whole[id(entry)] = wide
                why = self._edit(reading, wide, partner)
            if why:
                self.told[id(entry)] = replace(entry, advice=why)
                if partner is not None:
                    self.told[id(partner)] = replace(partner, advice=why)
            else:
                done += [entry, partner] if partner else [entry]
                fresh |= {id(entry), id(partner)} if entry.kind != "model" else set()
        self.applied += done
        edits = [whole.get(id(entry), entry) for entry in done if id(entry) in fresh]
        known = self.accepted.get(reading.model)
        if edits and known is not None:
            # What is gone goes first, so that a parameter under a new name finds its place free.
            edits.sort(key=lambda entry: entry.is_ is not None)
            facts = updated(known.facts, edits, reading.facts)
            (self.root / known.file).write_text(facts_text(known, facts), encoding="utf-8")
            self.accepted[reading.model] = replace(known, facts=tuple(facts))

    def _is_written(self, entry: Difference) -> bool:
        """Whether another page of the model has said the same before this one."""
        same = (entry.model, entry.subject, entry.kind, entry.keyword, entry.was, entry.is_)
        return entry.kind != "model" and any(
            same == (e.model, e.subject, e.kind, e.keyword, e.was, e.is_) for e in self.applied
        )

    @staticmethod
    def _partner(entry: Difference, entries: Sequence[Difference]) -> Difference | None:
        if entry.other_name is None:
            return None
        return next(
            (
                other
                for other in entries
                if other.subject == entry.other_name and other.other_name == entry.subject
            ),
            None,
        )

    def _with_what_stays(
        self, reading: Reading, entry: Difference, partner: Difference | None
    ) -> Difference:
        """A parameter under another name with what is known of it from elsewhere."""
        known = self.accepted.get(reading.model)
        if partner is None or known is None:
            return entry
        names = (partner.subject, entry.subject)
        facts = taking_along(entry.facts, known.facts, *names, reading.silent)
        return replace(entry, facts=facts)

    def _edit(self, reading: Reading, entry: Difference, partner: Difference | None) -> str | None:
        """Write one difference; returns why not, if it was not."""
        model = self.contract.model(entry.model)
        path = self.root / "spec" / "models" / model.provider / f"{model.id}.yaml"
        before = path.read_text(encoding="utf-8")
        tree = load(path)
        try:
            if partner is not None and entry.was is None:
                rename(tree, partner.subject, entry)
            else:
                edit(tree, entry, reading.parameters)
        except NotApplied as reason:
            return str(reason)
        path.write_text(dump(tree), encoding="utf-8")
        problems = self.check(self.root)
        if problems and renew_example(tree, reading):
            path.write_text(dump(tree), encoding="utf-8")
            problems = self.check(self.root)
        if problems:
            path.write_text(before, encoding="utf-8")
            return f"with it the spec no longer holds: {problems[0]}"
        return None

    def _new_model(self, reading: Reading) -> str | None:
        if self._drafts == _MOST_MODELS:
            return f"more than {_MOST_MODELS} new models in one run: run again with its page"
        self._drafts += 1
        made = draft(reading)
        path = self.root / made.path
        if path.exists():
            return "another page of the same model was there first"
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(made.text, encoding="utf-8")
        problems = self.check(self.root)
        if problems:
            path.unlink()
            return f"a draft would not hold: {problems[0]}"
        page = Accepted(
            model=reading.model,
            page=reading.model,
            format=reading.format if reading.format in ("a", "b") else "a",
            file=f"spec/facts/{reading.provider}/{reading.model}.json",
            facts=made.facts,
            unnamed=tuple(entry.fingerprint for entry in reading.unnamed),
            undescribed=tuple(map(statement_fingerprint, made.undescribed)),
        )
        facts = self.root / page.file
        facts.parent.mkdir(parents=True, exist_ok=True)
        facts.write_text(facts_text(page, page.facts), encoding="utf-8")
        self.questions += [f"{reading.model}: {question}" for question in made.questions]
        return None


def _take_over(copy: Path, root: Path) -> list[str]:
    """Bring what changed in the copy into the tree; each file at once or not at all.

    The version goes before the models: once these are written, no later run would move it.
    """
    for left in (root / "spec").rglob(".*.partial"):  # by a run that was killed
        left.unlink()
    written = []
    first = copy / "spec" / "openapi.yaml"
    for path in sorted(copy.rglob("*"), key=lambda path: (path != first, path)):
        name = path.relative_to(copy)
        target = root / name
        if not path.is_file() or path.name.endswith(".partial"):
            continue
        if target.is_file() and target.read_bytes() == path.read_bytes():
            continue
        target.parent.mkdir(parents=True, exist_ok=True)
        partial = target.with_name(f".{target.name}.partial")
        shutil.copyfile(path, partial)
        partial.replace(target)
        written.append(name.as_posix())
    return written
