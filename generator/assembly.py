"""Puts the portions of a generation together: one without models, one a model, and the listings."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from generator.contract.types import Model, Overview
from generator.spec.document import Document, ModelFile
from generator.targets.common.part import Facts, Files, Part, Target
from generator.targets.go import GoTarget
from generator.targets.openapi import BundleTarget
from generator.targets.python import PythonTarget
from generator.targets.typescript import TypeScriptTarget

FactsByTarget = Mapping[str, Facts]


@dataclass(frozen=True, slots=True)
class Portion:
    """What one thing gives every target: files by their path below the output, not yet laid out.

    ``facts`` is what the listings have to know of it, by the target's folder.
    """

    files: Files
    facts: FactsByTarget


def targets() -> tuple[Target, ...]:
    """Every target, fresh."""
    return (BundleTarget(), PythonTarget(), TypeScriptTarget(), GoTarget())


def fixed_portion(chosen: Sequence[Target], document: Document, overview: Overview) -> Portion:
    """What depends on no model."""
    return _portion(chosen, lambda target: target.fixed(document, overview))


def model_portion(chosen: Sequence[Target], file: ModelFile, model: Model) -> Portion:
    """What depends on this model alone."""
    return _portion(chosen, lambda target: target.of_model(file, model))


def listing(target: Target, overview: Overview, fixed: Facts, models: Mapping[str, Facts]) -> Files:
    """What one target tells of all models.

    Args:
        target: The target.
        overview: The models by their heads.
        fixed: What the portion without models left for it.
        models: What each model's portion left for it by its id, in the order of the models.
    """
    return _below(target.folder, target.listing(overview, fixed, models))


def finished(chosen: Sequence[Target], files: Files) -> Files:
    """The files as they are to be written; what becomes of one is no matter of the others."""
    done: Files = {}
    for target in chosen:
        start = f"{target.folder}/" if target.folder else ""
        own = {
            path.removeprefix(start): data for path, data in files.items() if _owns(target, path)
        }
        done |= _below(target.folder, target.finished(own))
    return done


def _portion(chosen: Sequence[Target], part_of: Callable[[Target], Part]) -> Portion:
    files: Files = {}
    facts: dict[str, Facts] = {}
    for target in chosen:
        part = part_of(target)
        files |= _below(target.folder, part.files)
        facts[target.folder] = part.facts
    return Portion(files, facts)


def _below(folder: str, files: Mapping[str, bytes]) -> Files:
    return {f"{folder}/{path}" if folder else path: data for path, data in files.items()}


def _owns(target: Target, path: str) -> bool:
    folder, slash, _ = path.partition("/")
    return folder == target.folder if slash else not target.folder
