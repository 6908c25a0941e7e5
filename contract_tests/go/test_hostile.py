"""A spec with odd texts and names still gives Go that is formatted and compiles."""

from pathlib import Path

import pytest

from contract_tests.generator.hostile import PIECES
from contract_tests.generator.specs import changed, generated
from contract_tests.go.program import go, gofmt

# In YAML's double quotes, where every character has an escape.
_HOSTILE = "".join(f"\\U{ord(letter):08x}" for letter in " ".join(PIECES) if letter != "\ufffe")
_RATIOS = '"16:9", "a b", "1.5", "1:5", "15", "\\u00e9", "\\"", "`"'

_SEED = """\
                seed:
                  type: integer
                  description: The same seed gives the same picture.
                  minimum: 0
                  maximum: 4294967295
"""
_TEXT = f"""\
                  description: "{_HOSTILE}"
                  enum: [{_RATIOS}]
"""


def _written(folder: Path, files: dict[str, bytes]) -> Path:
    for name, content in files.items():
        # The client's own tests are about the real models.
        if name.startswith("go/") and not name.endswith("_test.go"):
            path = folder / name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(content)
    return folder / "go"


@pytest.mark.slow
def test_hostile_spec_compiles(tmp_path: Path) -> None:
    model = changed(
        ("description: What the picture shows.", f'description: "{_HOSTILE}"'),
        ("message: style_strength needs style_image", f'message: "{_HOSTILE}"'),
        ("summary: Kling V9, text to image", f'summary: "{_HOSTILE}"'),
        (_SEED, f"                type:\n                  type: string\n{_TEXT}"),
        ("names: [negative_prompt]", "names: [range]"),
    )
    module = _written(tmp_path, generated(tmp_path / "spec", model))
    told = gofmt("-l", str(module))
    assert (told.returncode, told.stdout) == (0, ""), told.stderr
    built = go("vet", ".", cwd=module)
    assert built.returncode == 0, built.stderr
