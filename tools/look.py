"""Opens every page that this repository makes in a real Chromium and takes pictures of it.

Run as `python -m tools.look`: PNG files in out/look/, one line each; exit code 1 when a page logs
an error, does not fit its screen, or breaks a rule of axe. Without a browser or a page it says so
and ends with 0.
"""

import shutil
import sys
from pathlib import Path

from tools import chromium
from tools.chromium import Screen

ROOT = Path(__file__).resolve().parent.parent
SCREENS = (Screen("desktop", 1280, 900, mobile=False), Screen("phone", 390, 844, mobile=True))
SCHEMES = ("light", "dark")


def pages(root: Path) -> list[Path]:
    """Return the pages that programs wrote under out/, and the HTML pages of the docs."""
    # Of the many pages about one rule each, one stands for all: they have one template.
    rules = sorted((root / "out" / "parity" / "rules").glob("*.html"))[:1]
    return [
        *sorted((root / "out").glob("*/index.html")),
        *rules,
        *sorted((root / "docs").rglob("*.html")),
    ]


def name_of(root: Path, page: Path) -> str:
    """Return a page's name in its pictures' file names: its folders, joined."""
    parts = page.relative_to(root).with_suffix("").parts
    return "-".join(part for part in parts if part not in {"out", "index"})


def main() -> int:
    """Take the pictures."""
    found = pages(ROOT)
    program = chromium.find()
    if not found:
        print("skipped: there is no page under out/ or docs/ yet")
        return 0
    if program is None:
        print(f"skipped: none of {', '.join(chromium.NAMES)} on PATH")
        return 0
    folder = ROOT / "out" / "look"
    shutil.rmtree(folder, ignore_errors=True)  # a picture of a page that is gone would mislead
    folder.mkdir(parents=True)
    wrong = 0
    try:
        with chromium.running(program) as browser:
            for page in found:
                for screen in SCREENS:
                    for scheme in SCHEMES:
                        shot = browser.show(page.as_uri(), screen, scheme)
                        picture = folder / f"{name_of(ROOT, page)}-{screen.name}-{scheme}.png"
                        picture.write_bytes(shot.png)
                        print(picture.relative_to(ROOT), *shot.problems, sep="\n    ", flush=True)
                        wrong += len(shot.problems)
    except chromium.ChromiumError as failure:
        print(f"failed: {failure}")
        return 1
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main())
