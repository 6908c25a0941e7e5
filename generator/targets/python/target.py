"""The Python target: the contract and the spec's answers become a package."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterable, Mapping
from itertools import chain
from pathlib import Path

from jinja2 import Environment, FileSystemLoader, StrictUndefined

from generator.contract.types import Model, Overview
from generator.spec.document import Document, ModelFile
from generator.targets.common.errors import GenerationError
from generator.targets.common.operations import ACCOUNT, FILES, operation_paths
from generator.targets.common.part import Facts, Files, Part
from generator.targets.common.tables import layout_of, media_of, words_of
from generator.targets.python.classes import ClassRenderer
from generator.targets.python.formatting import formatted
from generator.targets.python.literals import docstring, literal
from generator.targets.python.validator import ValidatorPrinter
from generator.targets.python.views import providers

_HERE = Path(__file__).parent
_PACKAGE = "modellix_client"


class PythonTarget:
    """One package; a module a model for its rules, its calls and each class of its requests.

    Its methods raise ``GenerationError`` when the parser reports something or loses a class.
    """

    folder = "python"

    def __init__(self) -> None:
        self._templates = environment()
        self._classes = ClassRenderer()
        self._runtime = _runtime()

    def fixed(self, document: Document, overview: Overview) -> Part:
        """The runtime, the classes of the answers and the project's files."""
        rendered = self._classes.of_answers(document, overview)
        facts = {
            "classes": rendered.classes,
            "account": operation_paths(document, ACCOUNT),
            "files": operation_paths(document, FILES),
        }
        files = _in_package(rendered.files) | self._runtime | self._project_files(overview)
        return Part(files, facts)

    def of_model(self, file: ModelFile, model: Model) -> Part:  # noqa: ARG002
        """A module each for a model's classes, its calls and its rules."""
        rendered = self._classes.of_model(model)
        rules = {f"rules/{model.stem}.py": rules_module(self._templates, model)}
        return Part(_in_package(rendered.files | rules), {"classes": rendered.classes})

    def listing(self, overview: Overview, fixed: Facts, models: Mapping[str, Facts]) -> Files:
        """The client, its providers, every model as data and every class by name."""
        classes = [*fixed["classes"], *chain(*(own["classes"] for own in models.values()))]
        _refuse_shared(name for name, _ in classes)
        views = providers(overview)
        account, files = fixed["account"], fixed["files"]
        texts = {
            "_spec.py": self._text("spec_module", contract=overview, account=account, files=files),
            "client.py": self._text("client", providers=views),
            "models/__init__.py": self._text(
                "models_init", classes=sorted(classes, key=lambda entry: entry[1])
            ),
        }
        for view in views:
            texts[f"api/{view.module}/__init__.py"] = self._text("provider_init", provider=view)
        return _in_package(texts)

    def finished(self, files: Mapping[str, bytes]) -> Files:
        """The files as ruff lays them out.

        Raises:
            FormattingError: generated code cannot be read as Python.
        """
        # The runtime is laid out where it stands: a test holds it to that.
        code = [
            name
            for name, data in files.items()
            if name.endswith(".py") and self._runtime.get(name) != data
        ]
        return {**files, **formatted({name: files[name] for name in code})}

    def _text(self, template: str, **values: object) -> str:
        return self._templates.get_template(f"{template}.py.jinja").render(values)

    def _project_files(self, overview: Overview) -> Files:
        project = self._templates.get_template("pyproject.toml.jinja").render(contract=overview)
        root = _HERE.parents[2]
        files = {"pyproject.toml": project.encode()}
        for name in ("LICENSE", "THIRD_PARTY_NOTICES"):
            files[name] = (root / name).read_bytes()
        files["README.md"] = (_HERE / "runtime" / "README.md").read_bytes()
        return files


def environment() -> Environment:
    """Our templates, without the parser."""
    environment = Environment(
        loader=FileSystemLoader(_HERE / "templates"),
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
        auto_reload=False,
        autoescape=False,  # noqa: S701 - the output is source code; data goes through `literal`
    )
    environment.globals.update(literal=literal, toml=json.dumps, dict=dict)
    return environment


def rules_module(templates: Environment, model: Model) -> str:
    """The module that holds a request against the rules of its model."""
    printer = ValidatorPrinter(model)
    return templates.get_template("rules_module.py.jinja").render(
        docstring=docstring(f"The rules of {model.id}.", 0),
        model_id=model.id,
        layout=literal(layout_of(model.request)),
        media=literal(media_of(model.request)),
        words=literal(tuple(sorted(words_of(model.request)))),
        constants=printer.constants,
        shortcut=printer.shortcut().rstrip(),
        code=printer.body.text().rstrip(),
    )


def _refuse_shared(names: Iterable[str]) -> None:
    shared = sorted(name for name, count in Counter(names).items() if count > 1)
    if shared:
        raise GenerationError(f"two types would be called {', '.join(shared)}: rename a member")


def _in_package(texts: Mapping[str, str]) -> Files:
    return {f"{_PACKAGE}/{name}": text.encode() for name, text in texts.items()}


def _runtime() -> Files:
    sources = sorted((_HERE / "runtime" / _PACKAGE).rglob("*"))
    return {
        path.relative_to(_HERE / "runtime").as_posix(): path.read_bytes()
        for path in sources
        if path.is_file() and not path.name.startswith(".") and "__pycache__" not in path.parts
    }
