"""The modules of a Python package as trees: what each defines, imports and exports."""

from __future__ import annotations

import ast
from collections.abc import Iterator, Mapping
from typing import NamedTuple


class Place(NamedTuple):
    """Where a name is defined."""

    module: str
    name: str


class Modules:
    """The modules of one package, by dotted name."""

    def __init__(self, package: str, sources: Mapping[str, str]) -> None:
        self._package = package
        self._trees: dict[str, ast.Module] = {}
        self._packages: set[str] = set()
        for path in sorted(sources):
            if path.startswith(f"{package}/") and path.endswith(".py"):
                name = path.removesuffix(".py").replace("/", ".")
                if name.endswith(".__init__"):
                    name = name.removesuffix(".__init__")
                    self._packages.add(name)
                self._trees[name] = ast.parse(sources[path])
        self._defined = {name: dict(_defined(tree.body)) for name, tree in self._trees.items()}
        self._imported = {name: dict(self._imports(name)) for name in self._trees}

    @property
    def public(self) -> list[str]:
        """The modules that users may import from: no part of their name begins with ``_``."""
        return [
            name
            for name in sorted(self._trees)
            if not any(part.startswith("_") for part in name.split(".")[1:])
        ]

    def exports(self, module: str) -> list[str]:
        """What a module offers: ``__all__``, or else what it defines without a leading ``_``."""
        listed = self._defined[module].get("__all__")
        if isinstance(listed, (ast.Assign, ast.AnnAssign)) and listed.value is not None:
            return sorted(ast.literal_eval(listed.value))
        return sorted(name for name in self._defined[module] if not name.startswith("_"))

    def find(self, module: str, name: str) -> Place | None:
        """Where a name that a module uses is defined; ``None`` outside of the package."""
        for _ in range(len(self._trees)):
            if name in self._defined.get(module, {}):
                return Place(module, name)
            found = self._imported.get(module, {}).get(name)
            if found is None:
                return None
            module, name = found
        return None

    def node(self, place: Place) -> ast.stmt:
        """The statement that defines a name."""
        return self._defined[place.module][place.name]

    def _imports(self, module: str) -> Iterator[tuple[str, Place]]:
        for node in ast.walk(self._trees[module]):
            if isinstance(node, ast.ImportFrom):
                source = self._source(module, node)
                for alias in node.names:
                    yield alias.asname or alias.name, Place(source, alias.name)

    def _source(self, module: str, node: ast.ImportFrom) -> str:
        if not node.level:
            return node.module or ""
        up = node.level - (module in self._packages)
        above = module.split(".")[: len(module.split(".")) - up]
        return ".".join([*above, *([node.module] if node.module else [])])


def _defined(body: list[ast.stmt]) -> Iterator[tuple[str, ast.stmt]]:
    """What stands at the top of a module, also under a condition."""
    for node in body:
        match node:
            case ast.ClassDef() | ast.FunctionDef() | ast.AsyncFunctionDef():
                yield node.name, node
            case ast.Assign():
                for target in node.targets:
                    if isinstance(target, ast.Name):
                        yield target.id, node
            case ast.AnnAssign(target=ast.Name(id=name)):
                yield name, node
            case ast.If():
                yield from _defined(node.body)
                yield from _defined(node.orelse)
            case ast.Try():
                yield from _defined(node.body)
