"""``docs/drift.md``: the error rates, for those who decide how far to trust them."""

# ruff: noqa: E501 -- the lines are those of the page

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from contract_tests.drift.rates import Rates, Tally

PAGE: Final = "docs/drift.md"
# What the tests measure at every run.
ROUNDS: Final = 2
HARMLESS: Final = 1

_MEANING: Final = {
    "added": "a new parameter",
    "auth": "another header for the key",
    "default": "another default, or none any more",
    "enum": "a value of an enum added or dropped",
    "limit": "another length, count or bound",
    "media": "another size or format of an image",
    "path": "the path of another vintage",
    "removed": "a parameter gone",
    "renamed": "a parameter under another name",
    "required": "a parameter that is required now, or no longer",
    "response": "another member in the answer",
    "rule": "a sentence over several parameters added, gone or changed",
    "type": "another type",
    "unsupported": "a name more or less among those not taken",
}
_DONE: Final = {
    "bannered": "banners and navigation around the page",
    "other_examples": "other examples",
    "reordered": "parameters and sections in another order",
    "reworded": "the same said in other words",
    "spaced": "other white space and line ends",
    "translated": "headings in another language",
    "typographic": "typographic quotes, dashes and signs",
}
_HEAD: Final = """\
# How often docs drift errs

`make drift` reads docs pages and tells in what they differ from the spec. These rates are measured on
the five pages that the spec was written from: each is changed by a program, in every way that its form
allows, and the answer is held against what was changed. Written by
`python -m contract_tests.drift`, from fixed seeds; a test measures them again at every run and fails
when this page is not what it finds, or when recall or precision of a kind falls below 0.97.
`make test-long` measures twenty times as many.

A difference counts as **missed** when it is not told, or told with another value; a **false alarm** is
one that is told and was not made. The plain text with names is a-format; b-format has lost names,
types, required flags and defaults, so that some kinds cannot be told from it.
"""
_FOOT: Final = """\
## What these rates do not say

The changed sentences are in the style of these pages. Another test draws limits in 25 turns, with any
numbers, signs and spaces, and demands that each is read exactly; put into turns that are not known it
has to be listed for a person, and never read as something else; numbers that limit nothing (prices,
dates, versions) have to give nothing. Some 240 sentences that tie parameters together, or limit some
requests only, are held against their meaning one by one, and pages of invented models in both formats
against what a careful reader drew from them: nothing may be read otherwise. What a page says in a turn
that looks like something else may still be missed. On a page of a model that nobody has seen, names in
b-format are guesses: each difference carries its confidence, and only those of 0.8 and more are written
by `APPLY=1`.
"""


def page(rates: Rates) -> str:
    """The whole page."""
    return "\n".join(_lines(rates))


def _lines(rates: Rates) -> Iterator[str]:
    yield _HEAD
    yield "## Changes that count"
    yield ""
    yield "| change | pages | missed, a-format | missed, b-format | false alarms, a | false alarms, b |"
    yield "|---|---|---|---|---|---|"
    for kind in rates.kinds:
        pages = rates.of(kind).pages
        forms = [rates.tallies.get((kind, "a")), rates.tallies.get((kind, "b"))]
        missed = " | ".join(_missed(tally) for tally in forms)
        extra = " | ".join("-" if tally is None else str(tally.extra) for tally in forms)
        yield f"| {_MEANING[kind]} | {pages} | {missed} | {extra} |"
    whole = [rates.of(kind) for kind in rates.kinds]
    yield ""
    yield (
        f"In all {sum(t.pages for t in whole)} changed pages with "
        f"{sum(t.right + t.missed for t in whole)} differences: "
        f"{sum(t.missed for t in whole)} missed, {sum(t.extra for t in whole)} false alarms. "
        + _bound(sum(t.missed for t in whole), sum(t.right + t.missed for t in whole))
    )
    yield ""
    yield "## Changes that change nothing"
    yield ""
    yield "| what was done | pages | alarms |"
    yield "|---|---|---|"
    for done in sorted(rates.harmless):
        yield f"| {_DONE[done]} | {rates.harmless[done]} | {rates.alarms[done]} |"
    yield f"| in all | {rates.harmless.total()} | {rates.alarms.total()} |"
    yield ""
    yield _bound(rates.alarms.total(), rates.harmless.total())
    yield ""
    yield _FOOT


def _bound(wrong: int, tried: int) -> str:
    """None seen is not none: the rule of three."""
    if wrong:
        return f"That is {wrong / tried:.1%}."
    return f"With 95 % confidence the rate of such pages is below {1 - 0.05 ** (1 / tried):.1%}."


def _missed(tally: Tally | None) -> str:
    return "-" if tally is None else f"{tally.missed} of {tally.right + tally.missed}"
