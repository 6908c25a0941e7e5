from __future__ import annotations

import io
import json
import time
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from modellix_client import _ndjson, check

from contract_tests.facts.stand_in import stand_in

pytestmark = pytest.mark.client

MODEL = stand_in().model
GOOD = json.dumps({"id": 1, "model": MODEL, "body": stand_in().body()}).encode()
BEGUN = f'{{"id":1,"model":"{MODEL}","body":'.encode()


def answered(raw: bytes) -> dict[str, Any]:
    out = check.answer(raw)
    assert out.endswith(b"\n")
    assert out.count(b"\n") == 1
    found: dict[str, Any] = json.loads(out)
    return found


def deep(levels: int) -> bytes:
    return b'{"id":1,"model":"x","body":' + b"[" * (levels - 1) + b"]" * (levels - 1) + b"}"


DEEP = b"[" * 70 + b"]" * 70

CODES: list[tuple[bytes, str, object]] = [
    (b"", "invalid_json", None),
    (b"x", "invalid_json", None),
    (GOOD + b"x", "invalid_json", None),
    (GOOD[:-1], "invalid_json", None),
    (b"\xef\xbb\xbf" + GOOD, "invalid_json", None),
    (b'{"id":1,"model":"x","body":"\xff"}', "invalid_json", None),
    (b'{"id":1,"model":"x","body":"\xed\xa0\x80"}', "invalid_json", None),
    (b'{"id":1,"model":"x","body":NaN}', "invalid_json", None),
    (b'{"id":1,"model":"x","body":-Infinity}', "invalid_json", None),
    (b'{"id":1,"model":"x","body":01}', "invalid_json", None),
    (b'{"id":1,"model":"x","body":"\t"}', "invalid_json", None),
    (b"{'id':1}", "invalid_json", None),
    (deep(64), "unknown_model", 1),
    (deep(65), "too_deep", 1),
    (deep(10_000), "too_deep", 1),
    (b'{"a":[{"id":5}],"body":' + DEEP + b',"z":{},"id":"]\\"["}', "too_deep", ']"['),
    (b'{"i\\u0064":7,"body":' + b'{"a":' * 70 + b"1" + b"}" * 71, "too_deep", 7),
    (b'{"id":1,"body":' + DEEP + b',"i\\u0064":1}', "too_deep", None),
    (b'{"id":[1],"body":' + DEEP + b"}", "too_deep", None),
    (b'{"id":"\\ud800","body":' + DEEP + b"}", "too_deep", None),
    (b'{"id":9223372036854775808,"body":' + DEEP + b"}", "too_deep", None),
    (b'{"body":{"id":1,"x":' + DEEP + b"}}", "too_deep", None),
    (b'{"id":1,"body":' + DEEP + b"} x", "too_deep", None),
    (b'{"id":1,"body":' + b"[" * 70, "too_deep", None),
    (b'}}{"id":1,"body":' + DEEP + b"}", "too_deep", None),
    (b"[" * 10_000, "too_deep", None),
    (b'{"a":' * 10_000, "too_deep", None),
    (b'{"id":1,"model":"x","body":{"a":1,"a":1}}', "duplicate_key", 1),
    (b'{"id":1,"model":"x","model":"x","body":{"id":1,"id":2}}', "duplicate_key", 1),
    (b'{"id":1,"id":2,"model":"x","body":{"a":1,"a":1}}', "duplicate_key", None),
    (b'[{"id":1,"id":1}]', "duplicate_key", None),
    (b'{"id":1,"id":1,"model":"x","body":1}', "duplicate_key", None),
    (b'{"id":1,"model":"x","body":"\\ud800"}', "unpaired_surrogate", 1),
    (b'{"id":1,"model":"x","body":{"\\udc00\\ud800":1}}', "unpaired_surrogate", 1),
    (b'{"id":"\\ud800","model":"x","body":1}', "unpaired_surrogate", None),
    (b'{"id":1,"model":"x","body":9223372036854775808}', "number_out_of_range", 1),
    (b'{"id":1,"model":"x","body":-9223372036854775809}', "number_out_of_range", 1),
    (b'{"id":1,"model":"x","body":' + b"9" * 10_000 + b"}", "number_out_of_range", 1),
    (b'{"id":1,"model":"x","body":1e309}', "number_out_of_range", 1),
    (b'{"id":1,"model":"x","body":-1E+0400}', "number_out_of_range", 1),
    (b'{"id":1,"model":"x","body":' + b"9" * 400 + b".5}", "number_out_of_range", 1),
    (b'{"id":9223372036854775808,"model":"x","body":1}', "number_out_of_range", None),
    (b"[]", "bad_line", None),
    (b'"x"', "bad_line", None),
    (b"null", "bad_line", None),
    (b"{}", "bad_line", None),
    (b'{"id":null,"model":"x","body":1}', "bad_line", None),
    (b'{"id":true,"model":"x","body":1}', "bad_line", None),
    (b'{"id":1.5,"model":"x","body":1}', "bad_line", None),
    (b'{"id":"a","body":1}', "bad_line", "a"),
    (b'{"id":"a","model":7,"body":1}', "bad_line", "a"),
    (b'{"id":"a","model":"x"}', "bad_line", "a"),
    (b'{"id":5.0,"model":"x","body":1}', "unknown_model", 5),
    (b'{"id":5.0,"body":1}', "bad_line", 5),
    (b'{"id":-5.0,"model":"x","body":{"a":1,"a":1}}', "duplicate_key", -5),
    (b'{"id":"a","model":"","body":1}', "unknown_model", "a"),
]


