"""Deliberate mistakes in copies of the generated clients: each has to be found by the vectors."""

from __future__ import annotations

import re
import shutil
import subprocess
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from contract_tests.facts.stand_in import text_of
from contract_tests.judges.bundle import contract
from contract_tests.parity.clients import GENERATED, Client, go, python, typescript
from generator.contract.types import Model
from tools import environment, golang

_RULES: Final = "modellix_client/rules"


@dataclass(frozen=True)
class Fault:
    """One mistake.

    Attributes:
        name: What it is.
        client: Whose it is: ``python``, ``typescript`` or ``go``.
        file: Where, below the client's folder.
        find: What is replaced, a regular expression; it has to be there.
        put: What is put in its place.
        suite: The suite that finds it.
    """

    name: str
    client: str
    file: str
    find: str
    put: str
    suite: str = "requests"

    def __str__(self) -> str:
        return f"{self.client}: {self.name}"


def _tie() -> tuple[Model, str]:
    """A rule over several parameters, and whose it is: whatever the pages tie together now."""
    ties = [
        (model, rule.id)
        for model in contract().models
        for rule in model.validations
        if rule.severity == "error"
    ]
    return min(ties, key=lambda tie: tie[0].id != "kling-v1.5-i2i")


_TIED, _RULE = _tie()

