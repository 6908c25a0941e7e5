"""Reads the files of the spec and keeps where everything stands."""
