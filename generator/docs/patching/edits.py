"""One difference written into the tree of a model's file."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Any

from ruamel.yaml.comments import CommentedMap

from generator.docs.comparing import Difference
from generator.docs.page import ACROSS, Fact
from generator.docs.patching.rule_text import rule_text
from generator.docs.patching.samples import sample
from generator.docs.patching.schema_text import covered, quoted, schema_of
from generator.docs.patching.yaml_file import flow_list, flow_map


class NotApplied(Exception):  # noqa: N818 -- it is no error: a person has to do it
    """The difference cannot be written without a person; the message says why."""


def edit(tree: Any, entry: Difference, order: Sequence[str]) -> None:
    """Write one difference; ``order`` is that of the page's parameters.

    Raises:
        NotApplied: it asks for a decision.
    """
    path, operation = _operation(tree)
    schema = operation["requestBody"]["content"]["application/json"]["schema"]
    if entry.subject == "route":
        _path(tree, path, operation, entry)
    elif entry.kind == "unsupported":
        _unsupported(schema, entry)
    elif entry.kind in ACROSS:
        _rule(schema, entry)
    elif entry.kind == "type" and entry.was is None and "/" not in entry.subject:
        _new(operation, schema, entry, order)
    elif entry.kind == "type" and entry.is_ is None and "/" not in entry.subject:
        _gone(operation, schema, entry)
    elif entry.subject in ("auth", "response", "model"):
        raise NotApplied("what stands around the parameters is the same for all models")
    else:
        _keyword(schema, entry)


def _operation(tree: Any) -> tuple[str, Any]:
    path, item = next(iter(tree["paths"].items()))
    return path, item["post"]


def _path(tree: Any, path: str, operation: Any, entry: Difference) -> None:
    if entry.is_ not in operation["x-routes"].values():
        raise NotApplied("no vintage of the API has this path: decide which one it belongs to")
    item = tree["paths"].pop(path)
    tree["paths"].insert(0, str(entry.is_), item)


def _place(schema: Any, subject: str) -> tuple[Any, str, Any]:
    """The object that holds a member, the member's name, and its schema."""
    steps = subject.split("/")
    holder, name = schema, steps[-1]
    place: Any = schema
    for step in steps:
        if step == "items" and "items" in place:
            holder, place = place, place["items"]
        else:
            members = place.get("properties") or {}
            if step not in members:
                raise NotApplied("the spec has no such member: write it by hand")
            holder, place = place, members[step]
    return holder, name, place


def _keyword(schema: Any, entry: Difference) -> None:
    holder, name, place = _place(schema, entry.subject)
    match entry.kind:
        case "limit":
            _set(place, str(entry.keyword), entry.is_)
        case "default":
            _set(place, "default", quoted(entry.is_))
        case "enum":
            _enum(place, entry)
        case "required":
            _flag(holder, name, place, required=bool(entry.is_))
        case "media":
            _set(place, "x-media", _limits(entry.is_))
        case "type" if (entry.was, entry.is_) == ("integer", "number"):
            place["type"] = entry.is_
        case _:
            raise NotApplied("other keywords follow from this one: look at all of them")


def _limits(value: Any) -> Any:
    if value is None:
        return flow_map({})
    if not value.get("formats"):
        raise NotApplied("a size without formats: say which formats it is for")
    return flow_map({key: value[key] for key in ("formats", "maxBytes") if key in value})


def _set(place: Any, keyword: str, value: Any) -> None:
    """Set or remove a keyword; a new one stands before the evidence, which has to speak for it."""
    if value is None:
        place.pop(keyword, None)
        return
    if keyword in place:
        place[keyword] = value
        return
    keys = list(place)
    at = keys.index("x-evidence") if "x-evidence" in keys else len(keys)
    place.insert(at, keyword, value)
    name = "media" if keyword == "x-media" else keyword
    if not covered(place.get("x-evidence"), name):
        raise NotApplied(f"no evidence speaks for {keyword}: say where it is stated")


def _enum(place: Any, entry: Difference) -> None:
    """Members that stay keep their order; new ones stand where the page has them, at the end."""
    if not isinstance(entry.is_, list):
        _set(place, "enum", None)
        return
    old = list(place.get("enum") or [])
    kept = [member for member in old if member in entry.is_]
    added = [member for member in entry.is_ if member not in old]
    if "enum" not in place:
        _set(place, "enum", flow_list([quoted(option) for option in entry.is_]))
        return
    place["enum"][:] = [*kept, *map(quoted, added)]


def _flag(holder: Any, name: str, place: Any, *, required: bool) -> None:
    names = list(holder.get("required") or [])
    if required and name not in names:
        order = list(holder["properties"])
        names = sorted([*names, name], key=order.index)
    elif not required and name in names:
        names.remove(name)
    if not names:
        holder.pop("required", None)
    elif "required" in holder:
        holder["required"] = flow_list(names)
    else:
        holder.insert(list(holder).index("properties"), "required", flow_list(names))
    if required and not covered(place.get("x-evidence"), "required"):
        raise NotApplied("no evidence speaks for required: say where it is stated")


