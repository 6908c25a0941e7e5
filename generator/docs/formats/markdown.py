"""A model's page as Markdown, with its OpenAPI block; and the index of all pages."""

from __future__ import annotations

import re
from collections.abc import Iterator

from generator.docs.formats.openapi import read_openapi
from generator.docs.page import Listing, PageError, Reading

_FENCE = re.compile(r"^\s{0,3}(`{3,}|~{3,})\s*([\w-]*)")
_ENTRY = re.compile(
    r"^\s*[-*]\s+\[(?P<title>[^\]]*)\]\(\s*(?P<url>https?://[^/)\s]+/(?P<path>[^)\s]*))\)",
    re.MULTILINE,
)
_KIND = re.compile(r"(?:^|-)(?:m?[ti]2[iv]|ti2v|mi2[iv]|[a-z]+-to-[a-z]+)(?:-|$)|\d")


def read_markdown(file: str, text: str) -> list[Reading]:
    """The models that the fenced OpenAPI blocks of a page describe.

    Raises:
        PageError: there is no such block, or it cannot be read.
    """
    readings: list[Reading] = []
    for first, block in _blocks(text):
        if "paths" in block or '"post"' in block:
            readings += read_openapi(file, block, "md", first)
    if not readings:
        raise PageError("no fenced block with an OpenAPI document: save the page's .md form again")
    return readings


def _blocks(text: str) -> list[tuple[int, str]]:
    """Each fenced block with the line that it begins in."""
    found: list[tuple[int, str]] = []
    fence, start, lines = "", 0, text.split("\n")
    for number, line in enumerate(lines, 1):
        match = _FENCE.match(line)
        if match and not fence:
            fence, start = match[1], number
        elif (
            match
            and not match[2]
            and match[1].startswith(fence[:3])
            and len(match[1]) >= len(fence)
        ):
            found.append((start + 1, "\n".join(lines[start : number - 1])))
            fence = ""
    if fence:  # never closed: what there is of it
        found.append((start + 1, "\n".join(lines[start:])))
    return found


def index_entries(text: str) -> Iterator[tuple[str, str, str, int]]:
    """Provider, slug, address and line of each page in an ``llms.txt`` that is one of a model."""
    line, counted = 1, 0
    for match in _ENTRY.finditer(text):
        line += text.count("\n", counted, match.start())
        counted = match.start()
        steps = match["path"].split("?")[0].split("#")[0].strip("/").split("/")
        slug = steps[-1].removesuffix(".md").removesuffix(".mdx")
        if len(steps) < 2 or not re.fullmatch(r"[a-z0-9][a-z0-9-]*", slug):  # noqa: PLR2004
            continue
        provider = steps[-2]
        if slug.startswith(f"{provider}-") or _KIND.search(slug):
            yield provider, slug, match["url"], line


def read_index(file: str, text: str) -> Listing:
    """The models' pages that an ``llms.txt`` lists; other pages of the site are passed over.

    Raises:
        PageError: it lists no page of a model.
    """
    entries = [(provider, slug, line) for provider, slug, _, line in index_entries(text)]
    if not entries:
        raise PageError("lists no page of a model: a line is - [Title](https://…/provider/slug.md)")
    return Listing(file, tuple(dict.fromkeys(entries)))
