"""The Go target: the contract and the spec's answers become a module."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping, Sequence
from itertools import chain
from pathlib import Path

from generator.contract.types import Model, Overview
from generator.spec.document import Document, ModelFile
from generator.targets.common.errors import GenerationError
from generator.targets.common.operations import ACCOUNT, FILES, operation_paths
from generator.targets.common.part import Facts, Files, Part
from generator.targets.go.answers import answers_file
from generator.targets.go.clients import client_file, spec_file
from generator.targets.go.models import model_files
from generator.targets.go.names import Names, provider_types

_RUNTIME = Path(__file__).parent / "runtime"
_PRINTED = b"// Code generated from the spec"
_NAMED = re.compile(r"^(?:(?:func|type|var|const) |\t)([A-Z]\w*)\b", re.MULTILINE)


class GoTarget:
    """One module; its types share one name space with what the runtime exports."""

    folder = "go"

    def __init__(self) -> None:
        self._runtime = _runtime()
        self._taken = _taken(self._runtime)

    def fixed(self, document: Document, overview: Overview) -> Part:  # noqa: ARG002
        """The runtime and the types of the answers."""
        files = dict(self._runtime)
        files["answer_types.go"] = answers_file(document)
        root = Path(__file__).parents[3]
        for name in ("LICENSE", "THIRD_PARTY_NOTICES"):
            files[name] = (root / name).read_bytes()
        account, paths = (operation_paths(document, names) for names in (ACCOUNT, FILES))
        return Part(files, {"account": account, "files": paths, "taken": sorted(self._taken)})

    def of_model(self, file: ModelFile, model: Model) -> Part:  # noqa: ARG002
        """The types and calls of a model, and its rules."""
        names = Names(model, self._taken)
        files = model_files(model, names)
        return Part(files, {"names": names.given, "resource": names.of(model, "resource")})

    def listing(self, overview: Overview, fixed: Facts, models: Mapping[str, Facts]) -> Files:
        """The client with its providers, and every model as data."""
        providers = provider_types(overview, fixed["taken"])
        _refuse_clashes([*providers.values(), *chain(*(own["names"] for own in models.values()))])
        resources = {model: facts["resource"] for model, facts in models.items()}
        return {
            "client.go": client_file(overview, providers, resources),
            "spec.go": spec_file(overview, fixed["account"], fixed["files"]),
        }

    def finished(self, files: Mapping[str, bytes]) -> Files:
        """As they are: printed as gofmt would."""
        return dict(files)


def _refuse_clashes(names: Sequence[str]) -> None:
    """A name that depended on what other models there are would change when one is added."""
    twice = sorted(name for name, count in Counter(names).items() if count > 1)
    if twice:
        raise GenerationError(f"two types of Go would be called {', '.join(twice)}: rename one")


def _runtime() -> Files:
    sources = (path for path in sorted(_RUNTIME.rglob("*")) if path.is_file())
    return {
        path.relative_to(_RUNTIME).as_posix(): path.read_bytes()
        for path in sources
        if not path.name.startswith(".")
    }


def _taken(runtime: Files) -> frozenset[str]:
    """The exported names of the package itself, fields too: too many do no harm.

    The models that its tests bring along are printed here themselves, and keep their names.
    """
    own = (
        data.decode()
        for path, data in runtime.items()
        if "/" not in path and not data.startswith(_PRINTED)
    )
    return frozenset(name for text in own for name in _NAMED.findall(text)) | {"Client", "Version"}
