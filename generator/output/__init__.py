"""Puts generated files in place: all of them or none, and never over a file of somebody else."""

from generator.output.manifest import Manifest, OutputError
from generator.output.transaction import commit, pending, recover, stale

__all__ = ["Manifest", "OutputError", "commit", "pending", "recover", "stale"]
