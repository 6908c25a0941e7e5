"""The TypeScript target: the contract becomes an npm package."""

from __future__ import annotations

import json
from pathlib import Path

from jinja2 import Environment, FileSystemLoader, StrictUndefined

from generator.contract.types import Contract, Model
from generator.rules.typescript_literal import typescript_literal as literal
from generator.spec.document import Document
from generator.targets.common.operations import ACCOUNT, FILES, operation_paths
from generator.targets.typescript.model_module import model_module
from generator.targets.typescript.names import camel, module_name, request_type
from generator.targets.typescript.provider import ProviderView, providers

_HERE = Path(__file__).parent
_RUNTIME = _HERE / "runtime"
_OWN = ("LICENSE", "THIRD_PARTY_NOTICES")


def build_typescript(document: Document, contract: Contract) -> dict[str, bytes]:
    """Every file of the TypeScript client, by its path below the target's folder.

    Raises:
        GenerationError: the contract holds something that TypeScript has no name for.
    """
    views = providers(contract)
    files = _runtime()
    for model in contract.models:
        path = f"src/{model.provider}/{module_name(model.attribute)}.ts"
        files[path] = model_module(model).encode()
    for name, text in _rendered(document, contract, views).items():
        files[name] = text.encode()
    root = _HERE.parents[2]
    for name in _OWN:
        files[name] = (root / name).read_bytes()
    return files


def _runtime() -> dict[str, bytes]:
    return {
        path.relative_to(_RUNTIME).as_posix(): path.read_bytes()
        for path in sorted(_RUNTIME.rglob("*"))
        if path.suffix in (".md", ".ts") and not path.name.startswith(".")
    }


def _rendered(
    document: Document, contract: Contract, views: tuple[ProviderView, ...]
) -> dict[str, str]:
    environment = Environment(
        loader=FileSystemLoader(_HERE / "templates"),
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
        autoescape=False,  # noqa: S701 - the output is source code; data goes through `literal`
    )
    environment.globals.update(
        literal=literal,
        json=json.dumps,
        contract=contract,
        providers=views,
        account=_camel_keys(operation_paths(document, ACCOUNT)),
        files=operation_paths(document, FILES),
        exports=_exports(contract.models),
        request_type=request_type,
        module_name=module_name,
        camel=camel,
    )
    names = {
        "src/spec.ts": "spec.ts.jinja",
        "src/models.ts": "models.ts.jinja",
        "src/modellix.ts": "modellix.ts.jinja",
        "package.json": "package.json.jinja",
        "tsconfig.json": "tsconfig.json.jinja",
        "tsconfig.build.json": "tsconfig.build.json.jinja",
    }
    return {path: environment.get_template(name).render() for path, name in names.items()}


def _camel_keys(table: dict[str, str]) -> dict[str, str]:
    return {camel(name): path for name, path in table.items()}


def _exports(models: tuple[Model, ...]) -> list[str]:
    """The entry points of the package, below its name."""
    fixed = ["core", "errors", "webhooks"]
    return [*fixed, *(f"{model.provider}/{module_name(model.attribute)}" for model in models)]
