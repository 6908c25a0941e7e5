"""YAML read with positions: mappings and lists that know where their members stand."""

from __future__ import annotations

import math
import re
from pathlib import Path
from typing import Any

from ruamel.yaml import YAML
from ruamel.yaml.error import MarkedYAMLError, YAMLError
from ruamel.yaml.nodes import MappingNode, Node, ScalarNode, SequenceNode

from generator.spec.findings import Finding
from generator.spec.location import Location

_INTEGER = re.compile(r"[-+]?[0-9]{1,1000}")
_SURROGATE = re.compile("[\ud800-\udfff]")
_TAGS = ("str", "int", "float", "bool", "null", "timestamp", "value", "map", "seq")
_MAX_DEPTH = 64
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
    """Read one YAML file below ``root``.

    Returns the mapping at its top (empty when it cannot be read) and what is wrong with it:
    broken YAML, a duplicate key, an alias to its own parent, a merge key, too deep a nesting.
    Integers keep all their digits.
    """
    name = path.relative_to(root).as_posix()
    start = Location(name, 1, 1)
    try:
        node = YAML(typ="safe", pure=True).compose(path.read_text(encoding="utf-8"))
        too_large = node is not None and _values_in(node, {}) > _MAX_VALUES
    except MarkedYAMLError as error:
        mark = error.problem_mark or error.context_mark
        where = Location(name, mark.line + 1, mark.column + 1) if mark else start
        return Table(start), [Finding(where, f"broken YAML: {error.problem}", "mend the file")]
    except (OSError, YAMLError, UnicodeDecodeError, RecursionError) as error:
        kind = type(error).__name__
        return Table(start), [Finding(start, f"unreadable ({kind})", "write it as UTF-8 YAML")]
    if too_large:
        advice = "write what they stand for only where it is needed"
        return Table(start), [Finding(start, "aliases of aliases make it too large", advice)]
    reader = _Reader(name)
    value = reader.convert(node, 0) if node is not None else None
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

    def convert(self, node: Node, depth: int) -> Any:
        if id(node) in self._done:
            return self._done[id(node)]
        location = Location(self.name, node.start_mark.line + 1, node.start_mark.column + 1)
        if id(node) in self._open or depth > _MAX_DEPTH:
            problem = "an alias to its own parent" if id(node) in self._open else "nested too deep"
            self.findings.append(Finding(location, problem, "write the value out, flat"))
            return None
        self._open.add(id(node))
        self._check_tag(node, location)
        value: Any
        if isinstance(node, MappingNode):
            value = self._table(node, location, depth)
        elif isinstance(node, SequenceNode):
            value = Items(location)
            for child in node.value:
                value.append(self.convert(child, depth + 1))
                value.items_at.append(_location(self.name, child))
        elif isinstance(node, ScalarNode):
            value = self._scalar(node, location)
        self._open.discard(id(node))
        self._done[id(node)] = value
        return value

    def _table(self, node: MappingNode, location: Location, depth: int) -> Table:
        table = Table(location)
        for key_node, value_node in node.value:
            key_at = _location(self.name, key_node)
            if not isinstance(key_node, ScalarNode) or str(key_node.tag).endswith(":merge"):
                self.findings.append(Finding(key_at, "a key that is no string", "name the key"))
                continue
            key = self._text(str(key_node.value), key_at)
            if key in table:
                self.findings.append(
                    Finding(key_at, f"the key {key!r} stands twice", "keep one of the two")
                )
                continue
            table[key] = self.convert(value_node, depth + 1)
            table.keys_at[key] = key_at
            table.values_at[key] = _location(self.name, value_node)
        return table

    def _scalar(self, node: ScalarNode, location: Location) -> Any:
        kind, text = str(node.tag).rpartition(":")[2], str(node.value)
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
        return None if kind == "null" else self._text(text, location)

    def _text(self, text: str, location: Location) -> str:
        if _SURROGATE.search(text):
            self._report(location, "an unpaired surrogate", "write the character itself")
            return _SURROGATE.sub("\ufffd", text)
        return text

    def _check_tag(self, node: Node, location: Location) -> None:
        if str(node.tag).removeprefix(_YAML) not in _TAGS:
            self._report(location, f"the tag {str(node.tag)!r}", "remove it: values tag themselves")

    def _report(self, location: Location, problem: str, advice: str) -> None:
        self.findings.append(Finding(location, problem, advice))


def _values_in(node: Node, known: dict[int, int]) -> int:
    """How many values a node stands for, its aliases written out; those to its parents count 1."""
    if id(node) not in known:
        known[id(node)] = 1
        children = node.value if isinstance(node, (MappingNode, SequenceNode)) else ()
        for child in children:
            pair = child if isinstance(child, tuple) else (child,)
            known[id(node)] += sum(_values_in(part, known) for part in pair)
    return known[id(node)]


def _location(name: str, node: Node) -> Location:
    return Location(name, node.start_mark.line + 1, node.start_mark.column + 1)
