"""Docs pages against the spec: readers, comparison, patches."""
