"""Options of what stands in a list have a type of their own, wherever the list stands."""

from __future__ import annotations

from pathlib import Path

import pytest

from contract_tests.generator.specs import changed, generated

_HEAD = " " * 16
_STATED = "x-evidence: {page: kling-v9-t2i, how: stated}"
_OPTIONS = f"{{type: string, description: One., enum: [oil, ink], {_STATED}}}"
_LIST = f"{{type: array, description: Some., {_STATED}, items: {_OPTIONS}}}"
_LISTS = f"{{type: array, description: Some., {_STATED}, items: {_LIST}}}"
_OBJECT = (
    f"{{type: object, description: One., additionalProperties: false, {_STATED}, "
    f"properties: {{styles: {_LIST}}}}}"
)
_OBJECTS = f"{{type: array, description: Some., {_STATED}, items: {_OBJECT}}}"


@pytest.mark.parametrize(
    ("parameter", "name"),
    [
        (_LIST, "StylesItem"),
        (_LISTS, "StylesItemItem"),
        (_OBJECTS, "StylesItemStylesItem"),
        (_OBJECT, "StylesStylesItem"),
    ],
    ids=["a list", "a list of lists", "in objects of a list", "in an object"],
)
def test_they_are_generated(tmp_path: Path, parameter: str, name: str) -> None:
    seed = f"{_HEAD}seed:\n"
    files = generated(tmp_path, changed((seed, f"{_HEAD}styles: {parameter}\n{seed}")))
    written = {path: text.decode() for path, text in files.items() if path.endswith((".py", ".go"))}
    python = [text for path, text in written.items() if path.startswith("python/")]
    own = f'KlingV9T2iRequest{name} = Literal["oil", "ink"]'
    assert any(own in text for text in python)
    go = [text for path, text in written.items() if path.startswith("go/")]
    assert any(f"type KlingV9T2i{name} string" in text for text in go)
