"""The Python target: the contract and the spec's answers become a package."""

from __future__ import annotations

import json
import tempfile
from pathlib import Path
from typing import Any

from jinja2 import Environment, FileSystemLoader, StrictUndefined

from generator.contract.types import Contract, Model, Shape
from generator.spec.document import Document
from generator.targets.python.answers import (
    answer_docstring,
    answer_reader,
    answer_title,
    answer_type,
)
from generator.targets.python.formatting import format_folder
from generator.targets.python.literals import docstring, literal
from generator.targets.python.parser_input import (
    class_names,
    class_overrides,
    enumerations,
    parser_input,
)
from generator.targets.python.project import render
from generator.targets.python.validator import ValidatorPrinter
from generator.targets.python.views import providers, submit

_HERE = Path(__file__).parent
_PACKAGE = "modellix_client"
_ACCOUNT = {
    "listModels": "models",
    "validateApiKey": "apikey_validate",
    "getTeamBalance": "team_balance",
}
_FILES = {"listFiles": "collection", "deleteFile": "item"}


def build_python(document: Document, contract: Contract) -> dict[str, bytes]:
    """Every file of the Python client, by its path below the target's folder.

    Raises:
        GenerationError: the parser lost a class or reported something.
        FormattingError: generated code cannot be read as Python.
    """
    with tempfile.TemporaryDirectory() as scratch:
        package = Path(scratch) / _PACKAGE
        rendered = render(
            parser_input(document, contract),
            package,
            _names(contract),
            class_names(document, contract),
            _request_classes(contract),
            class_overrides(contract),
        )
        for name in [name for name in rendered if not rendered[name].strip()]:
            (package / name).unlink()
        _write_specification(package, document, contract)
        _copy_runtime(package)
        format_folder(Path(scratch))
        files = {
            path.relative_to(scratch).as_posix(): path.read_bytes()
            for path in sorted(Path(scratch).rglob("*"))
            if path.is_file()
        }
    return files | _project_files(contract)


def _names(contract: Contract) -> dict[str, object]:
    views = providers(contract)
    return {
        "literal": literal,
        "providers": views,
        "providers_by_name": {view.module: view for view in views},
        "submits": {model.path: submit(model) for model in contract.models},
        "request_classes": _request_classes(contract),
        "enumerations": {
            name: ", ".join(literal(value) for value in values)
            for name, values in enumerations(contract).items()
        },
        "answer_docstring": answer_docstring,
        "answer_title": answer_title,
        "answer_type": answer_type,
        "answer_reader": answer_reader,
    }


def _request_classes(contract: Contract) -> dict[str, str]:
    """Each class of a request with the module of its rules; nested ones have none of their own."""
    names = {f"{model.class_name}Request": model.stem for model in contract.models}
    for model in contract.models:
        for path in _object_paths(model.request, ()):
            words = "_".join(("request", *(("item" if s == "items" else s) for s in path)))
            name = "".join(word.capitalize() for word in words.split("_"))
            names[model.class_name + name] = ""
    return names


def _object_paths(shape: Shape, path: tuple[str, ...]) -> list[tuple[str, ...]]:
    found = [path] if path and shape.type == "object" else []
    for member in shape.fields:
        found += _object_paths(member.shape, (*path, member.name))
    if shape.items is not None:
        found += _object_paths(shape.items, (*path, "items"))
    return found


def _environment() -> Environment:
    environment = Environment(
        loader=FileSystemLoader(_HERE / "templates"),
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
        autoescape=False,  # noqa: S701 - the output is source code; data goes through `literal`
    )
    environment.globals.update(literal=literal, toml=json.dumps, dict=dict)
    return environment


def _write_specification(package: Path, document: Document, contract: Contract) -> None:
    environment = _environment()
    text = environment.get_template("spec_module.py.jinja").render(
        contract=contract, account=_paths(document, _ACCOUNT), files=_paths(document, _FILES)
    )
    (package / "_spec.py").write_text(text, encoding="utf-8")
    folder = package / "rules"
    folder.mkdir()
    (folder / "__init__.py").write_text(
        '"""One module a model: its rules as straight-line code."""\n', encoding="utf-8"
    )
    template = environment.get_template("rules_module.py.jinja")
    for model in contract.models:
        (folder / f"{model.stem}.py").write_text(_rules(template, model), encoding="utf-8")


def _rules(template: Any, model: Model) -> str:
    printer = ValidatorPrinter(model)
    text: str = template.render(
        docstring=docstring(f"The rules of {model.id}.", 0),
        model_id=model.id,
        layout=literal(_layout(model.request)),
        media=literal(_media(model.request)),
        constants=printer.constants,
        shortcut=printer.shortcut().rstrip(),
        code=printer.body.text().rstrip(),
    )
    return text


def _layout(shape: Shape) -> dict[str, Any] | None:
    if shape.items is not None:
        return _layout(shape.items)
    if shape.type != "object" or not shape.fields:
        return None
    return {member.name: _layout(member.shape) for member in shape.fields}


def _media(shape: Shape) -> Any:
    """``True`` where an image stands, else the members below that hold one."""
    if shape.media is not None:
        return True
    if shape.items is not None:
        return _media(shape.items)
    below = {member.name: _media(member.shape) for member in shape.fields}
    return {name: value for name, value in below.items() if value}


def _paths(document: Document, names: dict[str, str]) -> dict[str, str]:
    """The paths of the operations with these ids, by the names that the runtime knows them by."""
    paths = {}
    for path, item in document.openapi["paths"].items():
        for operation in item.values():
            name = names.get(operation.get("operationId", ""))
            if name is not None:
                paths[name] = path
    return paths


def _copy_runtime(package: Path) -> None:
    for source in sorted((_HERE / "runtime" / _PACKAGE).rglob("*")):
        hidden = source.name.startswith(".") or "__pycache__" in source.parts
        if source.is_file() and not hidden:
            target = package / source.relative_to(_HERE / "runtime" / _PACKAGE)
            target.parent.mkdir(parents=True, exist_ok=True)
            target.write_bytes(source.read_bytes())


def _project_files(contract: Contract) -> dict[str, bytes]:
    project = _environment().get_template("pyproject.toml.jinja").render(contract=contract)
    root = _HERE.parents[2]
    files = {"pyproject.toml": project.encode()}
    for name in ("LICENSE", "THIRD_PARTY_NOTICES"):
        files[name] = (root / name).read_bytes()
    files["README.md"] = (_HERE / "runtime" / "README.md").read_bytes()
    return files
