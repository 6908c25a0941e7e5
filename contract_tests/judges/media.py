"""The decoded size of an image string: the one thing about media that a schema cannot say."""

import base64
import re
from collections.abc import Iterator

from generator.contract import Rule

_DATA = re.compile(r"data:image/[A-Za-z0-9.+-]+;base64,")


def oversized(rule: Rule, body: object) -> bool:
    """Whether an image that the rule is about is decoded to more bytes than it may be."""
    media = rule.shape.media if rule.shape else None
    if media is None or media.max_bytes is None:
        return False
    most = media.max_bytes
    return any(decoded_size(text) > most for text in _strings(body, rule.path))


def decoded_size(text: str) -> int:
    """The bytes of a Base64 string or data URL; 0 for whatever is neither."""
    match = _DATA.match(text)
    try:
        return len(base64.b64decode(text[match.end() if match else 0 :], validate=True))
    except ValueError:
        return 0


def _strings(value: object, path: tuple[str, ...]) -> Iterator[str]:
    if not path:
        if isinstance(value, str):
            yield value
    elif path[0] == "items" and isinstance(value, list):
        for item in value:
            yield from _strings(item, path[1:])
    elif isinstance(value, dict) and path[0] in value:
        yield from _strings(value[path[0]], path[1:])
