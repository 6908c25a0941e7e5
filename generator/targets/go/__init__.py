"""The Go target: a package on the standard library alone."""

from generator.targets.go.target import GoTarget

__all__ = ["GoTarget"]
