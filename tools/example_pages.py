"""Writes `examples/pages/`: the models as docs pages in every form, in our own words.

Run as `python -m tools.example_pages`. One page says something else than the spec, so that there is
something to find.
"""

import sys
from dataclasses import dataclass
from pathlib import Path

from generator.contract.load import load_contract
from generator.contract.types import Json, Model
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
{name}
integer

Seed. The same one gives the same picture.

Required range: 0 <= x <= 2147483647
Example:

7
"""
# The first of these that the model does not have yet.
_NAMES = ("seed", "noise_seed", "variation_seed")
_SIZES = ("2k", "4k", "8k", "16k")


@dataclass(frozen=True)
class Change:
    """What the changed page says instead, and the difference that this is."""

    subject: str
    kind: str
    was: Json
    now: Json
    class_: str
    old: str
    new: str


def changes(model: Model) -> tuple[Change, ...]:
    """One parameter more, a shorter prompt, another size; of those that the model has."""
    fields = {field.name: field.shape for field in model.request.fields}
    name = next(name for name in _NAMES if name not in fields)
    end = "\nResponse\n"
    made = [Change(name, "type", None, "integer", "addition", end, _SEED.format(name=name) + end)]
    prompt = fields.get("prompt")
    if prompt is not None and prompt.max_length:
        low, high = prompt.min_length or 0, prompt.max_length
        shorter = high * 4 // 5
        told = "Required string length: {} - {}\n"
        old, new = told.format(low, high), told.format(low, shorter)
        made.append(Change("prompt", "limit", high, shorter, "breaking", old, new))
    sizes = fields.get("resolution")
    if sizes is not None and sizes.enum:
        had: list[Json] = list(sizes.enum)
        has: list[Json] = [*had, next(size for size in _SIZES if size not in had)]
        old, new = (
            "Available options:\n" + ",\n".join(map(str, options)) + "\n" for options in (had, has)
        )
        made.append(Change("resolution", "enum", had, has, "loosening", old, new))
    return tuple(made)


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
    for change in changes(contract.model(CHANGED)):
        if change.old not in changed:
            raise ValueError(f"the page of {CHANGED} does not say {change.old!r}")
        changed = changed.replace(change.old, change.new, 1)
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
