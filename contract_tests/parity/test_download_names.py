"""The frozen names of files, and what holds for every name there can be."""

from __future__ import annotations

import json
import sys
import unicodedata
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from modellix_client._core.file_name import DEVICES, NAMES, PROGRAMS, Names, clash_key, file_name

from contract_tests import counts

pytestmark = pytest.mark.client

VECTORS = [
    json.loads(line)
    for line in (Path(__file__).parent / "vectors" / "download-names.ndjson")
    .read_text(encoding="utf-8")
    .split("\n")
    if line
]


@pytest.mark.parametrize("vector", VECTORS, ids=lambda vector: vector["id"])
def test_vector(vector: dict[str, Any]) -> None:
    found = file_name(
        vector["names"],
        task_id=vector["task_id"],
        index=vector["index"],
        url=vector["url"],
        file_format=vector["format"],
        content_type=vector["content_type"],
        taken={clash_key(name) for name in vector["taken"]},
    )
    assert found == vector["name"]
    counts.record("vectors: names of files", 1)


def test_the_vectors_are_many_and_told_apart() -> None:
    assert len({vector["id"] for vector in VECTORS}) == len(VECTORS) >= 100


@given(
    st.sampled_from(NAMES),
    st.text(),
    st.integers(0, 99),
    st.text().map("https://files.example/{}".format) | st.text(),
    st.none() | st.text(max_size=9),
    st.sets(st.text(max_size=5).map("{}.bin".format)),
)
def test_any_name_is_safe_on_every_system(
    names: Names, task_id: str, index: int, url: str, form: str | None, taken: set[str]
) -> None:
    name = file_name(
        names,
        task_id=task_id,
        index=index,
        url=url,
        file_format=form,
        content_type=None,
        taken={clash_key(each) for each in taken},
    )
    assert name.isascii()
    assert name.isprintable()
    assert not set(name) & set('/\\:*?"<>|% ~$')
    assert name[0] not in ".-"
    assert ".." not in name
    stem, _, extension = name.rpartition(".")
    assert extension == extension.lower() != ""
    assert extension not in PROGRAMS
    assert stem[-1] not in "._-"
    assert name.partition(".")[0].lower() not in DEVICES
    assert len(name.encode()) <= 120
    assert clash_key(name) not in {clash_key(each) for each in taken}


def test_other_languages_need_a_short_table_only_to_tell_names_apart() -> None:
    """Which letters outside ASCII fold to ASCII: what ``clash_key`` says of them, written out."""
    allowed = set("abcdefghijklmnopqrstuvwxyz0123456789._-")
    folding = {
        chr(point): key
        for point in range(0x80, sys.maxunicode + 1)
        if set(key := clash_key(chr(point))) <= allowed
    }
    assert folding == {
        "ß": "ss",
        "\u017f": "s",
        "ẞ": "ss",
        "\u212a": "k",
        "ﬀ": "ff",
        "ﬁ": "fi",
        "ﬂ": "fl",
        "ﬃ": "ffi",
        "ﬄ": "ffl",
        "ﬅ": "st",
        "ﬆ": "st",
    }
    assert clash_key(unicodedata.normalize("NFD", "é")) == clash_key("É")
