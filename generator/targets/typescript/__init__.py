"""The TypeScript client."""

from generator.targets.typescript.target import build_typescript

__all__ = ["build_typescript"]
