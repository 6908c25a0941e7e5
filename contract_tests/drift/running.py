"""Runs the comparison in this process, on pages given as text."""

from __future__ import annotations

from functools import cache
from typing import Any

from contract_tests.facts.page import ROOT
from generator.contract.load import load_contract
from generator.contract.types import Contract
from generator.docs.accepted import Accepted, known_names, load_accepted
from generator.docs.command import examine
from generator.docs.folder import Pages
from generator.docs.formats.reading import read_page
from generator.docs.page import Listing, Reading
from generator.docs.report.outcome import Outcome


@cache
def contract() -> Contract:
    return load_contract(ROOT)


@cache
def accepted() -> dict[str, Accepted]:
    return load_accepted(ROOT, contract())


def read(text: str | bytes, name: str = "page.txt") -> list[Reading | Listing]:
    """What a page says, with the names of the repository's models known."""
    data = text.encode() if isinstance(text, str) else text
    return read_page(name, data, lambda model: known_names(accepted(), model))


def reading(text: str | bytes, name: str = "page.txt") -> Reading:
    """What the page of one model says."""
    (found,) = read(text, name)
    assert isinstance(found, Reading)
    return found


def outcome(*texts: str) -> Outcome:
    """What a run over these pages finds."""
    pages = Pages()
    for number, text in enumerate(texts):
        for entry in read(text, f"page{number}.txt"):
            if isinstance(entry, Listing):
                pages.listings.append(entry)
            else:
                pages.readings.append(entry)
    return examine("pages", pages, contract(), accepted())


def found(*texts: str) -> list[tuple[str, str, Any, Any]]:
    """The differences of these pages: subject, keyword or kind, was, is."""
    return [
        (entry.subject, entry.keyword or entry.kind, entry.was, entry.is_)
        for entry in outcome(*texts).differences
    ]
