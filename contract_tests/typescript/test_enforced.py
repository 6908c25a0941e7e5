"""Every rule of the inventory is printed in TypeScript, or generation fails and names it."""

from __future__ import annotations

import re
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
        below = "/".join(rule.path)
        if rule.keyword == "rule":
            assert f'found.rule("{rule.id.rpartition("/")[2]}"' in printed
        elif rule.keyword == "unsupported":
            assert f'"{below}"' in printed
        elif rule.keyword.endswith(("Length", "Items")):
            call = rf'sized\(found, "{below}", \w+, \d+, "{rule.keyword}"\)'
            assert re.search(call, printed)
        else:
            function = "oneOf" if rule.keyword == "enum" else rule.keyword
            assert f'{function}(found, "{below}"' in printed


@pytest.mark.parametrize("keyword", inventory.KEYWORDS)
def test_keyword_that_a_printer_forgets(keyword: str, monkeypatch: pytest.MonkeyPatch) -> None:
    model, rule = lone(keyword)
    real = ValidatorPrinter._call

    def forgetful(self: Any, called: str, path: tuple[str, ...], *rest: str) -> str:
        return "" if (called, path) == (keyword, ("member",)) else real(self, called, path, *rest)

    ValidatorPrinter(model)
    monkeypatch.setattr(ValidatorPrinter, "_call", forgetful)

    with pytest.raises(GenerationError, match=f"does not enforce {rule}$"):
        ValidatorPrinter(model)
