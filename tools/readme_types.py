"""Type-checks the Python that the READMEs show: ``python -m tools.readme_types``.

Each block becomes a file of its own under ``out/readme/`` at the line where it stands, so that a
complaint points into the README; mypy and pyright look at them as strictly as at the client.
"""

import json
import re
import shutil
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
READMES = ("README.md", "generated_client/python/README.md")
_FOLDER = ROOT / "out" / "readme"
_BLOCK = re.compile(r"^```python\n(.*?)^```$", re.MULTILINE | re.DOTALL)


def extract(folder: Path) -> list[Path]:
    """Write every block below ``folder`` and return the files."""
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir(parents=True)
    files = []
    for name in READMES:
        text = (ROOT / name).read_text(encoding="utf-8")
        stem = name.removesuffix(".md").replace("/", "_")
        for number, match in enumerate(_BLOCK.finditer(text), 1):
            path = folder / f"{stem}_{number}.py"
            blank = "\n" * text.count("\n", 0, match.start(1))
            path.write_text(blank + match[1], encoding="utf-8")
            files.append(path)
    return files


def main() -> int:
    """Check them; exit code 1 when one does not fit."""
    files = [str(path) for path in extract(_FOLDER)]
    settings = {
        "typeCheckingMode": "strict",
        "include": ["."],
        "extraPaths": [str(ROOT / "generated_client" / "python")],
    }
    (_FOLDER / "pyrightconfig.json").write_text(json.dumps(settings), encoding="utf-8")
    commands = (
        [sys.executable, "-m", "mypy", "--strict", "--config-file=", *files],
        [sys.executable, "-m", "pyright", "--project", str(_FOLDER)],
    )
    failed = [
        command
        for command in commands
        if subprocess.run(command, cwd=ROOT, check=False).returncode != 0
    ]
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
