"""Lines that no checker may misread: odd JSON, odd bytes, odd ids, and the code each must get."""

from __future__ import annotations

import base64
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from contract_tests.facts.page import Json

_HEAD: Final = b'{"id":1,"model":"kling-v2-mi2i","body":'
_DEEPEST: Final = 64


@dataclass(frozen=True)
class Line:
    """A line as bytes. ``code`` is None where it must be judged as a request."""

    id: str
    raw: bytes
    code: str | None
    line_id: str | int | None = 1


def entry(line: Line) -> dict[str, Json]:
    """The line as a vector: as text where it is text, else in Base64."""
    try:
        held = {"line": line.raw.decode()}
    except UnicodeDecodeError:
        held = {"base64": base64.b64encode(line.raw).decode()}
    return {"id": line.id, **held, "expect": {"id": line.line_id, "code": line.code}}


def raw_line(vector: dict[str, Json]) -> bytes:
    """The bytes of a vector."""
    if "line" in vector:
        text: str = vector["line"]
        return text.encode()
    return base64.b64decode(vector["base64"])


def lines() -> list[Line]:
    """Every line, in a fixed order."""
    return [*_bytes(), *_grammar(), *_depth(), *_names(), *_surrogates(), *_numbers(), *_frame()]


def _body(name: str, body: bytes, code: str | None) -> Line:
    # Nothing can be told of a line that is no JSON, its id included.
    return Line(name, _HEAD + body + b"}", code, None if code == "invalid_json" else 1)


def _bytes() -> Iterator[Line]:
    for name, raw in {
        "0xff": b"\xff",
        "a byte of continuation alone": b"\x80",
        "two bytes of three": b"\xe2\x82",
        "an overlong slash": b"\xc0\xaf",
        "an overlong NUL": b"\xc0\x80",
        "an overlong euro": b"\xf0\x82\x82\xac",
        "half a surrogate pair in UTF-8": b"\xed\xa0\x80",
        "a surrogate pair in UTF-8": b"\xed\xa0\xbd\xed\xb8\x80",
        "past U+10FFFF": b"\xf4\x90\x80\x80",
        "Latin-1": b"caf\xe9",
    }.items():
        yield _body(f"in a string: {name}", b'{"prompt":"' + raw + b'"}', "invalid_json")
    yield Line("a byte order mark", b"\xef\xbb\xbf" + _HEAD + b"{}}", "invalid_json", None)
    yield Line("UTF-16", '{"id":1}'.encode("utf-16"), "invalid_json", None)
    yield _body("the last code point", '{"prompt":"\U0010ffff"}'.encode(), None)
    yield _body("a byte order mark in a string", '{"prompt":"\ufeff"}'.encode(), None)
    yield _body("a replacement character", '{"prompt":"\ufffd"}'.encode(), None)


