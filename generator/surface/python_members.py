"""What a class of the Python client shows: methods with their parameters, attributes."""

from __future__ import annotations

import ast
from collections.abc import Callable, Iterator
from typing import NamedTuple

from generator.surface.entry import Entry

# Called by the language itself: users write `with`, `for`, `await` and so on.
_PROTOCOLS = frozenset(
    (
        *("__init__", "__call__", "__len__", "__getitem__", "__contains__", "__iter__"),
        *("__next__", "__enter__", "__exit__", "__aenter__", "__aexit__", "__aiter__"),
        *("__anext__", "__await__", "__bool__"),
    )
)
Function = ast.FunctionDef | ast.AsyncFunctionDef


class ClassNode(NamedTuple):
    """A class, and the module in which its bases are looked up."""

    tree: ast.ClassDef
    module: str


Inherited = Callable[[str, str], ClassNode | None]


def add_class(above: Entry, name: str, node: ClassNode, inherited: Inherited) -> None:
    """A class with its public members, those of hidden bases included."""
    bases = [ast.unparse(base) for base in node.tree.bases]
    bases += [f"{k.arg}={ast.unparse(k.value)}" for k in node.tree.keywords]
    marks = [f"@{ast.unparse(mark)} " for mark in node.tree.decorator_list]
    entry = above.add(f"{''.join(marks)}class {name}" + (f"({', '.join(bases)})" if bases else ""))
    seen: set[str] = set()
    for each in _family(node, inherited):
        attributes = {n: text for n, text in _attributes(each.tree) if n not in seen}
        functions = [
            member
            for member in each.tree.body
            if isinstance(member, Function) and _shown(member.name) and member.name not in seen
        ]
        for text in attributes.values():
            entry.add(text)
        for member in functions:
            add_function(entry, member.name, member, method=True)
        seen |= attributes.keys() | {member.name for member in functions}


def _family(node: ClassNode, inherited: Inherited) -> Iterator[ClassNode]:
    """A class, then its hidden bases, the first of them before the others."""
    yield node
    for base in node.tree.bases:
        name = base.value if isinstance(base, ast.Subscript) else base
        if isinstance(name, ast.Name):
            found = inherited(name.id, node.module)
            if found is not None:
                yield from _family(found, inherited)


def _shown(name: str) -> bool:
    return not name.startswith("_") or name in _PROTOCOLS


def add_function(above: Entry, name: str, node: Function, *, method: bool = False) -> None:
    """A function: what it gives, and below that one line a parameter in their order."""
    marks = {ast.unparse(mark) for mark in node.decorator_list}
    gives = f" -> {ast.unparse(node.returns)}" if node.returns is not None else ""
    if marks & {"property", "cached_property"}:
        above.add(f"{name}{gives.replace(' -> ', ': ')}")
        return
    if any(mark.endswith((".setter", ".deleter")) for mark in marks):
        return
    words = "".join(f"@{mark} " for mark in sorted(marks))
    kind = "async def" if isinstance(node, ast.AsyncFunctionDef) else "def"
    entry = above.add(f"{words}{kind} {name}{gives}")
    parameters = list(_parameters(node.args))
    if method and "staticmethod" not in marks:
        parameters = parameters[1:]
    for text in parameters:
        entry.add(text)


def _parameters(arguments: ast.arguments) -> Iterator[str]:
    placed = [*arguments.posonlyargs, *arguments.args]
    gap = len(placed) - len(arguments.defaults)
    for index, argument in enumerate(placed):
        default = arguments.defaults[index - gap] if index >= gap else None
        end = ", /" if index == len(arguments.posonlyargs) - 1 else ""
        yield _parameter(argument, default) + end
    if arguments.vararg is not None:
        yield f"*{_parameter(arguments.vararg, None)}"
    for argument, preset in zip(arguments.kwonlyargs, arguments.kw_defaults, strict=True):
        yield f"*, {_parameter(argument, preset)}"
    if arguments.kwarg is not None:
        yield f"**{_parameter(arguments.kwarg, None)}"


def _parameter(argument: ast.arg, default: ast.expr | None) -> str:
    typed = f": {ast.unparse(argument.annotation)}" if argument.annotation is not None else ""
    return argument.arg + typed + (f" = {ast.unparse(default)}" if default is not None else "")


def _attributes(tree: ast.ClassDef) -> Iterator[tuple[str, str]]:
    """Attributes of the class, then those that its ``__init__`` gives to an instance."""
    for node in tree.body:
        if isinstance(node, ast.AnnAssign) and isinstance(node.target, ast.Name):
            if not node.target.id.startswith("_"):
                name = node.target.id
                preset = f" = {ast.unparse(node.value)}" if node.value is not None else ""
                yield name, f"{name}: {ast.unparse(node.annotation)}{preset}"
        elif isinstance(node, ast.Assign):
            for target in node.targets:
                if isinstance(target, ast.Name) and not target.id.startswith("_"):
                    yield target.id, f"{target.id} = {ast.unparse(node.value)}"
    for member in tree.body:
        if isinstance(member, ast.FunctionDef) and member.name == "__init__":
            yield from _own(member)


def _own(made: ast.FunctionDef) -> Iterator[tuple[str, str]]:
    types = {
        argument.arg: ast.unparse(argument.annotation)
        for argument in (*made.args.args, *made.args.kwonlyargs)
        if argument.annotation is not None
    }
    for node in ast.walk(made):
        match node:
            case ast.AnnAssign(target=ast.Attribute(value=ast.Name(id="self"), attr=name)):
                if not name.startswith("_"):
                    yield name, f"{name}: {ast.unparse(node.annotation)}"
            case ast.Assign(targets=[ast.Attribute(value=ast.Name(id="self"), attr=name)]):
                if not name.startswith("_"):
                    given = node.value.id if isinstance(node.value, ast.Name) else ""
                    yield name, f"{name}: {types[given]}" if given in types else name
