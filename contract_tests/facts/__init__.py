"""Holds the spec against the facts of the docs pages, read by someone else."""
