"""Nothing in the tree belongs to one machine, or to the making of it."""

from pathlib import Path

import pytest

from tools import hygiene

# Put together here, so that this file does not hold what it looks for.
CASES = [
    ("see " + "/home/" + "me/notes", "a path of one machine"),
    ("'" + "/Users/" + "Me/x'", "a path of one machine"),
    ("cd " + "/ro" + "ot/x", "a path of one machine"),
    ("https://" + "pypi" + ".org/simple", "a package registry's host"),
    ("registry." + "npmjs" + ".org", "a package registry's host"),
    ("files." + "PythonHosted" + ".org", "a package registry's host"),
    ("# TO" + "DO: later", "a left-open mark"),
    ("<" * 7 + " HEAD", "a merge conflict"),
    ("-----BEGIN RSA " + "PRIVATE " + "KEY-----", "a private key"),
    ("as found in this " + "session", "how the text came about"),
]


@pytest.mark.parametrize(("line", "name"), CASES)
def test_rule_finds(line: str, name: str) -> None:
    assert list(hygiene.findings_in(f"fine\n{line}\n")) == [(2, name)]


@pytest.mark.parametrize(
    "line",
    [
        "https://example.com/home/me/page",
        "./work/queue, a/root/b and src/farm/x",
        "PyPI and npm, by those names",
        "todo lists, mastodons and XXXL",
        "<<<image_1>>> and <<<<<<<< are no conflict",
        "a session of the service",
    ],
)
def test_rule_leaves_alone(line: str) -> None:
    assert list(hygiene.findings_in(line)) == []


def test_every_rule_has_a_case() -> None:
    assert {name for _, name in CASES} == hygiene.RULES.keys()


def test_what_is_no_text_is_passed_over(tmp_path: Path) -> None:
    (tmp_path / "picture").write_bytes(b"\xff\xfe/home/me/")

    assert hygiene.read(tmp_path / "picture") == ""


def test_this_tree() -> None:
    if not hygiene.files(hygiene.ROOT):
        pytest.skip("no git checkout: there is no list of what belongs to the tree")

    assert hygiene.findings(hygiene.ROOT) == []
