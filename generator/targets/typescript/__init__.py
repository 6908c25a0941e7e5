"""The TypeScript client."""

from generator.targets.typescript.target import TypeScriptTarget

__all__ = ["TypeScriptTarget"]
