"""The Python target: the contract and the spec's answers become a package."""

from __future__ import annotations

import json
import tempfile
from pathlib import Path
from typing import Any

from jinja2 import Environment, FileSystemLoader, StrictUndefined

from generator.contract.types import Contract, Model, Shape
from generator.spec.document import Document
from generator.targets.common.operations import ACCOUNT, FILES, operation_paths
from generator.targets.common.tables import layout_of, media_of, words_of
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
        contract=contract,
        account=operation_paths(document, ACCOUNT),
        files=operation_paths(document, FILES),
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
        layout=literal(layout_of(model.request)),
        media=literal(media_of(model.request)),
        words=literal(tuple(sorted(words_of(model.request)))),
        constants=printer.constants,
        shortcut=printer.shortcut().rstrip(),
        code=printer.body.text().rstrip(),
    )
    return text


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
