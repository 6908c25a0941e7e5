"""Programs in READMEs that name a parameter which is gone are told, with file and line."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from contract_tests.drift.running import outcome
from generator.docs.comparing import Difference
from generator.docs.report.examples import outdated_examples
from generator.docs.report.next_steps import next_steps

_TEXT = """\
Words about prompt: of `acme-v2-t2i` are no program.

```python
client.acme.v2_t2i.submit(
    prompt="a prompt", n=2,
)
```

```go
client.Acme.V2T2i.Run(ctx, modellix.AcmeV2T2iRequest{
	Prompt: modellix.Ptr("prompt"),
})
```

```ts
await client.acme.v2T2i.submit({ "prompt": "x" });
```

```python
client.acme.v1_t2i.submit(prompt="of another model")
```
"""


def _difference(subject: str, is_: str | None, other: str | None = None) -> Difference:
    told = ("acme-v2-t2i", subject, "type", "string", is_)
    return Difference(*told, "breaking", 1.0, "page.txt", None, None, other_name=other)


def _told(root: Path, *applied: Difference) -> list[str]:
    found = outdated_examples(root, applied)
    told = replace(outcome(), applied=applied, written=("spec/x.yaml",), outdated=found)
    return [step.partition(":")[0] for step in next_steps(told) if "example anew" in step] + [
        str(entry) for entry in found
    ]


def test_each_line_of_each_language_is_told_with_the_new_name(tmp_path: Path) -> None:
    (tmp_path / "README.md").write_text(_TEXT, encoding="utf-8")
    (tmp_path / "examples").mkdir()
    program = '"""Of acme-v2-t2i."""\nBODY = {"prompt": "x"}\n'
    (tmp_path / "examples" / "demo.py").write_text(program, encoding="utf-8")
    told = _told(tmp_path, _difference("prompt", None, "text"), _difference("text", "string"))
    now = "shows prompt of acme-v2-t2i, which is called text now"
    assert told == [
        *("README.md", "README.md", "README.md", "examples/demo.py"),
        *(f"README.md:{line} {now}" for line in (5, 11, 16)),
        f"examples/demo.py:2 {now}",
    ]
    assert _told(tmp_path, _difference("n", None))[-1].endswith("n of acme-v2-t2i, which is gone")


def test_a_changed_parameter_outdates_no_program(tmp_path: Path) -> None:
    (tmp_path / "README.md").write_text(_TEXT, encoding="utf-8")
    assert _told(tmp_path, replace(_difference("prompt", "number"), was="string")) == []
    assert _told(tmp_path, _difference("seed", None)) == []
