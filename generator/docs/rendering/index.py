"""The index of all pages."""

from __future__ import annotations

from collections.abc import Iterable

from generator.docs.rendering.sheet import Sheet


def render_index(sheets: Iterable[Sheet]) -> str:
    """An ``llms.txt``: dots of a model's name are hyphens in its page's."""
    lines = ["# Models", "", "## Docs", ""]
    for sheet in sheets:
        model = sheet.model
        slug = model.id.replace(".", "-")
        url = f"https://docs.modellix.ai/{model.provider}/{slug}.md"
        lines.append(f"- [{model.title}]({url}): {model.description}")
    return "\n".join([*lines, ""])
