"""What is certain is written into spec, facts, version and changelog, and nothing else is."""

# ruff: noqa: RUF001 -- the sign between the parts of a surface looks like another

from __future__ import annotations

import json
import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from jsonschema import Draft202012Validator

from contract_tests.drift.unseen_models import FOLDER as UNSEEN
from contract_tests.drift.unseen_models import without_them
from contract_tests.facts.page import ROOT
from contract_tests.generator.specs import copy_repository
from generator.contract.load import load_contract
from tools.example_pages import rendered
from tools.models_table import rendered as with_table

_SPEC = "spec/models/kling/kling-v1.5-i2i.yaml"
# What callers of each client get: the end of a line that comes.
_COMES = (
    "type KlingV15I2iRequest struct › Seed *int64",
    "interface KlingV15I2iRequest › readonly seed?: number | undefined",
    "class V15I2i(ModelResource) › def submit -> Task › *, seed: int | Unset = UNSET",
)
_FACTS = "spec/facts/kling/kling-v1.5-i2i.json"


@pytest.fixture
def copy(tmp_path: Path) -> Path:
    """A repository to write into."""
    folder = copy_repository(tmp_path)
    without_them(folder / "spec")
    shutil.copy(ROOT / "CHANGELOG.md", folder)
    return folder


def _pages(tmp_path: Path, **texts: str) -> Path:
    folder = tmp_path / "pages"
    folder.mkdir()
    for name, text in texts.items():
        (folder / f"{name}.txt").write_text(text, encoding="utf-8")
    return folder


def _page(name: str, *changes: tuple[str, str]) -> str:
    text = rendered(ROOT)[name]
    for old, new in changes:
        assert old in text, old
        text = text.replace(old, new, 1)
    return text


