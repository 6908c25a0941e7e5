"""One schema of a stranger's document, with its references and alternatives worked in."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from generator.docs.formats.options import differ, loosest

_MOST_STEPS = 40
# Where a flat schema says that its options differ; no document has such a keyword.
OPTIONS = "\0options"
_MERGED = ("properties", "required")


class View:
    """Looks at schemas of one document; ``budget`` bounds how many.

    ``root`` is the request schema that is being read.
    """

    def __init__(self, document: Mapping[str, Any], budget: int = 20_000) -> None:
        self.document = document
        self.root: Any = None
        self.budget = budget

    def flat(self, schema: Any, steps: int = 0) -> dict[str, Any]:
        """The schema as one mapping: ``$ref`` followed, ``allOf`` merged, one option chosen.

        Of several options what holds in any of them; ``null`` among them is none. Where they differ
        ``OPTIONS`` says so.
        """
        self.budget -= 1
        if not isinstance(schema, dict) or steps > _MOST_STEPS or self.budget < 0:
            return {}
        found: dict[str, Any] = {}
        reference = schema.get("$ref")
        if isinstance(reference, str):
            found = self.flat(self.target(reference), steps + 1)
        found = _merge(found, {k: v for k, v in schema.items() if k not in ("$ref", "allOf")})
        entries = schema.get("allOf")
        parts: dict[str, Any] = {}
        for entry in entries if isinstance(entries, list) else ():
            part = self.flat(entry, steps + 1)
            if "x-media" in schema:  # its pattern says the same once more
                part.pop("pattern", None)
            # What comes first stays first, and holds.
            parts = _merge(_merge(parts, part), parts)
        found = _merge(parts, found)
        for key in ("oneOf", "anyOf"):
            options = found.get(key)
            if isinstance(options, list) and not _only_required(options):
                found = self._chosen(found, key, options, steps)
        return found

    def target(self, reference: str) -> Any:
        """What a reference within the document leads to; ``None`` for any other.

        A schema that was pasted into a document still counts from its own root.
        """
        if not reference.startswith("#"):
            return None
        for root in (self.document, self.root):
            place: Any = root
            for step in reference[1:].split("/")[1:]:
                name = step.replace("~1", "/").replace("~0", "~")
                place = place.get(name) if isinstance(place, dict) else None
            if place is not None:
                return place
        return None

    def parts(self, schema: Any, steps: int = 0) -> Iterator[dict[str, Any]]:
        """The schema and everything that it is composed of, each as written."""
        self.budget -= 1
        if not isinstance(schema, dict) or steps > _MOST_STEPS or self.budget < 0:
            return
        yield schema
        if isinstance(schema.get("$ref"), str):
            yield from self.parts(self.target(schema["$ref"]), steps + 1)
        entries = schema.get("allOf")
        for entry in entries if isinstance(entries, list) else ():
            yield from self.parts(entry, steps + 1)

    def _chosen(
        self, schema: dict[str, Any], key: str, options: list[Any], steps: int
    ) -> dict[str, Any]:
        rest = {name: value for name, value in schema.items() if name != key}
        views = [self.flat(option, steps + 1) for option in options[:100]]
        views = [view for view in views if view.get("type") != "null"]
        constants = [view["const"] for view in views if "const" in view]
        if views and len(constants) == len(views):
            return _merge({"enum": constants}, rest)
        if not views or not differ(views):
            return _merge(views[0], rest) if views else rest
        # What the schema says beside its options holds in each of them.
        told = {"type": rest["type"]} if isinstance(rest.get("type"), str) else {}
        merged = loosest([{**told, **view} for view in views])
        words = next((view["description"] for view in views if "description" in view), None)
        if words is not None and all(view.get("description") == words for view in views):
            merged["description"] = words
        return {**_merge(merged, rest), OPTIONS: f"{key}: {len(views)} options, that differ"}


def _only_required(options: list[Any]) -> bool:
    """Alternatives that name members are rules over several parameters, not kinds of value."""
    return all(
        isinstance(option, dict) and set(option) <= {"required", "properties", "$comment", "not"}
        for option in options
    )


def _merge(under: dict[str, Any], over: Mapping[str, Any]) -> dict[str, Any]:
    merged = {**under, **over}
    for key in _MERGED:
        one, other = under.get(key), over.get(key)
        if isinstance(one, dict) and isinstance(other, dict):
            merged[key] = {**one, **other}
        elif isinstance(one, list) and isinstance(other, list):
            merged[key] = list(dict.fromkeys(map(str, [*one, *other])))
    return merged


def type_of(schema: Mapping[str, Any]) -> str | None:
    """The JSON type of a schema; of several the first that is not ``null``."""
    kind = schema.get("type")
    if isinstance(kind, list):
        kind = next((entry for entry in kind if entry != "null"), None)
    if isinstance(kind, str):
        return kind
    if "properties" in schema:
        return "object"
    if "items" in schema:
        return "array"
    values = schema.get("enum") or ([schema["const"]] if "const" in schema else [])
    kinds = {type(value) for value in values} if isinstance(values, list) else set()
    names = {str: "string", int: "integer", float: "number", bool: "boolean"}
    return names.get(kinds.pop()) if len(kinds) == 1 else None
