"""YAML as a tree of nodes with positions; read by libyaml, whose events know no recursion.

The tags of plain scalars are those of YAML 1.2: `16:9` and `on` are strings.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any, Final, Literal, TypeAlias

from ruamel.yaml.resolver import implicit_resolvers
from yaml import YAMLError
from yaml._yaml import CParser
from yaml.error import MarkedYAMLError
from yaml.events import (
    AliasEvent,
    CollectionEndEvent,
    DocumentStartEvent,
    Event,
    MappingStartEvent,
    NodeEvent,
    ScalarEvent,
    SequenceStartEvent,
)

Kind: TypeAlias = Literal["scalar", "sequence", "mapping"]
MAX_DEPTH: Final = 64
_CORE: Final = "tag:yaml.org,2002:"
_KINDS: Final[dict[Kind, str]] = {"scalar": "str", "sequence": "seq", "mapping": "map"}
# By the first letter of a plain scalar: what else it may be than a string.
_PLAIN: Final[dict[str, list[tuple[str, Any]]]] = {}
for _versions, _name, _pattern, _letters in implicit_resolvers:
    if (1, 2) in _versions:
        for _letter in _letters:
            _PLAIN.setdefault(_letter, []).append((_name, _pattern))

__all__ = ["MAX_DEPTH", "BrokenYAML", "Kind", "Node", "YAMLError", "compose"]


@dataclass(slots=True, eq=False)
class Node:
    """One node of a document.

    Attributes:
        kind: What it is.
        tag: Its tag, resolved.
        line: Where it begins, from 1.
        column: The same, from 1.
        text: The value of a scalar.
        children: The nodes of a sequence; keys and values of a mapping in turn.
    """

    kind: Kind
    tag: str
    line: int
    column: int
    text: str = ""
    children: list[Node] = field(default_factory=list)


class BrokenYAML(Exception):  # noqa: N818 (a finding about a document, not an error of ours)
    """What stands at ``line`` and ``column``, from 1, is no YAML or more than a spec may hold."""

    def __init__(self, problem: str, advice: str, line: int, column: int) -> None:
        super().__init__(problem)
        self.problem = problem
        self.advice = advice
        self.line = line
        self.column = column


def compose(text: str) -> Node | None:
    """The node of the only document in ``text``; ``None`` when there is none.

    Raises:
        BrokenYAML: it is no YAML, more than one document, or nests more than ``MAX_DEPTH`` levels.
        YAMLError: it holds what YAML cannot.
    """
    parser = CParser(text)
    try:
        return _document(parser)
    except MarkedYAMLError as error:
        mark: Any = error.problem_mark or error.context_mark
        line, column = (mark.line + 1, mark.column + 1) if mark else (1, 1)
        raise BrokenYAML(f"broken YAML: {error.problem}", "mend the file", line, column) from None
    finally:
        parser.dispose()


def _document(parser: CParser) -> Node | None:
    root: Node | None = None
    anchors: dict[str, Node] = {}
    above: list[Node] = []
    documents = 0
    while (event := parser.get_event()) is not None:
        if isinstance(event, DocumentStartEvent):
            documents += 1
            if documents > 1:
                raise _broken(event, "broken YAML: a second document", "mend the file")
        elif isinstance(event, CollectionEndEvent):
            above.pop()
        elif isinstance(event, NodeEvent):
            node = _node(event, anchors)
            if above:
                above[-1].children.append(node)
            else:
                root = node
            if isinstance(event, (SequenceStartEvent, MappingStartEvent)):
                above.append(node)
                if len(above) > MAX_DEPTH + 1:
                    raise _broken(event, "nested too deep", "write the value out, flat")
    return root


def _node(event: NodeEvent, anchors: dict[str, Node]) -> Node:
    if isinstance(event, AliasEvent):
        if event.anchor not in anchors:
            problem = f"broken YAML: found undefined alias {event.anchor!r}"
            raise _broken(event, problem, "mend the file")
        return anchors[event.anchor]
    kind = _kind(event)
    node = Node(kind, _tag(event, kind), *_place(event))
    if isinstance(event, ScalarEvent):
        node.text = event.value
    if event.anchor is not None:
        anchors[event.anchor] = node
    return node


def _kind(event: Event) -> Kind:
    if isinstance(event, ScalarEvent):
        return "scalar"
    return "sequence" if isinstance(event, SequenceStartEvent) else "mapping"


def _tag(event: NodeEvent, kind: Kind) -> str:
    given: str | None = getattr(event, "tag", None)
    if given is not None and given != "!":
        return given
    if isinstance(event, ScalarEvent) and event.implicit[0] and given is None:
        for tag, pattern in _PLAIN.get(event.value[:1], ()):
            if pattern.match(event.value):
                return tag
    return _CORE + _KINDS[kind]


def _place(event: Event) -> tuple[int, int]:
    mark: Any = event.start_mark
    return mark.line + 1, mark.column + 1


def _broken(event: Event, problem: str, advice: str) -> BrokenYAML:
    return BrokenYAML(problem, advice, *_place(event))
