"""A spec broken anywhere, in any way: findings or success, never a traceback."""

from __future__ import annotations

import contextlib
from dataclasses import replace
from functools import lru_cache
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st

from contract_tests.counts import record
from contract_tests.generator.specs import ROOT, copied
from contract_tests.profile import count
from generator.pipeline import build, checked
from generator.spec.document import Document, load
from generator.spec.findings import SpecError
from generator.spec.location import Location
from generator.spec.source import Items, Table
from generator.targets.common.errors import GenerationError

Path = tuple[str | int, ...]
_HERE = Location("spec/openapi.yaml", 1, 1)


def table(**members: Any) -> Table:
    made = Table(_HERE)
    made.update(members)
    return made


def items(*entries: Any) -> Items:
    made = Items(_HERE)
    made.extend(entries)
    made.items_at.extend(_HERE for _ in entries)
    return made


# One of each JSON type and of what tends to hurt; made anew each time, since they may be changed.
VALUES = st.sampled_from(
    (
        *(lambda: None, lambda: True, lambda: 0, lambda: -1, lambda: 1.5, lambda: 10**30),
        *(lambda: "", lambda: "x", lambda: "items", lambda: "[", lambda: "self", lambda: " "),
        *(table, lambda: table(a=1), items, lambda: items(1), lambda: items("a", "a")),
        lambda: table(type="object", additionalProperties=True, description="x"),
    )
)


@lru_cache
def real() -> Document:
    document, findings = load(ROOT)
    assert not findings
    return document


def paths(value: Any, path: Path = ()) -> list[Path]:
    if isinstance(value, dict):
        return [p for k in value for p in [(*path, k), *paths(value[k], (*path, k))]]
    if isinstance(value, list):
        return [p for i in range(len(value)) for p in [(*path, i), *paths(value[i], (*path, i))]]
    return []


@lru_cache
def places() -> list[tuple[int, Path]]:
    trees = (real().openapi, *(file.table for file in real().models))
    return [(number, path) for number, tree in enumerate(trees) for path in paths(tree)]


def alone(number: int) -> Document:
    """A copy of the shared part and of one model: what a mistake in either can spoil."""
    file = real().models[max(number - 1, 0)]
    return Document(copied(real().openapi), (replace(file, table=copied(file.table)),))


def change(document: Document, place: tuple[int, Path], draw: st.DrawFn) -> None:
    number, (*above, last) = place
    parent: Any = document.models[0].table if number else document.openapi
    try:
        for step in above:
            parent = parent[step]
        if draw(st.booleans()):
            del parent[last]
        else:
            parent[last] = draw(VALUES)()
    except (LookupError, TypeError):
        pass  # an earlier change took the place away


@st.composite
def broken(draw: st.DrawFn) -> Document:
    place = draw(st.sampled_from(places()))
    document = alone(place[0])
    change(document, place, draw)
    for _ in range(draw(st.integers(0, 2))):
        change(document, draw(st.sampled_from(of_file(place[0]))), draw)
    return document


@lru_cache
def of_file(number: int) -> list[tuple[int, Path]]:
    return [place for place in places() if place[0] == number]


@st.composite
def unsuspicious(draw: st.DrawFn) -> Document:
    """One place changed where the lint sees least: texts, and the shapes of answers."""
    place = draw(st.sampled_from([place for place in places() if harmless(place)]))
    document = alone(place[0])
    change(document, place, draw)
    return document


def harmless(place: tuple[int, Path]) -> bool:
    number, path = place
    return (number == 0 and path[0] in ("components", "paths", "tags")) or path[-1] == "summary"


def test_lint_never_falls() -> None:
    refused: list[bool] = []

    @settings(max_examples=count(150, 5_000), database=None)
    @given(broken())
    def lint(document: Document) -> None:
        refused.append(False)
        try:
            checked(document)
        except SpecError as error:
            refused[-1] = all(str(finding) for finding in error.findings)

    lint()
    record("broken specs that the lint survived", len(refused))
    assert refused.count(True) > len(refused) / 2


def test_generate_never_falls() -> None:
    written: list[bool] = []

    @settings(max_examples=count(15, 300), database=None)
    @given(unsuspicious())
    def generate(document: Document) -> None:
        written.append(False)
        # What is wrong is told in one of these two; anything else is a traceback.
        with contextlib.suppress(SpecError, GenerationError):
            written[-1] = "openapi.json" in build(document, checked(document))

    generate()
    record("changed specs that generate survived", len(written))
    assert any(written)
