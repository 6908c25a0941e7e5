"""What a violation has to say about a value, worked out without the client."""

import base64
import re
from functools import cache

from contract_tests.facts.page import Json
from generator.contract import Rule

_SHOWN = 32
# Edits that a name may be away from the one that is proposed for it.
NEAR = 2
# As the formats' own specifications give them; ``RIFF`` has four bytes of length before its kind.
_SIGNATURES = {
    "jpeg": rb"\xff\xd8\xff",
    "png": rb"\x89PNG\r\n\x1a\n",
    "gif": rb"GIF8[79]a",
    "webp": rb"RIFF.{4}WEBP",
    "bmp": rb"BM",
    "tiff": rb"II\x2a\x00|MM\x00\x2a",
}


def at(body: Json, pointer: str) -> Json:
    """The value that a pointer leads to (RFC 6901)."""
    for token in pointer.split("/")[1:]:
        name = token.replace("~1", "/").replace("~0", "~")
        body = body[int(name)] if isinstance(body, list) else body[name]
    return body


def limit_and_actual(rule: Rule, value: Json, name: str) -> tuple[Json, Json]:
    """The two members of a violation of ``rule`` by ``value``, which is called ``name``."""
    match rule.keyword:
        case "type":
            return rule.limit, json_type(value)
        case "enum":
            long = isinstance(value, str) and len(value) > _SHOWN
            return rule.limit, len(value) if long else value
        case "minLength" | "maxLength" | "minItems" | "maxItems":
            return rule.limit, len(value)
        case "minimum" | "maximum" | "exclusiveMinimum" | "exclusiveMaximum" | "multipleOf":
            return rule.limit, value
        case "media":
            return rule.limit, _format(value, rule)
        case "additionalProperties":
            known = [member.name for member in rule.shape.fields] if rule.shape else []
            return nearest(name, known), None
    return None, None


def json_type(value: Json) -> str:
    """The name of a value's type; an integral number up to 2**53 is an integer."""
    if isinstance(value, bool):
        return "boolean"
    if isinstance(value, float) and (not value.is_integer() or abs(value) > 2**53):
        return "number"
    names = {type(None): "null", int: "integer", float: "integer"}
    return (names | {str: "string", list: "array", dict: "object"})[type(value)]


def nearest(name: str, known: list[str]) -> str | None:
    """The closest known name at most two edits away, the first of equals."""
    distances = [(distance(name, other), position) for position, other in enumerate(known)]
    best = min(distances, default=(NEAR + 1, 0))
    return known[best[1]] if best[0] <= NEAR else None


@cache
def distance(one: str, other: str) -> int:
    """Levenshtein's distance by its definition, on code points."""
    if not one or not other:
        return len(one) + len(other)
    if one[0] == other[0]:
        return distance(one[1:], other[1:])
    shorter = (one[1:], other), (one, other[1:]), (one[1:], other[1:])
    return 1 + min(distance(*pair) for pair in shorter)


def _format(text: str, rule: Rule) -> str | None:
    """The format of Base64 content where formats are asked for and its form is right."""
    content = text.partition(";base64,")[2] if text.startswith("data:image/") else text
    try:
        head = base64.b64decode(content, validate=True)
    except ValueError:
        return None
    formats = rule.shape.media.formats if rule.shape and rule.shape.media else ()
    found = (name for name, form in _SIGNATURES.items() if re.match(form, head, re.DOTALL))
    return next(found, None) if formats else None
