"""Pages cut into the text of each parameter, so that one place of them can be changed.

Nothing here uses the readers of the product: the cuts are made at words that a person looked up.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import cache

from contract_tests.drift.seeds import CURRENT
from contract_tests.facts.page import Page, pages

# The first words of each description where the page has lost the names.
_WORDS = {
    "kling-v2-mi2i": {
        "prompt": "Image description text",
        "subject_images": "List of subject image",
        "scene_image": "Scene reference image",
        "style_image": "Style reference image",
        "aspect_ratio": "Image aspect ratio",
        "n": "Number of images",
    },
    "kling-v1.6-mi2v": {
        "images": "List of image URLs",
        "prompt": "Video generation prompt",
        "negative_prompt": "Negative prompt",
        "mode": "Generation mode",
        "duration": "Video duration",
        "aspect_ratio": "Video aspect ratio",
    },
}
_TYPES = ("string", "integer", "number", "enum<", "object", "boolean")


@dataclass(frozen=True)
class Sheet:
    """A page: what stands before its parameters, the text of each, what stands after them."""

    model: str
    form: str
    facts: Page
    head: str
    blocks: dict[str, str]
    tail: str

    @property
    def text(self) -> str:
        return self.head + "".join(self._blocks()) + self.tail

    def _blocks(self) -> list[str]:
        # In b-format the next description stands right behind the bracket that ends a list.
        return [b if b.endswith(("\n", "]")) else b + "\n" for b in self.blocks.values()]

    @property
    def names(self) -> list[str]:
        return list(self.blocks)

    def block(self, name: str, text: str) -> Sheet:
        """The page with another text for one parameter; of a new one it is the last."""
        return replace(self, blocks={**self.blocks, name: text})

    def edited(self, name: str, old: str, new: str) -> Sheet:
        """The page with one place of a parameter's text changed."""
        assert old in self.blocks[name], (self.model, name, old)
        return self.block(name, self.blocks[name].replace(old, new, 1))

    def without(self, name: str) -> Sheet:
        return replace(self, blocks={k: v for k, v in self.blocks.items() if k != name})

    def ordered(self, names: list[str]) -> Sheet:
        return replace(self, blocks={name: self.blocks[name] for name in names})

    def around(self, old: str, new: str) -> Sheet:
        """The page with what stands around its parameters changed, wherever ``old`` stands."""
        assert old in self.head + self.tail, (self.model, old)
        return replace(self, head=self.head.replace(old, new), tail=self.tail.replace(old, new))


@cache
def sheets() -> tuple[Sheet, ...]:
    """The five pages that the spec was written from, as far as they say what they said then."""
    by_path = {next(page.all("path")).value: page for page in pages().values()}
    found = []
    for path in CURRENT:
        text = path.read_text(encoding="utf-8")
        route = next(part for part in text.split() if "/api/v1/" in part)
        page = by_path[route[route.index("/api/v1/") :]]
        found.append(_cut(page, text))
    return tuple(found)


def _cut(page: Page, text: str) -> Sheet:
    names = [place.name for place in page.parameters()]
    if page.format == "b":
        body = text.index("\nBody\n")
        starts = [text.index(_WORDS[page.model][name], body) for name in names]
        end = len(text)
    else:
        body = text.index("application/json\n", text.index("\nBody\n"))
        starts = [
            1 + min(text.find(f"\n{name}\n{kind}", body) % len(text) for kind in _TYPES)
            for name in names
        ]
        end = text.index("\nResponse\n") + 1
    ends = [*starts[1:], end]
    blocks = {n: text[a:b] for n, a, b in zip(names, starts, ends, strict=True)}
    return Sheet(page.model, page.format, page, text[: starts[0]], blocks, text[end:])
