"""The Go client's surface, held against what ``go doc`` shows of the package."""

from __future__ import annotations

import os
import re
import subprocess

import pytest

from contract_tests.counts import record
from contract_tests.surface.lines import CLIENTS, ROOT, lines
from generator.surface.entry import JOINT

_GO = ROOT / ".tools" / "go" / "bin" / "go"

pytestmark = pytest.mark.skipif(not _GO.exists(), reason="needs Go: make go")


def _documented() -> str:
    keep = ("PATH", "HOME", "GOCACHE", "GOROOT", "GOFLAGS")
    offline = {"GOPROXY": "off", "GOSUMDB": "off", "GOTOOLCHAIN": "local"}
    return subprocess.run(
        [_GO, "doc", "-all", "."],
        cwd=CLIENTS / "go",
        env={name: os.environ[name] for name in keep if name in os.environ} | offline,
        capture_output=True,
        text=True,
        check=True,
    ).stdout


def _shown() -> set[str]:
    """``Name`` of what stands in the package, ``Type.Name`` of fields and methods."""
    found = set()
    for line in lines("go"):
        top, _, rest = line.partition(JOINT)
        of = re.match(r"type (\w+)", top)
        if of:
            found.add(of[1])
        for name in re.findall(r"^(?:func |const |var )?((?:\w+, )*\*?[A-Za-z.]*\w+)", rest):
            for one in name.split(", "):
                bare = one.strip("*").rpartition(".")[2]
                found.add(f"{of[1]}.{bare}" if of else bare)
    return found


def _exported(text: str) -> set[str]:
    found: set[str] = set()
    inside, group = "", False
    for raw in text.split("\n"):
        line = re.sub(r"\s*//.*", "", raw)
        if method := re.match(r"func \(\w* ?\*?(\w+)[^)]*\) (\w+)", line):
            found.add(f"{method[1]}.{method[2]}")
        elif function := re.match(r"func (\w+)", line):
            found.add(function[1])
        elif kind := re.match(r"type (\w+)(.*)", line):
            found.add(kind[1])
            inside = kind[1] if kind[2].rstrip().endswith("{") else ""
            found |= {f"{kind[1]}.{name}" for name in re.findall(r"struct\{ ([A-Z]\w*) \}", line)}
        elif re.match(r"(?:const|var) \($", line):
            group = True
        elif one := re.match(r"(?:const|var) ([A-Z]\w*)", line):
            found.add(one[1])
        elif line.startswith(("}", ")")):
            inside, group = "", False
        elif inside and (member := re.match(r"\t((?:\w+, )*\*?(?:\w+\.)?[A-Z]\w*)", line)):
            found |= {
                f"{inside}.{name.strip('*').rpartition('.')[2]}" for name in member[1].split(", ")
            }
        elif group and (value := re.match(r"\t([A-Z]\w*)", line)):
            found.add(value[1])
    return found


def test_exactly_what_go_doc_shows_is_there() -> None:
    exported = _exported(_documented())
    assert len(exported) > 300
    assert exported ^ _shown() == set()
    record("exported identifiers of the Go client, found in its surface file", len(exported))


def test_every_signature_is_there() -> None:
    """A function of ``go doc`` stands in the file to the letter."""
    heads = re.findall(r"^func (?:\([^)]*\) )?([A-Z].*)$", _documented(), re.MULTILINE)
    shown = {line.rpartition("func ")[2] for line in lines("go")}
    assert set(heads) - shown == set()
