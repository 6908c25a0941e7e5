"""The a-format page with markup, as a browser gets it."""

from __future__ import annotations

from html import escape

from generator.docs.rendering.sheet import Sheet
from generator.docs.rendering.text_a import render_text_a

_HEADINGS = ("Authorizations", "Body", "Response")


def render_html(sheet: Sheet) -> str:
    """The whole page."""
    lines = render_text_a(sheet).split("\n")
    start = next(n for n, line in enumerate(lines) if line.startswith("curl"))
    end = lines.index("Authorizations")
    code = escape("\n".join(lines[start:end]).rstrip())
    rest = "\n".join(_line(line) for line in lines[end:] if line)
    title = escape(sheet.model.title)
    return (
        f"<!doctype html>\n<html lang=en>\n<head><title>{title}</title></head>\n<body>\n"
        "<nav><a href=/>Home</a> <a href=/models>Models</a></nav>\n"
        f"<main>\n<h1>{title}</h1>\n<p>{escape(sheet.model.description)}</p>\n"
        f"<pre><code>{code}</code></pre>\n{rest}\n</main>\n</body>\n</html>\n"
    )


def _line(line: str) -> str:
    if line in _HEADINGS:
        return f"<h2>{line}</h2>"
    return f"<div>{escape(line)}</div>"
