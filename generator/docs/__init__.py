"""Docs pages: read into facts, held against the spec, and what differs written as a patch."""
