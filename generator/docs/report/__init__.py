"""Differences told to a person, to a program, to a pull request."""
