"""Mistakes are told all at once, over all files, with an exit code and without a traceback."""

from __future__ import annotations

import io
import shutil
import sys
from pathlib import Path

import pytest

from contract_tests.generator.specs import NAME, ROOT, changed, example, lint
from generator.cli import main

OPENAPI = "spec/openapi.yaml"
# An accepted change of a docs page moves it.
VERSION = next(
    line.strip()
    for line in (ROOT / OPENAPI).read_text(encoding="utf-8").splitlines()
    if line.startswith("  version: ")
)
MODELS = list((ROOT / "spec" / "models").glob("*/*.yaml"))
TEN = (
    ("      tags: [kling]", "      x-tags: [kling]"),
    ("operationId: kling-v9-t2i", "operationId: kling-v9"),
    ("required: [prompt]", "required: [prompt, promt]"),
    ("maxLength: 800", "maxLenght: 800"),
    ("formats: [jpeg, png]", "formats: [jpeg, xml]"),
    ("default: 1\n", "default: 7\n"),
    (
        "minimum: 0\n                  maximum: 4294967295",
        "minimum: 5\n                  maximum: 4",
    ),
    ("names: [negative_prompt]", "names: [seed]"),
    ('"!has(self.style_strength) || has(self.style_image)"', '"self.style_strength == 1"'),
    ("value: {prompt: A red kite over the dunes}", "value: none"),
)


@pytest.fixture
def copy(tmp_path: Path) -> Path:
    shutil.copytree(ROOT / "spec", tmp_path / "spec")
    return tmp_path


def edit(folder: Path, name: str, old: str, new: str) -> None:
    text = (folder / name).read_text(encoding="utf-8")
    assert text.count(old) == 1
    (folder / name).write_text(text.replace(old, new), encoding="utf-8")


def told(folder: Path, capsys: pytest.CaptureFixture[str]) -> tuple[int, list[str]]:
    code = main(["--root", str(folder), "lint"])
    return code, capsys.readouterr().out.splitlines()


def test_ten_mistakes_are_ten_findings(tmp_path: Path) -> None:
    found = lint(tmp_path, changed(*TEN))

    # A request without examples is the eleventh: what stood there is none.
    told = [finding for finding in found if finding.problem != "no example request"]
    assert len(told) == len(TEN), "\n".join(map(str, found))
    assert len(found) == len(TEN) + 1
    places = [(finding.location.line, finding.location.column) for finding in found]
    assert places == sorted(places)
    assert len(set(places)) == len(places)


def test_each_of_the_ten_is_one_finding_alone(tmp_path: Path) -> None:
    alone = [len(lint(tmp_path, changed(change))) for change in TEN[:-1]]

    assert alone == [1] * 9


def test_files_are_told_together_and_sorted(copy: Path, capsys: pytest.CaptureFixture[str]) -> None:
    edit(copy, "spec/models/kling/kling-v1-i2v.yaml", "operationId: kling", "operationid: kling")
    edit(copy, "spec/models/kling/kling-v2-mi2i.yaml", "operationId: kling", "operationId: klang")
    edit(copy, OPENAPI, "firstDelayMs: 2000", "firstDelayMs: 0")

    code, lines = told(copy, capsys)

    assert code == 1
    places = [line.split(": ")[0] for line in lines]
    assert places == sorted(places)
    assert {line.split(":")[0] for line in lines} == {
        "spec/models/kling/kling-v1-i2v.yaml",
        "spec/models/kling/kling-v2-mi2i.yaml",
        OPENAPI,
    }


def test_real_spec_is_0(capsys: pytest.CaptureFixture[str]) -> None:
    assert told(ROOT, capsys) == (0, [f"{len(MODELS)} models, no mistakes"])


