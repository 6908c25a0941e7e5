"""The exported identifiers of the Go client, as gofmt lays them out."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import TypedDict

from generator.surface.entry import Entry

_FUNCTION = re.compile(
    r"func (?:\(\w* ?\*?(?P<of>\w+)(?:\[[^\]]*\])?\) )?(?P<name>[A-Z]\w*)(?P<rest>.*)"
)
_TYPE = re.compile(r"type (?P<name>[A-Z]\w*)(?P<rest>.*)")
_ONE = re.compile(r"(?P<kind>const|var) (?P<text>[A-Z]\w*.*)")
_GROUP = re.compile(r"(?P<kind>const|var|type) \($")
_EMPTY = ("struct{}", "interface{}")


class GoView(TypedDict):
    """What one file says: lines of the package, types with their members, methods by their type."""

    package: list[str]
    types: dict[str, list[str]]
    methods: list[tuple[str, str]]


def read_go(path: str, source: str) -> GoView | None:
    """What one file says; ``None`` for one that is not of the package."""
    if "/" in path or not path.endswith(".go") or path.endswith("_test.go"):
        return None
    view = GoView(package=[], types={}, methods=[])
    for statement in _statements(source):
        _read(statement, view)
    return view


def go_surface(views: Mapping[str, GoView]) -> list[Entry]:
    """Constants, variables and functions, then each type with its fields and methods.

    Args:
        views: What each file says, by its path.
    """
    package = Entry("package modellix")
    types: dict[str, Entry] = {}
    methods: list[tuple[str, str]] = []
    for path in sorted(views):
        for text in views[path]["package"]:
            package.add(text)
        for name, (head, *members) in views[path]["types"].items():
            types[name] = Entry(head, [Entry(text) for text in members])
        methods += [(of, text) for of, text in views[path]["methods"]]
    for of, text in sorted(methods):
        if of in types:
            types[of].add(text)
    package.below.sort(key=lambda entry: entry.text)
    return [package, *(types[name] for name in sorted(types))]


def _statements(text: str) -> Iterator[list[str]]:
    """What begins in the first column, up to the line that closes it there; without comments."""
    statement: list[str] = []
    for raw in text.split("\n"):
        line = re.sub(r"\s+//.*|^//.*", "", raw)
        if line and not line[0].isspace() and line[0] not in ")}":
            if statement:
                yield statement
            statement = [line]
        elif statement and line.strip():
            statement.append(line)
    if statement:
        yield statement


def _read(statement: list[str], view: GoView) -> None:
    head = statement[0]
    if found := _FUNCTION.match(_joined(statement) if head.startswith("func ") else head):
        text = f"func {found['name']}{_header(found['rest'])}"
        if found["of"]:
            view["methods"].append((found["of"], text))
        else:
            view["package"].append(text)
    elif group := _GROUP.match(head):
        for line in statement[1:]:
            if line[1:2].isupper():
                _declared(group["kind"], [line.strip()], view)
    elif found := _ONE.match(head):
        view["package"].append(f"{found['kind']} {_spaced(found['text'])}")
    elif found := _TYPE.match(head):
        _declared("type", [f"{found['name']}{found['rest']}", *statement[1:]], view)


def _joined(statement: list[str]) -> str:
    return " ".join(line.strip() for line in statement)


def _header(text: str) -> str:
    """Parameters and results: everything before the brace that opens the body."""
    depth = 0
    for index, sign in enumerate(text):
        if sign in "([":
            depth += 1
        elif sign in ")]":
            depth -= 1
        elif sign == "{" and depth == 0 and not text[:index].endswith(("struct", "interface")):
            return _spaced(text[:index])
    return _spaced(text)


def _spaced(text: str) -> str:
    return re.sub(r"\(\s+|,?\s+\)", lambda m: m[0].strip(" ,"), " ".join(text.split()))


def _declared(kind: str, lines: list[str], view: GoView) -> None:
    if kind != "type":
        view["package"].append(f"{kind} {_spaced(lines[0])}")
        return
    name = re.split(r"\W", lines[0], maxsplit=1)[0]
    head, opened, rest = lines[0].partition("{")
    if not opened or lines[0].endswith(_EMPTY):
        view["types"][name] = [f"type {_spaced(lines[0])}"]
        return
    members = view["types"][name] = [f"type {_spaced(head)}"]
    inline = rest.removesuffix("}").split(";") if rest.strip() else []
    inner = [line for line in lines[1:] if re.match(r"\t[^\t]", line)]
    for member in (*inline, *inner):
        text = member.strip()
        # Of several fields on one line those that are shown; an embedded type shows its own.
        if re.match(r"(?:\w+, )*\*?(?:\w+\.)?[A-Z]", text):
            members.append(_spaced(text))
