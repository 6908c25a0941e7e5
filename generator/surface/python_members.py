"""What a class of the Python client shows: methods with their parameters, attributes."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from typing import TypedDict

# Called by the language itself: users write `with`, `for`, `await` and so on.
_PROTOCOLS = frozenset(
    (
        *("__init__", "__call__", "__len__", "__getitem__", "__contains__", "__iter__"),
        *("__next__", "__enter__", "__exit__", "__aenter__", "__aexit__", "__aiter__"),
        *("__anext__", "__await__", "__bool__"),
    )
)
Function = ast.FunctionDef | ast.AsyncFunctionDef


class FunctionView(TypedDict):
    """A function: what stands around its name, and below that one line a parameter."""

    before: str
    after: str
    below: list[str]


class ClassView(TypedDict):
    """A class: what stands around its name, the bases that may be looked up, its own members."""

    before: str
    after: str
    bases: list[str]
    attributes: dict[str, str]
    methods: list[tuple[str, FunctionView | None]]


def class_view(tree: ast.ClassDef) -> ClassView:
    """A class with its public members."""
    bases = [ast.unparse(base) for base in tree.bases]
    bases += [f"{k.arg}={ast.unparse(k.value)}" for k in tree.keywords]
    plain = (base.value if isinstance(base, ast.Subscript) else base for base in tree.bases)
    return ClassView(
        before="".join(f"@{ast.unparse(mark)} " for mark in tree.decorator_list) + "class ",
        after=f"({', '.join(bases)})" if bases else "",
        bases=[base.id for base in plain if isinstance(base, ast.Name)],
        attributes=dict(_attributes(tree)),
        methods=[
            (member.name, function_view(member, method=True))
            for member in tree.body
            if isinstance(member, Function) and _shown(member.name)
        ],
    )


def _shown(name: str) -> bool:
    return not name.startswith("_") or name in _PROTOCOLS


def function_view(node: Function, *, method: bool = False) -> FunctionView | None:
    """A function as users see it; ``None`` for what only completes a property."""
    marks = {ast.unparse(mark) for mark in node.decorator_list}
    gives = f" -> {ast.unparse(node.returns)}" if node.returns is not None else ""
    if marks & {"property", "cached_property"}:
        return FunctionView(before="", after=gives.replace(" -> ", ": "), below=[])
    if any(mark.endswith((".setter", ".deleter")) for mark in marks):
        return None
    words = "".join(f"@{mark} " for mark in sorted(marks))
    kind = "async def " if isinstance(node, ast.AsyncFunctionDef) else "def "
    parameters = list(_parameters(node.args))
    if method and "staticmethod" not in marks:
        parameters = parameters[1:]
    return FunctionView(before=words + kind, after=gives, below=parameters)


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