def _new(operation: Any, schema: Any, entry: Difference, order: Sequence[str]) -> None:
    name = entry.subject
    page = entry.model
    if not re.fullmatch(r"[a-z][a-z0-9_]*", name):
        raise NotApplied("the name is not one that every language can have: choose another")
    if entry.is_ is None:
        raise NotApplied("the page does not show what type it is")
    properties = schema["properties"]
    old = entry.other_name
    if old is not None and old in properties:
        raise NotApplied("renamed")  # handled with the one that is gone
    added = schema_of(page, name, entry.facts)
    first = list(order).index(name) if name in order else 0
    before = [known for known in order[:first] if known in properties]
    at = list(properties).index(before[-1]) + 1 if before else 0
    properties.insert(at, name, added)
    names = (schema.get("x-unsupported") or {}).get("names") or []
    if name in names:
        names.remove(name)
    required = any(fact.kind == "required" and fact.value is True and fact.subject == name
                   for fact in entry.facts)  # fmt: skip
    if required:
        _flag(schema, name, added, required=True)
        for example in _examples(operation):
            example["value"][name] = quoted(sample(added))


def _gone(operation: Any, schema: Any, entry: Difference) -> None:
    name = entry.subject
    named = re.compile(rf"\bself\.{re.escape(name)}\b")
    for rule in schema.get("x-validations") or ():
        if named.search(rule["rule"]):
            raise NotApplied(f"the rule {rule['id']} names it: decide what becomes of the rule")
    _flag(schema, name, schema["properties"][name], required=False)
    del schema["properties"][name]
    for example in _examples(operation):
        example["value"].pop(name, None)


def _examples(operation: Any) -> list[Any]:
    found = operation["requestBody"]["content"]["application/json"].get("examples") or {}
    return list(found.values())


def rename(tree: Any, old: str, new: Difference) -> None:
    """One parameter under another name, with what the page says of it now."""
    _, operation = _operation(tree)
    schema = operation["requestBody"]["content"]["application/json"]["schema"]
    properties = schema["properties"]
    at = list(properties).index(old)
    kept = properties.pop(old)
    wanted = schema_of(new.model, new.subject, new.facts)
    same = _bare(kept) == _bare(wanted)
    properties.insert(at, new.subject, kept if same else wanted)
    if old in (schema.get("required") or ()):
        schema["required"] = flow_list(
            [new.subject if name == old else name for name in schema["required"]]
        )
    word = re.compile(rf"\b{re.escape(old)}\b")
    member = re.compile(rf"\bself\.{re.escape(old)}\b")
    for rule in schema.get("x-validations") or ():
        _reword(rule, "rule", member, f"self.{new.subject}")
        _reword(rule, "message", word, new.subject)
    if "_" in old:  # no word of plain English
        for about in (*properties.values(), schema.get("x-unsupported") or {}):
            _reword(about, "description", word, new.subject)
            _reword(about, "hint", word, new.subject)
    for example in _examples(operation):
        value = example["value"]
        if old in value:
            place, had = list(value).index(old), value.pop(old)
            value.insert(place, new.subject, had if same else sample(wanted))


def _reword(holder: Any, key: str, old: re.Pattern[str], new: str) -> None:
    """Put a name in place of another; a text without it keeps the line ends that it has."""
    if old.search(holder.get(key) or ""):
        holder[key] = old.sub(new, holder[key])


def _bare(schema: Any) -> Any:
    """What binds a value, without words and evidence."""
    if isinstance(schema, dict):
        left = ("description", "x-evidence", "examples")
        return {key: _bare(value) for key, value in schema.items() if key not in left}
    return [_bare(entry) for entry in schema] if isinstance(schema, list) else schema


def _unsupported(schema: Any, entry: Difference) -> None:
    table = schema.get("x-unsupported")
    if entry.is_ is None:
        if table and entry.subject in table["names"]:
            table["names"].remove(entry.subject)
            if not table["names"]:
                del schema["x-unsupported"]
        return
    if entry.subject in schema["properties"]:
        raise NotApplied("it is a parameter of the spec: decide which of the two holds")
    if table:
        table["names"].append(entry.subject)
        return
    evidence = [
        flow_map({"page": entry.model, "how": "stated"}),
        flow_map({"page": entry.model, "how": "decision-6"}),
    ]
    schema["x-unsupported"] = CommentedMap(
        {"names": flow_list([entry.subject]), "x-evidence": evidence}
    )


def _rule(schema: Any, entry: Difference) -> None:
    rules = schema.get("x-validations")
    ids = {rule.rpartition("/")[2] for rule in entry.rules}
    found = [rule for rule in rules or () if rule["id"] in ids]
    if entry.is_ is None:
        if not found:
            raise NotApplied("no rule of the spec is behind it")
        rules.remove(found[0])
        if not rules:
            del schema["x-validations"]
        return
    fact: Fact = entry.facts[0]
    text = rule_text(fact, [rule["id"] for rule in rules or ()])
    if found:
        found[0]["rule"], found[0]["message"] = text.rule, text.message
        return
    if rules is None:
        rules = schema["x-validations"] = []
    added = CommentedMap(
        {"id": text.id, "rule": text.rule, "message": text.message, "severity": text.severity}
    )
    added["x-evidence"] = flow_map({"page": entry.model, "how": "stated"})
    rules.append(added)
