"""The smallest body that keeps the rules of a page: the example of a draft."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from itertools import combinations
from typing import Any

from ruamel.yaml.comments import CommentedMap

from generator.docs import needs
from generator.docs.page import Fact, Reading
from generator.docs.patching.samples import sample
from generator.docs.patching.schema_text import quoted

# What a draft calls its example.
_NAME, _SUMMARY = "least", "No more than needed."
# More parameters than these are never needed beside the required ones.
_MOST_MORE = 4
_MOST_TRIED = 5_000


def least_example(reading: Reading, schema: CommentedMap) -> CommentedMap:
    """One example: what is required, and what the rules ask for beside it."""
    body = least_body(reading, schema)
    if body is None:
        return CommentedMap()
    value = CommentedMap({name: quoted(member) for name, member in body.items()})
    return CommentedMap({_NAME: CommentedMap({"summary": _SUMMARY, "value": value})})


def renew_example(tree: Any, reading: Reading) -> bool:
    """Write the example of a draft anew, after what it has to hold; one of a person's stays.

    Returns whether there is another one now.
    """
    operation = next(iter(tree["paths"].values()))["post"]
    content = operation["requestBody"]["content"]["application/json"]
    shown = (content.get("examples") or {}).get(_NAME)
    if shown is None or shown.get("summary") != _SUMMARY:
        return False
    made = least_example(reading, content["schema"])
    if not made or made[_NAME]["value"] == shown["value"]:
        return False
    shown["value"] = made[_NAME]["value"]
    return True


def least_body(reading: Reading, schema: CommentedMap) -> dict[str, Any] | None:
    """Required parameters with as few more as the rules need; ``None`` where no choice was found.

    Values that a rule asks for stand in place of samples.
    """
    properties: Mapping[str, Any] = schema["properties"]
    required = list(schema.get("required") or ())
    rules = [
        fact
        for fact in reading.facts
        if fact.kind in ("at-least-one", "exclusion", "requires", "count-sum")
    ]
    for tried, names in enumerate(_choices(list(properties), required)):
        if tried >= _MOST_TRIED:
            break
        body = _body(names, properties, rules)
        if body and all(_kept(rule, body) for rule in rules):
            return body
    return None


def _choices(names: Sequence[str], required: Sequence[str]) -> Iterator[list[str]]:
    others = [name for name in names if name not in required]
    for count in range(min(_MOST_MORE, len(others)) + 1):
        for more in combinations(others, count):
            yield [name for name in names if name in required or name in more]


def _body(
    names: Sequence[str], properties: Mapping[str, Any], rules: Sequence[Fact]
) -> dict[str, Any] | None:
    wanted: dict[str, Any] = {}
    for rule in rules:
        if rule.kind == "requires" and isinstance(rule.value, dict):
            wanted |= _wanted(rule.value, names, properties)
    body: dict[str, Any] = {}
    for name in names:
        shown = list(properties[name].get("examples") or ())
        value = wanted.get(name, shown[0] if shown else sample(properties[name]))
        if value is None:
            return None  # of a form that nothing shows
        body[name] = value
    return body


def _wanted(
    value: Mapping[str, Any], names: Sequence[str], properties: Mapping[str, Any]
) -> dict[str, Any]:
    """Values that a parameter among ``names`` asks for, or other ones than it shuts out."""
    if value["parameter"] not in names or "value" in value:
        return {}
    asked: dict[str, Any] = {}
    for name, wanted in value["needs"].items():
        if isinstance(wanted, Mapping):
            others = properties.get(name, {}).get("enum") or ()
            free = [other for other in others if other not in needs.options(wanted)]
            asked.update(zip([name], free, strict=False))
        elif wanted is not None:
            asked[name] = needs.given(wanted)
    return asked


def _kept(rule: Fact, body: Mapping[str, Any]) -> bool:
    value: Any = rule.value
    match rule.kind:
        case "at-least-one":
            return any(name in body for name in value)
        case "exclusion":
            return not all(name in body for name in value)
        case "count-sum":
            sizes = sum(len(body.get(name, ())) for name in value["parameters"])
            return bool(sizes <= value["maximum"])
    return needs.kept(value, body)
