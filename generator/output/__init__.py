"""Puts generated files in place: all of them or none, and never over a file of somebody else."""

from generator.output.lock import locked
from generator.output.manifest import LostError, Manifest, OutputError, holds
from generator.output.sightings import Sightings
from generator.output.transaction import commit, pending, recover, stale

__all__ = [
    "LostError",
    "Manifest",
    "OutputError",
    "Sightings",
    "commit",
    "holds",
    "locked",
    "pending",
    "recover",
    "stale",
]
