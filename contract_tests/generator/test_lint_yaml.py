"""What YAML can hold besides a spec: told with its place, never a traceback."""

from __future__ import annotations

from pathlib import Path

import pytest

from contract_tests.generator.specs import NAME, changed, contract, lint

CASES = {
    "broken": ("paths: [\n", "2:1", "broken YAML"),
    "tab": ("paths:\n\t/x: {}\n", "2:1", "broken YAML"),
    "two documents": ("paths: {}\n---\npaths: {}\n", "2:1", "broken YAML"),
    "empty": ("", "1:1", "no mapping"),
    "a list": ("- paths\n", "1:1", "no mapping"),
    "undefined alias": ("paths: *nobody\n", "1:8", "broken YAML"),
    "recursive alias": ("paths: &a\n  x: *a\n", "1:8", "an alias to its own parent"),
    "merge key": ("x: &a {b: 1}\npaths:\n  <<: *a\n", "3:3", "a key that is no string"),
    "key that is a list": ("paths: {[a]: 1}\n", "1:9", "a key that is no string"),
    "deep": ("paths: " + "[" * 70 + "]" * 70, "1:72", "nested too deep"),
    "too deep for any stack": ("paths: " + "[" * 1_000_000, "1:72", "nested too deep"),
    "control character": ("paths: \x07\n", "1:1", "unreadable (ReaderError)"),
    "underscores in a number": ("paths: 1__0.5\n", "1:8", "the number '1__0.5'"),
    "infinity": ("paths: .inf\n", "1:8", "the number '.inf'"),
    "not a number": ("paths: .nan\n", "1:8", "the number '.nan'"),
    "past a double": ("paths: 1e999\n", "1:8", "the number '1e999'"),
    "hexadecimal": ("paths: 0x10\n", "1:8", "the number '0x10'"),
    "a number that is none": ("paths: !!float many\n", "1:8", "the number 'many'"),
    "an integer that is none": ("paths: !!int many\n", "1:8", "the number 'many'"),
    "endless number": ("paths: " + "9" * 5000 + "\n", "1:8", "the number '9999"),
    "a truth that is none": ("paths: !!bool maybe\n", "1:8", "the truth value 'maybe'"),
    "tag": ("paths: !python/object {}\n", "1:8", "the tag '!python/object'"),
    "surrogate": ('paths: "\\ud800"\n', "1:11", "invalid Unicode character"),
    "surrogate in a key": ('"\\ud800": 1\n', "1:4", "invalid Unicode character"),
    "an alias to nothing": ("paths: *there\n", "1:8", "undefined alias"),
}


@pytest.mark.parametrize("name", CASES)
def test_yaml_is_told(name: str, tmp_path: Path) -> None:
    text, place, problem = CASES[name]

    found = lint(tmp_path, text)

    told = [finding for finding in found if problem in finding.problem]
    assert [str(finding.location) for finding in told] == [f"{NAME}:{place}"], found
    assert told[0].advice


def test_aliases_of_aliases_end_soon(tmp_path: Path) -> None:
    lines = ["a0: &a0 [x, x]"]
    lines += [f"a{n}: &a{n} [*a{n - 1}, *a{n - 1}]" for n in range(1, 60)]

    found = lint(tmp_path, "\n".join(lines) + "\n")

    assert any("aliases of aliases" in finding.problem for finding in found)


def test_anchor_is_fine(tmp_path: Path) -> None:
    stated = "{page: kling-v9-t2i, how: stated}"
    first, then = "maxLength: 800", "maxBytes: 5242880}"
    key = "\n                  x-evidence: "
    text = changed(
        (f"{first}{key}{stated}", f"{first}{key}&stated {stated}"),
        (f"{then}{key}{stated}", f"{then}{key}*stated"),
    )

    assert lint(tmp_path, text) == []


@pytest.mark.parametrize("number", ["9223372036854775807", "18446744073709551615", "9" * 400])
def test_integer_keeps_its_digits(number: str, tmp_path: Path) -> None:
    text = changed(("maximum: 4294967295", f"maximum: {number}"))

    (model,) = contract(tmp_path, text).models

    assert [m.shape.maximum for m in model.request.fields if m.name == "seed"] == [int(number)]


def test_file_that_is_no_utf8(tmp_path: Path) -> None:
    found = lint(tmp_path, "paths: {}\n")
    path = tmp_path / NAME
    path.write_bytes(b"paths: \xff\xfe\n")

    from generator.spec.source import read  # noqa: PLC0415 - the case needs it alone

    assert found
    assert "unreadable (UnicodeDecodeError)" in read(path, tmp_path)[1][0].problem
