"""The lock files hold versions and hashes of everything, and addresses of nothing."""

import json

import pytest

from tools import locks

HASH = "--hash=sha256:" + "0" * 64


def test_lock_files_of_this_tree() -> None:
    assert locks.findings(locks.ROOT) == []


def test_what_uv_writes_is_taken() -> None:
    text = f"# made by\none==1.0 ; os_name == 'nt' \\\n    {HASH} \\\n    {HASH}\n    # via two\n"

    assert list(locks.of_python(text)) == []


@pytest.mark.parametrize(
    "line",
    [
        "one==1.0",
        f"one>=1.0 \\\n    {HASH}",
        f"one @ file:one.whl {HASH}",
        f"one==1.0 {HASH[:-1]}",
        "--index-url https://mirror.example/simple",
        "--find-links wheels",
    ],
)
def test_anything_else_is_found(line: str) -> None:
    assert list(locks.of_python(line))


def test_pin_that_was_not_compiled_is_found() -> None:
    lock = f"ruamel-yaml==0.19.1 {HASH}\n"

    assert list(locks.behind("ruamel.yaml==0.19.1\n", lock)) == []
    assert list(locks.behind("ruamel.yaml==0.19.2\n", lock))
    assert list(locks.behind("pyright[nodejs]==1.0\n", lock))


@pytest.mark.parametrize(
    ("package", "number"),
    [
        ({"version": "1.0.0", "integrity": "sha512-x"}, 0),
        ({"version": "1.0.0"}, 1),
        ({"version": "1.0.0", "integrity": "sha512-x", "resolved": "https://mirror.example/x"}, 1),
    ],
)
def test_package_lock(package: dict[str, str], number: int) -> None:
    lock = json.dumps({"packages": {"": {"name": "tree"}, "node_modules/x": package}})

    assert len(list(locks.of_node(lock))) == number
