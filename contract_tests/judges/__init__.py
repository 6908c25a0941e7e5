"""Judges of request bodies that share no code with any client."""
