"""Every rule of the inventory is printed in TypeScript, or generation fails and names it."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from contract_tests.generator.test_enforced import inventory, lone, model_of
from generator.targets.common.errors import GenerationError
from generator.targets.typescript.validator import ValidatorPrinter


def test_every_rule_is_printed(tmp_path: Path) -> None:
    model = model_of(tmp_path)

    printer = ValidatorPrinter(model)
    printed = printer.body.text() + "".join(printer.constants)

    for rule in inventory.model_rules(model):
        # Unsupported names share a message, and a loop.
        below = rule.id.removeprefix(f"{model.id}/").removesuffix("/unsupported")
        below = below.removeprefix("rule/")
        assert f'"{below}"' in printed


@pytest.mark.parametrize("keyword", inventory.KEYWORDS)
def test_keyword_that_a_printer_forgets(keyword: str, monkeypatch: pytest.MonkeyPatch) -> None:
    model, rule = lone(keyword)
    real = ValidatorPrinter._found

    def forgetful(self: Any, found: Any, *rest: Any, **more: Any) -> str:
        return "" if found.id == rule else real(self, found, *rest, **more)

    ValidatorPrinter(model)
    monkeypatch.setattr(ValidatorPrinter, "_found", forgetful)

    with pytest.raises(GenerationError, match=f"does not enforce {rule}$"):
        ValidatorPrinter(model)