@pytest.mark.parametrize(("raw", "code", "line_id"), CODES)
def test_every_code(raw: bytes, code: str, line_id: object) -> None:
    answer = answered(raw)
    assert list(answer) == ["id", "error"]
    assert (answer["error"]["code"], answer["id"]) == (code, line_id)


ORDER = [
    (b'{"id":1,"a":1,"a":1,"b":"\\ud800","c":1e999}', "duplicate_key"),
    (b'{"id":1,"b":"\\ud800","c":1e999}', "unpaired_surrogate"),
    (b'{"id":1,"c":1e999}', "number_out_of_range"),
    (b'{"id":1,"a":1,"a":1,"b":"\\ud800","c":1e999', "invalid_json"),
    (b'{"id":1,"a":1,"a":1,}' + b"[" * 65, "too_deep"),
    (b"\xff" + b"[" * 65, "invalid_json"),
]


@pytest.mark.parametrize(("raw", "code"), ORDER)
def test_which_code_wins(raw: bytes, code: str) -> None:
    assert answered(raw)["error"]["code"] == code


@pytest.mark.parametrize(
    "body",
    [
        b'"\\\\ud800"',
        b'"\\ud83d\\ude00"',
        b'"[[[[' + b"[" * 100 + b'"',
        b'"' + b"9" * 400 + b'e999"',
        b"9223372036854775807",
        b"-9223372036854775808",
        b"1.7976931348623157e308",
        b"1e-999",
        b"-0",
    ],
)
def test_what_only_looks_wrong_is_judged(body: bytes) -> None:
    answer = answered(BEGUN + body + b"}")
    assert [entry["rule"] for entry in answer["violations"]] == [f"{MODEL}/type"]
    assert answered(BEGUN + b'{"z":' + body + b"}}")["violations"]


@given(st.binary(max_size=60) | st.text('{}[]":,\\ud80019e.-ntf ').map(str.encode))
def test_any_bytes_get_one_answer(raw: bytes) -> None:
    raw = raw.replace(b"\n", b" ")
    assert list(answered(raw)) == ["id", "error"]


@pytest.mark.page("kling-v2-mi2i")
def test_an_answer_to_the_byte() -> None:
    raw = '{"body":{"prompt":"","é":1,"n":1e1},"model":"kling-v2-mi2i","id":"ü"}'.encode()
    assert check.answer(raw).decode() == (
        '{"id":"ü","valid":false,"violations":['
        '{"rule":"kling-v2-mi2i/prompt/minLength","path":"/prompt","keyword":"minLength",'
        '"limit":1,"actual":0,"message":"prompt must have at least 1 character"},'
        '{"rule":"kling-v2-mi2i/n/maximum","path":"/n","keyword":"maximum","limit":9,'
        '"actual":10,"message":"n must be at most 9"},'
        '{"rule":"kling-v2-mi2i/additionalProperties","path":"/é",'
        '"keyword":"additionalProperties","limit":"n","actual":null,'
        + check.answer(raw).decode().partition('"actual":null,')[2]
    )


def test_an_answer_about_a_good_request() -> None:
    assert check.answer(GOOD) == b'{"id":1,"valid":true,"violations":[],"warnings":[]}\n'


@pytest.mark.parametrize(
    ("source", "count"),
    [
        (b"", 0),
        (b"a", 1),
        (b"a\nb\n", 2),
        (b"a\r\n", 1),
        (b"a\n\n \t\n", 1),
        (b"\n\na\n", 3),
        (b"a\n\nb", 3),
        (b"\n\n", 0),
    ],
)
def test_blank_lines_count_unless_they_end_the_file(source: bytes, count: int) -> None:
    assert len(list(_ndjson.lines(io.BytesIO(source)))) == count


def test_a_line_over_the_limit_is_skipped_and_the_next_is_read(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(_ndjson, "LONGEST_LINE", 100)
    monkeypatch.setattr(_ndjson, "_PIECE", 7)
    source = b"x" * 100 + b"\n" + b"y" * 101 + b"\n" + GOOD + b"\n" + b"z" * 5_000
    assert list(_ndjson.lines(io.BytesIO(source))) == [b"x" * 100, None, GOOD, None]
    assert json.loads(check.answer(None))["error"]["code"] == "too_large"


@pytest.mark.parametrize(
    "body",
    [
        b'{"' + stand_in().text.encode() + b'":"' + b"x" * 10_000_000 + b'"}',
        b'{"' + b"y" * 10_000_000 + b'":1}',
    ],
)
def test_ten_megabytes_are_answered_at_once(body: bytes) -> None:
    raw = BEGUN + body + b"}"
    # The processor's time: what else the machine does is no matter here.
    begun = time.process_time()
    assert answered(raw)["valid"] is False
    assert time.process_time() - begun < 1
