"""Drives openapi-python-client from Python: it parses and renders, our templates lie over its own.

Its templates are no public API: the version is pinned, undefined names are errors, and what comes
out is searched for lost classes and for objects rendered by their repr.
"""

from __future__ import annotations

import contextlib
import io
import re
from collections.abc import Container, Mapping
from pathlib import Path
from typing import Any

from jinja2 import (
    ChoiceLoader,
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
from openapi_python_client.schema import UntrustedString
from openapi_python_client.strings import PythonCode

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


def render(
    schema: Mapping[str, Any],
    folder: Path,
    names: Mapping[str, object],
    classes: set[str],
    requests: Container[str],
    overrides: Mapping[str, Mapping[str, str]],
) -> dict[str, str]:
    """Render the package into ``folder``; returns its files by their path below it.

    Args:
        schema: the document to parse.
        folder: an empty folder, used as scratch.
        names: what the templates see besides the parser's own names.
        classes: the classes that must be there afterwards.
        requests: those of them that are requests, or parts of one.
        overrides: the parser's name of a class to the name and module that it gets.

    Raises:
        GenerationError: the parser reported something, a class is missing, or a template rendered
            the repr of an object.
    """
    config = Config.from_sources(
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
        document_source=folder,
        file_encoding="utf-8",
        overwrite=True,
        output_path=folder,
    )
    data = GeneratorData.from_dict(dict(schema), config=config)
    if isinstance(data, GeneratorError):
        raise GenerationError(_text([data]))
    free_names(data.models, requests, config)
    project = Project(openapi=data, config=config)
    stock = PackageLoader("openapi_python_client")
    project.env.loader = ChoiceLoader(
        [FileSystemLoader(_TEMPLATES), PrefixLoader({"stock": stock}), stock]
    )
    project.env.undefined = PrintedUndefined
    project.env.finalize = _printable
    project.env.globals.update(names)
    try:
        with contextlib.redirect_stdout(io.StringIO()):
            errors = project.build()
    except TemplateError as error:
        raise GenerationError(f"a template: {error}") from error
    if errors:
        raise GenerationError(_text(errors))
    lost = classes - {str(item.class_info.name) for item in (*data.models, *data.enums)}
    if lost:
        raise GenerationError(f"the parser lost the classes {', '.join(sorted(lost))}")
    files = {
        path.relative_to(folder).as_posix(): path.read_text(encoding="utf-8")
        for path in sorted(folder.rglob("*"))
        if path.is_file()
    }
    for name, text in files.items():
        if match := _REPR.search(text):
            raise GenerationError(f"{name}: a template rendered an object as {match[0]!r}")
    return files


def _printable(value: Any) -> Any:
    """What a template prints: text of the document only through a filter."""
    if isinstance(value, (UntrustedString, PythonCode)):
        raise GenerationError(f"a template prints a {type(value).__name__} without a filter")
    return value


def _text(errors: Any) -> str:
    return "\n".join(f"{error.header}: {error.detail or ''}".strip() for error in errors)
