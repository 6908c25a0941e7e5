"""The Go checker answers what the Python checker answers, byte for byte."""

import json
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from modellix_client.check import answer

from contract_tests.counts import record
from contract_tests.facts.page import Json
from contract_tests.go.program import Filter, answers
from contract_tests.judges.bundle import models
from contract_tests.profile import count
from contract_tests.strategies.bodies import near_misses, valid_bodies, wild_bodies
from contract_tests.vectors.current import FOLDER
from contract_tests.vectors.current import lines as current

VECTORS = sorted(FOLDER.glob("*.ndjson"))
_OPEN, _CLOSED = b"[" * 70, b"]" * 70
_OBJECTS = b'{"a":' * 70 + b"1" + b"}" * 70
LINES = {
    "half a pair in the body": rb'{"id":1,"model":"kling-v1-i2v","body":{"image":"\ud800"}}',
    "half a pair in the id": rb'{"id":"\ud800","model":"kling-v1-i2v","body":{}}',
    "half a pair before and in the id": rb'{"a":"\ud800","id":"\udc00","body":{}}',
    "two names of halves": rb'{"id":7,"body":{"\ud800":1,"\ud801":2}}',
    "a whole pair": rb'{"id":"\ud83d\ude00","model":"kling-v1-i2v","body":"\u0000\b"}',
    "two high halves": rb'{"id":"\ud83d\ud83d\ude00","model":"kling-v1-i2v","body":1}',
    "byte order mark, deep": b"\xef\xbb\xbf" + _OPEN,
    "no UTF-8": b'{"id":1,"model":"\xff"}',
    "no UTF-8, deep": _OPEN + b"\xff",
    "id twice": b'{"id":"a","id":2,"model":"x","body":1}',
    "id twice below": b'{"id":7,"body":{"id":1,"id":2}}',
    "name twice": b'{"id":7,"body":{"a":1,"a":2}}',
    "name twice, in escapes": rb'{"id":7,"body":{"a":1,"\u0061":2}}',
    "id as a float": b'{"id":5.0,"model":"kling-v1-i2x","body":{}}',
    "id past a double": b'{"id":1e400,"model":"kling-v1-i2v","body":{}}',
    "id past 64 bits": b'{"id":9223372036854775808,"model":"kling-v1-i2v","body":{}}',
    "id past 2^53 with an exponent": b'{"id":1e16,"model":"kling-v1-i2v","body":{}}',
    "the least id": b'{"id":-9223372036854775808,"model":"kling-v1-i2v","body":{}}',
    "number past 64 bits": b'{"id":7,"body":[9223372036854775808]}',
    "number past a double": rb'{"id":12,"body":1e999,"s":"\ud83d\ude00"}',
    "deep body": b'{"id":7,"body":' + _OPEN + _CLOSED + b"}",
    "deep body, half a pair": rb'{"id":7,"x":"\ud800","body":' + _OPEN + _CLOSED + b',"y":8}',
    "deep body, id twice": b'{"id":7,"body":' + _OPEN + _CLOSED + b',"id":8}',
    "deep objects, brackets in a string": b'{"id":"q","body":' + _OBJECTS + b',"z":"[[[["}',
    "deep and broken": _OPEN,
    "64 levels": b'{"id":7,"body":' + b"[" * 63 + b"]" * 63 + b"}",
    "list": b"[]",
    "string": b'"x"',
    "id of no kind": b'{"id":true,"model":"kling-v1-i2v","body":{}}',
    "no model": b'{"id":3}',
    "model of no kind": b'{"id":3,"model":4}',
    "no body": b'{"id":3,"model":"kling-v1-i2v"}',
    "unknown model": b'{"id":3,"model":"zzz","body":null}',
    "near model": b'{"id":3,"model":"kling-v1-i2x","body":null}',
    "names to sort": '{"id":0,"model":"kling-v1-i2v","body":{"😀":1,"a/b~":2,"é":3}}'.encode(),
    "exact number": b'{"id":1,"model":"kling-v1-i2v","body":{"cfg_scale":9007199254740993}}',
    "small number": b'{"id":1,"model":"kling-v1-i2v","body":{"cfg_scale":-1e-7,"duration":1e21}}',
    "large number": b'{"id":1,"model":"kling-v1-i2v","body":{"cfg_scale":12345678901234567890.5}}',
    "negative zero": b'{"id":-0,"model":"kling-v1-i2v","body":{"cfg_scale":-0.0,"duration":-0}}',
    "names that are near": b'{"id":1,"model":"kling-v1-i2v","body":{"imag":0,"imgae":0,"mod":0}}',
}
BROKEN = [
    *(b'{"id":01}', b'{"id":1,}', b'{"id":1 "x"}', b'{"a":"\x01"}', b'{"id":NaN}', b"{}}", b"{"),
    *(b'{"id":1.}', b'{"id":.5}', b'{"id":1e}', b'{"id":+1}', b'{"id":-}', b"[1,]", b'{"a"}'),
    *(rb'{"a":"\x"}', rb'{"a":"\u12"}', rb'{"a":"\u12g4"}', b'{"a":"', b'"\\', b"tru", b"'a'"),
    *(b'{"id":1}\xc2\xa0', b'\xef\xbb\xbf{"id":1}'),
]


