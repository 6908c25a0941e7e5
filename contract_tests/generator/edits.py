"""A small spec on disk that is edited step by step, as people and accidents do."""

from __future__ import annotations

import random
import re
import shutil
from collections.abc import Callable
from pathlib import Path

from contract_tests.generator.specs import ROOT, example

MODELS = "spec/models/kling"
_OPENAPI = "spec/openapi.yaml"
_OWN = "kling-v9-t2i"
_LIMIT = re.compile(r"maxLength: \d+")
_RULE = re.compile(r'rule: "[^"]*"')
_TITLE = re.compile(r"summary: Kling [^\n]*")

Edit = Callable[[Path, random.Random], None]


def begin(root: Path) -> None:
    """Two models; everything else is read from where the generator stands."""
    (root / MODELS).mkdir(parents=True)
    shutil.copy(ROOT / _OPENAPI, root / _OPENAPI)
    for name in ("kling-v9-t2i", "kling-v8-t2i"):
        _add(root, name, 800)


def _add(root: Path, name: str, limit: int) -> None:
    text = example().replace(_OWN, name).replace("maxLength: 800", f"maxLength: {limit}")
    (root / MODELS / f"{name}.yaml").write_text(text, encoding="utf-8")


def add_model(root: Path, chance: random.Random) -> None:
    """One more model, or one that was there in another form."""
    _add(root, f"kling-v{chance.randrange(1, 6)}-t2i", chance.randrange(100, 104))


def remove_model(root: Path, chance: random.Random) -> None:
    """One model less; the evidence of another may name it."""
    models = sorted((root / MODELS).glob("*.yaml"))
    if len(models) > 1:
        chance.choice(models).unlink()


def change_limit(root: Path, chance: random.Random) -> None:
    """Another limit in one model, of so few values that earlier ones come back."""
    _edit(root, chance, _LIMIT, f"maxLength: {chance.randrange(100, 104)}")


def change_title(root: Path, chance: random.Random) -> None:
    """Another title in one model, which the listings print too."""
    _edit(root, chance, _TITLE, f"summary: Kling {chance.choice(['Á', 'B', 'C'])}")


def change_rule(root: Path, chance: random.Random) -> None:
    """Another rule over several parameters in one model, or one that no longer holds together."""
    rule = chance.choice(
        [
            "!has(self.style_strength) || has(self.style_image)",
            "!has(self.seed) || has(self.prompt)",
            "!has(self.style_strength) || self.style_image == ''",
        ]
    )
    _edit(root, chance, _RULE, f'rule: "{rule}"')


def cite_another(root: Path, chance: random.Random) -> None:
    """Evidence that names another model's page, which may not be there."""
    cited = f"page: kling-v{chance.randrange(1, 10)}-t2i, how: sibling"
    _edit(root, chance, re.compile(r"page: [a-z0-9-]+, how: \w+"), cited)


def break_model(root: Path, chance: random.Random) -> None:
    """A mistake in one model."""
    _edit(root, chance, re.compile(r"minimum: 0"), "minimum: 99999999999")


def mend(root: Path, chance: random.Random) -> None:
    """Every mistake of `break_model` and `change_rule` mended."""
    for path in (root / MODELS).glob("*.yaml"):
        text = path.read_text(encoding="utf-8").replace("minimum: 99999999999", "minimum: 0")
        text = text.replace("|| self.style_image == ''", "|| has(self.style_image)")
        path.write_text(text, encoding="utf-8")


def change_service(root: Path, chance: random.Random) -> None:
    """Another version of the whole spec."""
    path = root / _OPENAPI
    version = f"version: 1.0.{chance.randrange(3)}"
    text = re.sub(r"version: [0-9.]+", version, path.read_text(encoding="utf-8"), count=1)
    path.write_text(text, encoding="utf-8")


def change_output(root: Path, chance: random.Random) -> None:
    """A generated file that somebody edited, emptied or removed."""
    files = [path for path in sorted((root / "generated_client").rglob("*")) if path.is_file()]
    for path in chance.sample(files, min(2, len(files))):
        if path.name == "manifest.json":
            continue
        if chance.random() < 0.5:
            path.unlink()
        else:
            path.write_bytes(chance.choice([b"", b"mine", path.read_bytes() + b" "]))


def damage_entries(root: Path, chance: random.Random) -> None:
    """What an earlier run left, cut, flipped, emptied, swapped or gone; four files of it."""
    entries = sorted(path for path in (root / "out/cache").rglob("*") if path.is_file())
    for path in chance.sample(entries, min(4, len(entries))):
        content = bytearray(path.read_bytes())
        kind = chance.randrange(5)
        if kind == 0:
            path.unlink()
        elif kind == 1:
            path.write_bytes(content[: chance.randrange(len(content) + 1)])
        elif kind == 2 and content:
            content[chance.randrange(len(content))] ^= 1 << chance.randrange(8)
            path.write_bytes(content)
        elif kind == 3:
            path.write_bytes(chance.choice(entries).read_bytes() if path.exists() else b"")
        else:
            path.write_bytes(b"")


def forget_record(root: Path, chance: random.Random) -> None:
    """The note that nothing has changed is gone: whatever is reused is looked at."""
    (root / "out/cache/generate.json").unlink(missing_ok=True)


EDITS: tuple[Edit, ...] = (
    add_model,
    remove_model,
    change_limit,
    change_title,
    change_rule,
    cite_another,
    break_model,
    mend,
    change_service,
    change_output,
    damage_entries,
    forget_record,
)


def _edit(root: Path, chance: random.Random, pattern: re.Pattern[str], new: str) -> None:
    path = chance.choice(sorted((root / MODELS).glob("*.yaml")))
    text = path.read_text(encoding="utf-8")
    path.write_text(pattern.sub(new, text, count=1), encoding="utf-8")
