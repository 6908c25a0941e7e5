"""The TypeScript target: the contract becomes an npm package."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from pathlib import Path, PurePosixPath

from jinja2 import Environment, FileSystemLoader, StrictUndefined

from generator.contract.types import Model, ModelHead, Overview
from generator.rules.typescript_literal import typescript_literal as literal
from generator.spec.document import Document, ModelFile
from generator.targets.common.operations import ACCOUNT, FILES, operation_paths
from generator.targets.common.part import Facts, Files, Part
from generator.targets.typescript.model_module import model_module
from generator.targets.typescript.names import camel, module_name
from generator.targets.typescript.provider import providers

_HERE = Path(__file__).parent
_RUNTIME = _HERE / "runtime"
_OWN = ("LICENSE", "THIRD_PARTY_NOTICES")


class TypeScriptTarget:
    """One package; a module a model, so that who bundles one takes no other."""

    folder = "typescript"

    def __init__(self) -> None:
        self._templates = _environment()

    def fixed(self, document: Document, overview: Overview) -> Part:
        """The runtime, the service as data and the project's files."""
        files = _runtime()
        account = _camel_keys(operation_paths(document, ACCOUNT))
        paths = operation_paths(document, FILES)
        for name in ("src/spec.ts", "tsconfig.json", "tsconfig.build.json"):
            files[name] = self._rendered(name, contract=overview, account=account, files=paths)
        root = _HERE.parents[2]
        for name in _OWN:
            files[name] = (root / name).read_bytes()
        return Part(files)

    def of_model(self, file: ModelFile, model: Model) -> Part:  # noqa: ARG002
        """A model's module."""
        path = f"src/{model.provider}/{module_name(model.attribute)}.ts"
        return Part({path: model_module(model).encode()})

    def listing(
        self,
        overview: Overview,
        fixed: Facts,  # noqa: ARG002
        models: Mapping[str, Facts],  # noqa: ARG002
    ) -> Files:
        """The client, every model by its id, and the package's entry points."""
        views = providers(overview)
        exports = _exports(overview.models)
        return {
            name: self._rendered(name, contract=overview, providers=views, exports=exports)
            for name in ("src/models.ts", "src/modellix.ts", "package.json")
        }

    def finished(self, files: Mapping[str, bytes]) -> Files:
        """As they are: printed as biome would."""
        return dict(files)

    def _rendered(self, name: str, **values: object) -> bytes:
        """The file of this name, from the template of its last part."""
        template = self._templates.get_template(f"{PurePosixPath(name).name}.jinja")
        return template.render(values).encode()


def _runtime() -> Files:
    return {
        path.relative_to(_RUNTIME).as_posix(): path.read_bytes()
        for path in sorted(_RUNTIME.rglob("*"))
        if path.suffix in (".md", ".ts") and not path.name.startswith(".")
    }


def _environment() -> Environment:
    environment = Environment(
        loader=FileSystemLoader(_HERE / "templates"),
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
        auto_reload=False,
        autoescape=False,  # noqa: S701 - the output is source code; data goes through `literal`
    )
    environment.globals.update(literal=literal, json=json.dumps)
    return environment


def _camel_keys(table: dict[str, str]) -> dict[str, str]:
    return {camel(name): path for name, path in table.items()}


def _exports(models: Sequence[ModelHead]) -> list[str]:
    """The entry points of the package, below its name."""
    fixed = ["core", "errors", "webhooks"]
    return [*fixed, *(f"{model.provider}/{module_name(model.attribute)}" for model in models)]
