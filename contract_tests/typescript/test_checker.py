"""The checker and the writer in TypeScript answer as the Python client does, to the byte."""

from __future__ import annotations

import json
import subprocess
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from modellix_client import check
from modellix_client._json import to_bytes, to_text
from modellix_client._rules import rules_of
from modellix_client._spec import MODELS
from modellix_client._strict_json import read_line

from contract_tests.client.test_checker import CODES, ORDER
from contract_tests.counts import record
from contract_tests.judges.bundle import models
from contract_tests.profile import count
from contract_tests.strategies.bodies import near_misses, valid_bodies, wild_bodies
from contract_tests.strategies.json_values import json_values
from contract_tests.typescript.programs import CLIENT, Filter, answers, node, staying
from contract_tests.validation.client_side import equal
from contract_tests.validation.test_handwritten import FILES, cases
from contract_tests.vectors.current import lines as current


@pytest.fixture(scope="module")
def checker() -> Iterator[Filter]:
    with staying("check") as filter_:
        yield filter_


def same_as_python(lines: list[bytes]) -> None:
    told = answers("check", lines)
    for line, typescript in zip(lines, told, strict=True):
        assert typescript == check.answer(line), line


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_handwritten_cases(path: Path) -> None:
    expected = list(cases(path))
    lines = list(current(path))
    for case, answer in zip(expected, map(json.loads, answers("check", lines)), strict=True):
        for violation in (*answer["violations"], *answer["warnings"]):
            assert violation.pop("message")
        assert equal({key: case[key] for key in answer}, answer), case["id"]
    record("handwritten cases through the TypeScript client", len(expected))


def test_lines_that_are_no_requests() -> None:
    # A line feed would make two lines of one.
    raws = [*(raw for raw, *_ in CODES), *(raw for raw, _ in ORDER)]
    lines = [raw for raw in raws if raw.strip() and b"\n" not in raw]
    assert len(lines) > 50
    same_as_python(lines)


_PARTS = st.lists(
    st.sampled_from(
        [
            *(b"{", b"}", b"[", b"]", b":", b",", b'"', b"\\", b"\\u", b"d800", b"\\udc00", b"0"),
            *(b"-", b"1", b".5", b"e9", b"E+400", b"9" * 19, b"9" * 400, b"true", b"null", b"NaN"),
            *(b'"id"', b'"id":1,', b'"a":', b" ", b"\t", b"\r", b"\x00", b"\x7f", b"\xc3\xa9"),
            *(b"\xff", b"\xed\xa0\x80", b"\xf0\x9f\x98\x80", b"\xe2\x80", b"[" * 70, b"]" * 70),
            *(b'"model":"kling-v2-mi2i",', b'"body":', b'{"id":1,"model":"kling-v2-mi2i","body":'),
        ]
    )
    | st.binary(max_size=3),
    max_size=9,
).map(lambda parts: b"".join(parts).replace(b"\n", b" "))


def test_any_bytes(checker: Filter) -> None:
    @given(line=_PARTS.filter(bytes.strip))
    @settings(max_examples=count(600, 30_000))
    def compare(line: bytes) -> None:
        assert checker.answer(line) == check.answer(line)
        record("lines of any bytes through the TypeScript checker", 1)

    compare()


def drawn() -> st.SearchStrategy[bytes]:
    """Lines that ask for the verdict on a drawn body."""

    def line(model: str) -> st.SearchStrategy[bytes]:
        bodies = st.one_of(
            valid_bodies(model),
            near_misses(model),
            wild_bodies(model),
            json_values(large_floats=True),
        )
        return bodies.map(
            lambda body: json.dumps(
                {"id": "é", "model": model, "body": body}, ensure_ascii=False
            ).encode()
        )

    return st.sampled_from(models()).flatmap(line)


def test_drawn_bodies(checker: Filter) -> None:
    with staying("wire") as writer:

        @given(line=drawn())
        @settings(max_examples=count(200, 50_000))
        def compare(line: bytes) -> None:
            assert checker.answer(line) == check.answer(line)
            assert writer.answer(line) == written(line)
            record("drawn bodies through the TypeScript client", 1)

        compare()


def written(line: bytes) -> bytes:
    """What the writer has to answer: the body as the Python client sends it."""
    request = read_line(line)
    assert isinstance(request, dict)
    layout = rules_of(MODELS[str(request["model"])]).LAYOUT
    wire = to_text(request["body"], layout)
    return to_bytes({"id": request["id"], "wire": wire}) + b"\n"


def test_every_trap_of_the_wire_at_once() -> None:
    bodies = [
        b'{"z":1,"\xf0\x9f\x98\x80":2,"\xef\xbf\xbd":3,"10":4,"9":5,"prompt":"x","n":5.0}',
        b'{"image_list":[{"b":1,"image":"x","a":1.50}],"prompt":"\\u2028\\/\\u0001\\u007f"}',
        b'{"element_list":[{"element_id":860512345678901234},{"element_id":1e15}]}',
        b"[1e21,1e-7,123456789012345680000.0,-0,-0.0,0.1,1E+2]",
        b'{"__proto__":{"constructor":1},"toString":2}',
        b"9223372036854775807",
        b'"\\ud83d\\ude00\\"\\\\\\b\\f\\n\\r\\t"',
    ]
    lines = [b'{"id":1,"model":"kling-image-o1","body":%s}' % body for body in bodies]
    assert answers("wire", lines) == [written(line) for line in lines]


@pytest.mark.parametrize(
    "body",
    [b'"' + b"x" * 30_000_000 + b'"', b'"' + "é😀".encode() * 3_000_000 + b'"', b"[1,2]" * 10],
)
def test_a_large_line(body: bytes) -> None:
    lines = [b'{"id":1,"model":"kling-v2-mi2i","body":{"prompt":%s}}' % body]
    same_as_python(lines)


def test_blank_lines_count_unless_they_end_the_file() -> None:
    script = str(CLIENT / "src" / "cli" / "check.ts")
    done = subprocess.run(
        [node(), script], input=b"\n \t\r\n1\n\n2\n\n \n", capture_output=True, check=True
    )
    lines = (b"", b"", b"1", b"", b"2")
    assert done.stdout == b"".join(map(check.answer, lines))


def test_a_line_over_the_limit_is_named_and_the_next_is_read() -> None:
    script = str(CLIENT / "src" / "cli" / "check.ts")
    given_lines = b"x" * (64 * 1024 * 1024 + 1) + b"\n2\n" + b"y" * (64 * 1024 * 1024 + 1)
    done = subprocess.run([node(), script], input=given_lines, capture_output=True, check=True)
    assert done.stdout == b"".join(map(check.answer, (None, b"2", None)))


def test_a_reader_that_leaves_ends_it() -> None:
    script = CLIENT / "src" / "cli" / "check.ts"
    command = 'yes 1 | "$0" "$1" | head -n 1 >&2; echo "${PIPESTATUS[1]}"'
    done = subprocess.run(
        ["bash", "-c", command, node(), str(script)], capture_output=True, timeout=60, check=True
    )
    assert done.stdout == b"1\n"
    assert done.stderr == check.answer(b"1")
