"""YAML read with positions: mappings and lists that know where their members stand."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

from ruamel.yaml import YAML
from ruamel.yaml.error import MarkedYAMLError, YAMLError
from ruamel.yaml.nodes import MappingNode, Node, ScalarNode, SequenceNode

from generator.spec.findings import Finding
from generator.spec.location import Location

_INTEGER = re.compile(r"[-+]?[0-9]+")
_MAX_DEPTH = 64


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
    except MarkedYAMLError as error:
        mark = error.problem_mark or error.context_mark
        where = Location(name, mark.line + 1, mark.column + 1) if mark else start
        return Table(start), [Finding(where, f"broken YAML: {error.problem}", "mend the file")]
    except (YAMLError, UnicodeDecodeError, RecursionError) as error:
        kind = type(error).__name__
        return Table(start), [Finding(start, f"unreadable ({kind})", "write it as UTF-8 YAML")]
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
        value: Any
        if isinstance(node, MappingNode):
            value = self._table(node, location, depth)
        elif isinstance(node, SequenceNode):
            value = Items(location)
            for child in node.value:
                value.append(self.convert(child, depth + 1))
                value.items_at.append(_location(self.name, child))
        else:
            value = self._scalar(node, location)
        self._open.discard(id(node))
        self._done[id(node)] = value
        return value

    def _table(self, node: MappingNode, location: Location, depth: int) -> Table:
        table = Table(location)
        for key_node, value_node in node.value:
            key_at = _location(self.name, key_node)
            if not isinstance(key_node, ScalarNode) or key_node.tag.endswith(":merge"):
                self.findings.append(Finding(key_at, "a key that is no string", "name the key"))
                continue
            key = str(key_node.value)
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
            self.findings.append(
                Finding(location, f"the number {text!r}", "write integers in decimal digits")
            )
            return 0
        if kind == "float":
            number = float(text.replace(".inf", "inf").replace(".nan", "nan"))
            if number - number != 0:
                self.findings.append(Finding(location, f"the number {text!r}", "use a finite one"))
                return 0
            return number
        if kind == "bool":
            return text.lower() == "true"
        if kind == "null":
            return None
        return text


def _location(name: str, node: Node) -> Location:
    return Location(name, node.start_mark.line + 1, node.start_mark.column + 1)
