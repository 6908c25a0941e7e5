"""What would be lost in silence is an error: classes, slips in templates, keywords."""

from __future__ import annotations

import hashlib
import shutil
from functools import lru_cache
from importlib import import_module, metadata
from pathlib import Path
from typing import Any

import openapi_python_client
import pytest
from jinja2 import Environment, FileSystemLoader

from contract_tests.generator.specs import changed, contract, example, generated
from generator.contract.types import Field, Location, Model, Shape
from generator.targets.python import project, validator
from generator.targets.python.errors import GenerationError
from generator.targets.python.project import render

# The package exports a function of that name.
inventory: Any = import_module("generator.contract.inventory")

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


def rendered(folder: Path, schema: Any = None) -> dict[str, str]:
    names: dict[str, object] = {
        "literal": repr,
        "providers": (),
        "providers_by_name": {},
        "submits": {},
        "request_classes": {"Ask": ""},
        "enumerations": {},
        "answer_docstring": str,
        "answer_title": str,
        "answer_type": str,
        "answer_reader": str,
    }
    return render(schema or SCHEMA, folder, names, {"Ask"}, {"Ask"}, {})


@pytest.fixture
def templates(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A copy of our templates, used in their place."""
    folder = tmp_path / "templates"
    shutil.copytree(project._TEMPLATES, folder)
    monkeypatch.setattr(project, "_TEMPLATES", folder)
    return folder


def test_rendering_by_itself(tmp_path: Path) -> None:
    files = rendered(tmp_path / "x")

    assert "class Ask:" in files["models/ask.py"]


@pytest.mark.parametrize("keyword", ["anyOf", "oneOf"])
def test_lost_class(keyword: str, tmp_path: Path) -> None:
    ask = {
        **SCHEMA["components"]["schemas"]["Ask"],  # type: ignore[index]
        keyword: [{"required": ["prompt"]}, {"required": ["image"]}],
    }

    with pytest.raises(GenerationError, match="Ask"):
        rendered(tmp_path / "x", SCHEMA | {"components": {"schemas": {"Ask": ask}}})


@pytest.mark.parametrize(
    "text",
    [
        "{{ model.required_properties[0].name }}",
        "{{ model.required_properties[0].name | string }}",
        "{{ model.required_properties[0] }}",
        "{{ model.required_properties[0].name ~ '' }}",
        "{{ model.required_properties[0].get_type_string() }}",
    ],
)
def test_object_printed_as_it_is(text: str, tmp_path: Path, templates: Path) -> None:
    (templates / "model.py.jinja").write_text(text)

    with pytest.raises(GenerationError, match=r"a template (prints|rendered)"):
        rendered(tmp_path / "x")


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
def test_slip_in_a_template(text: str, tmp_path: Path, templates: Path) -> None:
    (templates / "model.py.jinja").write_text(text)

    with pytest.raises(GenerationError, match="a template"):
        rendered(tmp_path / "x")


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

    folder = project._TEMPLATES
    assert {path.relative_to(folder).as_posix() for path in folder.rglob("*.jinja")} == read


@lru_cache
def model_of(folder: Path) -> Model:
    (model,) = contract(folder, example()).models
    return model


def test_every_rule_is_printed(tmp_path: Path) -> None:
    model = model_of(tmp_path)

    printed = validator.ValidatorPrinter(model).body.text()

    for rule in inventory.model_rules(model):
        assert repr(rule.id) in printed


def test_keyword_that_nobody_enforces(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    # As if somebody had added a keyword to the contract and its messages, and no target knew.
    keyword = ("maxWords", "description")
    monkeypatch.setattr(inventory, "_BEFORE_ITEMS", (*inventory._BEFORE_ITEMS, keyword))
    monkeypatch.setattr(inventory, "message_for", lambda _, keyword, __: f"{keyword}!")

    with pytest.raises(GenerationError, match=r"kling-v9-t2i/prompt/maxWords"):
        validator.ValidatorPrinter(model_of(tmp_path))


@pytest.mark.parametrize("keyword", inventory.KEYWORDS)
def test_keyword_that_a_printer_forgets(keyword: str, monkeypatch: pytest.MonkeyPatch) -> None:
    model, rule = lone(keyword)
    real = validator.ValidatorPrinter._found

    def forgetful(self: Any, found: Any, *rest: Any, **more: Any) -> str:
        return "pass" if found.id == rule else real(self, found, *rest, **more)

    validator.ValidatorPrinter(model)
    monkeypatch.setattr(validator.ValidatorPrinter, "_found", forgetful)

    with pytest.raises(GenerationError, match=f"does not enforce {rule}$"):
        validator.ValidatorPrinter(model)


LIMITS: dict[str, dict[str, Any]] = {
    "type": {"type": "string"},
    "enum": {"type": "string", "enum": ("a",)},
    "minLength": {"type": "string", "min_length": 1},
    "maxLength": {"type": "string", "max_length": 1},
    "pattern": {"type": "string", "pattern": "a"},
    "minimum": {"type": "integer", "minimum": 1},
    "exclusiveMinimum": {"type": "number", "exclusive_minimum": 1},
    "maximum": {"type": "integer", "maximum": 1},
    "exclusiveMaximum": {"type": "number", "exclusive_maximum": 1},
    "multipleOf": {"type": "integer", "multiple_of": 2},
    "minItems": {"type": "array", "min_items": 1},
    "maxItems": {"type": "array", "max_items": 1},
}


def lone(keyword: str) -> tuple[Model, str]:
    """A model with one member that is held to this keyword, and the id of that rule."""
    place = Location("spec/x.yaml", 1, 1)
    limits = dict(LIMITS[keyword])
    if limits["type"] == "array":
        limits["items"] = Shape("string", place)
    member = Field("member", required=False, shape=Shape(location=place, **limits))
    request = Shape("object", place, fields=(member,))
    model = Model(
        "kling-x", "kling", "x", "KlingX", "kling_x", "text-to-image", "image", "X", "X",
        (("b", "/api/v1/kling/kling-x"),), "b", request, (), (), (), place,
    )  # fmt: skip
    return model, f"kling-x/member/{keyword}"


def test_no_keyword_is_left_out_here() -> None:
    assert LIMITS.keys() == set(inventory.KEYWORDS)
