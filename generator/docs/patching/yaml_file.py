"""A file of the spec as a tree that keeps comments, order, quotes and anchors."""

from __future__ import annotations

import io
from pathlib import Path
from typing import Any

from ruamel.yaml import YAML
from ruamel.yaml.comments import CommentedMap, CommentedSeq

# The spec breaks its lines by hand.
_WIDTH = 4096


def _yaml() -> YAML:
    yaml = YAML()
    yaml.preserve_quotes = True
    yaml.width = _WIDTH
    yaml.brace_single_entry_mapping_in_flow_sequence = True
    yaml.indent(mapping=2, sequence=4, offset=2)
    return yaml


def load(path: Path) -> Any:
    """The tree of a file."""
    return _yaml().load(path.read_text(encoding="utf-8"))


def dump(tree: Any) -> str:
    """The text of a tree; of one that was not changed the text that it was read from."""
    out = io.StringIO()
    _yaml().dump(tree, out)
    return out.getvalue()


def flow_list(values: list[Any]) -> CommentedSeq:
    """A list that is written on one line."""
    sequence = CommentedSeq(values)
    sequence.fa.set_flow_style()
    return sequence


def flow_map(values: dict[str, Any]) -> CommentedMap:
    """A mapping that is written on one line."""
    mapping = CommentedMap(
        {
            key: flow_list(value) if isinstance(value, list) else value
            for key, value in values.items()
        }
    )
    mapping.fa.set_flow_style()
    return mapping
