"""Writes the table of models into the README: ``python -m tools.models_table``.

The table comes from the spec, so that it cannot fall behind; a test compares the two.
"""

import sys
from pathlib import Path

from generator.contract import Contract, Model, load_contract, model_rules

ROOT = Path(__file__).resolve().parent.parent
BEGIN, END = "<!-- models: begin -->\n", "<!-- models: end -->\n"
_HEAD = """\
| model | attribute | makes | parameters | rules | over several parameters |
|---|---|---|---|---|---|
"""


def table(contract: Contract) -> str:
    """Return the table as it stands between the two marks."""
    return _HEAD + "".join(row(model) for model in contract.models)


def row(model: Model) -> str:
    """Return the row of one model; required parameters are bold."""
    parameters = ", ".join(
        f"**{member.name}**" if member.required else member.name for member in model.request.fields
    )
    rules = model_rules(model)
    must = sum(rule.level == "must" for rule in rules)
    several = "; ".join(
        f"{entry.message} (`{entry.id}`{', a warning' if entry.severity == 'warning' else ''})"
        for entry in model.validations
    )
    attribute = f"`client.{model.provider}.{model.attribute}`"
    counts = f"{len(rules)} ({must} must, {len(rules) - must} should)"
    cells = (f"`{model.id}`", attribute, model.output, parameters, counts, several or "none")
    return "| " + " | ".join(cells) + " |\n"


def rendered(readme: str, contract: Contract) -> str:
    """Return the README with the table of this contract."""
    before, _, rest = readme.partition(BEGIN)
    _, _, after = rest.partition(END)
    return before + BEGIN + table(contract) + END + after


def main() -> int:
    """Write the README anew."""
    path = ROOT / "README.md"
    text = path.read_text(encoding="utf-8")
    path.write_text(rendered(text, load_contract(ROOT)), encoding="utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main())