FAULTS: Final = (
    Fault(
        "byte lengths",
        "python",
        f"{_RULES}/kling_image_o1.py",
        rf"len\((v_{text_of('kling-image-o1')})\)",
        r"len(\1.encode())",
    ),
    Fault(
        "UTF-16 lengths",
        "python",
        f"{_RULES}/kling_v2_mi2i.py",
        rf"len\((v_{text_of('kling-v2-mi2i')})\)",
        r'len(\1.encode("utf-16-le")) // 2',
    ),
    Fault(
        "float for int64",
        "python",
        "modellix_client/_strict_json.py",
        r"int\(digits\) if",
        "int(float(digits)) if",
    ),
    Fault(
        "an off-by-one limit",
        "python",
        f"{_RULES}/kling_v1_6_mi2v.py",
        r"(len\(v_\w+\) <=|size >) (\d+)\b",
        r"\1 \2 + 1",
    ),
    Fault(
        "a dropped rule",
        "python",
        f"{_RULES}/{_TIED.stem}.py",
        rf'\n    if ((?:(?!\n    if )[\s\S])*?"{re.escape(_TIED.id)}/rule/{_RULE}")',
        r"\n    if False and \1",
    ),
    Fault(
        "a default sent",
        "python",
        "modellix_client/_preparation.py",
        r"json_body\(value,",
        'json_body({"n": 1, **value} if isinstance(value, dict) else value,',
        "wire forms",
    ),
    Fault(
        "a retry after an unknown outcome",
        "python",
        "modellix_client/_core/resending.py",
        r"if isinstance\(verdict, NotSubmittedError\)",
        "if not isinstance(verdict, RateLimitError)",
        "scenarios",
    ),
    Fault(
        "a poll after the deadline",
        "python",
        "modellix_client/_core/polling.py",
        r"self\.deadline = now \+ timeout_ms",
        "self.deadline = now + timeout_ms + 1_000",
        "scenarios",
    ),
    Fault(
        "a device of Windows let through",
        "python",
        "modellix_client/_core/file_name.py",
        r'partition\("\."\)\[0\]\.lower\(\) in',
        "lower() in",
        "download names",
    ),
    Fault(
        "UTF-16 lengths",
        "typescript",
        "src/values.ts",
        r"if \(typeof value !== \"string\"\) return",
        "if (value !== null) return",
    ),
    Fault(
        "float for int64",
        "typescript",
        "src/cli/strict-json.ts",
        r"Number\.isSafeInteger\(value\) \? value : exact",
        "value",
    ),
    Fault(
        "names in the order of UTF-16",
        "typescript",
        "src/names.ts",
        r"codePointAt",
        "charCodeAt",
        "wire forms",
    ),
    Fault(
        "an off-by-one limit",
        "typescript",
        "src/kling/v2-mi2i.ts",
        r"(sized\(found, \"\w+\", v_\w+, \d+), \"maxLength\"\)",
        r'\1 - 1, "maxLength")',
    ),
    Fault(
        "a dropped rule",
        "typescript",
        f"src/{_TIED.provider}/{_TIED.attribute.replace('_', '-')}.ts",
        rf'\n  if \((.*)\) \{{(\n    found\.rule\("{_RULE}")',
        r"\n  if (false && (\1)) {\2",
    ),
    Fault(
        "a default sent",
        "typescript",
        "src/write-json.ts",
        r"return toParts\(value, layout\)",
        "return toParts(layout?.n === null ? { n: 1, ...(value as object) } : value, layout)",
        "wire forms",
    ),
    Fault(
        "a retry after an unknown outcome",
        "typescript",
        "src/core/resending.ts",
        r"verdict instanceof NotSubmittedError",
        "!(verdict instanceof RateLimitError)",
        "scenarios",
    ),
    Fault(
        "a poll after the deadline",
        "typescript",
        "src/core/polling.ts",
        r"const deadline = begun \+ timeoutMs",
        "const deadline = begun + timeoutMs + 1000",
        "scenarios",
    ),
    Fault(
        "percent escapes decoded twice",
        "typescript",
        "src/download/file-name.ts",
        r"const name = decoded\(last\)",
        "const name = decoded(decoded(last))",
        "download names",
    ),
    Fault(
        "byte lengths",
        "go",
        "internal/jsonvalue/value.go",
        r"utf8\.RuneCountInString\(v\.text\)",
        "len(v.text) + 0*utf8.RuneCountInString(v.text)",
    ),
    Fault(
        "float for int64",
        "go",
        "internal/strictjson/parse.go",
        r"OfInt\(value\)",
        "OfInt(int64(float64(value)))",
    ),
    Fault(
        "an off-by-one limit", "go", "kling_v1_6_mi2v_rules.go", r"size > (\d+)\b", r"size > \1 + 1"
    ),
    Fault(
        "a dropped rule",
        "go",
        f"{_TIED.stem}_rules.go",
        rf'\n\tif (.*) \{{(\n.*"{re.escape(_TIED.id)}/rule/{_RULE}")',
        r"\n\tif known < 0 && \1 {\2",
    ),
    Fault(
        "a retry after an unknown outcome",
        "go",
        "resending.go",
        r"case \*NotSubmittedError:",
        "case *NotSubmittedError, *SubmissionOutcomeUnknownError:",
        "scenarios",
    ),
    Fault(
        "a poll after the deadline",
        "go",
        "polling.go",
        r"deadline: now \+ timeout\b",
        "deadline: now + timeout + 1_000",
        "scenarios",
    ),
    Fault(
        "a program's suffix kept",
        "go",
        "internal/download/file_name.go",
        r"slices\.Contains\(programs, found\)",
        "slices.Contains(programs, candidate)",
        "download names",
    ),
)


def faulty(fault: Fault, folder: Path) -> Client:
    """The client with the mistake in it.

    Args:
        fault: The mistake.
        folder: Where its copy goes.

    Raises:
        LookupError: what it replaces is not there any more.
    """
    copy = folder / fault.client
    ignored = shutil.ignore_patterns("__pycache__", "node_modules", "dist", "*_test.go")
    shutil.copytree(GENERATED / fault.client, copy, ignore=ignored)
    path = copy / fault.file
    text, times = re.subn(fault.find, fault.put, path.read_text(encoding="utf-8"))
    if times == 0:
        raise LookupError(f"{fault.file} holds no {fault.find!r}: plant {fault} elsewhere")
    path.write_text(text, encoding="utf-8")
    if fault.client == "python":
        return python(folder)[0]
    if fault.client == "typescript":
        return typescript(folder)[0]
    program = folder / "modellix"
    compiler = str(golang.TOOLS / "go" / "bin" / "go")
    subprocess.run(
        [compiler, "build", "-trimpath", "-ldflags=-s -w", "-o", program, "./cmd/modellix"],
        cwd=copy,
        env=environment.for_go(golang.TOOLS),
        check=True,
        capture_output=True,
    )
    return go(program)[0]
