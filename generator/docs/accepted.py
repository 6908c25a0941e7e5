"""The facts last accepted: one file a model under ``spec/facts``."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from generator.contract.types import Contract, Json
from generator.docs.names.candidates import Known, candidates
from generator.docs.page import ACROSS, Fact, PageError, names_of


@dataclass(frozen=True, slots=True)
class Accepted:
    """The facts of one model as they were last accepted; ``file`` is relative to the root."""

    model: str
    page: str
    format: str
    file: str
    facts: tuple[Fact, ...]
    # Fingerprints of descriptions whose parameters nobody could name.
    unnamed: tuple[str, ...] = ()
    # Fingerprints of statements that name parameters which the page did not describe.
    undescribed: tuple[str, ...] = ()

    def find(self, subject: str, kind: str, keyword: str | None = None) -> Fact | None:
        """The fact of this kind about ``subject``."""
        return next((fact for fact in self.facts if fact.key == (subject, kind, keyword)), None)


def load_accepted(root: Path, contract: Contract) -> dict[str, Accepted]:
    """The facts of every model of the contract that has any, by model.

    Raises:
        PageError: a file cannot be read; with its name.
    """
    found: dict[str, Accepted] = {}
    for model in contract.models:
        path = root / "spec" / "facts" / model.provider / f"{model.id}.json"
        if path.is_file():
            found[model.id] = _read(path, root)
    return found


def _read(path: Path, root: Path) -> Accepted:
    name = path.relative_to(root).as_posix()
    try:
        raw = json.loads(path.read_text(encoding="utf-8"))
        facts = tuple(Fact(**entry) for entry in raw["facts"])
        unnamed = tuple(raw.get("unnamed", ()))
        undescribed = tuple(raw.get("undescribed", ()))
        head = (raw["model"], raw["page"], raw["format"])
        return Accepted(*head, name, facts, unnamed, undescribed)
    except (OSError, ValueError, KeyError, TypeError) as error:
        raise PageError(
            f"{name} cannot be read ({type(error).__name__}); make it fit schemas/facts.schema.json"
        ) from None


def known_names(accepted: Mapping[str, Accepted], model: str) -> Known:
    """What helps to recover the names of a page of ``model``."""
    own = accepted[model].facts if model in accepted else ()
    siblings: dict[str, tuple[Fact, ...]] = {
        name: entry.facts for name, entry in accepted.items() if name != model
    }
    example = next((fact.value for fact in own if (fact.subject, fact.kind) == _CALL), None)
    return Known(
        own=candidates(own, own=True),
        siblings=tuple(
            entry for facts in siblings.values() for entry in candidates(facts, own=False)
        ),
        called=frozenset(example) if isinstance(example, dict) else frozenset(),
        tied=frozenset(name for fact in own if fact.kind in ACROSS for name in names_of(fact)),
        unnamed=frozenset(accepted[model].unnamed if model in accepted else ()),
    )


_CALL = ("model", "example")


def without_text(value: Json) -> Json:
    """An example as the facts keep it: strings that are prose become a digest."""
    from generator.docs.names.candidates import digest  # noqa: PLC0415

    if isinstance(value, str):
        return digest(value) if " " in value else value
    if isinstance(value, list):
        return [without_text(entry) for entry in value]
    if isinstance(value, dict):
        return {name: without_text(entry) for name, entry in value.items()}
    return value
