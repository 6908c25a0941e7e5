"""Values that languages read, measure or print differently, in the spelling that does it."""

from __future__ import annotations

from dataclasses import dataclass
from json.encoder import encode_basestring
from typing import Final

from contract_tests.facts.page import Json
from contract_tests.judges.wire import number

_DEEP: Final = 50


@dataclass(frozen=True)
class Raw:
    """A value in a spelling of its own."""

    text: str


NUMBERS: Final = tuple(
    Raw(text)
    for text in (
        *(
            "5.0",
            "5.5",
            "1e0",
            "1E+1",
            "10e-1",
            "-0",
            "-0.0",
            "0.0",
            "0.10",
            "5e-1",
            "1e-7",
            "1e-6",
        ),
        *("4.9999999999999999999", "0.30000000000000004", "1e20", "1e21", "1e22"),
        *("9007199254740991", "9007199254740992", "9007199254740993", "-9007199254740993"),
        *("9007199254740991.0", "9007199254740992.0", "9007199254740993.0", "9007199254740994.0"),
        *("1e16", "1e18", "999999999999999999", "1000000000000000000", "860512345678901234"),
        *("9223372036854775807", "-9223372036854775808", "9223372036854774784.0"),
        *("1e300", "5e-324", "2.2250738585072014e-308", "1.7976931348623157e308"),
    )
)
SMILE: Final = "\U0001f600"
FAMILY: Final = "\U0001f468\u200d\U0001f469\u200d\U0001f467"
TEXTS: Final = tuple(
    Raw(text)
    for text in (
        *('""', '"5"', '"NaN"', '"Infinity"', '"true"', '"null"', '" "', '"\\u0000"', '"\\u007f"'),
        *('"\\ud83d\\ude00"', '"\\uD83D\\uDE00"', f'"{SMILE}"', f'"{FAMILY}"', '"\\u00e9"'),
        *('"e\\u0301"', '"\u00e9"', '"\\u2028\\u2029"', '"\u2028"', '"\\ufeffx"', '"x\\ufeff"'),
        *('"\\ufffd"', '"\\uffff"', '"\\ue000"', '"\\/"', '"\\b\\f\\n\\r\\t"', '"\\"\\\\"'),
        *('"__proto__"', '"<<<image_1>>>"', '"<<<image_18446744073709551617>>>"', '"\u0130\u0131"'),
    )
)
OTHERS: Final = tuple(
    Raw(text)
    for text in (
        *("true", "false", "null", "[]", "{}", "[null]", '{"":0}', '{"a":{"b":[]}}', '[""]'),
        *(
            '["a","a"]',
            "[[]]",
            "[{}]",
            "[" * _DEEP + "]" * _DEEP,
            '{"a":' * _DEEP + "0" + "}" * _DEEP,
        ),
    )
)
ALL: Final = (*NUMBERS, *TEXTS, *OTHERS)
# Members that a language's own objects may have, names in another order as UTF-16 than as UTF-8,
# and names that a pointer writes otherwise.
NAMES: Final = (
    *("__proto__", "constructor", "toString", "hasOwnProperty", "length", "prototype", "valueOf"),
    *("0", "1", "-1", "items", "type", "", " ", "a/b", "a~b", "~1", "\u00e9", "e\u0301"),
    *("\ue000", "\uffff", "\U00010000", SMILE, "\u2028", '"', "\\", "\x00", "Prompt", "PROMPT"),
)


def spelled(value: Json) -> str:
    """A value as JSON text; ``Raw`` values stay as they are written."""
    if isinstance(value, Raw):
        return value.text
    if isinstance(value, dict):
        members = (f"{spelled(name)}:{spelled(member)}" for name, member in value.items())
        return "{" + ",".join(members) + "}"
    if isinstance(value, list):
        return "[" + ",".join(map(spelled, value)) + "]"
    if isinstance(value, str):
        return _quoted(value)
    if isinstance(value, float):
        # With its point, so that it stays what it was written as.
        text = number(value)
        return text if set(text) & set(".e") else f"{text}.0"
    return {None: "null", True: "true", False: "false"}[value] if _is_word(value) else str(value)


def _is_word(value: Json) -> bool:
    return value is None or isinstance(value, bool)


def _quoted(text: str) -> str:
    if text.isprintable():
        return encode_basestring(text)
    # Invisible characters as escapes, so that the file can be read by people.
    shown = []
    for character in text:
        if character in '"\\':
            shown.append("\\" + character)
        elif character.isprintable():
            shown.append(character)
        elif ord(character) < 0x10000:  # the Basic Multilingual Plane
            shown.append(f"\\u{ord(character):04x}")
        else:
            units = character.encode("utf-16-be").hex()
            shown.append(f"\\u{units[:4]}\\u{units[4:]}")
    return '"' + "".join(shown) + '"'
