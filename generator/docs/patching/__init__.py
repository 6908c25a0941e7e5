"""Differences written into the spec, its facts and its version."""
