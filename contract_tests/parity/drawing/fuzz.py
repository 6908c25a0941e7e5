"""Drawn lines without end, the same for the same seed.

Hypothesis draws some tens of bodies a second of this kind, so that a million of them would take
most of a day: this draws thousands a second. It starts from the bodies and changes that the pages
suggest, and so stands where limits are; what disagrees is made small by ``shrinking``.
"""

from __future__ import annotations

from collections.abc import Iterator
from random import Random
from typing import Final

from contract_tests.facts.page import Json, Page, pages
from contract_tests.parity.drawing.requests import fits
from contract_tests.parity.drawing.traps import ALL, FAMILY, NAMES, SMILE, spelled
from contract_tests.strategies.bases import bases
from contract_tests.strategies.edits import Edit, applied, at_first, edits

_ALPHABET: Final = (*'ab "\\/<>{}[]:,0159.-+eE\t\n\x00\x7f', "\u00e9", "e\u0301", "\u2028", SMILE)
_WIDE: Final = ("a", "\u00e9", "\u20ac", SMILE, "\u0301", FAMILY)
_BYTES: Final = (*b'"\\{}[]:,0159.-+eEtfn \t\r/u\xff\xc0\xed\xa0\x80\xef\xbb\xbf', 0)
_SHUFFLED, _CORRUPTED, _WILD, _FRAMED = 0.3, 0.05, 0.05, 0.05
# A length to stand at where a page limits none.
_LENGTH: Final = 100
# Spellings of members beside the body, and of ids.
_STRANGERS: Final = (
    *(
        '"x"',
        '"\\ud83d"',
        '"\\ud83did"',
        '"i\\u0064"',
        '"body"',
        '"model"',
        '"id"',
        '"bo\\ud800dy"',
    ),
    *('""', '"__proto__"', '"\\u0000"', '"ID"'),
)
_IDS: Final = (
    *('"a"', "-0", "1.0", "1e2", "1.5", "null", "true", "[1]", '"\\ud800"', '""', "1e400", "0e9"),
    *("9007199254740993", "9007199254740993.0", "9007199254740992.0", "9223372036854775807"),
    *("9223372036854775808", "-9223372036854775808", '"\\u0069d"', '"' + "i" * 300 + '"'),
)


class Drawing:
    """Draws lines for one model.

    Args:
        model: The model.
        random: Where chance comes from.
    """

    def __init__(self, model: str, random: Random) -> None:
        self._page: Page = pages()[model]
        self._random = random
        self._bases = bases(model)
        self._edits = [edit for edit in edits(model) if fits(edit.value)]
        self._places = [at_first(place.path) for place in self._page.places()]
        self._objects = [at_first(p.path) for p in self._page.places() if p.type == "object"]
        limits = [p.limits["maxLength"] for p in self._page.places() if "maxLength" in p.limits]
        self._lengths = [*map(int, limits)] or [_LENGTH]
        self._names = [place.name for place in self._page.parameters()] + list(NAMES)

    def line(self, line_id: int) -> bytes:
        """A line for ``validate`` and ``wire``, in some cases no proper one."""
        body = spelled(self._wild(3) if self._random.random() < _WILD else self._body())
        members = [f'"id":{line_id}', f'"model":{spelled(self._page.model)}', f'"body":{body}']
        if self._random.random() < _FRAMED:
            members = self._framed(members)
        text = f"{{{','.join(members)}}}".encode()
        return self._corrupted(text) if self._random.random() < _CORRUPTED else text

    def _framed(self, members: list[str]) -> list[str]:
        """The members of a line with something odd about the line itself."""
        random = self._random
        if random.random() < 0.5:
            members[0] = f'"id":{random.choice(_IDS)}'
        if random.random() < 0.5:
            members.append(f"{random.choice(_STRANGERS)}:{spelled(self._wild(1))}")
        if random.random() < 0.2:
            members.pop(random.randrange(len(members)))
        random.shuffle(members)
        return members

    def _body(self) -> Json:
        random = self._random
        body = applied(self._page, random.choice(self._bases), *self._changes())
        if isinstance(body, dict) and random.random() < _SHUFFLED:
            members = list(body.items())
            random.shuffle(members)
            body = dict(members)
        return body

    def _changes(self) -> list[Edit]:
        random = self._random
        chosen: list[Edit] = []
        for _ in range(random.choice((0, 1, 1, 2, 2, 3, 4))):
            kind = random.random()
            if kind < 0.6:
                chosen.append(random.choice(self._edits))
            elif kind < 0.75:
                chosen.append(Edit("", random.choice(self._places), random.choice(ALL)))
            elif kind < 0.85:
                chosen.append(Edit("", random.choice(self._places), self._text()))
            elif kind < 0.92:
                chosen.append(Edit("", random.choice(self._places), self._wild(2)))
            else:
                above = random.choice(((), *self._objects))
                name = self._near(random.choice(self._names))
                chosen.append(Edit("", (*above, name), self._wild(1)))
        return chosen

    def _text(self) -> str:
        random = self._random
        if random.random() < 0.1:
            size = random.choice(self._lengths) + random.randint(-1, 1)
            return (random.choice(_WIDE) * size)[:size]
        return "".join(random.choices(_ALPHABET, k=random.randint(0, 12)))

    def _near(self, name: str) -> str:
        at = self._random.randint(0, len(name))
        letter = self._random.choice(_ALPHABET)
        return self._random.choice(
            (name, name[:at] + letter + name[at:], name[:at] + name[at + 1 :])
        )

    def _wild(self, depth: int) -> Json:
        random = self._random
        kind = random.random()
        if depth == 0 or kind < 0.5:
            return random.choice((random.choice(ALL), self._text(), self._number()))
        if kind < 0.7:
            return [self._wild(depth - 1) for _ in range(random.randint(0, 3))]
        return {self._near(random.choice(self._names)): self._wild(depth - 1) for _ in range(3)}

    def _number(self) -> Json:
        random = self._random
        if random.random() < 0.5:
            return random.randint(-(2**63), 2**63 - 1) >> random.randint(0, 63)
        return random.uniform(-1, 1) * 10.0 ** random.randint(-320, 300)

    def _corrupted(self, text: bytes) -> bytes:
        random = self._random
        for _ in range(random.randint(1, 2)):
            at = random.randrange(len(text))
            till = min(len(text), at + random.choice((1, 1, 2, 8)))
            there = bytes([random.choice(_BYTES)])
            text = random.choice(
                (
                    text[:at] + text[till:],
                    text[:at] + there + text[at:],
                    text[:at] + there + text[till:],
                )
            )
        return text.replace(b"\n", b"") or b"0"


def drawn_lines(seed: str, count: int) -> Iterator[bytes]:
    """So many lines, the models in turn."""
    random = Random(seed)  # noqa: S311 (no secret: the same lines in every run)
    drawings = [Drawing(model, random) for model in pages()]
    for number in range(count):
        yield drawings[number % len(drawings)].line(number)
