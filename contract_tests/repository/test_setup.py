"""Set-up knows when there is nothing to do, and what of the caller's settings to leave alone."""

import sys
from pathlib import Path

import pytest

from tools import environment, installer, nodejs, setup, stamp


@pytest.fixture
def tree(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A tree whose environment was just made, by the interpreter that runs this test."""
    lock = tmp_path / "requirements" / "dev.txt"
    lock.parent.mkdir()
    lock.write_text("one==1\n", encoding="utf-8")
    venv = tmp_path / ".venv"
    venv.mkdir()
    for name, value in (("ROOT", tmp_path), ("VENV", venv), ("LOCK", lock)):
        monkeypatch.setattr(setup, name, value)
    monkeypatch.setattr(sys, "prefix", str(venv))
    monkeypatch.delenv("MODELLIX_PYTHON", raising=False)
    made = stamp.of(tmp_path, [lock], python=stamp.interpreter(), requested="")
    stamp.write(venv, made)
    return tmp_path


def test_what_was_just_made_is_current(tree: Path) -> None:
    assert setup.environment_is_current()


def test_changed_lock_file_is_noticed(tree: Path) -> None:
    (tree / "requirements" / "dev.txt").write_text("one==2\n", encoding="utf-8")

    assert not setup.environment_is_current()


def test_interrupted_set_up_leaves_no_stamp(tree: Path) -> None:
    stamp.remove(tree / ".venv")
    (tree / ".venv" / f"{stamp.NAME}.draft").write_text("{}", encoding="utf-8")

    assert not setup.environment_is_current()


def test_moved_tree_is_noticed(
    tree: Path, tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch
) -> None:
    moved = tree.rename(tmp_path_factory.mktemp("elsewhere") / "tree")
    for name in ("ROOT", "VENV", "LOCK"):
        monkeypatch.setattr(setup, name, moved / getattr(setup, name).relative_to(tree))
    monkeypatch.setattr(sys, "prefix", str(moved / ".venv"))

    assert not setup.environment_is_current()


def test_another_interpreter_is_noticed(tree: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "version", "3.11.0 (of another build)")

    assert not setup.environment_is_current()


def test_interpreter_outside_the_environment_is_never_current(
    tree: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sys, "prefix", sys.base_prefix)

    assert not setup.environment_is_current()


def test_asking_for_another_python_makes_the_environment_anew(
    tree: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("MODELLIX_PYTHON", "python3.12")

    assert not setup.environment_is_current()


@pytest.mark.parametrize("content", ["", "{", "[]", "null"])
def test_stamp_that_cannot_be_read_is_none(tmp_path: Path, content: str) -> None:
    (tmp_path / stamp.NAME).write_text(content, encoding="utf-8")

    assert stamp.read(tmp_path) == {}


def test_line_that_moves_to_another_file_changes_the_stamp(tmp_path: Path) -> None:
    first, second = tmp_path / "first", tmp_path / "second"
    first.write_text("a\nb\n", encoding="utf-8")
    second.write_text("c\n", encoding="utf-8")
    before = stamp.of(tmp_path, [first, second])
    first.write_text("a\n", encoding="utf-8")
    second.write_text("b\nc\n", encoding="utf-8")

    assert stamp.of(tmp_path, [first, second]) != before


def test_where_packages_come_from_is_the_callers_business() -> None:
    kept = {
        "HTTPS_PROXY": "http://proxy.example",
        "PATH": "/usr/bin",
        "PIP_EXTRA_INDEX_URL": "https://mirror.example/more",
        "PIP_INDEX_URL": "https://mirror.example/simple",
        "SSL_CERT_FILE": "/etc/certificates",
        "UV_DEFAULT_INDEX": "https://mirror.example/simple",
        "UV_INDEX_INTERNAL_PASSWORD": "word",
        "UV_INDEX_URL": "https://mirror.example/simple",
        "UV_OFFLINE": "1",
    }

    assert environment.clean(kept).items() >= kept.items()


def test_where_packages_go_is_not() -> None:
    dropped = {
        "CONDA_PREFIX": "/elsewhere",
        "NODE_OPTIONS": "--require=/elsewhere",
        "PIP_CONSTRAINT": "/elsewhere",
        "PIP_TARGET": "/elsewhere",
        "PYTHONHOME": "/elsewhere",
        "PYTHONPATH": "/elsewhere",
        "UV_PROJECT_ENVIRONMENT": "/elsewhere",
        "UV_PYTHON": "3.9",
        "UV_SYSTEM_PYTHON": "1",
        "VIRTUAL_ENV": "/elsewhere",
    }

    assert not environment.clean(dropped).keys() & dropped.keys()
    assert environment.clean({"PIP_USER": "1"})["PIP_USER"] == "0"


@pytest.mark.parametrize(
    ("listing", "index"),
    [
        ("", None),
        ("global.timeout='60'", None),
        ("global.index-url='https://g.example'", "https://g.example"),
        ("global.index-url='g'\ninstall.index-url='i'", "i"),
        ("global.index-url='g'\ninstall.index-url='i'\n:env:.index-url='e'", "e"),
    ],
)
def test_index_that_pip_is_set_up_with_is_found(listing: str, index: str | None) -> None:
    assert environment.index_in(listing) == index


@pytest.mark.parametrize(
    ("answer", "version"),
    [("echo v24.19.0", (24, 19, 0)), ("echo v20.20.2", (20, 20, 2)), ("exit 1", (0,))],
)
def test_version_of_node(tmp_path: Path, answer: str, version: tuple[int, ...]) -> None:
    node = tmp_path / "node"
    node.write_text(f"#!/bin/sh\n{answer}\n", encoding="utf-8")
    node.chmod(0o755)

    assert nodejs.version_of(str(node)) == version


def test_node_that_is_not_there_has_no_version() -> None:
    assert nodejs.version_of("/no/such/node") < nodejs.OLDEST


def test_new_release_of_uv_gets_a_new_place(tmp_path: Path) -> None:
    lock = tmp_path / "requirements" / "uv.txt"
    lock.parent.mkdir()
    places = []
    for version in ("uv==1\n", "uv==2\n"):
        lock.write_text(version, encoding="utf-8")
        places.append(installer.place(tmp_path, tmp_path / ".tools"))

    assert places[0] != places[1]


def test_client_is_importable_from_where_a_user_would_have_it() -> None:
    packages = Path("/tree/.venv/lib/python3.11/site-packages")
    client = (packages / setup.PATH_TO_CLIENT.strip()).resolve()

    assert client == Path("/tree/generated_client/python").resolve()