def test_mistakes_stop_generate_before_it_writes(
    copy: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    edit(copy, OPENAPI, "firstDelayMs: 2000", "firstDelayMs: 0")

    code = main(["--root", str(copy), "generate"])

    assert code == 1
    assert "firstDelayMs is no positive integer; write firstDelayMs" in capsys.readouterr().err
    assert not (copy / "generated_client").exists()


def test_two_models_with_one_path(copy: Path, capsys: pytest.CaptureFixture[str]) -> None:
    text = example().replace("kling-v9-t2i", "kling-v8-t2i")
    text = text.replace("/api/v1/kling/kling-v8-t2i\n", "/api/v1/kling/kling-v9-t2i\n")
    (copy / "spec/models/kling/kling-v8-t2i.yaml").write_text(text, encoding="utf-8")
    (copy / NAME).write_text(example(), encoding="utf-8")

    code, lines = told(copy, capsys)

    assert code == 1
    clash = "the path '/api/v1/kling/kling-v9-t2i' belongs to kling-v8-t2i already"
    assert lines == [f"{NAME}:4:7: {clash}; change the path of one of the two"]


def test_two_models_with_one_id(copy: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Their rules would have the same ids, whoever their providers are."""
    for provider in ("apia", "apib"):
        path = copy / f"spec/models/{provider}/m-9-t2i.yaml"
        path.parent.mkdir()
        text = example().replace("kling-v9-t2i", "m-9-t2i").replace("kling", provider)
        path.write_text(text, encoding="utf-8")

    code, lines = told(copy, capsys)

    assert code == 1
    assert any("the id 'm-9-t2i' belongs to m-9-t2i already" in line for line in lines), lines


@pytest.mark.parametrize(
    ("first", "second", "noun"),
    [
        ("kling-v9.1-t2i", "kling-v9-1-t2i", "module"),
        ("kling-v9.1-t2i", "kling-v91-t2i", "name"),
        ("kling-9-t2i", "kling-m9-t2i", "attribute"),
    ],
)
def test_two_models_with_one_name(
    first: str, second: str, noun: str, copy: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    for name in (first, second):
        path = copy / "spec/models/kling" / f"{name}.yaml"
        path.write_text(example().replace("kling-v9-t2i", name), encoding="utf-8")

    code, lines = told(copy, capsys)

    assert code == 1
    assert any(f": the {noun} " in line and " belongs to kling-" in line for line in lines), lines


@pytest.mark.parametrize(
    "name", ["kling/kling-v9-t2i.yml", "kling-v9-t2i.yaml", "kling/new/kling-v9-t2i.yaml"]
)
def test_file_that_would_be_passed_over(
    name: str, copy: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = copy / "spec/models" / name
    path.parent.mkdir(exist_ok=True)
    path.write_text(example(), encoding="utf-8")

    advice = "name it spec/models/<provider>/<model>.yaml, or remove it"
    assert told(copy, capsys)[1] == [f"spec/models/{name}:1:1: this file is no model; {advice}"]


@pytest.mark.parametrize(
    ("old", "new", "problem"),
    [
        (VERSION, 'version: "1.0\\n[tool.evil]"', "the version '1.0"),
        (VERSION, "version: 1.0", "'version' is not a string"),
        (
            "https://api.modellix.ai\n",
            "https://u:p@api.modellix.ai/x?\n",
            "the server 'https://u:p",
        ),
        ("  /api/v1/tasks/{task_id}:", "  /api/v1/tasks/{id}:", "the path of a task is"),
        ('schema: {$ref: "#/components/schemas/ModelList"}', 'schema: {$ref: "#/x"}', "nowhere"),
        ("components:\n  securitySchemes", "x-components:\n  securitySchemes", "no 'components'"),
        ("tags:\n", "x-tags:\n", "no 'tags' in a document"),
        ("minDelayMs: 1000", "minDelayMs: 99000", "minDelayMs above maxDelayMs"),
        ("growthPercent: 130", "growthPercent: 90", "growth below 100 percent"),
        ("success: [success]", "success: [done]", "the statuses of success"),
    ],
)
def test_mistake_in_the_shared_part(
    old: str, new: str, problem: str, copy: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    edit(copy, OPENAPI, old, new)

    code, lines = told(copy, capsys)

    assert code == 1
    assert any(problem in line and line.startswith(OPENAPI) for line in lines), lines


def test_folder_without_a_spec(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    code, lines = told(tmp_path, capsys)

    assert code == 1
    assert f"{OPENAPI}:1:1: no such file; run this from the root of the repository" in lines


def test_terminal_that_cannot_show_everything(copy: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    edit(copy, OPENAPI, VERSION, "version: “1”")
    written = io.BytesIO()
    terminal = io.TextIOWrapper(written, encoding="ascii")
    monkeypatch.setattr(sys, "stdout", terminal)

    assert main(["--root", str(copy), "lint"]) == 1

    terminal.flush()
    assert b"\\u201c1\\u201d" in written.getvalue()


@pytest.mark.parametrize(
    "types", ['[integer, "null", string]', '["null"]', '["null", integer]', "[]"]
)
def test_a_member_of_an_answer_has_one_type_and_maybe_null(
    copy: Path, capsys: pytest.CaptureFixture[str], types: str
) -> None:
    assert told(copy, capsys)[0] == 0
    edit(copy, OPENAPI, 'width: {type: [integer, "null"]', f"width: {{type: {types}")
    code, (line, *_) = told(copy, capsys)
    assert code == 1
    assert "'type' is not a type, or a list of one type and \"null\"" in line
