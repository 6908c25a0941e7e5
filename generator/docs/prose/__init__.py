"""Sentences of a page, read into constraints."""
