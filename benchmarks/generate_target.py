"""``python -m benchmarks.generate_target ROOT TARGET``: one target alone, from spec to disk."""

from __future__ import annotations

import sys
from pathlib import Path

from generator.output import commit
from generator.pipeline import build, read_spec


def main() -> None:
    """Read and check the spec below ROOT and write what the target makes of it."""
    root, target = Path(sys.argv[1]), sys.argv[2]
    document, contract = read_spec(root)
    commit(root / f"only_{target}", build(document, contract, {target}))


if __name__ == "__main__":
    main()