def _grammar() -> Iterator[Line]:
    wrong = {
        "NaN": "NaN",
        "Infinity": "Infinity",
        "minus Infinity": "-Infinity",
        "undefined": "undefined",
        "True": "True",
        "a comma too many": '{"prompt":"x",}',
        "a comma too many in a list": "[1,]",
        "a comma too early": "[,1]",
        "no comma": "[1 2]",
        "no colon": '{"prompt" "x"}',
        "a name without quotes": '{prompt:"x"}',
        "single quotes": "{'prompt':'x'}",
        "a comment": "{/*x*/}",
        "a line comment": "{}//x",
        "leading zero": "[01]",
        "minus and leading zero": "[-01]",
        "plus": "[+1]",
        "no digit before the point": "[.5]",
        "no digit behind the point": "[5.]",
        "no digit in the exponent": "[1e]",
        "a sign as exponent": "[1e+]",
        "a lone minus": "[-]",
        "hexadecimal": "[0x10]",
        "an underscore": "[1_000]",
        "full-width digit": "[\uff11]",
        "a tab in a string": '"a\tb"',
        "NUL in a string": '"a\x00b"',
        "U+001F in a string": '"a\x1fb"',
        "an unknown escape": '"\\x41"',
        "a single quote escaped": '"\\\'"',
        "a short escape": '"\\u00e"',
        "an escape with a sign": '"\\u+041"',
        "an escape with a space": '"\\u 041"',
        "an escape in full-width digits": '"\\u\uff10\uff10\uff14\uff11"',
        "a string without end": '"abc',
        "a list without end": "[1",
        "brackets that do not match": "[}",
        "a bracket too many": "{}]",
        "nothing": "",
        "no-break space around": "\u00a0{}",
        "a form feed around": "\f{}",
        "a vertical tab around": "\v{}",
        "a line separator around": "\u2028{}",
    }
    for name, text in wrong.items():
        yield _body(f"no JSON: {name}", text.encode(), "invalid_json")
    right = {
        "white space everywhere": ' \t\r{ \t"prompt"\r : "x" } ',
        "DEL in a string": '"a\x7fb"',
        "a line separator in a string": '"a\u2028b"',
        "escaped solidus": '"\\/"',
        "escapes of ASCII": '{"\\u0070rompt":"\\u0078"}',
        "exponent with leading zeros": "[1e0005]",
        "minus zero": "[-0]",
    }
    for name, text in right.items():
        yield _body(f"JSON: {name}", text.encode(), None)


def _depth() -> Iterator[Line]:
    below = _DEEPEST - 1  # the line's own object is the first level
    forms = {"lists": (b"[", b"]"), "objects": (b'{"a":', b"0}")}
    for name, (begin, end) in forms.items():
        middle = end[:1] if name == "objects" else b""
        close = end[-1:]
        yield _body(f"{below} {name}", begin * below + middle + close * below, None)
        more = below + 1
        yield _body(f"{more} {name}", begin * more + middle + close * more, "too_deep")
    yield _body("brackets in a string", b'"' + b"[{" * 200 + b'"', None)
    yield _body("brackets behind an escaped quote", b'"\\"' + b"[{" * 200 + b'"', None)
    yield _body("a hundred thousand lists", b"[" * 100_000 + b"]" * 100_000, "too_deep")
    yield Line("too deep, and no JSON", b"[" * 100, "too_deep", None)
    yield Line(
        "too deep, id behind", b'{"body":' + b"[" * 70 + b"]" * 70 + b',"id":7}', "too_deep", 7
    )


def _names() -> Iterator[Line]:
    for name, body in {
        "twice": b'{"prompt":"x","prompt":"x"}',
        "twice, once as an escape": b'{"prompt":"x","\\u0070rompt":"x"}',
        "twice, deep": b'{"prompt":[{"a":[{"b":1,"b":2}]}]}',
        "empty name twice": b'{"":1,"":1}',
        "__proto__ twice": b'{"__proto__":1,"__proto__":1}',
    }.items():
        yield _body(f"names: {name}", body, "duplicate_key")
    yield _body("names: alike but not the same", '{"\u00e9":1,"e\u0301":1}'.encode(), None)
    yield _body("names: in two objects", b'[{"a":1},{"a":1}]', None)
    twice = b'{"id":1,"id":1,"model":"kling-v2-mi2i","body":{}}'
    yield Line("names: id twice", twice, "duplicate_key", None)
    model = b'{"id":1,"model":"a","model":"kling-v2-mi2i","body":{}}'
    yield Line("names: model twice", model, "duplicate_key")


