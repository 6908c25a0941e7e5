"""Each mistake in a model's file is told with its place, and with what to do about it."""

from __future__ import annotations

from pathlib import Path

import pytest

from contract_tests.generator.mistakes import MISTAKES, Mistake
from contract_tests.generator.specs import NAME, changed, example, lint


def test_example_is_without_mistakes(tmp_path: Path) -> None:
    assert lint(tmp_path, example()) == []


@pytest.mark.parametrize("mistake", MISTAKES, ids=lambda mistake: mistake.name)
def test_mistake_is_told(mistake: Mistake, tmp_path: Path) -> None:
    text = changed((mistake.old, mistake.new))
    offset = text.index(mistake.at)
    line = text.count("\n", 0, offset) + 1
    column = offset - (text.rfind("\n", 0, offset) + 1) + 1

    found = lint(tmp_path, text)

    assert [str(finding.location) for finding in found] == [f"{NAME}:{line}:{column}"], found
    assert mistake.problem in found[0].problem
    assert mistake.advice in found[0].advice
    assert found[0].advice
