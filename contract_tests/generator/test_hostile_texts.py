"""A text of the spec is data: it changes strings of the generated code and nothing else."""

from __future__ import annotations

import ast
import io
import json
import tokenize
from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import lru_cache
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from hypothesis import Phase, given, settings
from hypothesis import strategies as st

from contract_tests.counts import record
from contract_tests.generator.hostile import LONG, TEXTS
from contract_tests.generator.specs import changed, copied, document
from contract_tests.profile import count
from generator.pipeline import build, checked
from generator.spec.document import Document
from generator.spec.findings import SpecError

SEED = """                seed:
                  type: integer
"""
STATED = "x-evidence: {page: kling-v9-t2i, how: stated}"
MORE = f"""                mood:
                  type: string
                  description: The light.
                  enum: [first, second]
                  default: first
                  examples: [second]
                  {STATED}
                scenes:
                  type: array
                  description: What follows.
                  {STATED}
                  items:
                    type: object
                    description: One scene.
                    additionalProperties: false
                    {STATED}
                    properties:
                      words:
                        type: string
                        description: What is said.
                        enum: [third]
                        {STATED}
"""
HINT = ("names: [negative_prompt]\n", "names: [negative_prompt]\n                hint: say it\n")


@lru_cache
def base() -> Document:
    with TemporaryDirectory() as folder:
        text = changed((SEED, MORE + SEED), HINT)
        made, findings = document(Path(folder), text)
    assert not findings
    checked(made)
    return made


def texts(value: Any, path: tuple[str | int, ...] = ()) -> Iterator[tuple[Any, str | int]]:
    """Every free text below: the container that holds it, and where."""
    for key, member in value.items() if isinstance(value, dict) else enumerate(value):
        if isinstance(member, (dict, list)):
            yield from texts(member, (*path, key))
        elif isinstance(member, str) and (
            key in ("title", "summary", "description", "message", "hint", "default")
            or (path and path[-1] in ("enum", "examples"))
            or key == "prompt"
        ):
            yield value, key


def slots(made: Document) -> list[tuple[Any, str | int]]:
    return [*texts(made.openapi), *texts(made.models[0].table)]


@dataclass(frozen=True, repr=False)
class Drawn:
    """Some texts of the spec replaced, and which ones; those of an enum in all their places."""

    document: Document
    written: list[str]


def with_texts(draw: st.DrawFn) -> Drawn:
    (file,) = base().models
    made = Document(copied(base().openapi), (replace(file, table=copied(file.table)),))
    renamed = {name: name + draw(TEXTS) for name in ("first", "second", "third")}
    written = list(renamed.values())
    hostile = draw(st.lists(LONG, min_size=3, max_size=10))
    written += hostile
    for number, (container, key) in enumerate(slots(made)):
        if container[key] in renamed:
            container[key] = renamed[container[key]]
        else:
            container[key] = hostile[number % len(hostile)]
    return Drawn(made, written)


specs = st.composite(with_texts)


class _Blank(ast.NodeTransformer):
    def visit_Constant(self, node: ast.Constant) -> ast.Constant:
        return ast.Constant("") if isinstance(node.value, str) else node


def skeleton(source: bytes) -> str:
    """The code without its strings, which is what runs."""
    return ast.dump(_Blank().visit(ast.parse(source)))


def comments(source: bytes) -> list[str]:
    return [
        token.string
        for token in tokenize.tokenize(io.BytesIO(source).readline)
        if token.type == tokenize.COMMENT
    ]


@lru_cache
def harmless() -> dict[str, tuple[bytes, str, list[str]]]:
    files = build(base(), checked(base()))
    return {
        name: (source, skeleton(source), comments(source))
        for name, source in files.items()
        if name.endswith(".py")
    }


def test_only_strings_change() -> None:
    written: list[int] = []

    @settings(max_examples=count(20, 500), database=None, phases=[Phase.generate])
    @given(specs())
    def holds(drawn: Drawn) -> None:
        made = drawn.document
        try:
            contract = checked(made)
        except SpecError:
            written.append(0)  # a text of white space alone, a prompt past its length
            return
        files = build(made, contract)

        assert {name for name in files if name.endswith(".py")} == harmless().keys()
        changed_files = 0
        for name, (source, code, remarks) in harmless().items():
            if files[name] != source:
                assert skeleton(files[name]) == code, name
                assert comments(files[name]) == remarks, name
                assert not set("\u202e\u2066\u2028\u2029\x85\0") & set(files[name].decode()), name
                changed_files += 1
        assert changed_files > 3
        assert b"[tool.evil]" not in files["python/pyproject.toml"]
        for text in drawn.written:
            assert json.dumps(text, ensure_ascii=False).encode() in files["openapi.json"]
        written.append(1)

    holds()
    record("hostile specs that stayed data", sum(written))
    assert sum(written) > len(written) / 4
