"""Writes `examples/pages/`: the models as docs pages in every form, in our own words.

Run as `python -m tools.example_pages`. One page says something else than the spec, so that there is
something to find.
"""

import sys
from pathlib import Path

from generator.contract.load import load_contract
from generator.docs.accepted import load_accepted
from generator.docs.rendering.html import render_html
from generator.docs.rendering.index import render_index
from generator.docs.rendering.openapi import document, path_item, render_json, render_markdown
from generator.docs.rendering.sheet import Sheet, sheet_of
from generator.docs.rendering.text_a import render_text_a
from generator.docs.rendering.text_b import render_text_b

ROOT = Path(__file__).resolve().parent.parent
FOLDER = "examples/pages"
VERSION = "spec-version"
CHANGED = "kling-v1.5-i2i"

_SEED = """
seed
integer

Seed. The same one gives the same picture.

Required range: 0 <= x <= 2147483647
Example:

7
"""
# What the changed page says instead: a shorter prompt, another size, one parameter more.
_CHANGES = (
    ("Required string length: 1 - 2500", "Required string length: 1 - 2000"),
    ("Available options:\n1k\n", "Available options:\n1k,\n2k\n"),
    ("\nResponse\n", f"{_SEED}\nResponse\n"),
)


def rendered(root: Path) -> dict[str, str]:
    """Every page by its path below the folder."""
    contract = load_contract(root)
    accepted = load_accepted(root, contract)
    sheets: list[Sheet] = []
    for model in contract.models:
        known = accepted.get(model.id)
        aside = [fact for fact in known.facts if fact.set_aside] if known else []
        sheets.append(sheet_of(model, aside))
    files = {VERSION: contract.version + "\n"}
    for sheet in sheets:
        name = sheet.model.id
        files[f"text-a/{name}.txt"] = render_text_a(sheet)
        files[f"text-b/{name}.txt"] = render_text_b(sheet)
        files[f"html/{name}.html"] = render_html(sheet)
        files[f"markdown/{name.replace('.', '-')}.md"] = render_markdown(sheet)
        files[f"api_schema/{name}.json"] = render_json(path_item(sheet))
    files["openapi.json"] = render_json(document(*sheets))
    files["llms.txt"] = render_index(sheets)
    changed = files[f"text-a/{CHANGED}.txt"]
    for old, new in _CHANGES:
        changed = changed.replace(old, new, 1)
    files[f"text-a/{CHANGED}.txt"] = changed
    return files


def main() -> int:
    """Write the files."""
    for name, text in rendered(ROOT).items():
        path = ROOT / FOLDER / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main())
