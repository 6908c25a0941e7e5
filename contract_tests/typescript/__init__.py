"""Tests of the TypeScript client: its programs against the Python client's, and its own."""