def _surrogates() -> Iterator[Line]:
    for name, text in {
        "a high one": "\\ud83d",
        "a low one": "\\ude00",
        "the wrong way round": "\\ude00\\ud83d",
        "two high ones": "\\ud83d\\ud83d\\ude00",
        "with a letter in between": "\\ud83dx\\ude00",
        "at the end": "x\\uDBFF",
        "an escaped backslash before": "\\\\\\ud83d",
    }.items():
        body = f'{{"prompt":"{text}"}}'.encode()
        yield _body(f"surrogates: {name}", body, "unpaired_surrogate")
    yield _body("surrogates: in a name", b'{"\\udc00":1}', "unpaired_surrogate")
    yield _body("surrogates: a pair", b'{"prompt":"\\uD83D\\uDE00"}', None)
    yield _body("surrogates: text that looks like one", b'{"prompt":"\\\\ud83d"}', None)
    half = b'{"id":"\\ud800","model":"kling-v2-mi2i","body":{}}'
    yield Line("surrogates: in the id", half, "unpaired_surrogate", None)
    odd = _HEAD.replace(b"{", b'{"\\ud83d":0,', 1) + b"{}}"
    yield Line("surrogates: in a name of the line", odd, "unpaired_surrogate")
    odd = _HEAD.replace(b'"id"', b'"\\ud83did"', 1) + b"{}}"
    yield Line("surrogates: in the name that was to be id", odd, "unpaired_surrogate", None)


def _numbers() -> Iterator[Line]:
    for text in ("9223372036854775808", "-9223372036854775809", "1" + "0" * 400, "1e309", "-1e309"):
        yield _body(f"number: {text[:24]}", f"[{text}]".encode(), "number_out_of_range")
    yield _body("number: 400 digits and a point", b"[" + b"9" * 400 + b".0]", "number_out_of_range")
    yield _body("number: rounds to infinity", b"[1.7976931348623159e308]", "number_out_of_range")
    for text in (
        *("9223372036854775807", "-9223372036854775808", "1.7976931348623157e308", "1e-400"),
        *("0." + "0" * 400 + "1", "2" + "0" * 300 + "e-300", "1.7976931348623158e308", "0e999"),
    ):
        yield _body(f"number: {text[:24]}", f"[{text}]".encode(), None)


def _frame() -> Iterator[Line]:
    rest = b',"model":"kling-v2-mi2i","body":{"prompt":"x"}}'
    for text in ("true", "null", "1.5", "1e16", "[]", "{}", "9007199254740994.0"):
        yield Line(f"id is {text}", b'{"id":' + text.encode() + rest, "bad_line", None)
    fit: dict[str, str | int] = {
        "5.0": 5,
        "-0": 0,
        "1e3": 1000,
        '""': "",
        '"\\u0000\u2028"': "\x00\u2028",
    }
    for text, known in fit.items():
        yield Line(f"id is {text!a}", b'{"id":' + text.encode() + rest, None, known)
    past = b'{"id":9223372036854775808' + rest
    yield Line("id past 64 bits", past, "number_out_of_range", None)
    odd: tuple[tuple[str, bytes, str | int | None], ...] = (
        ("no id", b"{" + rest[1:], None),
        ("no model", b'{"id":1,"body":{}}', 1),
        ("id 5.0 and no model", b'{"id":5.0,"body":{}}', 5),
        ("model is a number", b'{"id":1,"model":1,"body":{}}', 1),
        ("no body", b'{"id":"a","model":"kling-v2-mi2i"}', "a"),
        ("a list", b"[]", None),
        ("a string", b'"x"', None),
        ("null", b"null", None),
    )
    for name, raw, echoed in odd:
        yield Line(f"frame: {name}", raw, "bad_line", echoed)
    yield Line("frame: white space", b" \t", "invalid_json", None)
    yield Line("frame: two values", b"{}{}", "invalid_json", None)
    yield Line("frame: a carriage return behind", b'{"id":1' + rest + b"\r", None)
    yield Line("frame: members of no meaning", b'{"x":[1],"id":1' + rest, None)
    for model in ("kling-v2-mi2j", "kling", "", "KLING-V2-MI2I", "kling-v2-mi2i ", "__proto__"):
        raw = f'{{"id":1,"model":"{model}","body":{{}}}}'.encode()
        yield Line(f"model {model!r}", raw, "unknown_model")
