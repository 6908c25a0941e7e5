"""Changes of a page that change nothing: whoever reports one of them cries wolf."""
# ruff: noqa: E501, RUF001 -- what pages say stands in one piece, in signs that look alike

from __future__ import annotations

import random
import re
from collections.abc import Callable, Iterator

from contract_tests.drift.pages import Sheet, sheets

Named = tuple[str, str]  # what was done, the page's text

_HEADINGS = {
    "zh": {"Body": "请求体", "Authorizations": "授权", "Response": "响应", "Example:": "示例：", "Available options:": "可用选项：", "Required string length:": "必填字符串长度：", "Required range:": "必填范围：", "Minimum string length:": "最小字符串长度：", "Maximum array length:": "最大数组长度："},
    "es": {"Body": "Cuerpo", "Authorizations": "Autorizaciones", "Response": "Respuesta", "Example:": "Ejemplo:", "Available options:": "Opciones disponibles:", "Required string length:": "Longitud de cadena requerida:", "Required range:": "Rango requerido:", "Minimum string length:": "Longitud mínima de cadena:", "Maximum array length:": "Longitud máxima del arreglo:"},
    "de": {"Body": "Anfragetext", "Authorizations": "Autorisierungen", "Response": "Antwort"},
    # A language that no list of headings knows.
    "eo": {"Body": "Korpo", "Authorizations": "Rajtigoj", "Response": "Respondo", "Example:": "Ekzemplo:", "Available options:": "Eblaj valoroj:"},
}  # fmt: skip
_BANNERS = (
    "New: a faster model is here. Try it today!",
    "Maintenance on Sunday from 02:00 to 04:00 UTC, up to 2 hours.",
    "🎉 Get 20% off until the end of the month",
    "You must be logged in to rate this page.",
)
_NAVIGATION = "Models\nImage\nVideo\nkling-v1-i2v\nkling-v2-mi2i\nPrevious\nNext\nWas this page helpful?\nYes\nNo\n⌘I\n"


def harmless(dice: random.Random) -> Iterator[Named]:
    """One round of everything on every page."""
    for sheet in sheets():
        for make in _MAKERS:
            for number, text in enumerate(make(sheet, dice)):
                yield f"{make.__name__.strip('_')} {number} of {sheet.model}", text


def _reordered(sheet: Sheet, dice: random.Random) -> Iterator[str]:
    for _ in range(2):
        names = sheet.names
        dice.shuffle(names)
        yield sheet.ordered(names).text
    if sheet.form == "a":
        # The key's section after the parameters, the answer's before them.
        auth = sheet.head.index("Authorizations\n")
        body = sheet.head.index("\nBody\n") + 1
        moved = sheet.head[:auth] + sheet.head[body:]
        blocks = "".join(sheet.blocks.values())
        yield moved + blocks + sheet.head[auth:body] + sheet.tail
        yield sheet.head[:body] + sheet.tail.rstrip() + "\n\n" + sheet.head[body:] + blocks


def _spaced(sheet: Sheet, dice: random.Random) -> Iterator[str]:
    text = sheet.text
    yield text.replace("\n", "\r\n")
    yield "\n".join(line + " " * dice.randrange(3) for line in text.split("\n"))
    yield "\n".join(" " * dice.randrange(4) + line for line in text.split("\n"))
    yield text.replace(": ", ":\u00a0").replace(". ", ".\u2003")
    yield text.replace("\n\n", "\n\n\n")
    yield "\ufeff" + text.replace("Body\n", "Body\u200b\n")


def _typographic(sheet: Sheet, dice: random.Random) -> Iterator[str]:
    text = re.sub(r"'(\w+)'", r"‘\1’", sheet.text)
    yield text
    body = "".join(sheet._blocks())
    yield sheet.head + re.sub(r'"([^"\n]*)"', r"“\1”", body) + sheet.tail
    yield sheet.head + body.replace(" - ", " – ").replace("-1.0", "–1.0") + sheet.tail
    yield sheet.head + body.replace("<=", "≤") + sheet.tail


def _bannered(sheet: Sheet, dice: random.Random) -> Iterator[str]:
    banner = dice.choice(_BANNERS)
    yield banner + "\n" + sheet.text
    yield sheet.text.rstrip("\n") + "\n" + banner + "\n"
    yield (
        sheet.head.replace("Authorizations\n", banner + "\nAuthorizations\n")
        + sheet.text[len(sheet.head) :]
    )
    yield _NAVIGATION + sheet.text
    yield sheet.text.rstrip("\n") + "\n" + _NAVIGATION


def _translated(sheet: Sheet, dice: random.Random) -> Iterator[str]:
    for words in _HEADINGS.values():
        lines = sheet.text.split("\n")
        for old, new in words.items():
            lines = [
                new + line[len(old) :]
                if line == old or (old.endswith(":") and line.startswith(old))
                else line
                for line in lines
            ]
        yield "\n".join(lines)


def _other_examples(sheet: Sheet, dice: random.Random) -> Iterator[str]:
    number = dice.randrange(100, 999)
    yield sheet.text.replace("example.com/", f"cdn.example.org/{number}/")
    yield re.sub(r'"task_id": "[^"]*"', f'"task_id": "task-{number}"', sheet.text).replace(
        "tasks/task-", f"tasks/other-{number}-"
    )
    yield re.sub(r'"prompt": "[^"]*"', '"prompt": "A kite over the dunes"', sheet.text)
    swapped = sheet
    for fact in sheet.facts.all("enum"):
        example = sheet.facts.find(fact.subject, "example")
        other = dice.choice([str(option) for option in fact.value])
        assert example
        old = f'"{example.value}"' if isinstance(example.value, str) else str(example.value)
        new = f'"{other}"' if isinstance(example.value, str) else other
        block = swapped.blocks[fact.subject]
        at = block.rindex(old)
        swapped = swapped.block(fact.subject, block[:at] + new + block[at + len(old) :])
    yield swapped.text
    if sheet.form == "a":
        yield sheet.text.replace("Example:\n\n0.6", "Example:\n\n0.25").replace(
            "Example:\n\n1\n", "Example:\n\n3\n"
        )
    yield sheet.text.replace("<= 91", "<= 93") if sheet.model == "kling-v2-mi2i" else sheet.text


def _reworded(sheet: Sheet, dice: random.Random) -> Iterator[str]:
    """Other words for the same."""
    words = {
        "Maximum size: 10MB": "Max file size 10 MB",
        "Supported formats: .jpg, .jpeg, .png": "Formats: JPG, JPEG or PNG",
        "Only available when image_reference='subject'": "Only valid if image_reference is set to 'subject'",
        "must not exceed 10 items": "cannot exceed 10 entries",
        "This model does NOT support:": "The model doesn't support the following parameters:",
        "(mutually exclusive with image_tail and camera_control)": "(cannot be used together with image_tail or camera_control)",
        "but at least one of": "but you must provide at least one of",
        "URL or Base64 ": "URL or base64-encoded string ",
        "Higher values mean stronger reference": "A higher value follows it more closely",
    }  # fmt: skip
    for old, new in words.items():
        if old in sheet.text:
            yield sheet.text.replace(old, new)


_MAKERS: tuple[Callable[[Sheet, random.Random], Iterator[str]], ...] = (
    *(_reordered, _spaced, _typographic, _bannered, _translated, _other_examples, _reworded),
)
