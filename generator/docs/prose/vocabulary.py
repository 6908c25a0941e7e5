"""Which parameters the words of a sentence mean."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Final

_IDENTIFIER = re.compile(r"[A-Za-z][A-Za-z0-9_]*(?:\.[A-Za-z][A-Za-z0-9_]*)*")
_SPLIT = re.compile(r"\s*(?:,|;|\+|&|/|\b(?:and|or|nor|plus|with)\b)\s*", re.IGNORECASE)
_AROUND = re.compile(
    r"^(?:the|a|an|any|both|either|neither|use of|using|all|of|following|also|together|number of|"
    r"count of|parameters?|fields?|arguments?)\s+|"
    r"\s+(?:parameters?|fields?|options?|arguments?|values?|inputs?|items?|entries|combined|"
    r"together|too|both|instead|at the same time|simultaneously)$",
    re.IGNORECASE,
)
_BRACKETS = re.compile(r"\([^()]*\)")
_MAX_WORDS = 4
# Words of the sentences themselves, which name nothing.
PLAIN: Final = frozenset(
    """
    a all also an and any are at be both but by can cannot combined either empty entries entry
    exactly exclusive exclude false field fields for from given has have if in input inputs is
    it items least may model more most must mutually neither never no none nor not null of on
    one only optional or other others parameter parameters present provide provided request
    required same set should specified specify supplied than that the them these they this
    time to together true two under unless use used value values when where which with without you
    """.split()  # noqa: SIM905 -- a list of words reads better
)


@dataclass(frozen=True, slots=True)
class Parameter:
    """A parameter that a page describes: its JSON type, its words and the values it can be."""

    name: str
    type: str | None = None
    words: str = ""
    enum: tuple[object, ...] = ()


@dataclass(frozen=True, slots=True)
class Vocabulary:
    """The parameters of a page, and names known from elsewhere (other models, earlier pages)."""

    parameters: Mapping[str, Parameter]
    elsewhere: frozenset[str] = field(default_factory=frozenset)

    def names(self, phrase: str, *, listed: bool = False) -> list[str]:
        """Every parameter that a list in words names, in order.

        ``listed``: the sentence says that these are parameters, so that a bare unknown word is
        taken for a name as well.
        """
        found: list[str] = []
        for part in _SPLIT.split(_BRACKETS.sub(" ", phrase)):
            found += self.one(part, listed=listed)
        return list(dict.fromkeys(found))

    def one(self, phrase: str, *, listed: bool = False) -> list[str]:
        """What one phrase means: no, one or several parameters."""
        text = _clean(phrase)
        if not text:
            return []
        words = text.replace(".", "_").split()
        if len(words) > _MAX_WORDS:
            return []
        snake = "_".join(words).lower()
        # In a list of names a word is that name, not another one like it.
        for name in (text, snake, *(() if listed else _inflected(snake))):
            if name in self.parameters:
                return [name]
        if len(words) == 1 and snake in self.elsewhere:
            return [snake]
        # A concept that descriptions share: "motion brush".
        if len(words) > 1 and PLAIN.isdisjoint(snake.split("_")) and not words[-1].isdigit():
            meant = [p.name for p in self.parameters.values() if _says(p.words, text)]
            if meant:
                return meant
        if not _IDENTIFIER.fullmatch(text.replace(" ", "_")):
            return []
        if (
            snake in self.elsewhere
            or ("_" in text and len(words) == 1)
            or (
                len(words) == 2  # noqa: PLR2004 -- "camera control"
                and not listed
                and snake.isascii()
                and PLAIN.isdisjoint(snake.split("_"))
                # "Mode audio" is a value of mode.
                and not any(
                    word in map(str, known.enum)
                    for known in map(self.parameters.get, words)
                    if known is not None
                    for word in words
                )
            )
        ):
            return [snake]
        return [snake] if listed and len(words) == 1 and snake.isascii() else []

    def known(self, phrase: str) -> str | None:
        """The page's own parameter that the phrase is, by its name; ``None`` for anything else."""
        text = _clean(phrase)
        return text if text in self.parameters else None


def _clean(phrase: str) -> str:
    text = phrase.strip(" '\"*.:()[]-")
    while (shorter := _AROUND.sub("", text).strip(" '\"*.:()[]-")) != text:
        text = shorter
    return text


def _inflected(snake: str) -> Iterable[str]:
    stem = snake.removesuffix("s")
    yield from (stem, snake + "s", stem + "_list", stem + "_lists", stem + "_urls", stem + "_url")
    yield from (stem + "_ids", stem + "_ids_list")


def _says(words: str, phrase: str) -> bool:
    return re.search(rf"\b{re.escape(phrase.lower())}s?\b", words.lower()) is not None
