"""Shared by the readers of the contract: where findings go, and checked access to members."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from generator.contract.types import Location
from generator.spec.findings import Finding
from generator.spec.source import Items, Table


class Reading:
    """Collects findings while a contract is read, so that all are told at once.

    ``pages`` are the pages that evidence may name: one a model.
    """

    def __init__(self, pages: Iterable[str] = ()) -> None:
        self.findings: list[Finding] = []
        self.pages = frozenset(pages)

    def report(self, location: Location, problem: str, advice: str) -> None:
        """Note a mistake and go on."""
        self.findings.append(Finding(location, problem, advice))

    def text(self, table: Table, key: str, *, required: bool = True) -> str:
        """The string under ``key``; missing and required is a finding."""
        value = table.get(key)
        if isinstance(value, str) and (value.strip() or not required):
            return value
        if value is None and not required:
            return ""
        if value is None or isinstance(value, str):
            self.report(table.at(key), f"{key!r} is missing or empty", f"write {key!r}")
        return ""

    def names(self, table: Table, key: str) -> list[tuple[str, Location]]:
        """The list of distinct strings under ``key`` with their places; absent is empty."""
        value = table.get(key)
        if value is None:
            return []
        if not isinstance(value, Items) or not all(isinstance(name, str) for name in value):
            self.report(table.at(key), f"{key!r} is no list of names", "write a list of strings")
            return []
        result: list[tuple[str, Location]] = []
        for index, name in enumerate(value):
            if any(name == other for other, _ in result):
                self.report(value.at(index), f"{name!r} stands twice in {key!r}", "keep one")
            else:
                result.append((name, value.at(index)))
        return result


def plain(value: Any) -> Any:
    """The same data as plain dicts and lists."""
    if isinstance(value, dict):
        return {key: plain(member) for key, member in value.items()}
    if isinstance(value, list):
        return [plain(item) for item in value]
    return value
