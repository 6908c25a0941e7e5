"""What the parser and the templates would lose in silence is an error."""

from __future__ import annotations

import hashlib
import shutil
from importlib import metadata
from pathlib import Path
from typing import Any

import openapi_python_client
import pytest
from jinja2 import Environment, FileSystemLoader

from contract_tests.generator.specs import changed, generated
from generator.targets.common.errors import GenerationError
from generator.targets.python import project
from generator.targets.python.project import Renderer

STOCK = Path(openapi_python_client.__file__).parent / "templates"
VERSION = "0.29.1"
# The request classes are made by this template of the parser: look at what changed in it, then at
# the generated classes, and only then write the new hash.
MODEL_TEMPLATE = "fd1c79680d51c06cfbb89809ad123750ba9add98b688036c04cabbf1f8ba40a0"
TEMPLATES = {
    ".gitignore.jinja",
    "README.md.jinja",
    "api_init.py.jinja",
    "client.py.jinja",
    "endpoint_init.py.jinja",
    "endpoint_macros.py.jinja",
    "endpoint_module.py.jinja",
    "errors.py.jinja",
    "helpers.jinja",
    "int_enum.py.jinja",
    "literal_enum.py.jinja",
    "model.py.jinja",
    "models_init.py.jinja",
    "package_init.py.jinja",
    "pyproject.toml.jinja",
    "pyproject_pdm.toml.jinja",
    "pyproject_poetry.toml.jinja",
    "pyproject_ruff.toml.jinja",
    "pyproject_uv.toml.jinja",
    "setup.py.jinja",
    "str_enum.py.jinja",
    "types.py.jinja",
}

SCHEMA = {
    "openapi": "3.1.0",
    "info": {"title": "x", "version": "1"},
    "paths": {},
    "components": {
        "schemas": {
            "Ask": {
                "type": "object",
                "required": ["prompt"],
                "properties": {"prompt": {"type": "string", "description": "Words."}},
            }
        }
    },
}


def rendered(schema: Any = None) -> dict[str, str]:
    names: dict[str, object] = {
        "literal": repr,
        "answer_docstring": str,
        "answer_title": str,
        "answer_type": str,
        "answer_reader": str,
    }
    own = {"submit": None, "request_classes": {"Ask": ""}, "enumerations": {}}
    return Renderer(names).render(schema or SCHEMA, own, {"Ask"}, {"Ask"}, {}).files


@pytest.fixture
def templates(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A copy of our templates, used in their place."""
    folder = tmp_path / "templates"
    shutil.copytree(project._TEMPLATES, folder)
    monkeypatch.setattr(project, "_TEMPLATES", folder)
    return folder


def test_rendering_by_itself() -> None:
    files = rendered()

    assert "class Ask:" in files["models/ask.py"]


@pytest.mark.parametrize("keyword", ["anyOf", "oneOf"])
def test_lost_class(keyword: str) -> None:
    ask = {
        **SCHEMA["components"]["schemas"]["Ask"],  # type: ignore[index]
        keyword: [{"required": ["prompt"]}, {"required": ["image"]}],
    }

    with pytest.raises(GenerationError, match="Ask"):
        rendered(SCHEMA | {"components": {"schemas": {"Ask": ask}}})


MEMBER = "model.required_properties[0]"
PRINTED = {
    f"{{{{ {MEMBER}.name }}}}": "prints a UntrustedString without a filter",
    f"{{{{ {MEMBER}.get_type_string() }}}}": "prints a PythonCode without a filter",
    f"{{{{ {MEMBER}.name | string }}}}": "rendered an object as '<",
    f"{{{{ {MEMBER}.name ~ '' }}}}": "rendered an object as '<",
}


@pytest.mark.parametrize("text", PRINTED)
def test_object_printed_as_it_is(text: str, templates: Path) -> None:
    (templates / "model.py.jinja").write_text(text)

    with pytest.raises(GenerationError, match=f"a template {PRINTED[text]}"):
        rendered()


@pytest.mark.parametrize(
    "text",
    [
        "{{ modle.class_info.name }}",
        "{{ model.class_inof }}",
        "{{ model.class_inof.name }}",
        "{% for x in modle %}{% endfor %}",
        "{{ model.description | safe_for_docstrings }}",
        "{% include 'nothing.jinja' %}",
        "{{",
    ],
)
def test_slip_in_a_template(text: str, templates: Path) -> None:
    (templates / "model.py.jinja").write_text(text)

    with pytest.raises(GenerationError, match="a template"):
        rendered()


def test_parser_is_the_one_we_know() -> None:
    found = {path.relative_to(STOCK).as_posix() for path in STOCK.rglob("*.jinja")}
    found = {name for name in found if not name.startswith("property_templates/")}
    model = (STOCK / "model.py.jinja").read_bytes()

    assert metadata.version("openapi-python-client") == VERSION
    assert found == TEMPLATES
    assert hashlib.sha256(model).hexdigest() == MODEL_TEMPLATE


def test_every_template_of_ours_is_used(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    read: set[str] = set()
    real = FileSystemLoader.get_source

    def noted(self: FileSystemLoader, environment: Environment, name: str) -> Any:
        source = real(self, environment, name)
        read.add(name)
        return source

    monkeypatch.setattr(FileSystemLoader, "get_source", noted)
    enum = ("minLength: 1\n", "minLength: 1\n                  enum: [a, b]\n")
    generated(tmp_path, changed(enum, ("{prompt: A red kite over the dunes}", "{prompt: a}")))

    targets = project._TEMPLATES.parent.parent
    ours = {
        path.relative_to(folder).as_posix()
        for folder in targets.glob("*/templates")
        for path in folder.rglob("*.jinja")
    }
    assert ours == read
