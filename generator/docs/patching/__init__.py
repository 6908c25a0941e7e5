"""Differences written into the spec, its facts and its version."""

from generator.docs.patching.apply import Applied, apply_differences

__all__ = ["Applied", "apply_differences"]
