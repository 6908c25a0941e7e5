"""The Go target: a package on the standard library alone."""

from generator.targets.go.target import build_go

__all__ = ["build_go"]