def _run(copy: Path, *arguments: str, code: int = 0) -> str:
    inherited = {k: v for k, v in os.environ.items() if not k.startswith(("PYTEST", "PYTHON"))}
    done = subprocess.run(
        [sys.executable, "-m", *arguments],
        cwd=copy,
        # Its own client, before the one that this environment knows.
        env=inherited | {"PYTHONPATH": str(copy / "generated_client" / "python")},
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == code, done.stdout + done.stderr
    return done.stdout


def _drift(copy: Path, pages: Path, *arguments: str, code: int = 0) -> str:
    return _run(copy, "generator", "drift", str(pages), *arguments, code=code)


def test_no_difference_changes_no_byte(copy: Path, tmp_path: Path) -> None:
    before = {path: path.read_bytes() for path in copy.rglob("*") if path.is_file()}
    text = rendered(ROOT)["text-a/kling-v1-i2v.txt"]
    _drift(copy, _pages(tmp_path, page=text), "--apply")
    assert {path: path.read_bytes() for path in before} == before


@pytest.mark.page("kling-v1.5-i2i")
def test_only_the_lines_of_the_change_differ(copy: Path, tmp_path: Path) -> None:
    old = (copy / _SPEC).read_text(encoding="utf-8").split("\n")
    page = _page(
        "text-a/kling-v1.5-i2i.txt",
        ("aspect_ratio\nenum<string>\ndefault:16:9", "aspect_ratio\nenum<string>\ndefault:1:1"),
    )
    pages = _pages(tmp_path, page=page)
    told = _drift(copy, pages, "--apply")
    assert "4 applied, 0 for a person to decide" in told
    new = (copy / _SPEC).read_text(encoding="utf-8").split("\n")
    gone, come = [x for x in old if x not in new], [x.strip() for x in new if x not in old]
    assert [line.strip() for line in gone] == [
        "maxLength: 2500",
        'default: "16:9"',
        "enum: [1k]",
    ]
    assert come == [
        "maxLength: 2000",
        'default: "1:1"',
        "enum: [1k, 2k]",
        "seed:",
        "description: Seed.",
        "maximum: 2147483647",
        "examples: [0]",
    ]
    facts = json.loads((copy / _FACTS).read_text(encoding="utf-8"))
    schema = json.loads((ROOT / "schemas" / "facts.schema.json").read_text(encoding="utf-8"))
    Draft202012Validator(schema).validate(facts)
    assert "0.2.0" in (copy / "spec" / "openapi.yaml").read_text(encoding="utf-8")
    assert "`kling-v1.5-i2i`, prompt, maxLength: 2500 became 2000 (breaking)." in (
        copy / "CHANGELOG.md"
    ).read_text(encoding="utf-8")
    # What was written is what the page says: a second run has nothing left to say.
    assert "no drift" in _drift(copy, pages)
    again = (copy / _SPEC).read_bytes()
    _drift(copy, pages, "--apply")
    assert (copy / _SPEC).read_bytes() == again


@pytest.mark.page("kling-v1.5-i2i")
def test_what_would_break_the_spec_is_left_to_a_person(copy: Path, tmp_path: Path) -> None:
    """An example of the spec uses the size that the page no longer has."""
    before = (copy / _SPEC).read_bytes()
    page = _page("text-a/kling-v1.5-i2i.txt")
    page = re.sub(r"\nseed\n.*?(?=\nResponse)", "", page, flags=re.DOTALL)
    page = page.replace("1 - 2000", "1 - 2500").replace("1k,\n2k\n", "2k\n")
    told = _drift(copy, _pages(tmp_path, page=page), "--apply", "--format", "markdown")
    assert "- [ ] kling-v1.5-i2i, resolution, enum" in told
    assert "with it the spec no longer holds" in told
    # A page whose statements are in the spec and not in the facts leaves the suite red.
    assert "into the model's file, and what its page says into `spec/facts/` too" in told
    assert (copy / _SPEC).read_bytes() == before


def test_facts_of_every_kind_of_limit_fit_their_schema(copy: Path, tmp_path: Path) -> None:
    text = (UNSEEN / "lumo-v3-t2v.txt").read_text(encoding="utf-8")
    page = text.replace("Required range: 0 <= x <= 1", "Required range: 0 < x < 1")
    page = page.replace("Frames per second.", "Frames per second, a multiple of 6.")
    _drift(copy, _pages(tmp_path, page=page), "--apply")
    facts = json.loads((copy / "spec/facts/lumo/lumo-v3-t2v.json").read_text(encoding="utf-8"))
    schema = json.loads((ROOT / "schemas" / "facts.schema.json").read_text(encoding="utf-8"))
    Draft202012Validator(schema).validate(facts)
    told = {fact["keyword"] for fact in facts["facts"] if fact["kind"] == "limit"}
    assert told >= {"exclusiveMinimum", "exclusiveMaximum", "multipleOf"}


@pytest.mark.page("kling-v1.5-i2i")
@pytest.mark.page("kling-v1-i2v")
@pytest.mark.page("kling-v2-mi2i", "route")
def test_pages_in_two_commands(copy: Path, tmp_path: Path) -> None:
    """From changed pages to clients whose tests pass: drift, generate, and then the tests.

    A limit tightened and one loosened, members of enums and a parameter that are new, another path,
    and two models that nobody knew, one in each form.
    """
    for name in ("contract_tests", "schemas", "tools", "examples"):
        shutil.copytree(ROOT / name, copy / name, ignore=shutil.ignore_patterns("__pycache__"))
    for name in ("pyproject.toml", "README.md"):
        shutil.copy(ROOT / name, copy)
    looser = ("Required string length: 1 - 2500", "Required string length: 1 - 3000")
    pages = _pages(
        tmp_path,
        tighter=_page("text-a/kling-v1.5-i2i.txt"),
        looser=_page("text-a/kling-v1-i2v.txt", looser, ("std,\npro\n", "std,\npro,\nmaster\n")),
        moved=_page("text-b/kling-v2-mi2i.txt", ("kling-v2-mi2i/async", "kling-v2-mi2i")),
        **{path.stem: path.read_text(encoding="utf-8") for path in UNSEEN.glob("*.txt")},
    )
    _run(copy, "generator", "generate")
    told = _drift(copy, pages, "--apply", "--format", "markdown").split("\n")
    for end in _COMES:
        assert [line for line in told if line.startswith("+") and line.endswith(end)]
    (frozen,) = (line for line in told if "contract_tests.parity.drawing.freeze" in line)
    assert all(model in frozen for model in ("kling-v1-i2v", "kling-v1.5-i2i", "kling-v2-mi2i"))
    # The two programs behind `make generate`.
    _run(copy, "generator", "generate")
    _run(copy, "tools.models_table")
    suites = (
        "contract_tests/facts",
        "contract_tests/validation/test_every_rule.py",
        # A plan for models whose parameters are tied in every way that the pages know.
        "contract_tests/conformance/test_plan.py",
    )
    models = "v1.5-i2i or v1-i2v or v2-mi2i or lumo or pixa or both_sides"
    suite = _run(copy, "pytest", "-q", "-p", "no:cacheprovider", "-k", models, *suites)
    assert "failed" not in suite
    readme = (copy / "README.md").read_text(encoding="utf-8")
    assert readme == with_table(readme, load_contract(copy))
    client = copy / "generated_client" / "python" / "modellix_client"
    assert "seed" in next(client.rglob("kling_v1_5_i2i.py")).read_text(encoding="utf-8")
