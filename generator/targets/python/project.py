"""Drives openapi-python-client from Python: it parses and renders, our templates lie over its own.

Its templates are no public API: the version is pinned, undefined names are errors, and what comes
out is searched for lost classes and for objects rendered by their repr.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Container, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from jinja2 import (
    ChoiceLoader,
    Environment,
    FileSystemLoader,
    PackageLoader,
    PrefixLoader,
    TemplateError,
    Undefined,
)
from openapi_python_client import Project
from openapi_python_client.config import ClassOverride, Config, ConfigFile, MetaType
from openapi_python_client.parser import GeneratorData
from openapi_python_client.parser.errors import GeneratorError
from openapi_python_client.parser.properties import ModelProperty
from openapi_python_client.schema import UntrustedString
from openapi_python_client.strings import PythonCode, PythonIdentifier

from generator.targets.common.errors import GenerationError
from generator.targets.python.attribute_names import free_names

_TEMPLATES = Path(__file__).with_name("templates")
# How an object looks that a template printed without saying how.
_REPR = re.compile(r"<[\w.]+ object at 0x[0-9a-f]+>")


class PrintedUndefined(Undefined):
    """An undefined name may be asked whether it is there, as stock templates do, not printed."""

    __slots__ = ()

    def __str__(self) -> str:  # noqa: PLE0307 - it never returns
        self._fail_with_undefined_error()

    def __iter__(self) -> Any:
        self._fail_with_undefined_error()


@dataclass(frozen=True, slots=True)
class Rendered:
    """Files by their path below the package; each class of ``models`` with its module."""

    files: dict[str, str]
    classes: list[tuple[str, str]]


class Renderer:
    """The parser and its templates under ours, for any number of documents.

    Args:
        names: What every template sees besides the parser's own names.
    """

    def __init__(self, names: Mapping[str, object]) -> None:
        self._names = names
        self._templates: Environment | None = None

    def render(
        self,
        schema: Mapping[str, Any],
        names: Mapping[str, object],
        classes: Collection[str],
        requests: Container[str],
        overrides: Mapping[str, Mapping[str, str]],
    ) -> Rendered:
        """Render the classes and the submits of one document.

        Args:
            schema: the document to parse.
            names: what the templates see of it besides the parser's own names.
            classes: the classes that must be there afterwards.
            requests: those of them that are requests, or parts of one.
            overrides: the parser's name of a class to the name and module that it gets.

        Raises:
            GenerationError: the parser reported something, a class is missing, or a template
                rendered the repr of an object.
        """
        config = _config(overrides)
        data = GeneratorData.from_dict(dict(schema), config=config)
        if isinstance(data, GeneratorError):
            raise GenerationError(_text([data]))
        collections = data.endpoint_collections_by_tag
        errors = [error for one in collections.values() for error in one.parse_errors]
        if errors or data.errors:
            raise GenerationError(_text([*errors, *data.errors]))
        free_names(data.models, requests, config)
        if self._templates is None:
            self._templates = self._environment(Project(openapi=data, config=config).env)
        try:
            rendered = _rendered(self._templates, data, names, config)
        except TemplateError as error:
            raise GenerationError(f"a template: {error}") from error
        lost = set(classes) - {name for name, _ in rendered.classes}
        if lost:
            raise GenerationError(f"the parser lost the classes {', '.join(sorted(lost))}")
        for name, text in rendered.files.items():
            if match := _REPR.search(text):
                raise GenerationError(f"{name}: a template rendered an object as {match[0]!r}")
        return rendered

    def _environment(self, environment: Environment) -> Environment:
        stock = PackageLoader("openapi_python_client")
        environment.loader = ChoiceLoader(
            [FileSystemLoader(_TEMPLATES), PrefixLoader({"stock": stock}), stock]
        )
        environment.undefined = PrintedUndefined
        environment.auto_reload = False
        environment.finalize = _printable
        environment.globals.update(self._names)
        return environment


def _config(overrides: Mapping[str, Mapping[str, str]]) -> Config:
    return Config.from_sources(
        ConfigFile(
            class_overrides={
                name: ClassOverride.model_validate(value) for name, value in overrides.items()
            },
            literal_enums=True,
            post_hooks=[],
            package_name_override="modellix_client",
            use_path_prefixes_for_title_model_names=False,
        ),
        MetaType.NONE,
        document_source=Path(),
        file_encoding="utf-8",
        overwrite=True,
        output_path=Path(),
    )


def _rendered(
    templates: Environment, data: GeneratorData, names: Mapping[str, object], config: Config
) -> Rendered:
    rendered = Rendered({}, [])
    model, enum = templates.get_template("model.py.jinja"), None
    for one in (*data.models, *data.enums):
        name, module = str(one.class_info.name), str(one.class_info.module_name)
        if isinstance(one, ModelProperty):
            text = model.render(names, model=one)
        else:
            enum = enum or templates.get_template("literal_enum.py.jinja")
            text = enum.render(names, enum=one)
        rendered.files[f"models/{module}.py"] = text
        rendered.classes.append((name, module))
    for tag, collection in data.endpoint_collections_by_tag.items():
        template = templates.get_template("endpoint_module.py.jinja")
        for endpoint in collection.endpoints:
            module = PythonIdentifier(endpoint.name, config.field_prefix)
            text = template.render(names, endpoint=endpoint)
            rendered.files[f"api/{tag}/{module}.py"] = text
    return rendered


def _printable(value: Any) -> Any:
    """What a template prints: text of the document only through a filter."""
    if isinstance(value, (UntrustedString, PythonCode)):
        raise GenerationError(f"a template prints a {type(value).__name__} without a filter")
    return value


def _text(errors: Any) -> str:
    return "\n".join(f"{error.header}: {error.detail or ''}".strip() for error in errors)