@pytest.mark.parametrize("path", VECTORS, ids=lambda path: path.stem)
def test_handwritten_cases(path: Path) -> None:
    lines = current(path)
    raw = b"".join(line + b"\n" for line in lines)
    assert answers("validate", raw).splitlines(keepends=True) == [answer(line) for line in lines]
    expected = ("valid", "violations", "warnings")
    for line, told in zip(lines, answers("validate", raw).splitlines(), strict=True):
        case = json.loads(line)
        judged = json.loads(told)
        for violation in (*judged["violations"], *judged["warnings"]):
            assert violation.pop("message")
        assert {name: judged[name] for name in expected} == {name: case[name] for name in expected}
    record("handwritten cases in Go", len(lines))


def test_odd_lines() -> None:
    raw = b"\n".join(LINES.values()) + b"\n"
    told = answers("validate", raw).splitlines()
    for (name, line), found in zip(LINES.items(), told, strict=True):
        assert found + b"\n" == answer(line), name


def test_lines_that_are_no_json_differ_in_words_only() -> None:
    raw = b"\n".join(BROKEN) + b"\n"
    for line, told in zip(BROKEN, answers("validate", raw).splitlines(), strict=True):
        found, expected = json.loads(told), json.loads(answer(line))
        for judged in (found, expected):
            assert judged["error"].pop("message")
        assert found == expected == {"id": None, "error": {"code": "invalid_json"}}, line


def test_blank_lines_count_only_before_others() -> None:
    line = b'{"id":1,"model":"kling-v1-i2v","body":{}}'
    told = answers("validate", b"\n \t\r\n" + line + b"\n\n  \n")
    codes = [json.loads(found).get("error", {}).get("code") for found in told.splitlines()]
    assert codes == ["invalid_json", "invalid_json", None]
    assert answers("validate", b"") == b""
    assert answers("validate", line) == answer(line)


@pytest.mark.slow
def test_line_that_is_too_large_is_one_answer() -> None:
    line = b'{"id":1,"model":"kling-v1-i2v","body":{}}'
    longest = line[:-1] + b" " * (64 * 2**20 - len(line)) + b"}"
    told = answers("validate", longest + b"\n" + longest + b" \n" + line)
    first, second, third = told.splitlines()
    assert json.loads(second)["error"]["code"] == "too_large"
    assert first == third == answer(line).removesuffix(b"\n")


@pytest.fixture(scope="module")
def checker() -> Iterator[Filter]:
    with Filter("validate") as program:
        yield program


def _lines() -> st.SearchStrategy[bytes]:
    def of(model: str) -> st.SearchStrategy[Json]:
        drawn = st.one_of(near_misses(model), wild_bodies(model), valid_bodies(model))
        return drawn.map(lambda body: {"id": 0, "model": model, "body": body})

    return st.sampled_from(models()).flatmap(of).map(_line)


def _line(value: Json) -> bytes:
    return json.dumps(value, ensure_ascii=False).encode("utf-8", "surrogatepass")


@settings(
    max_examples=count(250, 40_000),
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.function_scoped_fixture],
)
@given(line=_lines())
def test_drawn_bodies(checker: Filter, line: bytes) -> None:
    assert checker.ask(line) + b"\n" == answer(line)
    record("drawn bodies in Go", 1)
