"""YAML read with positions: mappings and lists that know where their members stand."""

from __future__ import annotations

import math
import re
from pathlib import Path
from typing import Any

from generator.spec.findings import Finding
from generator.spec.location import Location
from generator.spec.nodes import BrokenYAML, Node, YAMLError, compose

_INTEGER = re.compile(r"[-+]?[0-9]{1,1000}")
_TAGS = ("str", "int", "float", "bool", "null", "timestamp", "value", "map", "seq")
_SHOWN = 40
_YAML = "tag:yaml.org,2002:"
# Aliases make a short file mean a large one; an honest spec stays far below.
_MAX_VALUES = 100_000


class Table(dict[str, Any]):
    """A YAML mapping; ``at`` tells where a key stands, ``location`` where the mapping begins."""

    def __init__(self, location: Location) -> None:
        super().__init__()
        self.location = location
        self.keys_at: dict[str, Location] = {}
        self.values_at: dict[str, Location] = {}

    def at(self, key: str) -> Location:
        """Where ``key`` stands; where the mapping begins if it has no such key."""
        return self.keys_at.get(key, self.location)

    def value_at(self, key: str) -> Location:
        """Where the value of ``key`` begins."""
        return self.values_at.get(key, self.location)


class Items(list[Any]):
    """A YAML sequence; ``at`` tells where an entry begins."""

    def __init__(self, location: Location) -> None:
        super().__init__()
        self.location = location
        self.items_at: list[Location] = []

    def at(self, index: int) -> Location:
        """Where the entry at ``index`` begins."""
        return self.items_at[index]


def read(path: Path, root: Path) -> tuple[Table, list[Finding]]:
    """Read one YAML file below ``root``; see `parse` for what comes back."""
    name = path.relative_to(root).as_posix()
    try:
        content = path.read_bytes()
    except OSError as error:
        start = Location(name, 1, 1)
        return Table(start), [unreadable(start, error)]
    return parse(name, content)


def parse(name: str, content: bytes) -> tuple[Table, list[Finding]]:
    """The YAML in a file of the spec, which is called ``name`` in findings.

    Returns the mapping at its top (empty when it cannot be read) and what is wrong with it:
    broken YAML, a duplicate key, an alias to its own parent, a merge key, too deep a nesting.
    Integers keep all their digits.
    """
    start = Location(name, 1, 1)
    try:
        node = compose(content.decode())
        too_large = node is not None and _values_in(node, {}) > _MAX_VALUES
    except BrokenYAML as error:
        where = Location(name, error.line, error.column)
        return Table(start), [Finding(where, error.problem, error.advice)]
    except (YAMLError, UnicodeError) as error:
        return Table(start), [unreadable(start, error)]
    if too_large:
        advice = "write what they stand for only where it is needed"
        return Table(start), [Finding(start, "aliases of aliases make it too large", advice)]
    reader = _Reader(name)
    value = reader.convert(node) if node is not None else None
    if not isinstance(value, Table):
        reader.findings.append(Finding(start, "no mapping", "begin the file with a mapping"))
        value = Table(start)
    return value, reader.findings


class _Reader:
    def __init__(self, name: str) -> None:
        self.name = name
        self.findings: list[Finding] = []
        self._done: dict[int, Any] = {}
        self._open: set[int] = set()

    def convert(self, node: Node) -> Any:
        if id(node) in self._done:
            return self._done[id(node)]
        location = Location(self.name, node.line, node.column)
        if id(node) in self._open:
            self._report(location, "an alias to its own parent", "write the value out, flat")
            return None
        self._open.add(id(node))
        self._check_tag(node, location)
        value: Any
        if node.kind == "mapping":
            value = self._table(node, location)
        elif node.kind == "sequence":
            value = Items(location)
            for child in node.children:
                value.append(self.convert(child))
                value.items_at.append(_location(self.name, child))
        else:
            value = self._scalar(node, location)
        self._open.discard(id(node))
        self._done[id(node)] = value
        return value

    def _table(self, node: Node, location: Location) -> Table:
        table = Table(location)
        for key_node, value_node in zip(node.children[::2], node.children[1::2], strict=True):
            key_at = _location(self.name, key_node)
            if key_node.kind != "scalar" or key_node.tag.endswith(":merge"):
                self.findings.append(Finding(key_at, "a key that is no string", "name the key"))
                continue
            key = key_node.text
            if key in table:
                self.findings.append(
                    Finding(key_at, f"the key {key!r} stands twice", "keep one of the two")
                )
                continue
            table[key] = self.convert(value_node)
            table.keys_at[key] = key_at
            table.values_at[key] = _location(self.name, value_node)
        return table

    def _scalar(self, node: Node, location: Location) -> Any:
        kind, text = node.tag.rpartition(":")[2], node.text
        if kind == "int":
            if _INTEGER.fullmatch(text):
                return int(text)
            shown = text if len(text) <= _SHOWN else text[:_SHOWN] + "…"
            self._report(location, f"the number {shown!r}", "write integers in decimal digits")
            return 0
        if kind == "float":
            try:
                number = float(text)
            except ValueError:  # 1_000.5, .inf and the like
                number = math.nan
            if not math.isfinite(number):
                self._report(location, f"the number {text!r}", "use a finite one, in digits")
                return 0
            return number
        if kind == "bool":
            if text.lower() not in ("true", "false"):
                self._report(location, f"the truth value {text!r}", "write true or false")
            return text.lower() == "true"
        return None if kind == "null" else text

    def _check_tag(self, node: Node, location: Location) -> None:
        if node.tag.removeprefix(_YAML) not in _TAGS:
            self._report(location, f"the tag {node.tag!r}", "remove it: values tag themselves")

    def _report(self, location: Location, problem: str, advice: str) -> None:
        self.findings.append(Finding(location, problem, advice))


def _values_in(node: Node, known: dict[int, int]) -> int:
    """How many values a node stands for, its aliases written out; those to its parents count 1."""
    if id(node) not in known:
        known[id(node)] = 1
        known[id(node)] += sum(_values_in(child, known) for child in node.children)
    return known[id(node)]


def unreadable(start: Location, error: Exception) -> Finding:
    """A file that cannot be opened or is no text."""
    return Finding(start, f"unreadable ({type(error).__name__})", "write it as UTF-8 YAML")


def _location(name: str, node: Node) -> Location:
    return Location(name, node.line, node.column)
