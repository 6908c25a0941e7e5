"""Saving files of results: what hosts, redirects, names and folders may do to it."""
