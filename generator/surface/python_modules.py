"""The modules of a Python package: what each defines, imports and exports."""

from __future__ import annotations

import ast
from collections.abc import Iterable, Iterator, Mapping
from typing import NamedTuple, TypedDict

from generator.surface.python_members import (
    ClassView,
    FunctionView,
    class_view,
    function_view,
)


class NameView(TypedDict):
    """What a name stands for: a class, a function, or what follows the name in its line."""

    kind: ClassView | None
    call: FunctionView | None
    after: str


class ModuleView(TypedDict):
    """One module, read by itself; plain data, which can be kept."""

    defined: dict[str, NameView]
    imported: dict[str, tuple[str, str]]
    exports: list[str]


class Place(NamedTuple):
    """Where a name is defined."""

    module: str
    name: str


def module_view(path: str, source: str) -> ModuleView:
    """What stands in the module at this path, which begins with the package's folder."""
    tree = ast.parse(source)
    nodes = dict(_defined(tree.body))
    listed = nodes.get("__all__")
    if isinstance(listed, (ast.Assign, ast.AnnAssign)) and listed.value is not None:
        exports = sorted(ast.literal_eval(listed.value))
    else:
        exports = sorted(name for name in nodes if not name.startswith("_"))
    return ModuleView(
        # A class that is not shown may be the base of one that is.
        defined={
            name: _view(node, shown=name in exports or isinstance(node, ast.ClassDef))
            for name, node in nodes.items()
        },
        imported=dict(_imports(tree, path)),
        exports=exports,
    )


def module_name(path: str) -> str:
    """The dotted name of the module at this path."""
    return path.removesuffix(".py").removesuffix("/__init__").replace("/", ".")


def is_public(module: str) -> bool:
    """Whether users may import from it: no part of its name begins with ``_``."""
    return not any(part.startswith("_") for part in module.split(".")[1:])


class Modules:
    """The modules of one package, by dotted name."""

    def __init__(self, views: Mapping[str, ModuleView]) -> None:
        self._views = views
        self.public = [name for name in sorted(views) if is_public(name)]

    def exports(self, module: str) -> list[str]:
        """What a module offers: ``__all__``, or else what it defines without a leading ``_``."""
        return self._views[module]["exports"]

    def find(self, module: str, name: str) -> Place | None:
        """Where a name that a module uses is defined; ``None`` outside of the package."""
        for _ in range(len(self._views)):
            view = self._views.get(module)
            if view is None:
                return None
            if name in view["defined"]:
                return Place(module, name)
            if name not in view["imported"]:
                return None
            module, name = view["imported"][name]
        return None

    def view(self, place: Place) -> NameView:
        """What a name stands for."""
        return self._views[place.module]["defined"][place.name]


def _view(node: ast.stmt, *, shown: bool) -> NameView:
    view = NameView(kind=None, call=None, after="")
    if not shown:
        return view
    match node:
        case ast.ClassDef():
            view["kind"] = class_view(node)
        case ast.FunctionDef() | ast.AsyncFunctionDef():
            view["call"] = function_view(node)
        case ast.AnnAssign():
            view["after"] = f": {_value(node)}"
        case ast.Assign():
            view["after"] = f" = {ast.unparse(node.value)}"
    return view


def _value(node: ast.AnnAssign) -> str:
    """A type alias by what it stands for, a constant by its type."""
    annotation = ast.unparse(node.annotation)
    if annotation.endswith("TypeAlias") and node.value is not None:
        return f"{annotation} = {ast.unparse(node.value)}"
    return annotation


def _imports(tree: ast.Module, path: str) -> Iterator[tuple[str, tuple[str, str]]]:
    # What relative imports begin with: the package itself, or the one that a module stands in.
    folders = path.split("/")[:-1]
    for node in _statements(tree.body):
        if isinstance(node, ast.ImportFrom):
            above = folders[: len(folders) - node.level + 1] if node.level else []
            source = ".".join([*above, *([node.module] if node.module else [])])
            for alias in node.names:
                yield alias.asname or alias.name, (source, alias.name)


def _statements(body: Iterable[ast.AST]) -> Iterator[ast.AST]:
    """Every statement, however deep, without a look into expressions: most of a tree is those."""
    for node in body:
        yield node
        for name in ("body", "handlers", "cases", "orelse", "finalbody"):
            below = getattr(node, name, ())
            if isinstance(below, list):
                yield from _statements(below)


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
