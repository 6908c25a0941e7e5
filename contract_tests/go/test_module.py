"""The generated module is Go as its users expect it: formatted, vetted, of the standard library."""

from contract_tests.go.program import go, gofmt
from tools import golang


def test_layout_is_that_of_gofmt() -> None:
    told = gofmt("-l", ".")
    assert (told.returncode, told.stdout, told.stderr) == (0, "", "")


def test_vet_finds_nothing() -> None:
    told = go("vet", "./...")
    assert told.returncode == 0, told.stderr


def test_nothing_but_the_standard_library_is_needed() -> None:
    text = (golang.MODULE / "go.mod").read_text(encoding="utf-8")
    assert text.splitlines()[0] == "module modellix"
    assert "require" not in text
    assert not (golang.MODULE / "go.sum").exists()
