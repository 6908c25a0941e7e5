"""Names that the prose of a page uses for the page's own parameters."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from generator.docs.page import ACROSS, names_of
from generator.docs.prose.members import members_in
from generator.docs.prose.reader import Passage, read_prose
from generator.docs.prose.vocabulary import PLAIN, Parameter, Vocabulary

# Written like a name: with an underscore inside, and no address, path or placeholder.
_SNAKE = re.compile(r"(?<![\w./:<{@-])[a-z][a-z0-9]*(?:_[a-z0-9]+)+(?![\w/:>}@-]|\.\w)")
_WORD = re.compile(r"(?<![\w./<-])[a-z][a-z0-9_]*(?![\w/>-])")
_QUOTED = re.compile(r"\"[^\"]*\"|'[^']*'")
_MOST = 60


def mentioned(notes: Sequence[Passage], prose: Sequence[str]) -> frozenset[str]:
    """Names in notes about the model and in descriptions: other parameters than the described one.

    A word counts where a sentence that ties parameters together names it, a word with an underscore
    counts anywhere outside of quotes.
    """
    texts = [*(note.text for note in notes), *prose]
    found: dict[str, None] = {}
    for text in texts:
        inside = {entry.name for entry in members_in(text)}
        names = [*_SNAKE.findall(_QUOTED.sub(" ", text)), *_tied(text)]
        found |= dict.fromkeys(name for name in names if name not in inside)
        if len(found) >= _MOST:
            break
    return frozenset(list(found)[:_MOST])


def _tied(text: str) -> Iterator[str]:
    words = {word for word in _WORD.findall(text) if word not in PLAIN and len(word) > 1}
    if not words:
        return
    vocabulary = Vocabulary({word: Parameter(word) for word in sorted(words)[:_MOST]})
    facts, _ = read_prose([Passage(text, 1, None)], vocabulary)
    for fact in facts:
        if fact.kind in ACROSS:
            yield from sorted(names_of(fact) & words)
